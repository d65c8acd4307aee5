using System.Threading.RateLimiting;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Security;

/// <summary>
/// The rate limit of one client on an instance, by its authenticated name: a rate with a burst, so that one client in a loop does
/// not delay the others. A request takes one unit. An endpoint that does the work of many requests takes the remaining units
/// itself.
/// </summary>
public sealed class ClientRate : IDisposable
{
    private readonly PartitionedRateLimiter<string> buckets;
    private readonly int burst;

    /// <summary>Creates the rate limiter from <paramref name="limits"/>.</summary>
    public ClientRate(RequestLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        burst = limits.ClientUnitsPerSecond * RequestLimits.BurstSeconds;
        buckets = PartitionedRateLimiter.Create<string, string>(client => RateLimitPartition.GetTokenBucketLimiter(
            client,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst, TokensPerPeriod = limits.ClientUnitsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
            }));
    }

    /// <summary>Takes units for work of <paramref name="client"/>.</summary>
    /// <param name="client">Authenticated name.</param>
    /// <param name="units">Units, such as those of the lines of a batch. More than a whole burst counts as a whole burst.</param>
    /// <param name="taken">Units that were taken for the same request before. Together they are at most a whole burst.</param>
    /// <returns>Null if the units were available; otherwise the problem to return.</returns>
    public Problem? Take(string client, int units = 1, int taken = 0)
    {
        using var lease = buckets.AttemptAcquire(client, Math.Min(units, burst - taken));
        if (lease.IsAcquired)
        {
            return null;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        return Problems.TooManyRequests("This client has used up its rate.", wait);
    }

    /// <inheritdoc/>
    public void Dispose() => buckets.Dispose();
}

/// <summary>The rate limit as middleware.</summary>
internal static class ClientRatePipeline
{
    /// <summary>
    /// Refuses authenticated clients that exceed their rate. Unauthenticated callers are not counted here; they are refused by
    /// authorisation.
    /// </summary>
    public static void UseClientRate(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var refusal = context.User.Identity is { IsAuthenticated: true, Name: { } name }
            ? context.RequestServices.GetRequiredService<ClientRate>().Take(name)
            : null;
        return refusal is null ? next(context) : refusal.ExecuteAsync(context);
    });
}
