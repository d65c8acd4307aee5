using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Laws;

/// <summary>The shipped documents with an organisation and a person on every list that can be imported, and on own lists of every outcome.</summary>
internal static class MatchWorld
{
    private static readonly string[] OfficialLists =
        ["SDN", "DPL", "DTC", "EL", "MEU", "ISN", "UN", "UVL", "SSI", "FSE", "CAP", "CMIC", "NS-MBS", "PLC"];

    private static readonly string[] OwnOutcomes = ["HOLD_FOR_REVIEW", "PRESUMPTION_OF_DENIAL", "POLICY_OF_DENIAL", "PROHIBITED"];

    private static readonly string[] Firsts =
        ["Brackwater", "Cindervale", "Dunmarrow", "Elderwick", "Fallowmere", "Gorseham", "Hartswood", "Ivybridge", "Junewater", "Kilnshaw",
         "Larkspurdale", "Mossgrove", "Nettlecombe", "Oxleigh", "Pinfold", "Quernstone", "Rushmere", "Saltmarshe", "Thornwick", "Underbarrow", "Vinecross"];

    private static readonly Lazy<Snapshot> Compiled = new(() => Snapshot.Open(SeedFiles.All.AddRange(SeedFiles.OnFile)
        .With(DocumentKind.PartyPolicy, "party-matching", root =>
        {
            foreach (var outcome in OwnOutcomes)
            {
                root["lists"]!.AsArray().Add(new JsonObject
                {
                    ["code"] = OwnCode(outcome), ["title"] = "own", ["restricts"] = "dealing", ["source"] = "test", ["strong"] = outcome, ["ownership"] = outcome,
                });
            }
        })
        .Compile(new WatchlistSource
        {
            Feed = "law", Title = "Parties of the laws", Date = Lawful.Today, Source = "test values, not claims", ImportId = "1", Entries = [.. Codes.SelectMany(Entries)],
        })));

    public static Snapshot Snapshot => Compiled.Value;

    /// <summary>Keys of the entries: a list code, and for the Entity List its printed policy.</summary>
    public static ImmutableArray<string> Codes { get; } =
        [.. OfficialLists, "EL:Policy of denial", "EL:Case-by-case basis", "EL:as the moon shines", .. OwnOutcomes.Select(OwnCode)];

    public static DateOnly Birth { get; } = new(1961, 5, 17);

    public const string Address = "14 Fuller Row, Ostwick 80412";

    /// <summary>Name of the listed organisation; by name alone it is a strong match.</summary>
    public static string Organisation(string code) => $"{Firsts[Codes.IndexOf(code)]} Osprey Millworks";

    /// <summary>Name of the listed person; by name alone it is a possible match.</summary>
    public static string Person(string code) => $"{Firsts[Codes.IndexOf(code)]} Tamazov Vashtarenko";

    public static string Number(string code) => $"77{Codes.IndexOf(code):D2}1834";

    /// <summary>Whether a strong match has an answer of its own that may be laxer than a hold: case by case (decision D30).</summary>
    public static bool HasItsOwnAnswer(string code) => code.EndsWith("Case-by-case basis", StringComparison.Ordinal);

    /// <summary>Items of several classes and regulations, to places of different rules, under every policy on file.</summary>
    public static IEnumerable<ScreeningRequest> Requests()
    {
        Item[] items =
        [
            Lawful.System(ItemClass.Uas, 1850, 600), Lawful.System(ItemClass.Uas, 200, 50, jurisdiction: Jurisdiction.Ear),
            new Item { Id = "10", Class = ItemClass.Generic, Eccn = "EAR99", Jurisdiction = Jurisdiction.Ear },
            new Item { Id = "10", Class = ItemClass.Generic, Eccn = "3A001", Jurisdiction = Jurisdiction.Ear },
            new Item { Id = "10", Class = ItemClass.Generic },
        ];
        return from item in items
               from country in new[] { "JP", "AE", "RU", "IR" }
               from policy in Snapshot.Policies.Select(policy => policy.Identity.Id)
               select Lawful.Of(item, country, policy);
    }

    private static string OwnCode(string outcome) => "OWN-" + outcome.Replace('_', '-').Replace("FOR-REVIEW", "R", StringComparison.Ordinal).Replace("PRESUMPTION", "PR", StringComparison.Ordinal);

    private static IEnumerable<WatchlistEntrySource> Entries(string code)
    {
        var (list, policy) = code.Split(':') is [var only, var printed] ? (only, printed) : (code, null);
        var index = Codes.IndexOf(code);
        yield return new WatchlistEntrySource { Id = $"O{index}", List = list, Kind = PartyKind.Organization, Name = Organisation(code), LicensePolicy = policy };
        yield return new WatchlistEntrySource
        {
            Id = $"P{index}", List = list, Kind = PartyKind.Person, Name = Person(code), LicensePolicy = policy, BirthDates = [$"{Birth.Year}~"], Citizenships = ["JP"],
            Addresses = [Address], Identifiers = [new PartyIdentifier("Passport", Number(code))],
        };
    }
}
