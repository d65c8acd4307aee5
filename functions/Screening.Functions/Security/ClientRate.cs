using System.Threading.RateLimiting;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Security;

/// <summary>
/// What one client, by its proven name, gets of an instance: a rate with a burst, so that one client's loop does not keep
/// the others waiting. A request takes one unit; an endpoint that does the work of many takes the rest by itself.
/// </summary>
public sealed class ClientRate : IDisposable
{
    private readonly PartitionedRateLimiter<string> buckets;
    private readonly int burst;

    /// <summary>Buckets as <paramref name="limits"/> say.</summary>
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
    /// <param name="client">Proven name.</param>
    /// <param name="units">Units, such as the lines of a batch; more than a whole burst counts as a whole burst.</param>
    /// <returns>Null when they were there, else the problem to answer with.</returns>
    public Problem? Take(string client, int units = 1)
    {
        using var lease = buckets.AttemptAcquire(client, Math.Min(units, burst));
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

/// <summary>The rate as a part of the pipeline.</summary>
internal static class ClientRatePipeline
{
    /// <summary>Refuses known clients that are past their rate. Unauthenticated callers are refused for being unauthenticated callers.</summary>
    public static void UseClientRate(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var refusal = context.User.Identity is { IsAuthenticated: true, Name: { } name }
            ? context.RequestServices.GetRequiredService<ClientRate>().Take(name)
            : null;
        return refusal is null ? next(context) : refusal.ExecuteAsync(context);
    });
}
