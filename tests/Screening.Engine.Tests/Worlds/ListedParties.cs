using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;

namespace Screening.Engine.Tests.Worlds;

/// <summary>One fictitious listed party per list, and the parties and owners of a transaction that match them.</summary>
internal static class ListedParties
{
    /// <summary>Key of the transaction fact, list code, name and printed licence policy.</summary>
    private static readonly (string Key, string List, string Name, string? Policy)[] Listed =
    [
        ("SDN", "SDN", "Quixlan Strategic Trading Directorate", null),
        ("DPL", "DPL", "Bramwick Orchard Avionics", null),
        ("DTC", "DTC", "Telmarion Gunsmith Cooperative", null),
        ("EL", "EL", "Ostrevka Missile Engineering Bureau", "Presumption of denial"),
        ("EL-DENIAL", "EL", "Junipero Vacuum Furnace Foundry", "Policy of denial"),
        ("EL-CASE", "EL", "Wolstanton Ceramic Laboratory", "Case-by-case basis"),
        ("EL-UNREAD", "EL", "Calverdane Isotope Workshop", "Reviewed under the light of the moon"),
        ("EL-CCL", "EL", "Ardenwick Composite Winding Works", null),
        ("MEU", "MEU", "Kharvald Turbine Arsenal", null),
        ("ISN", "ISN", "Peralux Gyroscope Syndicate", null),
        ("UN", "UN", "Dorvania Phosphate Exchange", null),
        ("UVL", "UVL", "Mirabesh Photonics Importer", null),
    ];

    /// <summary>A blocked person that 15 CFR 744.8 does not name.</summary>
    public const string SdnOwner = "Zarqun Petrochemical Maritime Combine";

    /// <summary>An owner on the Entity List, under a presumption of denial.</summary>
    public const string EntityOwner = "Velmora Rocket Propulsion Institute";

    /// <summary>A blocked person under a program of 15 CFR 744.8.</summary>
    public const string AffiliateSdnOwner = "Tegmarine Lignite Concession";

    /// <summary>An owner on the Unverified List.</summary>
    public const string UnverifiedOwner = "Ostwyck Lantern Bonded Warehouse";

    private const string Person = "Grigol Tamazovich Vashtarenko";

    public static ImmutableArray<string> Keys { get; } = [.. Listed.Select(entry => entry.Key)];

    public static WatchlistSource Watchlist(string feed = "csl") => new()
    {
        Feed = feed,
        Title = "Parties of the tests",
        Date = new DateOnly(2026, 9, 1),
        Source = "test values, not claims",
        ImportId = "1",
        Entries =
        [
            .. Listed.Select(entry => Entry(entry.Key, entry.List, entry.Name, entry.Policy)),
            Entry("SDN-OWNER", "SDN", SdnOwner, null), Entry("EL-OWNER", "EL", EntityOwner, null),
            Entry("SDN-AFFILIATE", "SDN", AffiliateSdnOwner, null) with { Programs = ["RUSSIA-EO14024"] }, Entry("UVL-OWNER", "UVL", UnverifiedOwner, null),
            Entry("PERSON", "UVL", Person, null) with { Kind = PartyKind.Person, Identifiers = [] },
        ],
    };

    /// <summary>A party that matches the listed one by name and by identifier.</summary>
    public static Party Matching(string key) => new()
    {
        Id = key,
        Role = PartyRole.UltimateConsignee,
        Kind = PartyKind.Organization,
        Name = Listed.Single(entry => entry.Key == key).Name,
        Identifiers = [new PartyIdentifier("DUNS", Number(key))],
    };

    /// <summary>An individual who shares only the name with a listed one: a possible match, never a strong one.</summary>
    public static Party SameNameOnly { get; } = new()
    {
        Id = "NAMESAKE", Role = PartyRole.Other, Kind = PartyKind.Person, Name = Person,
    };

    /// <summary>An unlisted end user with the given shares, in the given country.</summary>
    public static Party EndUser(bool isGovernment = false, double sdnPercent = 0, double entityPercent = 0, string? country = null) => new()
    {
        Id = "END-USER",
        Role = PartyRole.EndUser,
        Kind = isGovernment ? PartyKind.Government : PartyKind.Organization,
        Name = "Hillcrest Meadow Observatory",
        Country = country is null ? null : CountryCode.Of(country),
        Region = RegionOf(country),
        Owners = [.. Owners(sdnPercent, entityPercent)],
    };

    /// <summary>Kyiv for Ukraine, whose regions differ; none elsewhere.</summary>
    public static string? RegionOf(string? country) => country == "UA" ? "UA-30" : null;

    private static IEnumerable<Owner> Owners(double sdnPercent, double entityPercent)
    {
        if (sdnPercent > 0)
        {
            yield return new Owner(SdnOwner, sdnPercent);
        }

        if (entityPercent > 0)
        {
            yield return new Owner(EntityOwner, entityPercent);
        }
    }

    private static WatchlistEntrySource Entry(string key, string list, string name, string? policy) => new()
    {
        Id = key,
        List = list,
        Kind = PartyKind.Organization,
        Name = name,
        LicensePolicy = policy,
        LicenseRequirement = key == "EL-CCL" ? "For items on the CCL" : null,
        Identifiers = [new PartyIdentifier("DUNS", Number(key))],
    };

    /// <summary>A nine-digit number derived from the key.</summary>
    private static string Number(string key) => (990_000_000 + key.Aggregate(0, (sum, letter) => (sum * 31 + letter) % 1_000_000))
        .ToString(System.Globalization.CultureInfo.InvariantCulture);
}
