using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Seed;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Proposals;

/// <summary>Compares what is live before and after a change, for a person who decides it.</summary>
public sealed class ProposalComparison
{
    /// <summary>Maximum number of differences listed for one proposal.</summary>
    public const int MostRows = 100;

    private readonly SourceReader reader;
    private readonly ImmutableArray<SeedDifferenceRow>.Builder rows = ImmutableArray.CreateBuilder<SeedDifferenceRow>();
    private int omitted;
    private EntryCounts? entries;

    private ProposalComparison(SourceReader reader) => this.reader = reader;

    /// <summary>Every difference of documents and lists.</summary>
    internal static async Task<ProposalDifference> OfAsync(SourceReader reader, Manifest before, Trial after, CancellationToken cancellation)
    {
        var comparison = new ProposalComparison(reader);
        foreach (var kind in before.Documents.Keys.Union(after.Manifest.Documents.Keys).Order())
        {
            foreach (var id in before.Of(kind).Keys.Union(after.Manifest.Of(kind).Keys).Order(StringComparer.Ordinal))
            {
                await comparison.AddAsync(kind, id, before, after, cancellation);
            }
        }

        foreach (var list in after.Lists.Where(list => before.Lists.GetValueOrDefault(list.Feed) != list.ImportId))
        {
            var active = before.Lists.TryGetValue(list.Feed, out var importId) ? await reader.ListAsync(list.Feed, importId, cancellation) : null;
            comparison.Add(active?.Entries ?? [], list.Entries);
        }

        return new ProposalDifference(comparison.rows.ToImmutable(), comparison.omitted) { Entries = comparison.entries };
    }

    private async Task AddAsync(DocumentKind kind, string id, Manifest before, Trial after, CancellationToken cancellation)
    {
        var (one, other) = (before.Find(kind, id), after.Manifest.Find(kind, id));
        if (one == other)
        {
            return;
        }

        var name = SeedDocumentName.Of(kind, id);
        if (one is null || other is null || one.State != other.State || one.ClosedOn != other.ClosedOn)
        {
            Add(new SeedDifferenceRow(name, Shown(one), Shown(other)));
        }

        if (one is { Version: var was } && other is { Version: var now } && was != now)
        {
            var text = after.Documents.Concat(after.Parents).FirstOrDefault(document => document.Kind == kind && document.Id == id && document.Version == now)
                ?? await reader.DocumentAsync(kind, id, now, cancellation);
            var live = await reader.DocumentAsync(kind, id, was, cancellation);
            var difference = SeedUpgradeDifference.Of(kind, live?.Json, text?.Json, MostRows);
            foreach (var row in difference.Rows)
            {
                Add(row with { Path = $"{name}: {row.Path}" });
            }

            omitted += difference.Omitted;
        }
    }

    // Removed entries come first, because they can make an answer less strict.
    private void Add(ImmutableArray<WatchlistEntrySource> before, ImmutableArray<WatchlistEntrySource> after)
    {
        static Dictionary<string, string> Texts(ImmutableArray<WatchlistEntrySource> entries) => entries
            .DistinctBy(entry => entry.Id)
            .ToDictionary(entry => entry.Id, entry => JsonSerializer.Serialize(entry, PlainJson.Default.WatchlistEntrySource), StringComparer.Ordinal);
        var (one, other) = (Texts(before), Texts(after));
        string[] removed = [.. one.Keys.Where(key => !other.ContainsKey(key)).Order(StringComparer.Ordinal)];
        string[] changed = [.. one.Where(pair => other.TryGetValue(pair.Key, out var text) && text != pair.Value).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
        string[] added = [.. other.Keys.Where(key => !one.ContainsKey(key)).Order(StringComparer.Ordinal)];
        entries = new EntryCounts(added.Length, removed.Length, changed.Length);
        foreach (var key in removed.Concat(changed).Concat(added))
        {
            var difference = SeedUpgradeDifference.Of(DocumentKind.Registry, one.GetValueOrDefault(key), other.GetValueOrDefault(key), MostRows);
            foreach (var row in difference.Rows)
            {
                Add(row with { Path = row.Path == "$" ? key : $"{key}: {row.Path}" });
            }
        }
    }

    private void Add(SeedDifferenceRow row)
    {
        if (rows.Count < MostRows)
        {
            rows.Add(row);
        }
        else
        {
            omitted++;
        }
    }

    private static string? Shown(DocumentPin? pin) => pin is null ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"version {pin.Version}, {pin.State switch { PinState.Active => "active", PinState.Retired => "retired", _ => "on file" }}{(pin.ClosedOn is { } closed ? $", closed on {closed:yyyy-MM-dd}" : "")}");
}
