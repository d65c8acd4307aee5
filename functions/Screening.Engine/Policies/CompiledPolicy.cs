using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Policies;

/// <summary>Tells whether a country is a member of a set at the date of the decision.</summary>
public delegate bool MembershipTest(CountryCode country, string set);

/// <summary>A policy with its base, compiled to masks. Immutable; shared by every request.</summary>
public sealed class CompiledPolicy
{
    /// <summary>The document it was compiled from.</summary>
    public required PolicyDocument Document { get; init; }

    /// <summary>Id and version.</summary>
    public required PolicyIdentity Identity { get; init; }

    /// <summary>Day it was closed because a successor was activated; null when it was not.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>First day no longer in force.</summary>
    public DateOnly? To => ClosedOn ?? Document.To;

    /// <summary>What it says beside its rules.</summary>
    public CompiledAdvice Advice { get; init; } = new(AdviceSet.Empty, []);

    internal ImmutableArray<Slot> TransactionSlots { get; init; } = [];

    internal ImmutableArray<Slot> DestinationSlots { get; init; } = [];

    internal ImmutableArray<Slot> ItemSlots { get; init; } = [];

    internal ImmutableArray<CompiledDerived> Derived { get; init; } = [];

    internal ImmutableArray<CompiledRuleSet> RuleSets { get; init; } = [];

    /// <summary>Whether this is the law at <paramref name="date"/>.</summary>
    public bool IsLawAt(DateOnly date) =>
        Document.Kind == PolicyKind.Law && Document.From <= date && (To is null || date < To);

    internal int DerivedIndex(string id)
    {
        for (var index = 0; index < Derived.Length; index++)
        {
            if (Derived[index].Definition.Id == id)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Turns a sheet of facts into a box of cells.</summary>
    internal ulong[] Box(FactSheet sheet, MembershipTest isMember)
    {
        var box = new ulong[TransactionSlots.Length + (sheet.Destinations.Count * DestinationSlots.Length) + (sheet.ItemCount * ItemSlots.Length)];
        var next = 0;
        foreach (var slot in TransactionSlots)
        {
            box[next++] = Cells(slot, sheet, isMember, 0, 0);
        }

        for (var destination = 0; destination < sheet.Destinations.Count; destination++)
        {
            foreach (var slot in DestinationSlots)
            {
                box[next++] = Cells(slot, sheet, isMember, destination, 0);
            }
        }

        for (var item = 0; item < sheet.ItemCount; item++)
        {
            foreach (var slot in ItemSlots)
            {
                box[next++] = Cells(slot, sheet, isMember, 0, item);
            }
        }

        return box;
    }

    /// <summary>The slot at a box address, and the item or destination it belongs to.</summary>
    internal (Slot Slot, int Owner) SlotAt(int address, int destinations)
    {
        if (address < TransactionSlots.Length)
        {
            return (TransactionSlots[address], 0);
        }

        address -= TransactionSlots.Length;
        if (address < destinations * DestinationSlots.Length)
        {
            return (DestinationSlots[address % DestinationSlots.Length], address / DestinationSlots.Length);
        }

        address -= destinations * DestinationSlots.Length;
        return (ItemSlots[address % ItemSlots.Length], address / ItemSlots.Length);
    }

    private static ulong Cells(Slot slot, FactSheet sheet, MembershipTest isMember, int destination, int item)
    {
        if (slot.CountryTest is null)
        {
            return slot.CellsOf(sheet.Get(slot.Fact, destination, item));
        }

        var holds = slot.Fact switch
        {
            Fact.Transit => sheet.Transit.Any(country => Passes(slot.CountryTest, country, isMember)),
            Fact.PlaceOfDelivery => Passes(slot.CountryTest, sheet.PlaceOfDelivery, isMember),
            _ => Passes(slot.CountryTest, sheet.Destinations[destination], isMember),
        };
        return holds ? 0b10UL : 0b01UL;
    }

    private static bool Passes(Condition test, CountryCode country, MembershipTest isMember) => test switch
    {
        CountryIsOneOf listed => listed.Countries.Contains(country),
        CountryIsMemberOf member => member.Sets.Any(set => isMember(country, set)),
        _ => throw new InvalidOperationException("not a country test"),
    };
}

internal sealed record CompiledDerived(DerivedFact Definition, ImmutableArray<CompiledRow> Rows);

internal sealed record CompiledRow(Expression When, int Value, DerivedRow Definition);

internal sealed record CompiledRule(Rule Definition, Expression When);

internal sealed record CompiledRuleSet(string Id, CombiningMode Mode, ImmutableArray<CompiledRule> Rules)
{
    public OutcomeSet Outcomes(Evaluation evaluation) =>
        Mode == CombiningMode.FirstApplicable ? FirstApplicable(evaluation) : Strictest(evaluation);

    private OutcomeSet FirstApplicable(Evaluation evaluation)
    {
        var possible = OutcomeSet.Empty;
        foreach (var rule in Rules)
        {
            var truth = rule.When.Evaluate(evaluation);
            if (truth != Truth.False)
            {
                possible = possible.With(OutcomeSet.Of(rule.Definition.Outcome));
            }

            if (truth == Truth.True)
            {
                break;
            }
        }

        return possible;
    }

    private OutcomeSet Strictest(Evaluation evaluation)
    {
        Outcome? certain = null;
        var possible = OutcomeSet.Empty;
        foreach (var rule in Rules)
        {
            var outcome = rule.Definition.Outcome;
            switch (rule.When.Evaluate(evaluation))
            {
                case Truth.True:
                    certain = certain is { } known ? OutcomeExtensions.Strictest(known, outcome) : outcome;
                    break;
                case Truth.Unknown:
                    possible = possible.With(OutcomeSet.Of(outcome));
                    break;
            }
        }

        return OutcomeSet.Strictest(certain, possible);
    }
}
