using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;

namespace Screening.Benchmarks.Policies;

/// <summary>
/// Input of the peers: every fact decided, coded facts as positions, country memberships already looked up. This spares the peers
/// work that the product's evaluator does itself.
/// </summary>
public sealed class PeerFacts
{
    /// <summary>Codes and yes/no, by fact.</summary>
    public required int[] Codes { get; init; }

    /// <summary>Numbers and days, by fact.</summary>
    public required double[] Numbers { get; init; }

    /// <summary>Results of the country conditions.</summary>
    public required bool[] Questions { get; init; }
}

/// <summary>The rules of the policy for the peers, from the same documents: the same conditions in another notation.</summary>
internal sealed class PeerRules
{
    private readonly List<RuleCondition> questions = [];

    public PeerRules(CompiledPolicy policy)
    {
        Derived = [.. policy.Program.Derived.Select(table => table.Definition)];
        RuleSets = [.. policy.Program.RuleSets.Select(set => new RuleSet(set.Id, set.Mode, [.. set.Rules.Select(rule => rule.Definition)]))];
        Policy = policy;
        foreach (var atom in ConditionWalk.AtomsOf(Derived, RuleSets).Where(atom => atom is CountryIsOneOf or CountryIsMemberOf))
        {
            questions.Add(atom);
        }
    }

    public CompiledPolicy Policy { get; }

    public ImmutableArray<DerivedFact> Derived { get; }

    public ImmutableArray<RuleSet> RuleSets { get; }

    /// <summary>Position of a country condition.</summary>
    public int QuestionOf(RuleCondition atom) => questions.IndexOf(atom);

    /// <summary>The facts of a decided case. An open fact does not affect the decision, so its first value is used.</summary>
    public PeerFacts Facts(FactSheet sheet)
    {
        var facts = new PeerFacts
        {
            Codes = new int[FactCatalogue.All.Length], Numbers = new double[FactCatalogue.All.Length], Questions = new bool[questions.Count],
        };
        foreach (var definition in FactCatalogue.All.Where(definition => definition.Type != FactType.Country))
        {
            ref readonly var value = ref sheet.Get(definition.Fact, 0, 0);
            facts.Codes[(int)definition.Fact] = System.Numerics.BitOperations.TrailingZeroCount(value.Codes);
            facts.Numbers[(int)definition.Fact] = value.Only ?? value.From ?? 0;
        }

        for (var question = 0; question < questions.Count; question++)
        {
            facts.Questions[question] = Answer(questions[question], sheet);
        }

        return facts;
    }

    private bool Answer(RuleCondition question, FactSheet sheet)
    {
        IEnumerable<CountryCode> countries = ConditionWalk.FactOf(question) switch
        {
            Fact.Destination => sheet.Destinations,
            var fact => [.. sheet.CountriesOf(fact).Select(role => role.Country)],
        };
        return countries.Any(country => question switch
        {
            CountryIsOneOf listed => listed.Countries.Contains(country),
            CountryIsMemberOf member => member.Sets.Any(set => Policy.Program.Countries.IsMember(country, set, sheet.AsOf)),
            _ => false,
        });
    }
}
