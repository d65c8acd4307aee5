using Microsoft.Extensions.Logging;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Lists;
using Screening.Functions.Tests.Snapshots;
using Screening.Functions.Tests.Storage;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Telemetry;

/// <summary>What the alerts on changed rule data and on confirmed drops count, on real storage.</summary>
public sealed class ChangeNoticeTests(AzuriteFixture azurite)
{
    private const string Reason = "the source removed them";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AChangeOfRuleData_IsCountedByKind_AndLoggedWithItsSourceVersion()
    {
        using var emitted = new Spans();
        var (flow, logs) = await FlowAsync();
        var put = Assert.IsType<ChangeOutcome.Accepted>(
            await flow.PutDocumentAsync(DocumentKind.CountrySet, "noticed-set", "{}", new("a person with a name"), Stop));
        Assert.Contains("screening.rule_changes kind=country-set", emitted.Measured);
        var line = Assert.Single(Noticed(logs));
        Assert.StartsWith(
            $"Information Rule data were changed. Source version: {put.SourceVersion}. Documents: 1. Kinds: country-set.", line, StringComparison.Ordinal);
        Assert.DoesNotContain("a person with a name", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DocumentKind.Registry, "registry")]
    [InlineData(DocumentKind.ControlList, "control-list")]
    [InlineData(DocumentKind.PartyPolicy, "party-matching")]
    public async Task EveryKindOfDocument_IsCounted(DocumentKind kind, string name)
    {
        using var emitted = new Spans();
        var (flow, logs) = await FlowAsync();
        await flow.PutDocumentAsync(kind, name, "{}", new("editor"), Stop);
        Assert.Contains($"screening.rule_changes kind={name}", emitted.Measured);
        Assert.Contains($"Kinds: {name}.", Assert.Single(Noticed(logs)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefusedChange_IsNotNoticed()
    {
        var (flow, logs) = await FlowAsync();
        Assert.IsType<ChangeOutcome.Refused>(await flow.PutDocumentAsync(DocumentKind.CountrySet, "refused", "BAD", new("editor"), Stop));
        Assert.IsType<ChangeOutcome.Conflict>(
            await flow.PutDocumentAsync(DocumentKind.CountrySet, "refused", "{}", new("editor", "\"another\""), Stop));
        Assert.Empty(Noticed(logs));
    }

    [Fact]
    public async Task AConfirmedDrop_IsCounted_AndAnOrdinaryImportIsNot()
    {
        using var emitted = new Spans();
        var (flow, logs) = await FlowAsync();
        await ImportAsync(flow, World.List(20));
        await ImportAsync(flow, World.List(19));
        Assert.IsType<ChangeOutcome.Refused>(await flow.ImportListAsync(World.List(2), new("editor"), Stop));
        Assert.Empty(Noticed(logs));

        var version = await ImportAsync(flow, World.List(2, confirmDrop: true) with { Reason = Reason });
        Assert.Contains("screening.list_drops confirmed=drop", emitted.Measured);
        var line = Assert.Single(Noticed(logs));
        Assert.StartsWith(
            $"Warning A drop of list entries was confirmed. Source version: {version}. Feed: csl. Confirmed: drop.", line, StringComparison.Ordinal);
        Assert.DoesNotContain(Reason, line, StringComparison.Ordinal);
    }

    private static async Task<long> ImportAsync(ChangeFlow flow, ListImport list) =>
        Assert.IsType<ChangeOutcome.Accepted>(await flow.ImportListAsync(list, new("editor"), Stop)).SourceVersion;

    private static string[] Noticed(Logs logs) =>
        [.. logs.Lines.Where(line => line.Contains("Rule data", StringComparison.Ordinal) || line.Contains("drop of list", StringComparison.Ordinal))];

    private async Task<(ChangeFlow Flow, Logs Logs)> FlowAsync()
    {
        var world = await World.CreateAsync(azurite);
        var logs = new Logs();
        var factory = LoggerFactory.Create(builder => builder.AddProvider(logs));
        return (world.FlowWith(factory.CreateLogger<ChangeFlow>()), logs);
    }
}
