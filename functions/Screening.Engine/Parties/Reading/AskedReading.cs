using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Parties.Reading;

/// <summary>A name to look up, read from the field of a query.</summary>
/// <param name="Text">The name.</param>
/// <param name="LeftOut">Words of the field that are not part of the name, with what they are; empty for the whole field.</param>
internal sealed record AskedName(string Text, List<string> LeftOut)
{
    /// <summary>Whether the name is only a part of the field.</summary>
    public bool IsPart { get; init; }

    /// <summary>Words of the places that are left out.</summary>
    public IReadOnlySet<string> Places { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Whether only names that are equal but for the legal form match, because the name is one short or common word.</summary>
    public bool IsExactOnly { get; init; }

    /// <summary>Whether the name is the reading of a text in Hangul. Its words differ in spelling, but not in the first sound.</summary>
    public bool IsKorean { get; init; }

    /// <summary>Whether the field states a party that is related to the name, such as "a subsidiary of".</summary>
    public bool IsRelated { get; init; }
}

/// <summary>
/// Reads the names that stand in one field of a customer record: several names with separators, words of address around a name, digits
/// and words of other scripts. The whole field is always one of the names, so that a reading only adds matches.
/// </summary>
internal static class AskedReading
{
    /// <summary>
    /// Greatest number of names of one field. It bounds the time of a search; fields of people and companies have at most four.
    /// </summary>
    public const int Most = 8;

    private const int ShortestAlone = 4;
    private const int MostBesideInitials = 4;
    private const int MostInitials = 3;
    private const string Vowels = "AEIOUY";

    // Words in front of and after a name that are left out before a search gives up on it.
    private const int MostLeftOut = 12;

    /// <summary>The names to look up, the whole field first.</summary>
    public static List<AskedName> Of(string text, PartyKind kind)
    {
        var names = new List<AskedName>(2);
        Add(names, new AskedName(text, []));
        AddTrimmed(names, text, kind, isPart: false);
        var parts = NameSeparators.Split(text);
        var places = parts.Count > 1 ? PlacesBeside(parts) : [];
        foreach (var part in parts.Count > 1 ? parts : [])
        {
            if (!IsContextOnly(part.Text))
            {
                Add(names, new AskedName(part.Text, []) { IsPart = true, Places = places, IsExactOnly = !IsTelling(part.Text) });
                AddTrimmed(names, part.Text, kind, isPart: true);
            }
        }

        if (kind is PartyKind.Person or PartyKind.Unknown && WithInitialsApart(text) is { } apart)
        {
            Add(names, new AskedName(apart, []));
        }

        foreach (var other in Readings.Of(text))
        {
            Add(names, new AskedName(other, []) { IsKorean = text.AsSpan().ContainsAnyInRange('\uAC00', '\uD7A3') });
        }

        return names;
    }

    /// <summary>Whether a name may be one of a person with initials: one to three single letters beside one to three words.</summary>
    public static bool HasInitials(string text)
    {
        var words = NameTokenizer.Split(text);
        var letters = words.Count(word => word.Text.Length == 1 && char.IsAsciiLetterLower(word.Text[0]));
        return letters is >= 1 and <= MostInitials && words.Count - letters is >= 1 and <= MostInitials;
    }

    // "JC Juncker" is also "J C Juncker": two capitals without a vowel beside words in small letters are initials. Null where there are none.
    private static string? WithInitialsApart(string text)
    {
        var chunks = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (chunks.Length is < 2 or > MostBesideInitials || !text.Any(char.IsAsciiLetterLower))
        {
            return null;
        }

        var at = Array.FindIndex(chunks, chunk => chunk.Length == 2 && chunk.All(letter => char.IsAsciiLetterUpper(letter) && !Vowels.Contains(letter, StringComparison.Ordinal)));
        return at < 0 ? null : string.Join(' ', [.. chunks[..at], $"{chunks[at][0]} {chunks[at][1]}", .. chunks[(at + 1)..]]);
    }

    private static void Add(List<AskedName> names, AskedName name)
    {
        if (names.Count < Most && !names.Exists(known => string.Equals(known.Text, name.Text, StringComparison.Ordinal)))
        {
            names.Add(name);
        }
    }

    private static void AddTrimmed(List<AskedName> names, string text, PartyKind kind, bool isPart)
    {
        var field = new AskedField(text);
        var leftOut = new List<string>();
        field.TrimFront(kind, leftOut);
        field.TrimEnd(leftOut);
        if (leftOut.Count > 0 && leftOut.Count <= MostLeftOut && field.Text is { Length: > 1 } rest)
        {
            Add(names, new AskedName(rest, leftOut) { IsPart = isPart, IsRelated = field.IsRelated, Places = field.Places, IsExactOnly = !IsTelling(rest) });
        }
    }

    // One short or common word matches too many longer names: "International" is left of "Atn International" when "Atn" is read as
    // "attention". It is compared with names that are equal to it.
    private static bool IsTelling(string text)
    {
        var words = NameParser.ParseListed(text, PartyKind.Unknown).Tokens.Where(token => token.Role == TokenRole.Word).ToArray();
        return words.Length > 1 || (words.Length == 1
            && (words[0].Script != NameScript.Alphabet || (words[0].Text.Length >= ShortestAlone && !WordRarity.IsCommon(words[0].Text))));
    }

    // The places of parts that are no names: "Bank of China (Hong Kong) Limited".
    private static HashSet<string> PlacesBeside(List<NamePart> parts)
    {
        var places = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var field = new AskedField(part.Text);
            field.TrimEnd([]);
            if (field.Text.Length == 0)
            {
                places.UnionWith(field.Places);
            }
        }

        return places;
    }

    private static bool IsContextOnly(string text)
    {
        var field = new AskedField(text);
        field.TrimEnd([]);
        return field.Text.Length == 0;
    }
}
