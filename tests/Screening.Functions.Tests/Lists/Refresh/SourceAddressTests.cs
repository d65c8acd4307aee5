using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Screening.Functions.Http.Contracts.Requests.Watchlists;
using Screening.Functions.Lists.Refresh;

namespace Screening.Functions.Tests.Lists.Refresh;

/// <summary>Which addresses a list may be fetched from: an address must not reach the network of the server.</summary>
public sealed class SourceAddressTests
{
    private static readonly SourceAddressRule Rule = new(AllowsLoopback: false);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::10.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:a00:1::1")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("fd00:ec2::254")]
    public void AnAddressOutsideThePublicInternet_IsNeverReached(string address)
    {
        var parsed = IPAddress.Parse(address);
        Assert.False(SourceAddressRule.IsPublic(parsed));
        Assert.False(Rule.Allows(parsed, Uri.UriSchemeHttps));
        Assert.NotNull(Rule.RefusalOf(new Uri(parsed.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"https://[{address}]/" : $"https://{address}/")));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.167.255.255")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450::1")]
    public void APublicAddress_IsReached_ByHttpsOnly(string address)
    {
        var parsed = IPAddress.Parse(address);
        Assert.True(Rule.Allows(parsed, Uri.UriSchemeHttps));
        Assert.False(Rule.Allows(parsed, Uri.UriSchemeHttp));
        Assert.False(new SourceAddressRule(AllowsLoopback: true).Allows(parsed, Uri.UriSchemeHttp));
    }

    [Theory]
    [InlineData("http://example.org/list.csv")]
    [InlineData("ftp://example.org/list.csv")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://name@example.org/")]
    [InlineData("https://name:word@example.org/")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://app.localhost/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    public void AnAddress_WhoseTextShowsIt_IsRefusedWhenItIsProposed(string address)
    {
        Assert.NotNull(Rule.RefusalOf(new Uri(address)));
        Assert.Equal(["address invalid_format"], Errors(Body(address: address)));
    }

    [Fact]
    public void OnlyWhereThatIsSet_LoopbackIsReached_AndNothingElseInside()
    {
        var open = new SourceAddressRule(AllowsLoopback: true);
        foreach (var address in new[] { "127.0.0.1", "::1", "::ffff:127.0.0.1" })
        {
            Assert.True(open.Allows(IPAddress.Parse(address), Uri.UriSchemeHttp));
            Assert.False(Rule.Allows(IPAddress.Parse(address), Uri.UriSchemeHttp));
        }

        Assert.All(["10.0.0.1", "169.254.169.254", "fe80::1"], address => Assert.False(open.Allows(IPAddress.Parse(address), Uri.UriSchemeHttps)));
        Assert.NotNull(open.RefusalOf(new Uri("http://10.0.0.1/")));
        Assert.NotNull(open.RefusalOf(new Uri("https://169.254.169.254/latest")));
    }

    [Fact]
    public void ASource_IsReadStrictly_WithEveryError()
    {
        var read = ListSourceRequest.Parse(Body(), Rule);
        Assert.Equal(new ListSource("https://example.org/list.csv?x=1", "csl", 24), read.Value);
        Assert.Equal(168, ListSourceRequest.Parse(Body(hours: 168), Rule).Value.EveryHours);
        Assert.Equal(["address required", "format required"], Errors("{}"u8.ToArray()));
        Assert.Equal(
            ["address invalid_format", "everyHours out_of_range", "format unknown_code", "port unknown_member"],
            Errors("""{ "address": "example.org/list", "format": "xml", "everyHours": 0, "port": 1 }"""u8.ToArray()));
        Assert.Equal(["everyHours out_of_range"], Errors(Body(hours: 169)));
        Assert.Equal(["everyHours out_of_range"], Errors(Body(hours: 1.5)));
        Assert.Equal(["address invalid_format"], Errors(Body(address: "https://example.org/list.csv#part")));
        Assert.Equal(["address too_long"], Errors(Body(address: "https://example.org/" + new string('a', ListSource.AddressCharacters))));
    }

    private static byte[] Body(string address = "https://example.org/list.csv?x=1", double? hours = null)
    {
        var body = new JsonObject { ["address"] = address, ["format"] = "csl" };
        if (hours is { } given)
        {
            body["everyHours"] = given;
        }

        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    private static IEnumerable<string> Errors(byte[] body) =>
        ListSourceRequest.Parse(body, Rule).Errors.Select(error => $"{error.Path} {error.Code}").Order(StringComparer.Ordinal);
}
