using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Screening.Functions.Records;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Verify;
using Screening.Functions.Records.Write;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Records;

/// <summary>
/// Every column of a record is tampered with in storage. A verification names each record, and a search and an export return the
/// others and report it.
/// </summary>
public sealed class TamperTests(AzuriteFixture azurite)
{
    private static readonly RecordKeyring Keys = RecordKeyring.Parse(RecordKeyring.NewKey());

    private static readonly string[] OfTheService = ["PartitionKey", "RowKey", "Timestamp", "odata.etag"];

    private readonly FlowClock clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DecisionRecord Whole => RecordSamples.Decision("R", order: "O") with
    {
        Inputs = """{"lists":{"SDN":"2026-11-22"},"sample":false}""",
        Idempotency = "0123456789abcdef0123456789abcdef",
    };

    [Theory]
    [InlineData("value")]
    [InlineData("type")]
    [InlineData("absence")]
    public async Task EveryColumnOfARecord_IsCovered(string way)
    {
        await using var one = await StartAsync();
        var columns = (await one.RowAsync((await one.Table.WriteAsync(Whole, Stop)).Id)).Keys.Except(OfTheService).ToArray();
        Assert.Superset(
            new HashSet<string> { "HashVersion", "Kind", "SnapshotAgeSeconds", "Request", "Decision", "Sealed", "Inputs", "RecordedAt", "Hash", "Seal", "Keys" },
            columns.ToHashSet());
        await AssertNamedAsync(one, columns, (row, column) => Tamper(row, column, way));
    }

    [Theory]
    [InlineData("value")]
    [InlineData("type")]
    [InlineData("absence")]
    public async Task TheColumnThatNamesALargeBody_IsCovered(string way)
    {
        await using var one = await StartAsync();
        await AssertNamedAsync(one, ["Body"], (row, column) => Tamper(row, column, way), RecordSamples.Decision("large", new string('x', 900_000)));
    }

    [Fact]
    public async Task AColumnThatAReaderWouldReadIfItWereThere_IsCovered()
    {
        await using var one = await StartAsync();
        await AssertNamedAsync(
            one, ["Body", "Inputs", "Idempotency", "OrderId", "Request01", "Decision01", "Inputs01", "Unknown"],
            (row, column) => row[column] = "added", RecordSamples.Decision("R"));
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("a bit of it")]
    [InlineData("cut")]
    [InlineData("text")]
    [InlineData("the name of its record key")]
    [InlineData("that of another record")]
    public async Task AKeyThatDoesNotOpen_IsNamed_AndErasingByRuleEndsIt(string how)
    {
        await using var one = await StartAsync();
        var ids = await one.WriteAsync(3);
        var keys = await KeysAsync(one, ids[1]);
        var (column, wrapped) = ("K" + ids[1][^10..], keys.GetBinary("K" + ids[1][^10..]));
        keys[column] = how switch
        {
            "empty" => Array.Empty<byte>(),
            "a bit of it" => Flipped(wrapped, 30),
            "cut" => wrapped[..^1],
            "text" => Convert.ToBase64String(wrapped),
            "the name of its record key" => Flipped(wrapped, 0),
            _ => (await KeysAsync(one, ids[0])).GetBinary("K" + ids[0][^10..]),
        };
        await one.Raw.UpdateEntityAsync(keys, ETag.All, TableUpdateMode.Replace, Stop);

        var damage = Assert.Single((await one.VerifyAsync()).Damages);
        Assert.Equal((DamageKind.KeyDamaged, ids[1]), (damage.Kind, damage.Id));
        var stored = (await one.Table.FindAsync(ids[1], Stop))!;
        Assert.Equal((PersonalView.Damaged, true), (stored.Personal, stored.Damage is not null));
        var lines = Lines(await one.Export.LinesAsync(Range(), isShown: true, Stop));
        Assert.Equal(["shown", "damaged", "shown"], ids.Select(id => lines[id].GetProperty("personal").GetString()));

        Assert.NotNull(await one.Erasure.EraseAsync(ids[1], "request 17", "admin", Stop));
        var report = await one.VerifyAsync();
        Assert.Equal([], report.Damages);
        Assert.Equal(1, report.Erased);
    }

    // Tampers each column in a record of its own, with a sound record after each.
    private async Task AssertNamedAsync(Instance one, IReadOnlyList<string> columns, Action<TableEntity, string> tamper, DecisionRecord? record = null)
    {
        var (tampered, sound) = (new Dictionary<string, string>(), new List<string>());
        foreach (var column in columns)
        {
            var id = (await one.Table.WriteAsync(record ?? Whole, Stop)).Id;
            sound.Add((await one.Table.WriteAsync(Whole, Stop)).Id);
            var row = await one.RowAsync(id);
            tamper(row, column);
            await one.Raw.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Stop);
            tampered[id] = column;
        }

        var report = await one.VerifyAsync();
        Assert.False(report.IsSound);
        var named = report.Damages.Select(damage => damage.Id).ToHashSet();
        Assert.Equal([], tampered.Where(one => !named.Contains(one.Key)).Select(one => one.Value));
        // The record after one whose own hash was changed names a hash that is not there any more.
        var afterHash = tampered.Where(one => one.Value == "Hash").Select(one => sound[columns.ToList().IndexOf("Hash")]);
        Assert.Equal(afterHash, sound.Where(id => named.Contains(id)));

        foreach (var isIndexed in new[] { false, true })
        {
            if (isIndexed)
            {
                await one.Index.CatchUpAsync(Stop);
            }

            var page = await one.Search.FindAsync(new RecordQuery { From = clock.GetUtcNow().AddHours(-2), Before = clock.GetUtcNow().AddHours(1), Limit = 500 }, Stop);
            Assert.Equal(tampered.Keys.Order(StringComparer.Ordinal), page.Damaged.Select(damaged => damaged.Id));
            Assert.Empty(page.Records.Select(found => found.Id).Intersect(tampered.Keys));
            Assert.Superset(sound.ToHashSet(), page.Records.Select(found => found.Id).ToHashSet());
        }

        await AssertExportedAsync(one, tampered.Keys, sound);
    }

    private async Task AssertExportedAsync(Instance one, IReadOnlyCollection<string> tampered, List<string> sound)
    {
        foreach (var isShown in new[] { false, true })
        {
            var lines = Lines(await one.Export.LinesAsync(Range(), isShown, Stop));
            Assert.All(tampered, id => Assert.NotEqual(JsonValueKind.Null, lines[id].GetProperty("damage").ValueKind));
            Assert.All(tampered, id => Assert.Equal(JsonValueKind.Null, lines[id].GetProperty("validUntil").ValueKind));
            Assert.All(sound, id => Assert.Equal(JsonValueKind.Null, lines[id].GetProperty("damage").ValueKind));
        }

        var rows = Encoding.UTF8.GetString((await one.Export.CsvAsync(Range(), Stop)).Utf8).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(",damage", rows[0], StringComparison.Ordinal);
        Assert.All(tampered, id => Assert.EndsWith("\"", Assert.Single(rows, row => row.StartsWith($"\"{id}\"", StringComparison.Ordinal)), StringComparison.Ordinal));
        Assert.All(sound, id => Assert.EndsWith("\",", Assert.Single(rows, row => row.StartsWith($"\"{id}\"", StringComparison.Ordinal)), StringComparison.Ordinal));
        Assert.All(tampered, id => Assert.NotNull(one.Table.FindAsync(id, Stop).GetAwaiter().GetResult()!.Damage));
        Assert.All(tampered, id => Assert.Equal(ReplayReason.RecordDamaged, one.Replay.ReplayAsync(id, Stop).GetAwaiter().GetResult()!.Reason));
    }

    private static void Tamper(TableEntity row, string column, string way)
    {
        var value = row[column];
        switch (way)
        {
            case "absence":
                row.Remove(column);
                break;
            case "type":
                // With the same bytes, so that a hash over values alone stays the same.
                row[column] = value switch
                {
                    string text => Encoding.UTF8.GetBytes(text),
                    int number => $"{number}",
                    byte[] bytes => Convert.ToBase64String(bytes),
                    DateTimeOffset at => at.UtcDateTime.ToString("O"),
                    _ => throw new InvalidOperationException($"{column} has another type"),
                };
                break;
            default:
                row[column] = value switch
                {
                    string text => text + "x",
                    int number => number - 1,
                    byte[] bytes => Flipped(bytes, 0),
                    DateTimeOffset at => at.AddSeconds(1),
                    _ => throw new InvalidOperationException($"{column} has another type"),
                };
                break;
        }
    }

    private static byte[] Flipped(byte[] bytes, int at)
    {
        var copy = bytes.ToArray();
        copy[at] ^= 1;
        return copy;
    }

    private static async Task<TableEntity> KeysAsync(Instance one, string id) =>
        (await one.Raw.GetEntityAsync<TableEntity>(id[..^11], "k" + id[^10..], cancellationToken: Stop)).Value;

    private static Dictionary<string, JsonElement> Lines(ExportPart part) => Encoding.UTF8.GetString(part.Utf8)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToDictionary(line => line.GetProperty("id").GetString()!);

    private ExportRange Range() => new(clock.GetUtcNow().AddHours(-1), clock.GetUtcNow().AddHours(1), null, 1_000);

    private Task<Instance> StartAsync() => Instance.StartAsync(azurite, AzuriteFixture.NewPrefix(), Keys, clock, 1);
}
