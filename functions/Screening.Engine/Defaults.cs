using System.Collections.Immutable;
using Screening.Engine.Classification;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>
/// The closed-world defaults that were used for members that are not declared. Each is listed in the decision, so that a reader
/// can object to it.
/// </summary>
internal static class Defaults
{
    public static ImmutableArray<DefaultUsed> Used(ScreeningRequest request, Snapshot snapshot, ScreenedFacts facts, DateOnly asOf)
    {
        var sheet = facts.Sheet;
        var used = ImmutableArray.CreateBuilder<DefaultUsed>();
        for (var index = 0; index < request.Items.Length; index++)
        {
            AddItem(used, request.Items[index], index, facts.Items[index]);
        }

        Add(used, request.EndUse.WmdDelivery is null, "endUse.wmdDelivery", FactValue.Of(false), "not declared means not intended for delivery of weapons of mass destruction");
        Add(used, request.EndUse.Programme is null, "endUse.programme", FactValue.Of("none"), "no programme named: none vetted, and treated as new");
        Add(used, request.RedFlags.IsEmpty, "redFlags", FactValue.Of("none"), "none declared means none seen");
        Add(used, request.Destination.Transit.IsEmpty, "destination.transit", FactValue.Of("none"), "none declared means a direct route");
        Add(used, !request.Parties.IsEmpty && request.Parties.All(party => party.Owners.IsEmpty),
            "parties[].owners", FactValue.Of(0), "no owner declared means no listed owner");
        foreach (var path in MilitaryFacts.Defaults(sheet, request, snapshot.Sets, asOf))
        {
            used.Add(new DefaultUsed(path, FactValue.Of("no"), "not declared means not military"));
        }

        for (var index = 0; index < sheet.Destinations.Count; index++)
        {
            AddDestination(used, sheet, index);
        }

        return used.ToImmutable();
    }

    private static void AddItem(ImmutableArray<DefaultUsed>.Builder used, Item item, int index, ItemClassification classified)
    {
        Add(used, classified.IsOutsideByDeclaration, $"items[{index}].annexItem", FactValue.Of("none"), $"{item.Eccn} carries no missile technology reason: not an Annex item, by declaration");
        Add(used, item.AerosolCapacityL is null && IsUnmanned(item), $"items[{index}].aerosolCapacityL", FactValue.Of(0), "not declared means no aerosol system");
        Add(used, item.ForUasBelow800Kmh is null && !IsComplete(item), $"items[{index}].forUasBelow800Kmh", FactValue.Of(false), "not declared means not for such an aircraft");
        Add(used, item.SlvRelated is null, $"items[{index}].slvRelated", FactValue.Of(item.Class == ItemClass.Slv), "follows the class when not declared");
        Add(used, item.FacilityComplete is null && item.Class == ItemClass.ProductionFacility, $"items[{index}].facilityComplete", FactValue.Of(true), "not declared means complete");
    }

    private static void AddDestination(ImmutableArray<DefaultUsed>.Builder used, FactSheet sheet, int index)
    {
        foreach (var fact in new[] { Fact.ExclusionAssessment, Fact.PartnerStatus })
        {
            var value = sheet.Get(fact, index, 0).Shown;
            Add(used, value == FactCatalogue.Of(fact).WhenAbsent, $"{FactCatalogue.Of(fact).Source}/{sheet.Destinations[index]}", value, "none on file");
        }
    }

    private static bool IsUnmanned(Item item) =>
        item.Class is ItemClass.CruiseMissile or ItemClass.Uas or ItemClass.TargetDrone or ItemClass.Opv or ItemClass.UasAerosol;

    private static bool IsComplete(Item item) =>
        IsUnmanned(item) || item.Class is ItemClass.BallisticMissile or ItemClass.Slv or ItemClass.SoundingRocket or ItemClass.Rocket or ItemClass.MannedAircraft;

    private static void Add(ImmutableArray<DefaultUsed>.Builder used, bool isUsed, string fact, FactValue value, string reason)
    {
        if (isUsed)
        {
            used.Add(new DefaultUsed(fact, value, reason));
        }
    }
}
