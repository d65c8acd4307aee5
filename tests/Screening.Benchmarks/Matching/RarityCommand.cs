using System.Globalization;
using System.Text;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Text;

namespace Screening.Benchmarks.Matching;

/// <summary>
/// Makes the background table of the engine: how many names of public corpora have a word. The table does not depend on the lists that are
/// loaded, so that adding an entry to a list never lowers another match.
/// </summary>
/// <remarks>
/// Corpora: companies of SEC filings and of the S&amp;P 500, synthetic people of 29 locales, and the Consolidated Screening List. A word of
/// organisations is counted once per first word of the names that have it, so that a group of companies counts once: `Huawei` begins all
/// its names. A word of people is counted once per person. Words of ordinary language are counted as common, however rare in the corpora.
/// </remarks>
internal static class RarityCommand
{
    private const int Fewest = 3;
    private const int FewestGivenNames = 2;
    private const int NamesOfGivenName = 60;
    private const string OrdinaryWords = "ordinary-words";

    /// <summary>Writes the table to <paramref name="file"/>.</summary>
    public static int Run(string file)
    {
        var heads = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var people = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in Corpus.Lines(DataFolder.Companies).Concat(Corpus.Table(DataFolder.Constituents).Select(row => row["Security"])))
        {
            CountOrganisation([name], heads);
        }

        var persons = Corpus.Table(DataFolder.People).Concat(Corpus.Table(DataFolder.PeopleOfUs)).Select(row => row["full_name"]).Distinct(StringComparer.Ordinal);
        foreach (var name in persons)
        {
            CountPerson([name], people);
        }

        foreach (var party in Corpus.List(DataFolder.List).Where(party => party.Kind is not (PartyKind.Vessel or PartyKind.Aircraft)))
        {
            CountListed(party, heads, people);
        }

        var counts = heads.Keys.Concat(people.Keys).Distinct(StringComparer.Ordinal)
            .ToDictionary(word => word, word => (heads.TryGetValue(word, out var of) ? of.Count : 0) + people.GetValueOrDefault(word), StringComparer.Ordinal);
        foreach (var word in GivenNames())
        {
            counts[word] = Math.Max(counts.GetValueOrDefault(word), NamesOfGivenName);
        }

        foreach (var word in Ordinary())
        {
            counts[word] = Math.Max(counts.GetValueOrDefault(word), WordRarity.NamesOfCommonWord);
        }

        var rows = counts.Where(pair => pair.Value >= Fewest).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        File.WriteAllText(file, string.Concat(rows.Select(pair => $"{pair.Key} {pair.Value.ToString(CultureInfo.InvariantCulture)}\n")), new UTF8Encoding(false));
        Console.WriteLine($"{rows.Length} words; {heads.Count} words of organisations, {people.Count} of people");
        return 0;
    }

    private static void CountListed(ListedParty party, Dictionary<string, HashSet<string>> heads, Dictionary<string, int> people)
    {
        var names = party.Names.Select(name => name.Text).ToArray();
        if (party.Kind == PartyKind.Person)
        {
            CountPerson(names, people);
        }
        else
        {
            CountOrganisation(names, heads);
        }
    }

    private static void CountPerson(string[] names, Dictionary<string, int> people)
    {
        foreach (var word in names.SelectMany(name => WordsOf(name, PartyKind.Person)).Distinct(StringComparer.Ordinal))
        {
            people[word] = people.GetValueOrDefault(word) + 1;
        }
    }

    private static void CountOrganisation(string[] names, Dictionary<string, HashSet<string>> heads)
    {
        foreach (var name in names)
        {
            var words = WordsOf(name, PartyKind.Organization);
            foreach (var word in words.Distinct(StringComparer.Ordinal))
            {
                heads.TryAdd(word, new HashSet<string>(StringComparer.Ordinal));
                heads[word].Add(words[0]);
            }
        }
    }

    private static string[] WordsOf(string name, PartyKind kind) =>
        [.. NameParser.ParseListed(name, kind).Tokens.Where(token => token.Role == TokenRole.Word && token.Text.Length > 1).Select(token => token.Text)];

    // A given name alone says little, however rare in the corpora.
    private static IEnumerable<string> GivenNames() => Corpus.Table(DataFolder.People).Concat(Corpus.Table(DataFolder.PeopleOfUs))
        .SelectMany(row => WordsOf(row["first_name"], PartyKind.Person).Distinct(StringComparer.Ordinal))
        .CountBy(word => word, StringComparer.Ordinal).Where(pair => pair.Value >= FewestGivenNames).Select(pair => pair.Key);

    private static IEnumerable<string> Ordinary()
    {
        using var stream = typeof(RarityCommand).Assembly.GetManifestResourceStream(OrdinaryWords)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    yield return word;
                }
            }
        }
    }
}
