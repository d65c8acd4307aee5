using Screening.Engine.Model;

namespace Screening.Benchmarks.Matching.Worst;

/// <summary>A name composed of parts.</summary>
/// <param name="Parts">Parts, joined as they are and cut at the limit of a name.</param>
/// <param name="Kind">Declared kind of the party.</param>
internal sealed record SlowName(IReadOnlyList<string> Parts, PartyKind Kind)
{
    private static readonly PartyKind[] Kinds = [PartyKind.Unknown, PartyKind.Person, PartyKind.Organization];

    /// <summary>The name.</summary>
    public string Text { get; } = Cut(string.Concat(Parts).Trim());

    /// <summary>A name as long as the limit, all parts of which are of one source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="random">Randomness.</param>
    /// <param name="distinct">After how many parts the same ones come again; null for never.</param>
    public static SlowName Of(PartGenerator source, Random random, int? distinct = null)
    {
        var parts = new List<string>();
        for (var length = 0; length < Limits.NameCharacters; length += parts[^1].Length)
        {
            parts.Add(parts.Count >= distinct ? parts[parts.Count - distinct.Value] : source.Next(random));
        }

        return new SlowName(parts, Kinds[random.Next(Kinds.Length)]);
    }

    /// <summary>A neighbour of this name: some parts are replaced, inserted, removed, repeated or moved.</summary>
    public SlowName Changed(PartGenerator[] sources, Random random)
    {
        var parts = Parts.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(parts.Count);
            var source = sources[random.Next(sources.Length)];
            switch (random.Next(7))
            {
                case 0:
                    parts[at] = source.Next(random);
                    break;
                case 1:
                    parts.InsertRange(at, Enumerable.Range(0, random.Next(1, 8)).Select(_ => source.Next(random)));
                    break;
                case 2 when parts.Count > 1:
                    parts.RemoveRange(at, random.Next(1, Math.Min(5, parts.Count - at) + 1));
                    break;
                case 3:
                    parts.InsertRange(random.Next(parts.Count), [.. parts.Skip(at).Take(random.Next(1, 6))]);
                    break;
                case 4:
                    (parts[at], parts[^1]) = (parts[^1], parts[at]);
                    break;
                case 5:
                    var pattern = parts.Skip(at).Take(random.Next(1, 12)).ToArray();
                    parts.InsertRange(at, Enumerable.Repeat(pattern, random.Next(1, 10)).SelectMany(repeated => repeated));
                    break;
                default:
                    parts[at] = random.Next(2) == 0 ? parts[at].Trim() : parts[at] + " ";
                    break;
            }

            if (parts.Count == 0)
            {
                parts.Add(source.Next(random));
            }
        }

        return new SlowName(parts, random.Next(10) == 0 ? Kinds[random.Next(Kinds.Length)] : Kind);
    }

    /// <summary>Another text of the same parts: the name with a word of its own at the end, cut so that it fits.</summary>
    public string Variant(int number)
    {
        var word = $" {(char)('a' + (number / 26 % 26))}{(char)('a' + (number % 26))}";
        return Text[..Math.Min(Text.Length, Limits.NameCharacters - word.Length)].TrimEnd() + word;
    }

    private static string Cut(string text) => text.Length > Limits.NameCharacters ? text[..Limits.NameCharacters].Trim() : text;
}
