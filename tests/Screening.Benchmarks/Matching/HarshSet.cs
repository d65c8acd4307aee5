using Screening.Engine.Model;
using Screening.Engine.Parties.Index;

namespace Screening.Benchmarks.Matching;

/// <summary>
/// Queries derived from the listed names, people and companies in equal parts, and ordinary people and companies in equal parts.
/// The set depends only on the list, two files of ordinary names and a seed.
/// </summary>
internal static class HarshSet
{
    /// <summary>Queries of each kind.</summary>
    public const int PerKind = 200;

    /// <summary>Ordinary names of people, and the same number of companies.</summary>
    public const int OrdinaryOfEach = 1500;

    private const double FromAliases = 0.4;

    /// <summary>Generates the set; <paramref name="share"/> reduces its size.</summary>
    public static NameQuestion[] Make(ListedParty[] parties, string folder, int seed, double share = 1)
    {
        var random = new Random(seed);
        var people = parties.Where(party => party.Kind == PartyKind.Person).ToArray();
        var companies = parties.Where(party => party.Kind == PartyKind.Organization).ToArray();
        var questions = new List<NameQuestion>();
        foreach (var (kind, mutate) in Mutations.Kinds)
        {
            for (var number = 0; number < PerKind * share; number++)
            {
                // Names of people have no legal form.
                var from = number % 2 == 0 && kind != "typo_legal" ? people : companies;
                questions.Add(Mutate(kind, mutate, from, random));
            }
        }

        questions.AddRange(Ordinary(folder, random, (int)(OrdinaryOfEach * share)));
        return [.. questions];
    }

    private static NameQuestion Mutate(string kind, Func<Mutations, string[], string?> mutate, ListedParty[] from, Random random)
    {
        while (true)
        {
            var party = from[random.Next(from.Length)];
            var name = random.NextDouble() < FromAliases ? party.Names[random.Next(party.Names.Length)].Text : party.Name;
            if (mutate(new Mutations(random), Mutations.WordsOf(name)) is { } text && text.Any(char.IsLetterOrDigit))
            {
                return new NameQuestion(kind, party.Kind, text, NameQuestion.NamesOf([party]));
            }
        }
    }

    private static IEnumerable<NameQuestion> Ordinary(string folder, Random random, int count)
    {
        var people = Corpus.Table(Path.Combine(folder, "negatives", "people_global_8000.csv.gz")).Select(row => row["full_name"]).ToArray();
        var companies = Corpus.Lines(Path.Combine(folder, "negatives", "sec_company_names.txt.gz")).Where(line => line.Length > 0).ToArray();
        random.Shuffle(people);
        random.Shuffle(companies);
        return people.Take(count).Select(name => new NameQuestion("neg_person", PartyKind.Person, name, new HashSet<string>()))
            .Concat(companies.Take(count).Select(name => new NameQuestion("neg_company", PartyKind.Organization, name, new HashSet<string>())));
    }
}
