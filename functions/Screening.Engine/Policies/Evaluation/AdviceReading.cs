using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>Evaluates the advice of a policy for a transaction. Advice does not change the decision.</summary>
public sealed class AdviceReading(AdviceWorld world)
{
    // One reading per item and destination: a reading caches its derived facts for all tables.
    private readonly Dictionary<(int Item, int Destination), ConditionReading> readings = [];
    private readonly ImmutableArray<MissingFact>.Builder asked = ImmutableArray.CreateBuilder<MissingFact>();

    private AdviceSet Advice => world.Policy.Advice.Set;

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
            var reading = Reading(item, destination);
            foreach (var table in Advice.Exceptions)
            {
                world.Count();
                var (rows, isCertain) = Reached(table, reading);
                candidates.Add(new ExceptionCandidate
                {
                    Id = table.Id,
                    Title = table.Title,
                    Item = ItemId(item),
                    Destination = Country(destination),
                    Available = Availability(rows, isCertain),
                    Why = Why(rows, isCertain, reading),
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
            foreach (var (item, destination) in Places(table.Scope))
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
            var reading = Reading(place.Item, place.Destination);
            return Advice.Obligations.Where(obligation => reading.Of(obligation.When) == Truth.True)
                .Select(obligation => new Model.Condition(obligation.Id, reading.Fill(obligation.Text)));
        }).Distinct(),
    ];

    /// <summary>
    /// Eligibility of the only destination under the policy, with its text. Null when the policy has no eligibility rows.
    /// </summary>
    public (EligibilityRow Row, string Text)? Eligibility()
    {
        var reading = new ConditionReading(world, 0, 0);
        var row = Advice.Eligibility.FirstOrDefault(candidate => reading.Of(candidate.When) == Truth.True);
        return row is null ? null : (row, reading.Fill(row.Text));
    }

    /// <summary>Conditions of eligibility for the only destination and whether each is met; null when that is unknown.</summary>
    public ImmutableArray<(GapRow Row, bool? IsMet, string Text)> Gap()
    {
        var reading = new ConditionReading(world, 0, 0);
        return [.. Advice.Gap.Select(row => (row, row.Met is null ? null : IsMet(reading.Of(row.Met)), reading.Fill(row.Text)))];
    }

    private ConditionReading Reading(int item, int destination)
    {
        if (!readings.TryGetValue((item, destination), out var reading))
        {
            readings.Add((item, destination), reading = new ConditionReading(world, item, destination));
        }

        return reading;
    }

    private static bool? IsMet(Truth truth) => truth switch { Truth.True => true, Truth.False => false, _ => null };

    private Factor Factor(AdviceTable table, int item, int destination)
    {
        world.Count();
        var reading = Reading(item, destination);
        var (itemId, country) = (HasItem(table.Scope) ? ItemId(item) : null, HasDestination(table.Scope) ? Country(destination) : null);
        if (table.MembersOf is { } set)
        {
            var members = world.MembersOf(set);
            var left = members.Where(country => !table.Without.Contains(country)).ToArray();
            var value = $"{left.Length} of {members.Length}";
            return new Factor(table.Id, itemId, FactValue.Of(value), reading.Fill(table.Text)) { Destination = country, Citation = table.Citation };
        }

        if (!table.Groups.IsEmpty)
        {
            var names = table.Groups.Where(group => world.IsMember(world.Sheet.Destinations[destination], group.Set)).Select(group => group.Name).ToArray();
            var value = $"{names.Length} of {table.Groups.Length}" + (names.Length == 0 ? "" : $": {string.Join(", ", names)}");
            return new Factor(table.Id, itemId, FactValue.Of(value), reading.Fill(table.Text)) { Destination = country, Citation = table.Citation };
        }

        var (rows, isCertain) = Reached(table, reading);
        Ask(table, rows, item, reading);
        return new Factor(
            table.Id, itemId, isCertain ? FactValue.Of(rows[0].Value) : FactValue.Unknown, Why(rows, isCertain, reading))
        {
            Destination = country,
            Citation = rows[0].Citation ?? table.Citation,
        };
    }

    private void Ask(AdviceTable table, AdviceRow[] rows, int item, ConditionReading reading)
    {
        if (Array.Find(rows, row => row.Ask is not null) is { Ask: { } question })
        {
            var path = table.Source is not { } source ? $"factors/{table.Id}" : HasItem(table.Scope) ? $"items[{item}].{source}" : source;
            asked.Add(new MissingFact(path, reading.Fill(question)));
        }
    }

    /// <summary>The rows that may apply, in order, and whether the value is certain.</summary>
    private static (AdviceRow[] Rows, bool IsCertain) Reached(AdviceTable table, ConditionReading reading)
    {
        var rows = new List<AdviceRow>();
        foreach (var row in table.Rows)
        {
            var truth = reading.Of(row.When);
            if (truth != Truth.False)
            {
                rows.Add(row);
            }

            if (truth == Truth.True)
            {
                break;
            }
        }

        return ([.. rows], rows.Count == 1 || rows.All(row => row.Value == rows[0].Value));
    }

    private static Availability Availability(AdviceRow[] rows, bool isCertain) => (isCertain ? rows[0].Value : "unknown") switch
    {
        "yes" => Model.Availability.Yes,
        "no" => Model.Availability.No,
        _ => Model.Availability.Unknown,
    };

    private static string Why(AdviceRow[] rows, bool isCertain, ConditionReading reading) => rows.Length == 1 || isCertain
        ? reading.Fill(rows[0].Text)
        : $"Depends on facts that are missing. {string.Join(" Or: ", rows.Select(row => reading.Fill(row.Text)))}";

    private IEnumerable<(int Item, int Destination)> Places(AdviceScope scope) =>
        from item in Enumerable.Range(0, HasItem(scope) ? world.Sheet.ItemCount : 1)
        from destination in Enumerable.Range(0, HasDestination(scope) ? world.Sheet.Destinations.Count : 1)
        select (item, destination);

    private static bool HasItem(AdviceScope scope) => scope is AdviceScope.Item or AdviceScope.Both;

    private static bool HasDestination(AdviceScope scope) => scope is AdviceScope.Destination or AdviceScope.Both;

    private string ItemId(int item) => world.Request.Items[item].Id;

    private string? Country(int destination) => world.Sheet.Destinations.Count > 1 ? world.Sheet.Destinations[destination].ToString() : null;
}
