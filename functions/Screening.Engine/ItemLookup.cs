using System.Collections.Immutable;
using Screening.Engine.Classification;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>What one item is, without a transaction around it.</summary>
/// <param name="Classification">Category, Annex item, decisive point and why; its outcome members mean nothing here.</param>
/// <param name="AnnexItems">Annex items the declared codes may mean.</param>
/// <param name="Missing">Facts the category still turns on.</param>
public sealed record ItemAnswer(ItemDecision Classification, ImmutableArray<string> AnnexItems, ImmutableArray<MissingFact> Missing);

/// <summary>Answers the exporter's first question, "what is it?", from items alone. No decision, no record.</summary>
public static class ItemLookup
{
    // Categories rest on facts of the item alone; the evaluator wants a destination, and this one has no rule of its own.
    private static readonly CountryCode Anywhere = CountryCode.Of("US");

    /// <summary>The items as a request without a transaction around them.</summary>
    public static ScreeningRequest RequestOf(ImmutableArray<Item> items) => new() { Items = items, Destination = new Destination { Country = Anywhere } };

    /// <summary>Classifies items under the policy given.</summary>
    public static ImmutableArray<ItemAnswer> Classify(ImmutableArray<Item> items, Snapshot snapshot, CompiledPolicy policy, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(policy);
        var request = RequestOf(items);
        var decision = ScreeningEngine.Screen(request with { Policy = policy.Identity.Id }, snapshot, asOf, ScreeningMode.WhatIf);
        var sheet = new FactSheet([Anywhere], Anywhere, [], items.Length);
        var classified = items.Select((item, index) => ItemClassifier.Fill(sheet, index, item, snapshot.ControlList)).ToArray();
        DestinationFacts.Fill(sheet, request, snapshot.Sets, snapshot.Registries, asOf);
        ScreeningEngine.FillTransaction(sheet, request, asOf);
        var questions = new CategoryQuestions(CountryStanding.World(policy, sheet, request, snapshot, asOf));
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
