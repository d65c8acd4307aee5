using System.Text.RegularExpressions;
using Screening.Functions.Pages;
using Screening.Functions.Security;
using Screening.Functions.Tests.Repository;

namespace Screening.Functions.Tests.Flows.Callers;

/// <summary>What server and scripts of the pages both know, and must know alike.</summary>
public sealed class AppAddressTests
{
    [Theory]
    [InlineData("/app/", true)]
    [InlineData("/app/check", true)]
    [InlineData("/app/answer/2026113020-w5axyf2s-01-0000000001/", true)]
    [InlineData("/app/decisions?reference=SO-1&from=2026-11-01", true)]
    [InlineData("/app", false)]
    [InlineData("/application/", false)]
    [InlineData("/app//example.org", false)]
    [InlineData("/app/../reference/", false)]
    [InlineData("/app/a/..", false)]
    [InlineData("//example.org/app/", false)]
    [InlineData("https://example.org/app/", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("/app/\\example.org", false)]
    [InlineData("/app/check\n", false)]
    [InlineData("/app/check#x", false)]
    [InlineData(null, false)]
    public void AnAddressOfTheApplication_HasOneForm(string? address, bool isOne) => Assert.Equal(isOne, AppAddress.IsOne(address));

    [Fact]
    public void TheSignInPage_KnowsTheSameFormOfAddresses()
    {
        var server = Regex.Match(RepositoryFolder.Text("functions/Screening.Functions/Pages/AppAddress.cs"), @"Form = @""\^(.*)\\z""").Groups[1].Value;
        var script = Regex.Match(RepositoryFolder.Text("functions/Screening.Functions/Pages/Files/sign-in.js"), @"appAddress = /\^(.*)\$/;").Groups[1].Value;
        Assert.NotEmpty(server);
        Assert.Equal(server, script.Replace("\\/", "/", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryRole_HasItsMeaningInTheApplication()
    {
        var texts = RepositoryFolder.Text("functions/Screening.Functions/Pages/App/src/text/shell.ts");
        var meanings = texts[texts.IndexOf("roleText", StringComparison.Ordinal)..texts.IndexOf("failureText", StringComparison.Ordinal)];
        Assert.Equal(Roles.All, Regex.Matches(meanings, @"\n  ""?([\w-]+)""?: ""\S[^""]+\."",").Select(match => match.Groups[1].Value));
    }
}
