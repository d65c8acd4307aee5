using System.Net;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Screening.Engine.Model;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Faults;

/// <summary>
/// The steps without I/O. No wire can break them, so their input is faulty instead. For any input the result is a recorded
/// decision that is no less strict than the normal one, or a refusal.
/// </summary>
public sealed class PureStepFaultTests(FlowFixture fixture) : IClassFixture<FlowFixture>
{
    private const string Set = "/api/v1/country-sets/EAR-E1";
    private const string Listed = "Shahid Hemmat Industrial Group";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FlowApp App => fixture.App;

    /// <summary>
    /// For a rocket to Japan the categories differ in outcome. For the aircraft both are case by case, which is then the
    /// disposition.
    /// </summary>
    [Theory]
    [InlineData("ROCKET", "JP", "19.A.1", "HOLD")]
    [InlineData("UAS", "AU", "19.A.3", "APPLY")]
    [StepFault(FaultFlow.Screening, 4, "poison: a code and figures that contradict one another")]
    public async Task ContradictoryClassification_LeavesBothCategories_AndIsNeverLaxerThanTheLeastSevere(
        string itemClass, string country, string annexItem, string disposition)
    {
        var body = Change(Transactions.Uav(country), item => (item["class"], item["usml"], item["annexItem"]) = (itemClass, null, annexItem));
        var answer = await HeldAsync(body, disposition);
        Assert.Equal(["I", "II"], answer.Decision.GetProperty("items")[0].GetProperty("possibleCategories").EnumerateArray().Select(one => one.GetString()!).Order());
    }

    [Theory]
    [InlineData("1987-04-16")]
    [InlineData("1993-09-26")]
    [StepFault(FaultFlow.Screening, 5, "poison: a date for which no law and no membership is on file")]
    public async Task ADateWithoutLaw_Holds(string asOf) =>
        await HeldAsync(Transactions.With(Transactions.Uav(), "asOf", asOf), "WHAT_IF");

    [Fact]
    [StepFault(FaultFlow.Screening, 6, "poison: the longest names there can be, of every script, and a listed party among them")]
    public async Task TheLongestNames_DoNotHideAListedParty()
    {
        var random = new Random(6);
        // A hundred pieces of at most three characters stay within the length limit of a name.
        string Name() => "x" + string.Concat(Enumerable.Range(0, 99).Select(_ => random.Next(6) switch
        {
            0 => "a\u0301\u0327",
            1 => "бв",
            2 => "王",
            3 => " y",
            4 => "ﷺ",
            _ => "\ud835\udd38",
        }));
        JsonNode Party(int number, string name) => new JsonObject
        {
            ["id"] = $"P{number}", ["role"] = "BANK", ["name"] = name, ["aliases"] = new JsonArray([.. Enumerable.Range(0, 20).Select(_ => (JsonNode)Name())]),
        };
        await App.UntilActiveAsync((await App.ImportAsync("heavy", $"""
            id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,license_requirement,license_policy,notice,source,source_date
            H1,SDN,organization,{Listed},,,IR,,,,,,,,Notice 1,OFAC,2026-02-27
            """)).Expect(HttpStatusCode.Accepted));
        var heavy = new JsonArray([.. Enumerable.Range(1, 50).Select(number => Party(number, number == 37 ? Listed : Name()))]);
        var answer = (await App.ScreenAsync(Transactions.With(Transactions.Uav(), "parties", heavy))).Expect(HttpStatusCode.OK);
        Assert.Equal("PROHIBITED", answer.Outcome);
        Assert.Contains(answer.Decision.GetProperty("matches").EnumerateArray(), match => match.GetProperty("party").GetString() == "P37");
        await IsOnRecordAsync(answer);
    }

    [Fact]
    [StepFault(FaultFlow.Screening, 7, "poison: a transaction so open that the search ends at its limit")]
    [StepFault(FaultFlow.Screening, 8, "poison: a decision too large for its row")]
    public async Task TheLargestOpenTransaction_IsHeld_AndReportsWhatWasNotSearched()
    {
        var answer = await HeldAsync(LargestOpen());
        var undecided = answer.Decision.GetProperty("undecided");
        Assert.NotEqual(0, undecided.GetProperty("ask").GetArrayLength());
        Assert.True(answer.Decision.GetRawText().Length > StorageLimits.TextCharactersPerRow, $"{answer.Decision.GetRawText().Length} characters fit a row");
    }

    [Fact]
    [StepFault(FaultFlow.Screening, 8, "storage of large bodies down")]
    public async Task ALargeDecisionThatCannotBeStored_IsNotGiven()
    {
        App.Storage.Blob.Harm(request => request.Method == "PUT" && request.Target.Contains("/records/", StringComparison.Ordinal) ? WireFault.Error(503) : null);
        try
        {
            (await App.ScreenAsync(LargestOpen())).Expect(HttpStatusCode.ServiceUnavailable);
            Assert.False(App.Storage.Blob.Harmed.IsEmpty);
        }
        finally
        {
            App.Storage.Blob.Mend();
        }

        await FlowApp.UntilAsync("it is decided again by itself", async () => (await App.ScreenAsync(LargestOpen())).Status == HttpStatusCode.OK);
    }

    [Fact]
    [StepFault(FaultFlow.Change, 5, "poison: a document that was whole at the trial compile and is tampered with before the build")]
    public async Task ASourceThatNoLongerCompiles_KeepsTheLastGoodSnapshot_AndIsReported()
    {
        var table = new TableClient(App.Storage.DirectConnectionString, "ScreeningDocuments");
        var before = App.Health().Pointer!;
        var healthy = (await App.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK).Outcome;
        var change = await Toggle.ReadAsync(App, Set, "BR");
        App.Storage.Queue.Harm(Receives);
        TableEntity whole;
        try
        {
            var version = (await change.SendAsync()).Expect(HttpStatusCode.Accepted).Json.GetProperty("version").GetString()!;
            whole = await table.QueryAsync<TableEntity>(cancellationToken: Stop).FirstAsync(
                row => row.PartitionKey.Contains("EAR-E1", StringComparison.Ordinal) && row.RowKey.TrimStart('0').StartsWith(version, StringComparison.Ordinal), Stop);
            // Valid JSON with a set member that is not a country.
            var tampered = new TableEntity(whole) { ["Json"] = whole.GetString("Json").Replace("\"country\":\"", "\"country\":\"?", StringComparison.Ordinal) };
            Assert.NotEqual(whole.GetString("Json"), tampered.GetString("Json"));
            await table.UpsertEntityAsync(tampered, TableUpdateMode.Replace, Stop);
        }
        finally
        {
            App.Storage.Queue.Mend();
        }

        await FlowApp.UntilAsync("the compiler has tried", () => Task.FromResult(
            App.Logs.Lines.Any(line => line.Contains("does not compile", StringComparison.Ordinal))));
        Assert.NotEqual(0, (await App.StatusAsync()).GetProperty("degraded").GetArrayLength());
        var meanwhile = (await App.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
        Assert.Equal((before.Revision, healthy), (meanwhile.Decision.GetProperty("snapshot").GetProperty("revision").GetString(), meanwhile.Outcome));

        await table.UpsertEntityAsync(whole, TableUpdateMode.Replace, Stop);
        await App.Service<SnapshotSweep>().RunAsync(Stop);
        await FlowApp.UntilAsync("the change is in use", async () =>
            App.Health() is { Degraded.Count: 0, Pointer: { } pointer } && pointer.SourceVersion == (await App.Tables.Head.ReadAsync(Stop)).SourceVersion);
    }

    [Theory]
    [InlineData("cut in the middle")]
    [InlineData("one bit another")]
    [InlineData("empty")]
    [StepFault(FaultFlow.Change, 9, "snapshot blob torn or tampered with")]
    public async Task ADamagedSnapshot_IsNotTaken_ByAnInstanceThatStartsOnIt(string damage)
    {
        var pointer = App.Health().Pointer!;
        BlobClient? blob = null;
        await foreach (var one in new BlobContainerClient(App.Storage.DirectConnectionString, "snapshots").GetBlobsAsync(cancellationToken: Stop))
        {
            if (one.Name.EndsWith(pointer.Revision, StringComparison.Ordinal))
            {
                blob = new BlobClient(App.Storage.DirectConnectionString, "snapshots", one.Name);
            }
        }

        var whole = (await blob!.DownloadContentAsync(Stop)).Value.Content.ToArray();
        var damaged = damage switch { "empty" => [], "one bit another" => [.. whole], _ => whole[..(whole.Length / 2)] };
        if (damaged.Length == whole.Length)
        {
            damaged[whole.Length / 2] ^= 1;
        }

        await blob.UploadAsync(BinaryData.FromBytes(damaged), overwrite: true, Stop);
        try
        {
            // The running instance keeps its snapshot; the publisher detects the damage and stores the snapshot again.
            (await App.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
            await App.Service<SnapshotPublisher>().PublishAsync(Stop);
            await FlowApp.UntilAsync("it is whole again", async () => (await blob.DownloadContentAsync(Stop)).Value.Content.ToArray().AsSpan().SequenceEqual(whole));
        }
        finally
        {
            await blob.UploadAsync(BinaryData.FromBytes(whole), overwrite: true, Stop);
        }
    }

    /// <summary>Two hundred items without known attributes, for ten nationalities.</summary>
    // Only countries that no test of this class puts under embargo: the order of tests must not affect the result.
    internal static string LargestOpen()
    {
        string[] classes = ["UAS", "BALLISTIC_MISSILE", "SUBSYSTEM", "PRODUCTION_FACILITY"];
        var items = Enumerable.Range(0, 200).Select(number => (JsonNode)new JsonObject { ["id"] = $"{number}", ["class"] = classes[number % classes.Length] });
        var body = Transactions.With(Transactions.Uav("JP"), "items", new JsonArray([.. items]));
        body = Transactions.With(body, "endUse", new JsonObject { ["code"] = "unknown" });
        body = Transactions.With(body, "nationalities", new JsonArray("AU", "SE", "CN", "DE", "FR", "GB", "IN", "JP", "KR", "PL"));
        return Transactions.With(body, "movement", "DEEMED_EXPORT");
    }

    private static WireFault? Receives(WireRequest request) =>
        request.Method == "GET" && request.Target.Contains("/messages", StringComparison.Ordinal) ? WireFault.Of(WireHarm.Hang) : null;

    private static string Change(string transaction, Action<JsonNode> how)
    {
        var body = JsonNode.Parse(transaction)!;
        how(body["items"]![0]!);
        return body.ToJsonString();
    }

    private async Task<Reply> HeldAsync(string body, string? disposition = null)
    {
        var answer = (await App.ScreenAsync(body)).Expect(HttpStatusCode.OK);
        Assert.Equal("HOLD_FOR_REVIEW", answer.Outcome);
        Assert.Contains(answer.Decision.GetProperty("disposition").GetString(), disposition is null ? ["HOLD", "STOP", "BLOCK"] : (string[])[disposition]);
        await IsOnRecordAsync(answer);
        return answer;
    }

    private async Task IsOnRecordAsync(Reply answer)
    {
        var record = (await App.GetAsync("/api/v1/screenings/" + answer.Json.GetProperty("id").GetString())).Expect(HttpStatusCode.OK);
        Assert.Equal(answer.DecisionText, record.DecisionText);
    }
}
