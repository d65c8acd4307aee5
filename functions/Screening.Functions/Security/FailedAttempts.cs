using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Screening.Functions.Hosting;

namespace Screening.Functions.Security;

/// <summary>
/// Counts failed attempts to prove an identity, per remote address. An address that has used up its attempts can still
/// use keys which this instance knows, so that an unauthenticated caller behind the same address shuts nobody out; nothing else is
/// looked up for it. Behind the Functions host every caller has the host's address: no header that names another is a
/// proof.
/// </summary>
public sealed class FailedAttempts : IDisposable
{
    private const int Segments = 6;

    private readonly PartitionedRateLimiter<string> windows;

    /// <summary>Windows as <paramref name="limits"/> say.</summary>
    public FailedAttempts(RequestLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        // A window, not a bucket: a bucket says that something is left when a fraction of one attempt is.
        windows = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetSlidingWindowLimiter(
            address,
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = limits.FailedAttempts, Window = TimeSpan.FromSeconds(RequestLimits.FailedAttemptsSeconds),
                SegmentsPerWindow = Segments, QueueLimit = 0,
            }));
    }

    /// <summary>Whether the caller's address has none left; then the refusal is written accordingly.</summary>
    public bool AreUsedUp(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var lease = windows.AttemptAcquire(AddressOf(context), 0);
        if (lease.IsAcquired)
        {
            return false;
        }

        Refusal.TooOften(context, TimeSpan.FromSeconds(RequestLimits.FailedAttemptsSeconds / (double)Segments));
        return true;
    }

    /// <summary>Counts one failure; the one after the last is refused as such.</summary>
    public void Note(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var lease = windows.AttemptAcquire(AddressOf(context));
        if (!lease.IsAcquired)
        {
            Refusal.TooOften(context, TimeSpan.FromSeconds(RequestLimits.FailedAttemptsSeconds / (double)Segments));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => windows.Dispose();

    /// <summary>One subscriber usually has a whole /64 of IPv6 addresses; they count as one.</summary>
    private static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
