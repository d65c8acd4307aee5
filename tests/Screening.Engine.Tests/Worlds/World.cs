using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Screening.Engine.Snapshots;

namespace Screening.Engine.Tests.Worlds;

/// <summary>
/// A compiled world with different registry values for every country, so that a few snapshots cover the combinations. Expired and
/// future entries accompany the valid ones and must not count.
/// </summary>
internal sealed class World
{
    public static readonly ImmutableArray<string> Countries =
    [
        "AU", "GB", "CA", "IN", "JP", "KR", "FR", "BR", "NZ", "PL", "AE", "SA", "IL", "PK", "CN", "HK", "RU", "BY", "IR", "KP",
        "SY", "CU", "SD", "KH", "ET", "MM", "UA", "TW", "LI", "CH", "MO", "EG", "US",
        "SE", "QA", "KE", "PE",
        "CY", "ER", "IQ", "NI", "VE",
    ];

    private static readonly string?[] Assessments = [null, "clear", "adversarial_posture", "adversary_sway", "diversion_risk"];
    private static readonly string?[] Partners = ["IMPLIED", null, "INDICATED_UNCONFIRMED", "IMPLIED", "LISTED", null, "EXCLUDED"];
    private static readonly int?[] Starts = [1986, 1988, null, 1987];
    private static readonly Lazy<World[]> Compiled = new(() => [.. Enumerable.Range(0, 7).Select(number => new World(number))]);

    private readonly int number;

    private World(int number)
    {
        this.number = number;
        Snapshot = Snapshot.Open(Documents().Compile(ListedParties.Watchlist()));
    }

    /// <summary>Seven worlds, compiled once per test run.</summary>
    public static World[] All => Compiled.Value;

    public Snapshot Snapshot { get; }

    public string? AssessmentOf(string country) => Assessments[((Index(country) * 3) + number) % Assessments.Length];

    public string? PartnerOf(string country) => IsFollower(country) ? null : Partners[((Index(country) * 2) + number) % Partners.Length];

    public bool HasTsa(string country) => !IsFollower(country) && (Index(country) + (number / 2)) % 2 == 0;

    public bool IsCloseAlly(string country) => !IsFollower(country) && (Index(country) + (number / 3)) % 3 == 0;

    /// <summary>Years before and after the one that counts, and none.</summary>
    public int? StartOf(string country) => Starts[(Countries.IndexOf(country) + (2 * number)) % Starts.Length];

    /// <summary>Programmes belong to the country itself; a follower has its own.</summary>
    public bool IsVetted(string country) => (Countries.IndexOf(country) + number) % 2 == 0;

    public static string ProgrammeOf(string country) => $"PROGRAMME-{country}";

    /// <summary>
    /// Followers have the regulations and the assessment of another country, and no status or agreement of their own.
    /// </summary>
    private static bool IsFollower(string country) => country is "HK" or "LI";

    /// <summary>Followers have the assessment of the country they follow.</summary>
    private static int Index(string country) => Countries.IndexOf(country switch { "HK" => "CN", "LI" => "CH", _ => country });

    private ImmutableArray<DocumentSource> Documents() => SeedFiles.All
        .With(DocumentKind.Registry, "assessments", root => root["entries"] = Entries(AssessmentOf, "diversion_risk"))
        .With(DocumentKind.Registry, "partner-status", root => root["entries"] = Entries(PartnerOf, "IMPLIED"))
        .With(DocumentKind.Registry, "agreements", root => root["entries"] = Agreements())
        .With(DocumentKind.Registry, "programmes", root => root["entries"] = Programmes());

    private static JsonArray Entries(Func<string, string?> status, string decoy)
    {
        var entries = new JsonArray();
        foreach (var country in Countries.Where(country => country is not ("HK" or "LI")))
        {
            entries.Add(Entry(country, decoy, null, "2024-01-01"));
            entries.Add(Entry(country, decoy, "2030-01-01", null));
            if (status(country) is { } valid)
            {
                entries.Add(Entry(country, valid, "2024-01-01", "2030-01-01"));
            }
        }

        return entries;
    }

    private JsonArray Agreements()
    {
        var entries = Agreements("tsa", HasTsa);
        foreach (var entry in Agreements("close_ally", IsCloseAlly))
        {
            entries.Add(entry!.DeepClone());
        }

        return entries;
    }

    private static JsonArray Agreements(string kind, Func<string, bool> isInForce)
    {
        var entries = Entries(country => isInForce(country) ? "in_force" : "signed", "in_force");
        foreach (var entry in entries)
        {
            entry!["kind"] = kind;
        }

        return entries;
    }

    private JsonArray Programmes() =>
    [
        .. Countries.Select(country => (JsonNode)new JsonObject
        {
            ["id"] = ProgrammeOf(country), ["name"] = "Programme", ["country"] = country, ["vetted"] = IsVetted(country),
            ["startYear"] = StartOf(country), ["evidence"] = "test value, not a claim",
        }),
    ];

    private static JsonObject Entry(string country, string status, string? from, string? to) => new JsonObject
    {
        ["country"] = country, ["status"] = status, ["from"] = from, ["to"] = to, ["evidence"] = "test value, not a claim",
    };
}
