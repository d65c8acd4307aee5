using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Screening.Functions.Hosting;

namespace Screening.Functions.Security;

/// <summary>
/// Counts failed authentication attempts per remote address. From an address without attempts left, only keys known to this
/// instance are checked, so that an unauthenticated caller at the same address locks out no client. No other credentials are
/// looked up. Under the Functions host every caller has the address of the host, because no header with another address can be
/// trusted.
/// </summary>
public sealed class FailedAttempts : IDisposable
{
    private const int Segments = 6;

    private readonly PartitionedRateLimiter<string> windows;

    /// <summary>Creates the windows from <paramref name="limits"/>.</summary>
    public FailedAttempts(RequestLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        // A sliding window, not a token bucket: a bucket with a fraction of a token left would still report availability.
        windows = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetSlidingWindowLimiter(
            address,
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = limits.FailedAttempts, Window = TimeSpan.FromSeconds(RequestLimits.FailedAttemptsSeconds),
                SegmentsPerWindow = Segments, QueueLimit = 0,
            }));
    }

    /// <summary>Whether the caller's address has no attempts left. If so, the refusal becomes 429.</summary>
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

    /// <summary>Counts one failure. A failure beyond the limit is refused with 429.</summary>
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
