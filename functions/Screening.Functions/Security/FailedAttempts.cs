using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Screening.Functions.Hosting;

namespace Screening.Functions.Security;

/// <summary>
/// Counts failed authentication attempts per remote address. From an address without attempts left, only keys that this
/// environment issued are looked up, so that an unauthenticated caller at the same address locks out no client. Failures of a key
/// with a mark are counted for that key alone: it was issued, and is revoked or expired. Under the Functions host every caller has
/// the address of the host, because no header with another address can be trusted.
/// </summary>
public sealed class FailedAttempts : IDisposable
{
    private const int Segments = 6;

    private readonly PartitionedRateLimiter<string> windows;
    private readonly PartitionedRateLimiter<string> windowsOfKeys;

    /// <summary>Creates the windows from <paramref name="limits"/>.</summary>
    public FailedAttempts(RequestLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        windows = Windows(limits.FailedAttempts);
        windowsOfKeys = Windows(RequestLimits.FailedAttemptsOfKey);
    }

    /// <summary>Whether the caller's address has no attempts left. If so, the refusal becomes 429.</summary>
    /// <param name="context">The request.</param>
    /// <param name="issued">Id of a key or session that this environment issued: its own attempts count. Null for the address.</param>
    public bool AreUsedUp(HttpContext context, string? issued = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var lease = issued is null ? windows.AttemptAcquire(AddressOf(context), 0) : windowsOfKeys.AttemptAcquire(issued, 0);
        if (lease.IsAcquired)
        {
            return false;
        }

        Refusal.TooOften(context, TimeSpan.FromSeconds(RequestLimits.FailedAttemptsSeconds / (double)Segments));
        return true;
    }

    /// <summary>Counts one failure. A failure beyond the limit is refused with 429.</summary>
    /// <param name="context">The request.</param>
    /// <param name="issued">Id of a key or session that this environment issued; null to count the failure for the address.</param>
    public void Note(HttpContext context, string? issued = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var lease = issued is null ? windows.AttemptAcquire(AddressOf(context)) : windowsOfKeys.AttemptAcquire(issued);
        if (!lease.IsAcquired)
        {
            Refusal.TooOften(context, TimeSpan.FromSeconds(RequestLimits.FailedAttemptsSeconds / (double)Segments));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        windows.Dispose();
        windowsOfKeys.Dispose();
    }

    // A sliding window, not a token bucket: a bucket with a fraction of a token left would still report availability.
    private static PartitionedRateLimiter<string> Windows(int attempts) => PartitionedRateLimiter.Create<string, string>(
        counted => RateLimitPartition.GetSlidingWindowLimiter(
            counted,
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = attempts, Window = TimeSpan.FromSeconds(RequestLimits.FailedAttemptsSeconds),
                SegmentsPerWindow = Segments, QueueLimit = 0,
            }));

    /// <summary>A subscriber usually has a whole /64 of IPv6 addresses, so they count as one address.</summary>
    private static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
