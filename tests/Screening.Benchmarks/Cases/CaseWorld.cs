using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Screening.Benchmarks.Worlds;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Seed;

namespace Screening.Benchmarks.Cases;

/// <summary>
/// The world of a row: the seed, with the registry rows and list entries that its flags name. A flag overrides the seed. Rows
/// that describe the same world share one snapshot.
/// </summary>
internal static class CaseWorld
{
    public const string ProgrammeId = "CASE-PROGRAMME";

    private const string SdnOwner = "Zarqun Petrochemical Maritime Combine";
    private const string EntityOwner = "Velmora Rocket Propulsion Institute";
    private const string SdnParty = "Quixlan Strategic Trading Directorate";
    private const string EntityParty = "Ostrevka Missile Engineering Bureau";

    private static readonly HashSet<string> KnownFlags =
    [
        "excl", "jurisdiction", "vetted_space_program", "slv_related", "as_of", "program_start", "tsa", "particularly_close_ally",
        "complete", "foreign_availability", "deemed_export", "wmd_delivery", "aerosol_l", "autonomous_or_bvlos", "cat2_note",
        "entity_list", "sdn", "owned_by_sdn_pct", "owned_by_el_pct", "red_flag", "authorized_user", "end_user", "for_uas_lt800",
        "transit", "retransfer_from", "region", "total_impulse_ns",
    ];

    /// <summary>Flags without a defined meaning. They are an error, because the row would be evaluated without them.</summary>
    public static IEnumerable<string> UnknownFlags(CaseRow row) => row.Flags.Keys.Where(flag => !KnownFlags.Contains(flag));

    /// <summary>Rows with the same key describe the same world.</summary>
    public static string KeyOf(CaseRow row) => string.Join('|',
        row.Destination,
        row.Flags.GetValueOrDefault("excl", "seed"),
        row.Flags.GetValueOrDefault("tsa", "seed"),
        row.Flags.GetValueOrDefault("particularly_close_ally", "seed"),
        row.Flags.GetValueOrDefault("vetted_space_program", ""),
        row.Flags.GetValueOrDefault("program_start", ""));

    public static bool HasProgramme(CaseRow row) => row.Flags.ContainsKey("vetted_space_program") || row.Flags.ContainsKey("program_start");

    public static ImmutableArray<DocumentSource> Documents(CaseRow row) =>
        [.. SeedDocuments.All().Concat(SeedDocuments.OnFile()).Select(document => document.Kind == DocumentKind.Registry ? Adapt(document, row) : document)];

    /// <summary>One list in the product's own layout, with the listed parties that rows refer to.</summary>
    public static WatchlistSource Watchlist() => new()
    {
        Feed = "csl",
        Title = "Parties of the truth table",
        Date = new DateOnly(2026, 9, 1),
        Source = "truth table",
        ImportId = "cases-1",
        Entries =
        [
            Entry("SDN-1", "SDN", SdnParty, "DUNS", "990000001"), Entry("SDN-2", "SDN", SdnOwner, "DUNS", "990000002"),
            Entry("EL-1", "EL", EntityParty, "DUNS", "990000003"), Entry("EL-2", "EL", EntityOwner, "DUNS", "990000004"),
        ],
    };

    /// <summary>Every required list is present and fresh, whatever the date of the row.</summary>
    public static ListStanding Standing(Snapshot snapshot, DateOnly asOf) => new()
    {
        ConfirmedOn = RequiredLists.Of(snapshot).ToImmutableSortedDictionary(code => code, _ => asOf, StringComparer.Ordinal),
    };

    /// <summary>Kyiv for Ukraine, where a region is required; null elsewhere.</summary>
    public static string? RegionOf(CountryCode country) => country.ToString() == "UA" ? "UA-30" : null;

    /// <summary>The parties the flags describe; each listed one carries a second identifier.</summary>
    public static ImmutableArray<Party> PartiesOf(CaseRow row)
    {
        var owners = ImmutableArray.CreateBuilder<Owner>();
        if (CaseRequest.Number(row, "owned_by_sdn_pct") is { } sdn)
        {
            owners.Add(new Owner(SdnOwner, sdn));
        }

        if (CaseRequest.Number(row, "owned_by_el_pct") is { } entity)
        {
            owners.Add(new Owner(EntityOwner, entity));
        }

        var parties = ImmutableArray.CreateBuilder<Party>();
        parties.Add(new Party
        {
            Id = "P1",
            Role = PartyRole.EndUser,
            Kind = row.Flags.GetValueOrDefault("end_user") == "government" ? PartyKind.Government : PartyKind.Organization,
            Name = "Hillcrest Meadow Observatory",
            Country = CountryCode.Of(row.Destination),
            Region = RegionOf(CountryCode.Of(row.Destination)),
            Owners = owners.ToImmutable(),
            AukusAuthorizedUser = CaseRequest.Yes(row, "authorized_user") ?? false,
        });
        if (CaseRequest.Yes(row, "sdn") == true)
        {
            parties.Add(Listed("P2", SdnParty, "990000001", row));
        }

        if (CaseRequest.Yes(row, "entity_list") == true)
        {
            parties.Add(Listed("P3", EntityParty, "990000003", row));
        }

        return parties.ToImmutable();
    }

    private static Party Listed(string id, string name, string duns, CaseRow row) => new()
    {
        Id = id, Role = PartyRole.UltimateConsignee, Kind = PartyKind.Organization, Name = name,
        Country = CountryCode.Of(row.Destination), Region = RegionOf(CountryCode.Of(row.Destination)), Identifiers = [new PartyIdentifier("DUNS", duns)],
    };

    private static WatchlistEntrySource Entry(string id, string list, string name, string type, string value) => new()
    {
        Id = id, List = list, Kind = PartyKind.Organization, Name = name, Identifiers = [new PartyIdentifier(type, value)],
    };

    private static DocumentSource Adapt(DocumentSource document, CaseRow row)
    {
        var root = JsonNode.Parse(document.Json)!.AsObject();
        var entries = root["entries"]!.AsArray();
        switch (document.Id)
        {
            case "assessments" when row.Flags.TryGetValue("excl", out var status):
                Remove(entries, row.Destination, null);
                if (status != "not_assessed")
                {
                    entries.Add(CountryEntry(row, status));
                }

                break;
            case "agreements":
                SetAgreement(entries, row, "tsa", row.Flags.GetValueOrDefault("tsa"), "in_force");
                SetAgreement(entries, row, "close_ally", row.Flags.GetValueOrDefault("particularly_close_ally"), "yes");
                break;
            case "programmes" when HasProgramme(row):
                entries.Add(Programme(row));
                break;
        }

        return document with { Json = root.ToJsonString() };
    }

    private static void SetAgreement(JsonArray entries, CaseRow row, string kind, string? flag, string present)
    {
        if (flag is null)
        {
            return;
        }

        Remove(entries, row.Destination, kind);
        if (flag == present)
        {
            var entry = CountryEntry(row, "in_force");
            entry["kind"] = kind;
            entries.Add(entry);
        }
    }

    private static void Remove(JsonArray entries, string country, string? kind)
    {
        foreach (var entry in entries.Where(entry =>
            entry!["country"]!.GetValue<string>() == country && (kind is null || entry["kind"]!.GetValue<string>() == kind)).ToArray())
        {
            entries.Remove(entry);
        }
    }

    private static JsonObject CountryEntry(CaseRow row, string status) =>
        new() { ["country"] = row.Destination, ["status"] = status, ["evidence"] = "flag of the truth table, a test value and not a claim" };

    private static JsonObject Programme(CaseRow row)
    {
        var programme = new JsonObject
        {
            ["id"] = ProgrammeId, ["name"] = "Programme of the row", ["country"] = row.Destination,
            ["vetted"] = CaseRequest.Yes(row, "vetted_space_program") ?? false, ["evidence"] = "flag of the truth table",
        };
        if (row.Flags.TryGetValue("program_start", out var start))
        {
            programme["startYear"] = int.Parse(start, CultureInfo.InvariantCulture);
        }

        return programme;
    }
}
