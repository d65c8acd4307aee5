using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using AnyAscii;

namespace Screening.Engine.Model;

/// <summary>
/// The countries of ISO 3166-1, and Kosovo as XK (XKX), with both codes, the English name and other names used in lists and
/// orders. A name does not imply recognition by the operator of this service.
/// </summary>
public static class Countries
{
    private const string TableName = "Screening.Engine.Model.countries.txt";

    private static readonly FrozenDictionary<CountryCode, string> Names;
    private static readonly FrozenDictionary<string, CountryLookup> Lookups;

#pragma warning disable CA1810 // Three tables come out of one reading of the text.
    static Countries()
#pragma warning restore CA1810
    {
        var names = new Dictionary<CountryCode, string>();
        var spellings = new Dictionary<string, SortedSet<CountryCode>>(StringComparer.Ordinal);
        foreach (var line in ReadTable())
        {
            var fields = line.Split('|');
            var code = CountryCode.Of(fields[0]);
            names.Add(code, fields[2]);
            AddSpelling(spellings, fields[1], code);
            AddSpelling(spellings, fields[2], code);
            foreach (var alias in fields.ElementAtOrDefault(3)?.Split("; ") ?? [])
            {
                AddSpelling(spellings, alias, code);
            }
        }

        Names = names.ToFrozenDictionary();
        All = [.. names.Keys.Order()];
        Lookups = spellings.ToFrozenDictionary(
            pair => pair.Key, pair => CountryLookup.Among([.. pair.Value]), StringComparer.Ordinal);
    }

    /// <summary>Every country, ordered by code.</summary>
    public static IReadOnlyList<CountryCode> All { get; }

    /// <summary>Whether a country has the code.</summary>
    public static bool Exists(CountryCode code) => Names.ContainsKey(code);

    /// <summary>English name of a country.</summary>
    /// <exception cref="ArgumentException">No country has the code.</exception>
    public static string NameOf(CountryCode code) =>
        Names.TryGetValue(code, out var name) ? name : throw new ArgumentException($"no country has the code `{code}`", nameof(code));

    /// <summary>
    /// Resolves an ISO code of two or three letters or an English name. Case, accents, punctuation and a leading "the" are
    /// ignored. A name shared by several countries gives an ambiguous result.
    /// </summary>
    public static CountryLookup Resolve(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        if (CountryCode.TryParse(trimmed.ToUpperInvariant(), out var code) && Exists(code))
        {
            return CountryLookup.Among([code]);
        }

        return Lookups.GetValueOrDefault(Fold(trimmed), CountryLookup.Unknown);
    }

    private static IEnumerable<string> ReadTable()
    {
        using var stream = typeof(Countries).Assembly.GetManifestResourceStream(TableName)
            ?? throw new InvalidOperationException($"the assembly lacks its own resource `{TableName}`");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static void AddSpelling(Dictionary<string, SortedSet<CountryCode>> spellings, string name, CountryCode code)
    {
        var folded = Fold(name);
        if (!spellings.TryGetValue(folded, out var codes))
        {
            spellings.Add(folded, codes = []);
        }

        codes.Add(code);
    }

    /// <summary>
    /// Upper-case words separated by one space: "St. Kitts &amp; Nevis" and "st kitts and nevis" give the same text.
    /// </summary>
    private static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var letter in name.Replace("&", " and ", StringComparison.Ordinal).Transliterate())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                folded.Append(char.ToUpperInvariant(letter));
            }
            else if (letter is not ('.' or '\'' or '`') && folded.Length > 0 && folded[^1] != ' ')
            {
                // Full stops and apostrophes are dropped ("U.S.", "d'Ivoire"); every other mark separates words.
                folded.Append(' ');
            }
        }

        var words = folded.ToString().TrimEnd();
        return words.StartsWith("THE ", StringComparison.Ordinal) ? words[4..] : words;
    }
}
