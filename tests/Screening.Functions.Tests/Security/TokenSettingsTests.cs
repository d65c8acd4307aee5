using Microsoft.Extensions.Configuration;
using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Security;

namespace Screening.Functions.Tests.Security;

/// <summary>Settings of tokens and rates in the environment.</summary>
public sealed class TokenSettingsTests
{
    [Fact]
    public void NoTokens_AreTaken_UnlessAnAuthorityIsSet() => Assert.Null(TokenSettings.Read(Settings()));

    [Fact]
    public void ReadsThem()
    {
        var read = TokenSettings.Read(Settings(
            (TokenSettings.AuthorityVariable, "https://login.example/t/v2.0"), (TokenSettings.AudienceVariable, "one, two"),
            (TokenSettings.NameVariable, "oid")))!;
        Assert.Equal(["one", "two"], read.Audiences);
        Assert.Equal(("roles", "oid", null, false), (read.RolesClaim, read.NameClaim, read.Issuer, read.IsLoopback));
    }

    [Theory]
    [InlineData("https://login.example/", "")]
    [InlineData("https://login.example/", " , ")]
    [InlineData("http://login.example/", "api")]
    [InlineData("http://127.0.0.1.example/", "api")]
    [InlineData("http://localhost/", "api")]
    [InlineData("ftp://127.0.0.1/", "api")]
    [InlineData("login.example", "api")]
    [InlineData("", "api")]
    public void Refuses_IncompleteOrInsecureTokenSettings(string authority, string audience)
    {
        var failure = Assert.Throws<StartupException>(() => TokenSettings.Read(Settings(
            (TokenSettings.AuthorityVariable, authority), (TokenSettings.AudienceVariable, audience))));
        Assert.Equal(ExitCode.SettingsInvalid, failure.Code);
    }

    [Fact]
    public void Algorithms_IncludeNoSharedSecretAndNoUnsignedToken() => Assert.DoesNotContain(
        TokenSettings.Algorithms, name => name.StartsWith("HS", StringComparison.Ordinal) || name == "none");

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("1000001")]
    public void Refuses_AnInvalidRate(string rate)
    {
        Assert.Throws<StartupException>(() => RequestLimits.Read(Settings((RequestLimits.ClientRateVariable, rate))));
        Assert.Throws<StartupException>(() => RequestLimits.Read(Settings((RequestLimits.FailedAttemptsVariable, rate))));
        Assert.Throws<StartupException>(() => RequestLimits.Read(Settings((RequestLimits.DecisionTimeVariable, rate))));
    }

    private static IConfiguration Settings(params (string Name, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))).Build();
}
