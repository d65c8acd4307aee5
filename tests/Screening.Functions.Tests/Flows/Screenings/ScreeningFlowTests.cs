using System.Net;
using System.Text;
using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Records;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>A transaction, its recorded decision, and the same decision from the record.</summary>
[Collection(FlowGroup.Name)]
public sealed class ScreeningFlowTests(FlowFixture fixture)
{
    /// <summary>Contract 4: every member of a response and its kind of value.</summary>
    private static readonly (string Path, string Kinds)[] Shape =
    [
        ("id", "String"), ("recordedAt", "String"), ("validUntil", "String"), ("snapshotAgeSeconds", "Number"), ("decision", "Object"),
        ("decision.mode", "String"), ("decision.asOf", "String"), ("decision.disposition", "String"),
        ("decision.outcome", "String"), ("decision.undecided", "Null"), ("decision.policy.id", "String"),
        ("decision.policy.version", "Number"), ("decision.findings", "Array"), ("decision.findings.0.item", "String"),
        ("decision.findings.0.ruleSet", "String"), ("decision.findings.0.rule", "String"),
        ("decision.findings.0.outcome", "String"), ("decision.findings.0.wins", "True False"),
        ("decision.findings.0.text", "String"), ("decision.findings.0.citation", "String"),
        ("decision.findings.0.facts", "Object"), ("decision.items.0.id", "String"), ("decision.items.0.category", "String"),
        ("decision.items.0.annexItem", "String"), ("decision.items.0.decisivePoint.rangeKm", "Number"),
        ("decision.items.0.decisivePoint.payloadKg", "Number"), ("decision.items.0.outcome", "String"),
        ("decision.matches", "Array"), ("decision.missing", "Array"), ("decision.missing.0.fact", "String"),
        ("decision.missing.0.question", "String"), ("decision.defaultsUsed", "Array"), ("decision.factors", "Array"),
        ("decision.exceptionCandidates", "Array"), ("decision.conditions", "Array"), ("decision.notChecked", "Array"),
        ("decision.lists", "Array"), ("decision.snapshot.revision", "String"), ("decision.snapshot.sourceVersion", "Number"),
        ("decision.engine", "String"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FlowApp App => fixture.App;

    [Fact]
    public async Task ATransaction_GetsADecision_InTheShapeOfTheContract()
    {
        var answer = (await App.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK);
        Assert.All(Shape, member => Assert.Contains(At(answer.Json, member.Path).ValueKind.ToString(), member.Kinds.Split(' ')));
        Assert.Equal("CASE_BY_CASE_ELIGIBLE", answer.Outcome);
        Assert.Equal("APPLY", answer.Decision.GetProperty("disposition").GetString());
        Assert.Equal("live", answer.Decision.GetProperty("mode").GetString());
        Assert.Equal("2026-11-23", answer.Decision.GetProperty("asOf").GetString());
        Assert.Equal("us-uas-2025-09", At(answer.Json, "decision.policy.id").GetString());
        Assert.Equal(App.Health().Pointer!.Revision, At(answer.Json, "decision.snapshot.revision").GetString());
    }

    [Fact]
    public async Task AnUndecidedTransaction_IsHeld_AndListsItsQuestions()
    {
        // The guidance of January 2025 depends on the speed of the aircraft.
        var body = Transactions.With(Transactions.UavOfUnknownSpeed("BR"), "policy", "us-mtcr-2025-guidance");
        var answer = (await App.ScreenAsync(body)).Expect(HttpStatusCode.OK);
        var undecided = answer.Decision.GetProperty("undecided");
        Assert.Equal(JsonValueKind.Object, undecided.ValueKind);
        Assert.Equal("HOLD_FOR_REVIEW", answer.Outcome);
        Assert.Equal("WHAT_IF", answer.Decision.GetProperty("disposition").GetString());
        Assert.True(undecided.GetProperty("possible").GetArrayLength() > 1);
        Assert.Equal(JsonValueKind.String, undecided.GetProperty("worst").ValueKind);
        Assert.Equal("items[0].maxTrueAirspeedKmh", Assert.Single(undecided.GetProperty("ask").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task ARecord_HoldsTheDecision_ToTheByte()
    {
        var answer = (await App.ScreenAsync(Transactions.Uav("IR"))).Expect(HttpStatusCode.OK);
        Assert.Equal("PROHIBITED", answer.Outcome);
        var path = "/api/v1/screenings/" + answer.Json.GetProperty("id").GetString();

        var record = (await App.GetAsync(path)).Expect(HttpStatusCode.OK);
        Assert.Equal(answer.DecisionText, record.DecisionText);
        Assert.Equal(answer.Json.GetProperty("recordedAt").GetString(), record.Json.GetProperty("recordedAt").GetString());
        Assert.Equal(answer.Json.GetProperty("validUntil").GetString(), record.Json.GetProperty("validUntil").GetString());
        Assert.Equal("SO-10045/10", At(record.Json, "request.reference").GetString());
        Assert.Equal("test-screener", record.Json.GetProperty("client").GetString());

        var head = await App.SendAsync(HttpMethod.Head, path, App.KeyOf(Roles.Auditor));
        Assert.Equal((HttpStatusCode.OK, 0), (head.Status, head.Bytes.Length));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("2026112312-aaaaaaaa-00-0000000001")]
    [InlineData("2026112312-aaaaaaaa-00-0000000001'%20or%20true")]
    [InlineData("..%2F..%2Fstatus")]
    public async Task AnUnknownId_IsNotFound(string id)
    {
        (await App.GetAsync("/api/v1/screenings/" + id)).Expect(HttpStatusCode.NotFound);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await App.SendAsync(HttpMethod.Head, "/api/v1/screenings/" + id, App.KeyOf(Roles.Auditor))).Status);
    }

    [Fact]
    public async Task ARequestForAnotherDateOrPolicy_IsWhatIf()
    {
        string[] bodies =
        [
            Transactions.With(Transactions.Uav(), "asOf", "2025-06-30"),
            Transactions.With(Transactions.Uav(), "policy", "us-uas-2025-09"),
        ];
        foreach (var body in bodies)
        {
            var answer = (await App.ScreenAsync(body)).Expect(HttpStatusCode.OK);
            Assert.Equal("what_if", answer.Decision.GetProperty("mode").GetString());
            Assert.Equal("WHAT_IF", answer.Decision.GetProperty("disposition").GetString());
            Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("validUntil").ValueKind);
        }
    }

    [Fact]
    public async Task SameRequestAndSnapshot_GiveTheSameBytes()
    {
        var first = (await App.ScreenAsync(Transactions.Uav("FR"))).Expect(HttpStatusCode.OK);
        var second = (await App.ScreenAsync(Transactions.Uav("FR"))).Expect(HttpStatusCode.OK);
        Assert.Equal(first.DecisionText, second.DecisionText);
        Assert.NotEqual(first.Json.GetProperty("id").GetString(), second.Json.GetProperty("id").GetString());
    }

    [Fact]
    public async Task EveryRecord_DecidesTheSameAgain_FromTheSnapshotItNames()
    {
        foreach (var country in new[] { "AU", "BR", "CN", "IN", "IR", "RU" })
        {
            (await App.ScreenAsync(Transactions.Uav(country))).Expect(HttpStatusCode.OK);
            (await App.ScreenAsync(Transactions.With(Transactions.Uav(country), "asOf", "2025-02-01"))).Expect(HttpStatusCode.OK);
        }

        var revisions = new Dictionary<string, Snapshot>(StringComparer.Ordinal);
        var records = App.Service<RecordTable>();
        var replayed = 0;
        foreach (var id in await App.RecordIdsAsync())
        {
            var record = (await records.FindAsync(id, Stop))!;
            Assert.True(record.IsSound, id);
            if (record is not { Record.Kind: RecordKind.Decision, Personal: PersonalView.Shown })
            {
                continue;
            }

            var revision = record.Record.Revision;
            if (!revisions.TryGetValue(revision, out var snapshot))
            {
                var bytes = await App.Tables.Snapshots.GetAsync(SnapshotFormat.Version, revision, Stop);
                revisions[revision] = snapshot = Snapshot.Open(bytes!.Value);
            }

            Assert.Equal(record.Record.DecisionJson, Replay(record.Record, snapshot));
            replayed++;
        }

        Assert.True(replayed >= 12);
    }

    private static string Replay(DecisionRecord record, Snapshot snapshot)
    {
        var parsed = ScreeningRequestParser.Parse(Encoding.UTF8.GetBytes(record.RequestJson), record.AsOf);
        Assert.True(parsed.IsValid);
        Assert.True(Code<ScreeningMode>.TryParse(record.Mode, out var mode));
        return Encoding.UTF8.GetString(DecisionJson.Write(ScreeningEngine.Screen(parsed.Value, snapshot, record.AsOf, mode, RecordedInputs.Read(record.Inputs).Lists)));
    }

    private static JsonElement At(JsonElement json, string path) => path.Split('.').Aggregate(
        json, (at, step) => int.TryParse(step, out var index) ? at[index] : at.GetProperty(step));
}
