using System.Text;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Write;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Records;

/// <summary>An exported file is complete, and no cell of it is a formula.</summary>
public sealed class ExportTests(AzuriteFixture azurite)
{
    private static readonly RecordKeyring Keys = RecordKeyring.Parse(RecordKeyring.NewKey());

    private readonly FlowClock clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryRow_NamesPolicyAndListVersions_AndNoCellIsAFormula()
    {
        await using var one = await StartAsync();
        string[] references = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", " =1", "plain \"quoted\", text", "\t=1"];
        foreach (var reference in references)
        {
            await one.Table.WriteAsync(RecordSamples.Decision(reference), Stop);
        }

        var text = Encoding.UTF8.GetString((await one.Export.CsvAsync(Range(100), Stop)).Utf8);
        var rows = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(references.Length + 1, rows.Length);
        Assert.All(rows.Skip(1), row =>
        {
            Assert.Contains("\"us-uas-2025-09\",\"1\"", row, StringComparison.Ordinal);
            Assert.Contains("\"csl:2026-07-31:25921\"", row, StringComparison.Ordinal);
            Assert.DoesNotMatch("(^|,)\"\\s*[=+@-]", row);
        });
        // Lanes write concurrently, so rows are in the order of their ids, not of their writing.
        Assert.Contains("\"'=cmd|' /C calc'!A0\"", text, StringComparison.Ordinal);
        Assert.Contains("\"plain \"\"quoted\"\", text\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Example Trading", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_HoldEveryRecordOnce_AndPersonalFieldsOnlyWhenRequested()
    {
        await using var one = await StartAsync();
        var ids = await one.WriteAsync(7);
        var found = new List<string>();
        string? after = null;
        do
        {
            var part = await one.Export.LinesAsync(Range(3) with { After = after }, isShown: false, Stop);
            var text = Encoding.UTF8.GetString(part.Utf8);
            Assert.DoesNotContain("Example Trading", text, StringComparison.Ordinal);
            found.AddRange(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line).GetProperty("id").GetString()!));
            after = part.NextCursor;
        }
        while (after is not null);
        Assert.Equal(ids.Order(StringComparer.Ordinal), found);
        var shown = await one.Export.LinesAsync(Range(3), isShown: true, Stop);
        Assert.Contains("Example Trading", Encoding.UTF8.GetString(shown.Utf8), StringComparison.Ordinal);
    }

    private ExportRange Range(int limit) => new(clock.GetUtcNow().AddHours(-1), clock.GetUtcNow().AddHours(1), null, limit);

    private Task<Instance> StartAsync() => Instance.StartAsync(azurite, AzuriteFixture.NewPrefix(), Keys, clock, 2);
}
