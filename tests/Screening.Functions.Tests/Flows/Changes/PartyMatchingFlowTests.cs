using System.Net;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>
/// The party matching settings, as a document over HTTP: read, changed until the change takes effect, refused with every error.
/// </summary>
[Collection(FlowGroup.Name)]
public sealed class PartyMatchingFlowTests(FlowFixture fixture)
{
    private const string Path = "/api/v1/party-matching";

    private FlowApp App => fixture.App;

    [Fact]
    public async Task AThreshold_GoesLive_AndBack()
    {
        var read = (await App.GetAsync(Path, Roles.Screener)).Expect(HttpStatusCode.OK);
        var changed = JsonNode.Parse(read.Text)!;
        var t1 = (double)changed["t1"]! + 0.01;
        changed["t1"] = t1;
        (await App.PutAsync(Path, Roles.PolicyEditor, changed.ToJsonString())).Expect(HttpStatusCode.PreconditionRequired);
        (await App.PutAsync(Path, Roles.PolicyApprover, changed.ToJsonString(), read.ETag)).Expect(HttpStatusCode.Forbidden);
        await App.UntilActiveAsync(await App.PutAsync(Path, Roles.PolicyEditor, changed.ToJsonString(), read.ETag));
        Assert.Equal(t1, await ThresholdAsync());
        (await App.PutAsync(Path, Roles.PolicyEditor, read.Text, read.ETag)).Expect(HttpStatusCode.PreconditionFailed);

        var now = (await App.GetAsync(Path)).Expect(HttpStatusCode.OK);
        Assert.Equal(changed.ToJsonString(), now.Text);
        Assert.NotEqual(read.ETag, now.ETag);
        await App.UntilActiveAsync(await App.PutAsync(Path, Roles.PolicyEditor, read.Text, now.ETag));
        Assert.Equal((double)JsonNode.Parse(read.Text)!["t1"]!, await ThresholdAsync());
        var documents = (await App.GetAsync("/api/v1/snapshots/current")).Json.GetProperty("documents").EnumerateArray();
        Assert.Contains(documents, document => document.GetProperty("id").GetString() == "party-matching");
    }

    [Fact]
    public async Task ABadDocument_IsRefusedWithEveryPath_AndNothingChanges()
    {
        var read = (await App.GetAsync(Path)).Expect(HttpStatusCode.OK);
        var bad = JsonNode.Parse(read.Text)!;
        bad["t1"] = 2;
        bad.AsObject().Remove("t2");
        bad["nobodyKnows"] = true;
        bad["lists"]!.AsArray().Add(bad["lists"]![0]!.DeepClone());
        var paths = (await App.PutAsync(Path, Roles.PolicyEditor, bad.ToJsonString(), read.ETag)).Expect(HttpStatusCode.UnprocessableEntity).Errors.Select(error => error.Path).ToArray();
        Assert.Contains(paths, path => path.EndsWith("/party-matching#t1", StringComparison.Ordinal));
        Assert.True(paths.Length >= 4, string.Join('\n', paths));

        // An imported list must stay declared: otherwise a match on it would have no effect.
        var silent = JsonNode.Parse(read.Text)!;
        var lists = silent["lists"]!.AsArray();
        lists.Remove(lists.Single(list => (string)list!["code"]! == "SDN"));
        var refused = (await App.PutAsync(Path, Roles.PolicyEditor, silent.ToJsonString(), read.ETag)).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(refused.Errors, error => error.Path.StartsWith("watchlist/first#", StringComparison.Ordinal));
        (await App.PutAsync(Path, Roles.PolicyEditor, """{ "id": "another" }""", read.ETag)).Expect(HttpStatusCode.UnprocessableEntity);
        var after = (await App.GetAsync(Path)).Expect(HttpStatusCode.OK);
        Assert.Equal((read.Text, read.ETag), (after.Text, after.ETag));
    }

    private async Task<double> ThresholdAsync() =>
        (await App.GetAsync("/api/v1/snapshots/current")).Expect(HttpStatusCode.OK).Json.GetProperty("thresholds").GetProperty("t1").GetDouble();
}
