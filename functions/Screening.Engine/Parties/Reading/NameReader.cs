using System.Text.RegularExpressions;
using Screening.Engine.Model;

namespace Screening.Engine.Parties.Reading;

/// <summary>
/// Takes a printed field apart, from the outside to the inside: extent and relation at its end, parts separated by semicolons and by
/// marks of other names, brackets, quoted nicknames, alternatives.
/// </summary>
/// <param name="found">Receives the names, relations and scope.</param>
/// <param name="kind">Kind that the list states or the words of the field tell.</param>
/// <param name="isKindRead">Whether the list states no kind.</param>
internal sealed partial class NameReader(FoundNames found, PartyKind kind, bool isKindRead)
{
    private const int MostDepth = 8;
    private int depth;

    /// <summary>Whether the field may be the name of a person.</summary>
    public bool MayBePerson { get; } = kind is PartyKind.Person or PartyKind.Unknown;

    /// <summary>Whether the list or the words say that the entry is a person.</summary>
    public bool IsPerson { get; } = kind == PartyKind.Person;

    /// <summary>Whether the kind is one that the list does not state.</summary>
    public bool IsKindRead { get; } = isKindRead;

    /// <summary>Receives what is read.</summary>
    public FoundNames Found { get; } = found;

    /// <summary>Reads a text that contains one name or more.</summary>
    public void Read(string text, bool isWeak)
    {
        if (depth >= MostDepth)
        {
            return;
        }

        depth++;
        var rest = FoundNames.Trim(Whitespace().Replace(text, " "));
        rest = TakeTails(rest);
        if (rest.Length > 0 && !ReadParts(rest, isWeak))
        {
            ReadOne(rest, isWeak);
        }

        depth--;
    }

    /// <summary>Reads the other names that a mark or a bracket introduces, separated by marks, semicolons or commas.</summary>
    public void ReadOthers(string text, bool isWeak, bool isCommaList)
    {
        foreach (var part in SplitAtMarks(text).SelectMany(part => SplitAtSemicolons(part)))
        {
            var names = isCommaList ? CommaList.Split(part) : [part];
            foreach (var name in names)
            {
                Read(name, isWeak || FoundNames.IsUntelling(name));
            }
        }
    }

    // What is printed after the name and belongs to no name.
    private string TakeTails(string text)
    {
        var rest = text;
        for (var round = 0; round < MostDepth; round++)
        {
            var before = rest;
            rest = Take(rest, NameMarkers.Including(), "scope", Found.AddScope);
            rest = Take(rest, NameMarkers.ScopeTail(), "scope", Found.AddScope);
            rest = Take(rest, NameMarkers.SeeNote(), "relation", Found.AddRelation);
            rest = Take(rest, NameMarkers.CareOf(), "relation", Found.AddRelation);
            rest = Take(rest, NameMarkers.RelationTail(), "relation", Found.AddRelation);
            if (rest.Length == before.Length)
            {
                break;
            }
        }

        return rest;
    }

    private static string Take(string text, Regex pattern, string group, Action<string> add)
    {
        var match = pattern.Match(text);
        if (!match.Success || match.Index == 0 || NameMarkers.DepthsOf(text)[match.Index] > 0)
        {
            return text;
        }

        add(match.Groups[group].Value);
        return text[..match.Index].TrimEnd(' ', ',', ';');
    }

    private bool ReadParts(string text, bool isWeak)
    {
        if (ReadSubordinate(text, isWeak) || ReadAffiliated(text, isWeak) || ReadFacilities(text))
        {
            return true;
        }

        var parts = SplitAtSemicolons(text);
        if (parts.Count > 1)
        {
            Read(parts[0], isWeak);
            parts.Skip(1).ToList().ForEach(part => Read(part, isWeak || FoundNames.IsUntelling(part)));
            return true;
        }

        var marks = NameMarkers.MarksIn(text);
        if (marks.Length == 0)
        {
            return false;
        }

        var first = text[..marks[0].Start];
        if (first.Any(char.IsLetter))
        {
            Read(first, isWeak);
        }

        var isList = text[marks[0].Start..marks[0].End].TrimEnd('.', ',', ':').EndsWith("s", StringComparison.OrdinalIgnoreCase)
            && !text[marks[0].Start..marks[0].End].Contains(' ', StringComparison.Ordinal);
        ReadOthers(text[marks[0].End..], isWeak, isList);
        return true;
    }

    // A subordinate institution is a part of the body that is named first, so the name of that body alone is a weak name of the entry.
    private bool ReadSubordinate(string text, bool isWeak)
    {
        var match = NameMarkers.Subordinate().Match(text);
        if (!IsOutside(text, match, "what") || match.Groups["tail"].Value.StartsWith("of ", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var (head, tail) = (match.Groups["head"].Value.TrimEnd(',', '.', ' '), match.Groups["tail"].Value);
        Found.AddRelation($"{match.Groups["what"].Value} of {head}");
        if (IsProse(tail))
        {
            Found.AddScope(tail);
        }
        else
        {
            Read($"{head} {tail}", isWeak);
            Read(tail, isWeak || OrganisationWords.AreGeneric(KindReading.WordsOf(tail)));
        }

        Read(head, true);
        return true;
    }

    private bool ReadAffiliated(string text, bool isWeak)
    {
        var match = NameMarkers.Affiliated().Match(text);
        if (!IsOutside(text, match, "what") || IsProse(match.Groups["tail"].Value))
        {
            return false;
        }

        Found.AddRelation($"{match.Groups["what"].Value} of {match.Groups["head"].Value.TrimEnd(',', '.', ' ')}");
        Read(match.Groups["tail"].Value, isWeak);
        return true;
    }

    private bool ReadFacilities(string text)
    {
        var match = NameMarkers.Facilities().Match(text);
        var isEntity = NameMarkers.Affiliated().Match(text) is { Success: true } affiliated && IsOutside(text, affiliated, "what");
        if (!IsOutside(text, match, "tail") && !isEntity)
        {
            return false;
        }

        var start = match.Success ? match.Groups["tail"].Index : NameMarkers.Affiliated().Match(text).Groups["what"].Index;
        Found.AddScope(text[start..]);
        Read(text[..start], true);
        return true;
    }

    private static bool IsOutside(string text, Match match, string group) =>
        match.Success && NameMarkers.DepthsOf(text)[match.Groups[group].Index] == 0;

    // A description in running text has more words in lower case than with a capital.
    private static bool IsProse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Count(word => char.IsLower(word[0])) * 2 > words.Length;
    }

    private void ReadOne(string text, bool isWeak)
    {
        if (BracketReader.Read(this, text, isWeak) || ReadNickname(text, isWeak))
        {
            return;
        }

        ReadAlternatives(text);
        Found.AddName(text, isWeak);
    }

    // LIUBOV "LUBA" SKVORTSOVA: the quoted word stands for the given name.
    private bool ReadNickname(string text, bool isWeak)
    {
        var match = MayBePerson ? Nickname().Match(text) : Match.Empty;
        if (!match.Success)
        {
            return false;
        }

        var (before, after) = (match.Groups["before"].Value, match.Groups["after"].Value);
        Found.AddName($"{before} {after}", isWeak);
        Found.AddName($"{match.Groups["name"].Value} {after}", isWeak || !IsPerson);
        return true;
    }

    // "X / Y": each side is a weak name, because it may be a part of the entry. "IMPORT/EXPORT" and "DHKP/C" are words.
    private void ReadAlternatives(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == text.Length - 1 || text.LastIndexOf('/') != slash || NameMarkers.DepthsOf(text)[slash] > 0)
        {
            return;
        }

        var (left, right) = (text[..slash].Trim(), text[(slash + 1)..].Trim());
        var (leftWords, rightWords) = (KindReading.WordsOf(left), KindReading.WordsOf(right));
        if (leftWords.Length == 0 || rightWords.Length == 0 || leftWords[^1].Length == 1 || rightWords[0].Length == 1
            || rightWords[0] is "the" || (leftWords.Length == 1) != (rightWords.Length == 1) || rightWords.All(word => word.All(char.IsAsciiDigit)))
        {
            return;
        }

        foreach (var side in new[] { left, right })
        {
            if (!OrganisationWords.AreGeneric(KindReading.WordsOf(side)))
            {
                Found.AddName(side, true);
            }
        }
    }

    private static List<string> SplitAtMarks(string text)
    {
        var parts = new List<string>();
        var start = 0;
        foreach (var (from, to) in NameMarkers.MarksIn(text))
        {
            parts.Add(text[start..from]);
            start = to;
        }

        parts.Add(text[start..]);
        return parts.FindAll(part => part.Any(char.IsLetterOrDigit));
    }

    private static List<string> SplitAtSemicolons(string text)
    {
        var depths = NameMarkers.DepthsOf(text);
        var parts = new List<string>();
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || (text[at] == ';' && depths[at] == 0))
            {
                parts.Add(text[start..at]);
                start = at + 1;
            }
        }

        return parts.FindAll(part => part.Any(char.IsLetterOrDigit));
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Whitespace();

    [GeneratedRegex(@"^(?<before>[A-Z]+|[A-Z][a-z'-]+)\s+[""“”](?<name>[^""“”]+)[""“”]\s+(?<after>\w.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Nickname();
}
