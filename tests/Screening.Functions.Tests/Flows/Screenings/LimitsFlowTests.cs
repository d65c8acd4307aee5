using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Screening.Engine.Model;
using Screening.Functions.Records.Erase;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>
/// Every limit of the contract in one table, as literal numbers and not as the constants of the code. Input at the limit is
/// accepted, and input one past it is refused.
/// </summary>
[Collection(FlowGroup.Name)]
public sealed class LimitsFlowTests(FlowFixture fixture)
{
    private const int Mebibyte = 1024 * 1024;

    private static readonly string[] Countries = ["SE", "NO", "FI", "DK", "DE", "FR", "IT", "ES", "PT", "AT", "BE"];

    /// <summary>Limits of a transaction: name, limit, a body of that size, and the error of a larger one.</summary>
    private static readonly (string Name, int Most, Func<int, string> Body, string Path, string Code)[] Transaction =
    [
        ("items", 200, count => With("items", Many(count, """{ "id": "#", "class": "GENERIC", "jurisdiction": "EAR" }""")), "items", "too_many"),
        ("transit", 10, count => With("destination", $$"""{ "country": "SE", "transit": {{Many(count, "\"NO\"")}} }"""), "destination.transit", "too_many"),
        ("nationalities", 10, count => Transactions.With(With("nationalities", $"[{string.Join(',', Countries.Take(count).Select(country => $"\"{country}\""))}]"), "movement", "DEEMED_EXPORT"), "nationalities", "too_many"),
        ("performance points", 20, count => Item("performance", Many(count, """{ "rangeKm": 10, "payloadKg": 1 }""")), "items[0].performance", "too_many"),
        ("red flags", 50, count => With("redFlags", Many(count, $$"""{ "code": "{{RedFlag}}" }""")), "redFlags", "too_many"),
        ("parties", 50, count => With("parties", Many(count, """{ "id": "#", "role": "BANK", "name": "Example Bank" }""")), "parties", "too_many"),
        ("owners of a party", 50, count => Party("owners", Many(count, """{ "name": "Example Owner", "percent": 1 }""")), "parties[0].owners", "too_many"),
        ("aliases of a party", 20, count => Party("aliases", Many(count, "\"Example Alias\"")), "parties[0].aliases", "too_many"),
        ("characters of a name", 300, count => Party("name", $"\"{new string('x', count)}\""), "parties[0].name", "too_long"),
    ];

    /// <summary>Limits of Table Storage: name, limit, and whether the product sends data of that size.</summary>
    private static readonly (string Name, int Most, Func<int, bool> IsSent)[] Tables =
    [
        ("entities of a transaction", 100, count => Rows.Batches(Enumerable.Range(0, count).Select(row => Row(row))).Count() == 1),
        // The storage module reserves a part of the 4 MiB for the envelope of each row; a full 4 MiB is never sent.
        ("bytes of a transaction, in tenths of 4 MiB", 9, tenths => Rows.Batches(Enumerable.Range(0, 16).Select(row => Row(row, tenths * 4 * Mebibyte / 10 / 16))).Count() == 1),
        ("bytes of an entity, in tenths of 1 MiB", 9, tenths => IsTaken(Row(1, tenths * Mebibyte / 20))),
        ("characters of a string", 32 * 1024, count => IsTaken(new TableEntity("p", "r") { ["Text"] = new string('x', count) })),
        ("characters of a key", 512, count => IsTaken(new TableEntity("p", new string('r', count)))),
        ("properties", 252, count => IsTaken(new TableEntity(Enumerable.Range(0, count).ToDictionary(n => $"C{n}", n => (object)n)) { PartitionKey = "p", RowKey = "r" })),
    ];

    /// <summary>Periods and bounds that are visible only as constants.</summary>
    private static readonly (string Name, TimeSpan Value, TimeSpan Contract)[] Times =
    [
        ("staleness bound", SnapshotTimes.StalenessBound, TimeSpan.FromHours(24)),
        ("head ahead of the pointer", SnapshotTimes.HeadAheadBound, TimeSpan.FromHours(1)),
        ("pointer checked every", SnapshotTimes.CheckPeriod, TimeSpan.FromMilliseconds(500)),
        ("a request waits for a check past", SnapshotTimes.CheckIsRecent, TimeSpan.FromSeconds(5)),
        ("compile requests collapse within", SnapshotTimes.CompileRequestCollapse, TimeSpan.FromMilliseconds(500)),
        ("idempotency keys", IdempotencyKey.Lifetime, TimeSpan.FromDays(7)),
        // Ten years include three leap days, and the current day counts too.
        ("records are kept", RecordRetention.Kept, new DateTime(2036, 11, 24, 0, 0, 0, DateTimeKind.Utc) - new DateTime(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc)),
    ];

    private const string RedFlag = "vague_delivery";


    private FlowApp App => fixture.App;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Transactionals => [.. Transaction.Select(row => row.Name)];

    public static TheoryData<string> OfTables => [.. Tables.Select(row => row.Name)];

    public static TheoryData<string> OfTimes => [.. Times.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Transactionals))]
    public async Task ATransactionAtTheLimit_IsDecided_AndOnePastItIsAnError(string name)
    {
        var (_, most, body, path, code) = Transaction.Single(row => row.Name == name);
        (await App.ScreenAsync(body(most))).Expect(HttpStatusCode.OK);
        Assert.Equal([(path, code)], (await App.ScreenAsync(body(most + 1))).Expect(HttpStatusCode.BadRequest).Errors);
    }

    [Theory]
    [MemberData(nameof(OfTables))]
    public void WhatTableStorageRefuses_IsNeverSent(string name)
    {
        var (_, most, isSent) = Tables.Single(row => row.Name == name);
        Assert.True(isSent(most));
        Assert.False(isSent(most + 1));
    }

    [Theory]
    [InlineData('/')]
    [InlineData('\\')]
    [InlineData('#')]
    [InlineData('?')]
    [InlineData('\t')]
    [InlineData('\u0080')]
    public void ACharacterThatNoKeyMayHave_IsNeverSent(char character) =>
        Assert.False(IsTaken(new TableEntity("p", $"a{character}b")));

    [Theory]
    [MemberData(nameof(OfTimes))]
    public void PeriodsAndBounds_AreThoseOfTheContract(string name)
    {
        var (_, value, contract) = Times.Single(row => row.Name == name);
        Assert.Equal(contract, value);
    }

    [Theory]
    [InlineData(16, "unknown_member")]
    [InlineData(17, "too_deep")]
    public async Task NestingPastSixteen_IsNotRead(int depth, string code)
    {
        // The body itself is the first level.
        var nested = string.Concat(Enumerable.Repeat("[", depth - 1)) + string.Concat(Enumerable.Repeat("]", depth - 1));
        Assert.Contains(code, (await App.ScreenAsync($$"""{ "zz": {{nested}} }""")).Expect(HttpStatusCode.BadRequest).Errors.Select(error => error.Code));
    }

    [Fact]
    public async Task ABodyOfOneMebibyte_IsRead_AndOneByteMoreIsNot()
    {
        (await App.ScreenAsync(Padded(Transactions.Uav("SE"), Mebibyte))).Expect(HttpStatusCode.OK);
        (await App.ScreenAsync(Padded(Transactions.Uav("SE"), Mebibyte + 1))).Expect(HttpStatusCode.RequestEntityTooLarge).Is("too-large");
    }

    [Fact]
    public async Task ABatchOfSixteenMebibytes_IsRead_AndOneByteMoreIsNot()
    {
        var batch = $"[{Transactions.Uav("SE")}]";
        (await BatchAsync(Padded(batch, 16 * Mebibyte))).Expect(HttpStatusCode.OK);
        (await BatchAsync(Padded(batch, 16 * Mebibyte + 1))).Expect(HttpStatusCode.RequestEntityTooLarge).Is("too-large");
    }

    [Fact]
    public async Task ABatchOfAThousand_IsDecided_AndOneMoreIsNot()
    {
        // Each line is an error: only their number matters, and this is cheap.
        (await BatchAsync(Many(1000, "{}"))).Expect(HttpStatusCode.OK);
        Assert.Equal([("$", "too_many")], (await BatchAsync(Many(1001, "{}"))).Expect(HttpStatusCode.BadRequest).Errors);
    }

    [Fact]
    public async Task AnImportOfSixtyFourMebibytes_IsRead_AndOneByteMoreOrNoLengthIsNot()
    {
        // The input is not a list, which is reported only after all of it was read.
        Assert.Contains((int)(await ImportAsync(64 * Mebibyte)).Status, new[] { 400, 422 });
        (await ImportAsync(64 * Mebibyte + 1)).Expect(HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains((int)(await ImportAsync(1000, isChunked: true)).Status, new[] { 400, 411, 413 });
    }

    [Fact]
    public async Task AnImportThatDropsATenth_IsTaken_AndOneThatDropsMoreIsNot()
    {
        (await App.ImportAsync("limits", List(20))).Expect(HttpStatusCode.Accepted);
        (await App.ImportAsync("limits", List(17))).Expect(HttpStatusCode.UnprocessableEntity);
        (await App.ImportAsync("limits", List(18))).Expect(HttpStatusCode.Accepted);
    }

    [Fact]
    public void TheHostsQueue_IsPolledTwiceASecond()
    {
        var host = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")))!;
        Assert.Equal(TimeSpan.FromMilliseconds(500), TimeSpan.Parse(host["extensions"]!["queues"]!["maxPollingInterval"]!.GetValue<string>(), CultureInfo.InvariantCulture));
    }

    private static string With(string member, string json) => Transactions.With(Transactions.Uav("SE"), member, JsonNode.Parse(json));

    private static string Item(string member, string json) => Inside("items", member, json);

    private static string Party(string member, string json) => Inside("parties", member, json);

    private static string Inside(string array, string member, string json)
    {
        var body = JsonNode.Parse(Transactions.Uav("SE"))!;
        body[array]![0]!.AsObject()[member] = JsonNode.Parse(json);
        return body.ToJsonString();
    }

    private static string Many(int count, string element) => $"[{string.Join(',', Enumerable.Range(1, count).Select(number =>
        element.Replace("#", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)))}]";

    private static string Padded(string json, int bytes) => json + new string(' ', bytes - Encoding.UTF8.GetByteCount(json));

    private static string List(int entries) =>
        "id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,license_requirement,license_policy,notice,source,source_date\n"
        + string.Concat(Enumerable.Range(1, entries).Select(number =>
            $"L{number},UN,organization,Limits Example {number},,,KP,,,,,,,,Notice {number},UN,2026-02-27\n"));

    private static TableEntity Row(int number, int characters = 0)
    {
        var row = new TableEntity("p", number.ToString("D10", CultureInfo.InvariantCulture));
        for (var column = 0; characters > 0; column++, characters -= 32 * 1024)
        {
            row[$"Text{column}"] = new string('x', Math.Min(characters, 32 * 1024));
        }

        return row;
    }

    private static bool IsTaken(TableEntity row)
    {
        try
        {
            Rows.Check(row);
            return true;
        }
        catch (RowRefusedException)
        {
            return false;
        }
    }

    private Task<Reply> BatchAsync(string body) => App.PostAsync("/api/v1/screenings/batch?dryRun=true", Roles.Screener, body);

    private async Task<Reply> ImportAsync(int bytes, bool isChunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/watchlists/limits-size/imports?date=2026-07-31&source=test");
        request.Headers.Add(ApiKeyAuthentication.Header, App.KeyOf(Roles.ListEditor));
        request.Headers.ExpectContinue = true;
        request.Headers.TransferEncodingChunked = isChunked ? true : null;
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(new string('x', bytes)));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return await App.SendAsync(request);
    }
}
