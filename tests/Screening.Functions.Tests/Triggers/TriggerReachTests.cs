using System.Globalization;
using Microsoft.AspNetCore.Routing.Patterns;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Triggers;

/// <summary>
/// No outsider reaches the path of a trigger through an HTTP function. Two conditions hold for that: no route matches a spelling of
/// such a path, and no path that a route matches becomes one when the host rewrites it.
/// </summary>
public sealed class TriggerReachTests(HostRoutes routes) : IClassFixture<HostRoutes>
{
    private static readonly string[] Triggers = [.. FunctionTable.Rows.Where(row => row.Kind != FunctionKind.Http).Select(row => row.Name)];
    private static readonly FunctionRow[] Functions = [.. FunctionTable.Rows.Where(row => row.Kind == FunctionKind.Http)];

    private static readonly string[] Prefixes =
        [.. Functions.Where(row => row.Name != "Pages").Select(row => "/" + row.Source.Split("/{")[0]), "/assets", "/problems", "/healthz"];

    public static TheoryData<string> Spellings => new(
        "/{0}", "/{0}/", "/{0}/x", "//{0}", "///{0}", "/./{0}", "/.//{0}", "/api/../{0}", "/api/v1/screenings/../../../{0}", "/%2e%2e/{0}",
        "/%2F{0}", "/{0}%2F", "/{0}%20", "/{0}%00", "/{0}?x=1", "/{0}#x", "/{0};x", "/{0}%3Fx", "/api/{0}", "/api/v1/{0}", "/\\{0}", "/%5C{0}",
        "http://host/{0}", "http://host//{0}", "/..%5C{0}", "/%252e%252e/{0}", "/%0A/{0}", "/x/..%5C{0}");

    public static TheoryData<string> Climbs => new(
        "..%5C", "..%5c", "..\\", "%2e%2e%5C", ".%2e%5C", "%252e%252e/", "%252E./", ".%252e%5C", "..%255C", "%5C..%5C", "x%5C..%5C..%5C", "../", "..%2F",
        "%3F..%5C", "%23..%5C", "%0A%5C..%5C..%5C");

    public static TheoryData<string, string> Known => new()
    {
        { "/", "Pages" }, { "/app", "Pages" }, { "/app/answer/x-1", "Pages" }, { "/assets/app.js", "Pages" }, { "/HEALTHZ", "Pages" }, { "/openapi/v1.json?x=%5C", "Pages" },
        { "/api/v1/screenings", "Screenings" }, { "/API/v1/Screenings/", "Screenings" }, { "/api/v1/screenings/x/replay", "Screenings" },
        { "/api/v1/policies/a-b_c.d~1/eligibility/XX/gap", "Policies" }, { "/api/v1/party-matching", "PartyMatching" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public async Task APathOfTheApi_IsMatched_AndForwardedAsItIs(string target, string function)
    {
        foreach (var match in await SendAsync(target))
        {
            Assert.Equal([function], match.Functions);
            Assert.Equal(target.Split('?')[0], match.Forwarded);
        }
    }

    [Theory]
    [InlineData("/api/v1/keys/a%20b")]
    [InlineData("/api/v1/keys/a%2Fb")]
    [InlineData("/api/v1/keys/a%25b")]
    [InlineData("/api/v1/keys/%C3%A9")]
    [InlineData("/api/v1/keys/x%0A")]
    [InlineData("/assets%0A/x")]
    [InlineData("/api/v1/keysX")]
    [InlineData("/api/v1")]
    public async Task AnotherPath_IsNotMatched(string target) => Assert.All(await SendAsync(target), match => Assert.Empty(match.Functions));

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task NoRoute_MatchesATriggersPath(string spelling)
    {
        foreach (var target in Triggers.SelectMany(trigger => Variants(spelling, trigger)))
        {
            Assert.All(await SendAsync(target), match => Assert.True(match.Functions.Length == 0, $"{target} is matched by {match}"));
        }
    }

    [Theory]
    [MemberData(nameof(Climbs))]
    public async Task NoMatchedPath_IsForwardedToATrigger(string climb)
    {
        foreach (var target in Prefixes.SelectMany(prefix => Enumerable.Range(1, 5).Select(times => $"{prefix}/{Repeat(climb, times)}{Triggers[0]}")))
        {
            await AssertStaysAsync(target);
        }
    }

    [Fact]
    public async Task NoMatchedPathOfAnyPieces_IsForwardedToAnotherFunction()
    {
        string[] pieces =
        [
            "..", ".", "/", "\\", "%5C", "%2F", "%2e", "%252e", "%255C", "%25", "%3F", "%23", "%0A", "%20", "%C0%AE", "%EF%BC%8E", ";", ":", "//", "x", "api",
            "v1", "keys", "problems", Triggers[0],
        ];
        // A fixed seed: a failure can be repeated.
        var random = new Random(20261130);
        for (var i = 0; i < 1000; i++)
        {
            var path = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            await AssertStaysAsync($"{Prefixes[random.Next(Prefixes.Length)]}/{path}");
        }
    }

    [Fact]
    public void TheFirstSegment_OfEveryRoute_IsALiteralOrOneOfSeveral_AndTheRestIsConstrained() => Assert.All(Functions, row =>
    {
        var pattern = RoutePatternFactory.Parse("/" + row.Source);
        var first = Assert.Single(pattern.PathSegments[0].Parts);
        Assert.True(
            first is RoutePatternLiteralPart
            || (first is RoutePatternParameterPart { IsCatchAll: false, ParameterPolicies: [{ Content: { } policy }] }
                && System.Text.RegularExpressions.Regex.IsMatch(policy, @"^regex\(\^\([a-z]+(\|[a-z]+)*\)\\z\)$")),
            $"{row.Name}: {row.Source}");
        Assert.EndsWith("/" + FunctionTable.Rest, row.Source, StringComparison.Ordinal);
        Assert.Single(pattern.Parameters, parameter => parameter is { IsCatchAll: true, ParameterPolicies: [{ Content: not null }], Default: "" });
    });

    /// <summary>A path that a function matches is forwarded to a path of the same function, or it is not matched.</summary>
    private async Task AssertStaysAsync(string target)
    {
        var match = await routes.SendToHostAsync(target);
        if (match.Functions.Length > 0)
        {
            var again = await routes.SendToHostAsync(match.Forwarded);
            Assert.True(again.Functions.SequenceEqual(match.Functions), $"{target} of {match.Functions[0]} is forwarded as {match.Forwarded}");
        }
    }

    private async Task<RouteMatch[]> SendAsync(string target) => [await routes.SendToHostAsync(target), await routes.SendToWorkerAsync(target)];

    /// <summary>A name as it is, in other cases, and with letters written as percent codes.</summary>
    private static IEnumerable<string> Variants(string spelling, string name) =>
        from written in new[]
        {
            name, name.ToLowerInvariant(), name.ToUpperInvariant(), $"%{(int)name[0]:X2}{name[1..]}", $"{name[..^1]}%{(int)name[^1]:x2}",
            string.Concat(name.Select(letter => $"%{(int)letter:X2}")),
        }
        select string.Format(CultureInfo.InvariantCulture, spelling, written);

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
