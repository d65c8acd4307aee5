using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Lists.Formats;

/// <summary>
/// The flat layout of the Consolidated Screening List. It contains no dates of birth, identifiers or addresses.
/// </summary>
internal static class FlatCslLayout
{
    /// <summary>The layout.</summary>
    public static Layout Layout { get; } = new(ListFormats.FlatCsl,
        [
            "source", "source_code", "entity_number", "type", "name", "alt_names", "countries", "programs",
            "license_requirement", "license_policy", "federal_register_notice", "source_list_url",
        ],
        Read)
    {
        MayHaveMore = true,
    };

    private static WatchlistEntrySource Read(ListRow row)
    {
        var list = ListCodes.OfCode(row, "source_code");
        if (ListCodes.OfSource(row, "source") is { Length: > 0 } named && named != list)
        {
            row.Report("source_code", $"`{list}` is not the list of `{row.Text("source")}`");
        }

        return CslEntry.Of(row, list, CountryText.All(row.Parts("countries")));
    }
}

/// <summary>The columns common to both layouts of the Consolidated Screening List.</summary>
internal static class CslEntry
{
    /// <summary>Reads the shared columns.</summary>
    public static WatchlistEntrySource Of(ListRow row, string list, ImmutableArray<string> countries)
    {
        var name = row.Name("name");
        var notice = row.OptionalText("federal_register_notice");
        var number = row.Text("entity_number");
        if (number.Length > 0 && !number.All(char.IsAsciiDigit))
        {
            row.Report("entity_number", $"`{number}` is not a number");
        }

        return new WatchlistEntrySource
        {
            Id = number.Length > 0 ? EntryIdentity.OfNumber(list, number) : EntryIdentity.OfContent(list, name, countries, notice),
            List = list,
            Kind = ListCodes.KindOf(row, "type"),
            Name = name,
            Aliases = [.. row.Names("alt_names").Select(alias => new ListedAlias(alias, false))],
            Countries = countries,
            Programs = row.Parts("programs"),
            LicenseRequirement = row.OptionalText("license_requirement"),
            LicensePolicy = row.OptionalText("license_policy"),
            Notice = notice,
        };
    }
}
