using Screening.Engine.Model;
using Screening.Engine.Parties.Index;

namespace Screening.Benchmarks.Matching;

/// <summary>A name query and its expected match: the names of the target, none for an ordinary name.</summary>
/// <param name="Kind">How the query was made; a kind that starts with <c>neg</c> has no target.</param>
/// <param name="Type">Kind of party.</param>
/// <param name="Text">The name.</param>
/// <param name="TargetNames">Names of the target as <see cref="Corpus.Plain"/> writes them.</param>
internal sealed record NameQuestion(string Kind, PartyKind Type, string Text, IReadOnlySet<string> TargetNames)
{
    private const int NoteColumn = 7;

    /// <summary>Whether the label of the row may be wrong.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>Whether any result is a false alert.</summary>
    public bool IsNegative => Kind.StartsWith("neg", StringComparison.Ordinal);

    /// <summary>Queries with a header line, whose targets are identified by source and entity number, or else by name.</summary>
    public static NameQuestion[] Read(string path, ListedParty[] list)
    {
        var byKey = list.ToDictionary(party => party.Id, StringComparer.Ordinal);
        var byName = list.ToLookup(party => (party.List, party.Name));
        return [.. Corpus.Lines(path).Skip(1).Where(line => line.Length > 0).Select(line => line.Split('\t')).Select(row =>
        {
            var targets = row[5].Length > 0 && byKey.TryGetValue($"{row[4]}-{row[5]}", out var known) ? [known] : byName[(row[4], row[6])];
            return new NameQuestion(row[3], Corpus.KindOf(row[1]), row[2], NamesOf(targets))
            {
                IsDoubtful = row.Length > NoteColumn && row[NoteColumn].Contains("doubtful", StringComparison.Ordinal),
            };
        })];
    }

    /// <summary>Queries without a header line, whose targets are identified by index; -1 means none.</summary>
    public static NameQuestion[] Read(string path, IReadOnlyDictionary<string, ListedParty> targets) =>
        [.. Corpus.Lines(path).Where(line => line.Length > 0).Select(line => line.Split('\t')).Select(row => new NameQuestion(
            row[4], Corpus.KindOf(row[1]), row[2], NamesOf(targets.TryGetValue(row[3], out var target) ? [target] : [])))];

    /// <summary>The names of parties in the compared form.</summary>
    public static HashSet<string> NamesOf(IEnumerable<ListedParty> parties) =>
        parties.SelectMany(party => party.Names).Select(name => Corpus.Plain(name.Text)).ToHashSet(StringComparer.Ordinal);
}
