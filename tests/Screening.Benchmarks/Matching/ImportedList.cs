using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Screening.Benchmarks.Timing;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;
using Screening.Engine.Snapshots;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Seed;

namespace Screening.Benchmarks.Matching;

/// <summary>
/// Listed parties as the product stores them: read by its importer and compiled into a snapshot. Whatever import and compilation
/// do with an entry is measured.
/// </summary>
internal static class ImportedList
{
    private const string Feed = "bench";
    private const string Separator = ",";

    /// <summary>A snapshot with the seed and a CSV list, gzip or plain.</summary>
    public static Snapshot Snapshot(string path) => Compile(TimingCommand.Read(path));

    /// <summary>
    /// The index of a list as the product imports it, and for each of its parties the one that was read from the same row, whose
    /// names are as the list prints them.
    /// </summary>
    public static (WatchlistIndex Index, Func<ListedParty, ListedParty> AsPrinted) Index(string path, ListedParty[] printed)
    {
        var source = TimingCommand.Read(path);
        if (source.Entries.Length != printed.Length)
        {
            throw new InvalidDataException($"the importer read {source.Entries.Length} entries of {printed.Length} rows");
        }

        var rows = source.Entries.Zip(printed).ToDictionary(pair => pair.First.Id, pair => pair.Second, StringComparer.Ordinal);
        return (Compile(source).Parties, party => party.Feed == source.Feed ? rows.GetValueOrDefault(party.Id, party) : party);
    }

    /// <summary>All listed parties of an index.</summary>
    public static ListedParty[] PartiesOf(WatchlistIndex index) => [.. Enumerable.Range(0, index.Count).Select(index.PartyAt)];

    /// <summary>
    /// Entries in the product's own layout, one JSON object each, by the key that the caller gives. An entry that the importer
    /// refuses is missing.
    /// </summary>
    public static Dictionary<string, ListedParty> Entries(IReadOnlyList<(string Key, JsonElement Entry)> entries)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var file = new StringBuilder();
        file.AppendJoin(Separator, entries[0].Entry.EnumerateObject().Select(member => member.Name)).Append('\n');
        for (var number = 0; number < entries.Count; number++)
        {
            var id = IdOf(number);
            file.AppendJoin(Separator, entries[number].Entry.EnumerateObject()
                .Select(member => Quoted(member.Name == "id" ? id : member.Value.GetString() ?? ""))).Append('\n');
        }

        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file.ToString()));
        var read = WatchlistCsv.Read(stream, ListFormats.Own);
        foreach (var error in read.Errors)
        {
            Console.WriteLine($"not imported: line {error.Line}, {error.Column}: {error.Message}");
        }

        var snapshot = Compile(Source(Feed, read.Entries));
        var byId = PartiesOf(snapshot.Parties).Where(party => party.Feed == Feed)
            .ToDictionary(party => party.Id[(party.List.Length + 1)..], StringComparer.Ordinal);
        return Enumerable.Range(0, entries.Count).Where(number => byId.ContainsKey(IdOf(number)))
            .ToDictionary(number => entries[number].Key, number => byId[IdOf(number)], StringComparer.Ordinal);
    }

    private static string IdOf(int number) => $"E{number}";

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static WatchlistSource Source(string feed, ImmutableArray<WatchlistEntrySource> entries) => new()
    {
        Feed = feed, Title = feed, Date = new DateOnly(2026, 8, 1), Source = "file", ImportId = "bench", Entries = entries,
    };

    private static Snapshot Compile(WatchlistSource list)
    {
        var compiled = SnapshotCompiler.Compile(SeedSource.Create(withSample: false) with { Watchlists = [list] });
        return compiled.Bytes is { } bytes
            ? Engine.Snapshots.Snapshot.Open(bytes)
            : throw new InvalidDataException($"the snapshot does not compile: {compiled.Errors[0].Message}");
    }
}
