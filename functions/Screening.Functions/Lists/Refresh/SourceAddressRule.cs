using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Screening.Functions.Lists.Refresh;

/// <summary>
/// Which addresses a list may be fetched from: only https, and only hosts of the public internet. A person who may propose an address
/// must not reach the network of this process with it, nor the metadata service of the machine.
/// </summary>
/// <param name="AllowsLoopback">Whether loopback may be reached too, by http and https. Only for tests and development.</param>
public sealed record SourceAddressRule(bool AllowsLoopback)
{
    /// <summary>The only IPv6 addresses that are assigned for the public internet.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>The networks of the registries of special-purpose addresses (RFC 6890) that are not public.</summary>
    private static readonly ImmutableArray<IPNetwork> NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",

            // The virtual address by which Azure serves the agents of a machine.
            "168.63.129.16/32",

            // Inside 2000::/3: protocol assignments with Teredo, documentation, and 6to4, which holds an IPv4 address.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Whether an address belongs to the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = Plain(address);
        return (plain.AddressFamily != AddressFamily.InterNetworkV6 || GlobalUnicast.Contains(plain)) && !NotPublic.Any(network => network.Contains(plain));
    }

    /// <summary>Whether a connection may be made.</summary>
    /// <param name="address">Address to connect to.</param>
    /// <param name="scheme">Scheme of the request.</param>
    public bool Allows(IPAddress address, string scheme) =>
        (scheme == Uri.UriSchemeHttps && IsPublic(address)) || (AllowsLoopback && IPAddress.IsLoopback(Plain(address)));

    /// <summary>
    /// Why an address must not be asked, as far as its text tells; null when it may. What its host resolves to is checked when the
    /// connection is made.
    /// </summary>
    public string? RefusalOf(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address switch
        {
            { IsAbsoluteUri: false } => "is not an absolute address",
            _ when address.Scheme != Uri.UriSchemeHttps && !IsPlainLoopback(address) => "must begin with https://",
            { UserInfo.Length: > 0 } => "must hold no user name and no password",
            { HostNameType: UriHostNameType.IPv4 or UriHostNameType.IPv6 } =>
                IPAddress.TryParse(address.IdnHost, out var literal) && Allows(literal, address.Scheme) ? null : NotAllowed,
            { HostNameType: UriHostNameType.Dns } => IsLocalName(address.IdnHost) && !AllowsLoopback ? NotAllowed : null,
            _ => "names no host",
        };
    }

    private const string NotAllowed = "is not on the public internet";

    private bool IsPlainLoopback(Uri address) => AllowsLoopback && address.Scheme == Uri.UriSchemeHttp
        && (IPAddress.TryParse(address.IdnHost, out var literal) ? IPAddress.IsLoopback(Plain(literal)) : IsLocalName(address.IdnHost));

    private static bool IsLocalName(string host) =>
        host.TrimEnd('.') is var name && (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));

    private static IPAddress Plain(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}

/// <summary>A host resolves to an address that must not be reached. No connection was made.</summary>
/// <param name="host">The host.</param>
public sealed class AddressRefusedException(string host) : IOException($"{host} is not on the public internet");
