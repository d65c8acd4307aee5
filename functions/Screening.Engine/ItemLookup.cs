using System.Collections.Immutable;
using Screening.Engine.Classification;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>Classification of one item without a transaction.</summary>
/// <param name="Classification">Category, Annex item, decisive point and explanation; its outcome members have no meaning here.</param>
/// <param name="AnnexItems">Annex items that the declared codes may mean.</param>
/// <param name="Missing">Missing facts on which the category depends.</param>
public sealed record ItemAnswer(ItemDecision Classification, ImmutableArray<string> AnnexItems, ImmutableArray<MissingFact> Missing);

/// <summary>Classifies items without a transaction. The result is not a decision and is not recorded.</summary>
public static class ItemLookup
{
    // Categories depend on facts of the item alone, but the evaluator requires a destination. No rule is specific to this one.
    private static readonly CountryCode Anywhere = CountryCode.Of("US");

    /// <summary>A request with these items and a placeholder destination.</summary>
    public static ScreeningRequest RequestOf(ImmutableArray<Item> items) => new() { Items = items, Destination = new Destination { Country = Anywhere } };

    /// <summary>Classifies items under a policy.</summary>
    /// <param name="items">The items.</param>
    /// <param name="snapshot">Snapshot with the policy and the control list.</param>
    /// <param name="policy">Policy with the categories.</param>
    /// <param name="asOf">Date of the law.</param>
    /// <param name="work">Counts the work and may end it; null counts nothing.</param>
    public static ImmutableArray<ItemAnswer> Classify(
        ImmutableArray<Item> items, Snapshot snapshot, CompiledPolicy policy, DateOnly asOf, Work? work = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(policy);
        var request = RequestOf(items);
        var decision = ScreeningEngine.Screen(request with { Policy = policy.Identity.Id }, snapshot, asOf, ScreeningMode.WhatIf, work);
        var sheet = new FactSheet([Anywhere], Anywhere, [], items.Length);
        var classified = items.Select((item, index) => ItemClassifier.Fill(sheet, index, item, snapshot.ControlList)).ToArray();
        DestinationFacts.Fill(sheet, request, snapshot.Sets, snapshot.Registries, asOf);
        ScreeningEngine.FillTransaction(sheet, request, asOf);
        var questions = new CategoryQuestions(CountryStanding.World(policy, sheet, request, snapshot, asOf) with { Work = work });
        return
        [
            .. decision.Items.Select((item, index) => new ItemAnswer(
                item, classified[index].AnnexItems, [.. questions.Of(index).SelectMany(fact => Ask(sheet, fact, index)).DistinctBy(missing => missing.Fact)])),
        ];
    }

    private static IEnumerable<MissingFact> Ask(FactSheet sheet, Fact fact, int item)
    {
        var asked = DecisionBuilder.Asked(fact);
        var members = sheet.AsksOf(asked.Fact, item);
        return members.IsEmpty
            ? [new MissingFact(asked.Path(item), asked.Question)]
            : members.Select(member => new MissingFact(member.Path, member.Question ?? asked.Question));
    }
}
