using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Wording;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>The advice of a policy at one item and destination: conditions by the evaluator of the rules, and texts with their values.</summary>
internal readonly struct AdvicePlace
{
    private readonly FactSheet sheet;
    private readonly PairEvaluation evaluation;
    private readonly int item;
    private readonly int destination;

    /// <summary>Moves an evaluation to a place. Only the last place that an evaluation was moved to may be read.</summary>
    public AdvicePlace(FactSheet sheet, PairEvaluation evaluation, int item, int destination)
    {
        (this.sheet, this.evaluation, this.item, this.destination) = (sheet, evaluation, item, destination);
        evaluation.EnsureAt(item, destination);
    }

    /// <summary>Truth of the condition that starts at a node.</summary>
    public Truth Of(int when) => evaluation.Evaluate(when);

    /// <summary>Positions of the rows that apply or may apply, in order.</summary>
    public ImmutableArray<int> Reached(ImmutableArray<int> whens)
    {
        var rows = ImmutableArray.CreateBuilder<int>();
        foreach (var (row, _) in evaluation.Reached(whens))
        {
            rows.Add(row);
        }

        return rows.ToImmutable();
    }

    /// <summary>The text with its placeholders replaced by values.</summary>
    public string Fill(string text) => text.Contains('{', StringComparison.Ordinal) ? Template.Fill(text, Shown) : text;

    private string Shown(string name)
    {
        if (!Code<Fact>.TryParse(name, out var fact))
        {
            var table = evaluation.Program.DerivedIndex(name);
            return string.Join(" or ", evaluation.Program.Derived[table].Values(evaluation.Derived(table)));
        }

        return fact switch
        {
            Fact.Destination => sheet.Destinations[destination].ToString(),
            Fact.PlaceOfDelivery => sheet.PlaceOfDelivery.ToString(),
            _ when FactCatalogue.Of(fact).Type == FactType.Country => Named(fact),
            _ => sheet.Get(fact, destination, item).Shown.ToString(),
        };
    }

    private string Named(Fact fact)
    {
        var named = sheet.CountriesOf(fact);
        return named.IsEmpty ? "none" : string.Join(", ", named.Select(role => fact == Fact.Transit ? role.Country.ToString() : role.ToString()));
    }
}
