using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Lists.Formats;

/// <summary>The official CSV of the Consolidated Screening List: 27 columns in 2016, `ids` since 2019, `_id` since 2020.</summary>
internal static class OfficialCslLayout
{
    /// <summary>The layout.</summary>
    public static Layout Layout { get; } = new(ListFormats.OfficialCsl,
        [
            "_id", "source", "entity_number", "type", "programs", "name", "title", "addresses", "federal_register_notice",
            "start_date", "end_date", "standard_order", "license_requirement", "license_policy", "call_sign", "vessel_type",
            "gross_tonnage", "gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks", "source_list_url",
            "alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth", "source_information_url", "ids",
        ],
        Read)
    { LeavesOutValues = true, MayHaveMore = true, Later = ["_id", "ids"] };

    private static WatchlistEntrySource Read(ListRow row)
    {
        var addresses = row.Parts("addresses");
        var citizenships = CountryText.All(
        [
            .. row.Parts("citizenships"), .. row.Parts("nationalities"),
            .. row.Parts("places_of_birth").Select(CountryText.AtTheEndOf).OfType<string>(),
        ]);
        var countries = CountryText.All(
        [
            .. addresses.Select(CountryText.AtTheEndOf).OfType<string>(),
            .. CountryText.Find(row.Text("vessel_flag")) is { } flag ? [flag] : Array.Empty<string>(),
            .. citizenships,
        ]);
        var (start, end) = EntryDates.Read(row, "start_date", "end_date");
        var entry = CslEntry.Of(row, ListCodes.OfSource(row, "source"), countries);
        return entry with
        {
            Citizenships = citizenships,
            BirthDates = BirthDateText.All(row, "dates_of_birth"),
            Identifiers = Identifiers(row, entry.Kind),
            Addresses = addresses,
            StartDate = start,
            EndDate = end,
        };
    }

    private static ImmutableArray<PartyIdentifier> Identifiers(ListRow row, PartyKind kind)
    {
        var identifiers = IdentifierText.Checked(row, "ids", IdentifierText.All(row.Parts("ids")), kind);
        return row.OptionalText("call_sign") is { } sign ? [.. identifiers, new PartyIdentifier("Call sign", sign)] : identifiers;
    }
}
