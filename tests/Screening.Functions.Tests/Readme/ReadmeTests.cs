using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Functions.Decisions;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Http.OpenApi;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Telemetry;
using Screening.Functions.Tests.Repository;

namespace Screening.Functions.Tests.Readme;

/// <summary>The README says only what is so.</summary>
public sealed class ReadmeTests(StandaloneApp standalone) : IClassFixture<StandaloneApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The examples, by what they show.</summary>
    public static TheoryData<string> Dispositions => ["CONTINUE_OTHER_CHECKS", "HOLD", "BLOCK"];

    [Theory]
    [MemberData(nameof(Dispositions))]
    public async Task EveryExample_IsAnsweredAsShown(string disposition)
    {
        var example = Assert.Single(Readme.Examples, one => DispositionOf(one) == disposition);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add(ApiKeyAuthentication.Header, standalone.App.Development!.KeyOf(Roles.Screener));
        using var body = new StringContent(example.Body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(standalone.App.Address, "/api/v1/screenings"), body, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(ShownJson.Differences(JsonNode.Parse(example.Answer), JsonNode.Parse(text)));
    }

    [Fact]
    public void Shows_ThreeExamples() => Assert.Equal(3, Readme.Examples.Length);

    [Fact]
    public void TheOwnListShown_CanBeImported()
    {
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes(Readme.OwnCsv));
        var read = WatchlistCsv.Read(csv, ListFormats.Own, Cancellation);
        Assert.Empty(read.Errors);
        Assert.Single(read.Entries);
    }

    [Fact]
    public void EveryFileNamed_Exists()
    {
        var paths = Readme.Quoted.Where(quoted => Regex.IsMatch(quoted, @"^(functions|tests|docs|infra|\.ci)(/[\w./-]+)?$|^[\w.]+\.(md|json)$"))
            .Where(quoted => quoted is not "function.json");
        Assert.All(paths, path => Assert.True(RepositoryFolder.Has(path), $"{path} does not exist"));
    }

    [Fact]
    public void TheRoutesNamed_AreTheRoutesMapped_WithTheirVerbsAndRoles()
    {
        var mapped = standalone.App.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
                .Where(verb => verb != "HEAD")
                .Select(verb => $"{verb} {endpoint.RoutePattern.RawText!.Replace(":int", "", StringComparison.Ordinal)} {RolesOf(endpoint)}"));
        var shown = Readme.Table("route", "verbs", "roles").SelectMany(row => Regex.Matches(row[1], "GET|PUT|POST")
            .Select(verb => $"{verb.Value} {row[0]} {RolesShown(row[2], verb.Value)}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheExitCodesShown_AreTheExitCodes() => Assert.Equal(
        Enum.GetValues<ExitCode>().Select(code => $"{(int)code} {code}"),
        Readme.Table("exit code", "name", "meaning").Select(row => $"{row[0]} {row[1]}"));

    [Fact]
    public void TheSettingsShown_AreReadSomewhere()
    {
        var shown = Readme.Table("variable", "meaning").Select(row => row[0]).ToArray();
        string[] constants =
        [
            HostSettings.PortVariable, HostSettings.AddressVariable, DataFolder.FolderVariable, DataFolder.InstallVariable,
            HostSettings.JobsStorage, HostSettings.ProductStorage, RecordKeys.Setting,
            TokenSettings.AuthorityVariable, TokenSettings.AudienceVariable,
            TokenSettings.IssuerVariable, TokenSettings.RolesVariable, TokenSettings.NameVariable,
            RequestLimits.ClientRateVariable, RequestLimits.FailedAttemptsVariable, HostSettings.HandlerPortVariable,
            TelemetryExport.OtlpEndpoint, TelemetryExport.MonitorConnection, HostSettings.CacheFolderVariable,
        ];
        Assert.Equal([.. constants, "SCREENING_DATA"], shown);
    }

    /// <summary>The row of PROCEED names the disposition that takes its place while a control reason was not evaluated.</summary>
    [Fact]
    public void TheDispositionsShown_FollowFromTheOutcomes() => Assert.Equal(
        Enum.GetValues<Outcome>().Select(outcome => $"{Code<Disposition>.Of(outcome.Disposition())} {Code<Outcome>.Of(outcome)}")
            .Append($"{Code<Disposition>.Of(Disposition.Proceed)} {Code<Disposition>.Of(Disposition.ContinueOtherChecks)}")
            .Order(StringComparer.Ordinal),
        Readme.Table("disposition", "outcomes").SelectMany(row => Regex.Matches(row[1], "[A-Z]+(_[A-Z]+)+|PROHIBITED").Select(outcome => $"{row[0]} {outcome.Value}"))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void TheBoundsShown_AreTheBounds()
    {
        Assert.Contains($"**{SnapshotTimes.StalenessBound.TotalHours} h**", Readme.Text, StringComparison.Ordinal);
        Assert.Contains($"and {SnapshotTimes.HeadAheadBound.TotalHours} h with an accepted change", Readme.Text, StringComparison.Ordinal);
    }

    private static string? DispositionOf(ReadmeExample example) => (string?)JsonNode.Parse(example.Answer)!["decision"]!["disposition"];

    private static string RolesOf(RouteEndpoint endpoint)
    {
        var policy = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Single(data => data.Policy is not null).Policy!;
        return string.Join(",", AccessTable.RolesFor(Enum.Parse<Access>(policy)));
    }

    /// <summary>"all but admin; PUT policy-editor" for one verb.</summary>
    private static string RolesShown(string cell, string verb)
    {
        var parts = cell.Split("; ");
        var words = parts.FirstOrDefault(part => part.StartsWith(verb + " ", StringComparison.Ordinal))?[(verb.Length + 1)..] ?? parts[0];
        ImmutableArray<string> roles = words switch
        {
            "all but admin" => [.. Roles.All.Where(role => role != Roles.Admin)],
            "every role" => Roles.All,
            _ => [.. words.Split(", ")],
        };
        return string.Join(",", roles);
    }
}
