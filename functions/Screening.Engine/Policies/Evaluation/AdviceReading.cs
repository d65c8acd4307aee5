using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>Evaluates the advice of a policy for a transaction. Advice does not change the decision.</summary>
public sealed class AdviceReading(AdviceWorld world)
{
    private readonly PairEvaluation evaluation = world.Evaluation(world.Policy.Advice.Program, out _);
    private readonly ImmutableArray<MissingFact>.Builder asked = ImmutableArray.CreateBuilder<MissingFact>();

    private CompiledAdvice Advice => world.Policy.Advice;

    /// <summary>Questions about factors that are not assessed. Complete after <see cref="Factors"/> has run.</summary>
    public ImmutableArray<MissingFact> Asked => asked.ToImmutable();

    /// <summary>
    /// Every licence exception and exemption, for every item and destination, with its availability and the reason.
    /// </summary>
    public ImmutableArray<ExceptionCandidate> Exceptions()
    {
        var candidates = ImmutableArray.CreateBuilder<ExceptionCandidate>();
        foreach (var (item, destination) in Places(AdviceScope.Both))
        {
            var place = Place(item, destination);
            foreach (var compiled in Advice.Exceptions)
            {
                world.Count();
                var table = compiled.Definition;
                var (rows, isCertain) = Reached(compiled, place);
                candidates.Add(new ExceptionCandidate
                {
                    Id = table.Id,
                    Title = table.Title,
                    Item = ItemId(item),
                    Destination = Country(destination),
                    Available = Availability(rows, isCertain),
                    Why = Why(rows, isCertain, place),
                    Citation = rows[0].Citation ?? table.Citation,
                });
            }
        }

        return candidates.ToImmutable();
    }

    /// <summary>Every factor of the review.</summary>
    public ImmutableArray<Factor> Factors()
    {
        var factors = ImmutableArray.CreateBuilder<Factor>();
        foreach (var table in Advice.Factors)
        {
            foreach (var (item, destination) in Places(table.Definition.Scope))
            {
                factors.Add(Factor(table, item, destination));
            }
        }

        return factors.ToImmutable();
    }

    /// <summary>Conditions of any approval that apply to at least one item and destination.</summary>
    public ImmutableArray<Model.Condition> Obligations() =>
    [
        .. Places(AdviceScope.Both).SelectMany(place =>
        {
            world.Count();
            var at = Place(place.Item, place.Destination);
            return Advice.Set.Obligations.Where((_, row) => at.Of(Advice.Obligations[row]) == Truth.True)
                .Select(obligation => new Model.Condition(obligation.Id, at.Fill(obligation.Text))).ToArray();
        }).Distinct(),
    ];

    /// <summary>
    /// Eligibility of the only destination under the policy, with its text. Null when the policy has no eligibility rows.
    /// </summary>
    public (EligibilityRow Row, string Text)? Eligibility()
    {
        var place = Place(0, 0);
        var row = Advice.Set.Eligibility.Where((_, row) => place.Of(Advice.Eligibility[row]) == Truth.True).FirstOrDefault();
        return row is null ? null : (row, place.Fill(row.Text));
    }

    /// <summary>Conditions of eligibility for the only destination and whether each is met; null when that is unknown.</summary>
    public ImmutableArray<(GapRow Row, bool? IsMet, string Text)> Gap()
    {
        var place = Place(0, 0);
        return [.. Advice.Set.Gap.Select((row, at) => (row, Advice.Gap[at] is { } when ? IsMet(place.Of(when)) : null, place.Fill(row.Text)))];
    }

    private AdvicePlace Place(int item, int destination) => new(world.Sheet, evaluation, item, destination);

    private static bool? IsMet(Truth truth) => truth switch { Truth.True => true, Truth.False => false, _ => null };

    private Factor Factor(CompiledTable compiled, int item, int destination)
    {
        world.Count();
        var (table, place) = (compiled.Definition, Place(item, destination));
        var (itemId, country) = (HasItem(table.Scope) ? ItemId(item) : null, HasDestination(table.Scope) ? Country(destination) : null);
        if (table.MembersOf is { } set)
        {
            var members = world.MembersOf(set);
            var left = members.Where(country => !table.Without.Contains(country)).ToArray();
            var value = $"{left.Length} of {members.Length}";
            return new Factor(table.Id, itemId, FactValue.Of(value), place.Fill(table.Text)) { Destination = country, Citation = table.Citation };
        }

        if (!table.Groups.IsEmpty)
        {
            var names = table.Groups.Where(group => world.IsMember(world.Sheet.Destinations[destination], group.Set)).Select(group => group.Name).ToArray();
            var value = $"{names.Length} of {table.Groups.Length}" + (names.Length == 0 ? "" : $": {string.Join(", ", names)}");
            return new Factor(table.Id, itemId, FactValue.Of(value), place.Fill(table.Text)) { Destination = country, Citation = table.Citation };
        }

        var (rows, isCertain) = Reached(compiled, place);
        Ask(table, rows, item, place);
        return new Factor(
            table.Id, itemId, isCertain ? FactValue.Of(rows[0].Value) : FactValue.Unknown, Why(rows, isCertain, place))
        {
            Destination = country,
            Citation = rows[0].Citation ?? table.Citation,
        };
    }

    private void Ask(AdviceTable table, AdviceRow[] rows, int item, in AdvicePlace place)
    {
        if (Array.Find(rows, row => row.Ask is not null) is { Ask: { } question })
        {
            var path = table.Source is not { } source ? $"factors/{table.Id}" : HasItem(table.Scope) ? $"items[{item}].{source}" : source;
            asked.Add(new MissingFact(path, place.Fill(question)));
        }
    }

    /// <summary>The rows that may apply, in order, and whether the value is certain.</summary>
    private static (AdviceRow[] Rows, bool IsCertain) Reached(CompiledTable table, in AdvicePlace place)
    {
        AdviceRow[] rows = [.. place.Reached(table.Whens).Select(row => table.Definition.Rows[row])];
        return (rows, rows.Length == 1 || rows.All(row => row.Value == rows[0].Value));
    }

    private static Availability Availability(AdviceRow[] rows, bool isCertain) => (isCertain ? rows[0].Value : "unknown") switch
    {
        "yes" => Model.Availability.Yes,
        "no" => Model.Availability.No,
        _ => Model.Availability.Unknown,
    };

    private static string Why(AdviceRow[] rows, bool isCertain, in AdvicePlace place) => rows.Length == 1 || isCertain
        ? place.Fill(rows[0].Text)
        : $"Depends on facts that are missing. {string.Join(" Or: ", Texts(rows, place))}";

    private static IEnumerable<string> Texts(AdviceRow[] rows, AdvicePlace place) => rows.Select(row => place.Fill(row.Text));

    private IEnumerable<(int Item, int Destination)> Places(AdviceScope scope) =>
        from item in Enumerable.Range(0, HasItem(scope) ? world.Sheet.ItemCount : 1)
        from destination in Enumerable.Range(0, HasDestination(scope) ? world.Sheet.Destinations.Count : 1)
        select (item, destination);

    private static bool HasItem(AdviceScope scope) => scope is AdviceScope.Item or AdviceScope.Both;

    private static bool HasDestination(AdviceScope scope) => scope is AdviceScope.Destination or AdviceScope.Both;

    private string ItemId(int item) => world.Request.Items[item].Id;

    private string? Country(int destination) => world.Sheet.Destinations.Count > 1 ? world.Sheet.Destinations[destination].ToString() : null;
}
