using Screening.Engine.Model;
using Screening.Engine.Parties.Text;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Parties.Reading;

/// <summary>The words of a field, from which words of address are removed at both ends.</summary>
internal sealed class AskedField
{
    private const int LongestPhrase = 6;

    private readonly string text;
    private readonly List<(Range Place, string[] Words)> chunks = [];
    private int first;
    private int end;

    /// <summary>Cuts the field at spaces.</summary>
    public AskedField(string text)
    {
        this.text = text;
        foreach (var place in text.AsSpan().SplitAny(" \t\r\n\u00A0"))
        {
            var chunk = text[place];
            if (chunk.Length > 0)
            {
                chunks.Add((place, WordsOf(chunk)));
            }
        }

        end = chunks.Count;
    }

    /// <summary>Whether words in front of the name relate another party to it.</summary>
    public bool IsRelated { get; private set; }

    /// <summary>Words of the places that were removed after the name.</summary>
    public HashSet<string> Places { get; } = new(StringComparer.Ordinal);

    /// <summary>What is left of the field, without signs around it.</summary>
    public string Text => first >= end ? "" : Between(first, end).Trim(' ', ',', ';', ':', '-', '–', '/', '(', ')', '[', ']', '|');

    /// <summary>Removes forms of address, titles of persons and words such as "branch of" in front of the name.</summary>
    public void TrimFront(PartyKind kind, List<string> leftOut)
    {
        while (first < end && PhraseAt(first, out var chunksOfPhrase) is { } found && IsInFront(found, first + chunksOfPhrase, kind))
        {
            IsRelated |= found == WordClass.Scope;
            leftOut.Add(Between(first, first + chunksOfPhrase));
            first += chunksOfPhrase;
        }
    }

    /// <summary>Removes places, branches, departments and scopes after the name, and the numbers of buildings and docks.</summary>
    public void TrimEnd(List<string> leftOut)
    {
        while (end > first)
        {
            var numbers = end - 1 > first && IsNumber(end - 1) ? 1 : 0;
            var (from, found) = PhraseEndingAt(end - numbers, numbers > 0);
            if (from < 0)
            {
                return;
            }

            if (found == WordClass.Place)
            {
                Places.UnionWith(chunks[from..end].SelectMany(chunk => chunk.Words));
            }

            leftOut.Insert(0, Between(from, end));
            end = from;
        }
    }

    private string Between(int from, int to) =>
        text[chunks[from].Place.Start.GetOffset(text.Length)..chunks[to - 1].Place.End.GetOffset(text.Length)];

    private static bool IsAfter(WordClass found) => found is WordClass.Place or WordClass.Branch or WordClass.Department or WordClass.Attention or WordClass.Scope;

    private bool IsInFront(WordClass found, int next, PartyKind kind) => next < end && found switch
    {
        WordClass.Salutation => kind != PartyKind.Organization || !IsShort(next - 1),
        WordClass.Attention or WordClass.Scope => true,
        WordClass.Title => kind != PartyKind.Organization,
        WordClass.Branch or WordClass.Department => chunks[next].Words is ["of"],
        _ => false,
    };

    // First chunk of the longest phrase that ends before a chunk, and its class; -1 when there is none.
    private (int From, WordClass Class) PhraseEndingAt(int last, bool isNumbered)
    {
        for (var from = Math.Max(first, last - LongestPhrase); from < last; from++)
        {
            if (!MayBegin(from))
            {
                continue;
            }

            var words = chunks[from..last].SelectMany(chunk => chunk.Words).ToArray();
            if (words.Length > 0 && ContextWords.ClassOf(words, 0, out var length) is { } found && length == words.Length
                && (isNumbered ? found is WordClass.Branch or WordClass.Department : IsAfter(found)))
            {
                return (from, found);
            }
        }

        return (-1, default);
    }

    // Class of the longest phrase of whole chunks that begins at a chunk; "of" after a branch belongs to it.
    private WordClass? PhraseAt(int at, out int count)
    {
        for (var last = MayBegin(at) ? Math.Min(end, at + LongestPhrase) : at; last > at; last--)
        {
            var words = chunks[at..last].SelectMany(chunk => chunk.Words).ToArray();
            if (words.Length > 0 && !AreInitials(at, last) && ContextWords.ClassOf(words, 0, out var length) is { } found && length == words.Length)
            {
                count = last - at;
                return found;
            }
        }

        count = 0;
        return null;
    }

    // A chunk of signs alone has no word, and the phrase may begin after it.
    private bool MayBegin(int chunk) => chunks[chunk].Words is not [var word, ..] || ContextWords.Begins(word);

    // "SR Bancorp" is no Senor; "M/S Apex" is a form of address for a company.
    private bool IsShort(int chunk) => chunks[chunk].Words is [{ Length: <= 2 }] && !text[chunks[chunk].Place].Contains('/', StringComparison.Ordinal);

    // "M. S. Powell" has two initials; "M/S Powell" has a form of address.
    private bool AreInitials(int from, int to) => to - from > 1 && chunks[from..to].TrueForAll(chunk => chunk.Words is [{ Length: 1 }]);

    // "3", "B", "No. 4": the number of a dock or a warehouse.
    private bool IsNumber(int chunk) => chunks[chunk].Words is [{ Length: <= 4 } word] && (word.Length == 1 || word.Any(char.IsAsciiDigit));

    private static string[] WordsOf(string chunk)
    {
        var words = NameTokenizer.JoinSingleLetters(NameTokenizer.Split(chunk));
        return [.. words.Select(word => word.Text)];
    }
}
