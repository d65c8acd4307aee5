using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Policies;

/// <summary>One case of Cases/*.json: a transaction in the codes of the wire format, and the expected decision.</summary>
internal sealed record CaseFile(string Id, JsonObject Json)
{
    public static ImmutableArray<CaseFile> All { get; } = Load();

    public string Policy => Text("policy")!;

    public string ExpectedOutcome => Json["expect"]!["outcome"]!.GetValue<string>();

    public string ExpectedRule => Json["expect"]!["rule"]!.GetValue<string>();

    /// <summary>The expected disposition, where the case states one.</summary>
    public string? ExpectedDisposition => Json["expect"]!["disposition"]?.GetValue<string>();

    public string Note => Text("note")!;

    /// <summary>The expected questions, where the case states them.</summary>
    public string[]? Ask => Json["ask"] is JsonArray paths ? [.. paths.Select(path => path!.GetValue<string>())] : null;

    public DateOnly AsOf => DateOnly.ParseExact(Text("asOf") ?? "2026-09-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Assessment of the destination that replaces the shipped one; null keeps it.</summary>
    public string? Assessment => Text("assessment");

    public string Destination => Text("destination")!;

    /// <summary>Rows added to registries, by registry; empty keeps them as shipped.</summary>
    public JsonObject Rows => Json["rows"]?.AsObject() ?? [];

    public ScreeningRequest Request() => new()
    {
        Policy = Policy,
        Movement = Code<Movement>(Text("movement")) ?? Movement.Export,
        Nationalities = [.. Texts("nationalities").Select(CountryCode.Of)],
        Items = [Item(Json["item"]!.AsObject())],
        Destination = new Destination
        {
            Country = CountryCode.Of(Destination), Region = Text("region") is { } region ? region == "none" ? null : region : ListedParties.RegionOf(Destination), Transit = [.. Texts("transit").Select(CountryCode.Of)],
        },
        From = Text("from") is { } from ? CountryCode.Of(from) : null,
        Parties = Json["parties"] is JsonArray parties
            ? [.. parties.Select((party, index) => Party(party!.AsObject(), index))]
            : [ListedParties.EndUser(Text("endUserKind") == "government", country: Destination)],
        EndUse = new EndUse
        {
            Code = Code<EndUseCode>(Text("endUse")) ?? EndUseCode.Other,
            Programme = Text("programme"),
            Military = Code<MilitaryStatus>(Text("military")),
            WmdDelivery = Json["wmdDelivery"]?.GetValue<bool>(),
        },
        RedFlags = [.. Texts("redFlags").Select(code => new RedFlag { Code = code })],
    };

    private static Item Item(JsonObject item) => new()
    {
        Id = "10",
        Class = Code<ItemClass>(item["class"]?.GetValue<string>()),
        Performance =
        [
            .. (item["performance"]?.AsArray() ?? []).Select(point =>
                new PerformancePoint(point!["rangeKm"]?.GetValue<double>(), point["payloadKg"]?.GetValue<double>())),
        ],
        PerformanceIsEnvelope = item["performanceIsEnvelope"]?.GetValue<bool>() ?? true,
        TotalImpulseNs = item["totalImpulseNs"]?.GetValue<double>(),
        MaxTrueAirspeedKmh = item["maxTrueAirspeedKmh"]?.GetValue<double>(),
        Propulsion = Code<Propulsion>(item["propulsion"]?.GetValue<string>()),
        Jurisdiction = Code<Jurisdiction>(item["jurisdiction"]?.GetValue<string>()),
        AnnexItem = item["annexItem"]?.GetValue<string>(),
        Eccn = item["eccn"]?.GetValue<string>(),
        Usml = item["usml"]?.GetValue<string>(),
        AerosolCapacityL = item["aerosolCapacityL"]?.GetValue<double>(),
        AutonomousOrBeyondVisualLine = item["autonomousOrBeyondVisualLine"]?.GetValue<bool>(),
        ForUasBelow800Kmh = item["forUasBelow800Kmh"]?.GetValue<bool>(),
        SlvRelated = item["slvRelated"]?.GetValue<bool>(),
        FacilityComplete = item["facilityComplete"]?.GetValue<bool>(),
        CategoryIIReliefNote = item["categoryIIReliefNote"]?.GetValue<string>(),
        RangeAt500KgKm = item["rangeAt500KgKm"]?.GetValue<double>(),
        PayloadAt300KmKg = item["payloadAt300KmKg"]?.GetValue<double>(),
        MaxRangeKm = item["maxRangeKm"]?.GetValue<double>(),
        HsCode = item["hsCode"]?.GetValue<string>(),
        Humanitarian = Code<Humanitarian>(item["humanitarian"]?.GetValue<string>()),
    };

    /// <summary>A party of a case: unlisted unless `listed` names an entry of the tests.</summary>
    private static Party Party(JsonObject party, int index)
    {
        string? Text(string member) => party[member]?.GetValue<string>();
        var known = Text("listed") is { } entry ? ListedParties.Matching(entry) : ListedParties.EndUser();
        return known with
        {
            Id = $"P{index + 1}",
            Role = Code<PartyRole>(Text("role")) ?? PartyRole.EndUser,
            Kind = Code<PartyKind>(Text("kind")) ?? PartyKind.Organization,
            Name = Text("name") ?? known.Name,
            Country = Text("country") is { } country ? CountryCode.Of(country) : null,
            Region = Text("region"),
            Address = Text("address"),
            Military = Code<MilitaryStatus>(Text("military")),
            Owners = [.. (party["owners"]?.AsArray() ?? []).Select(owner => new Owner(OwnerName(owner!["listed"]!.GetValue<string>()), owner["percent"]?.GetValue<double>()))],
        };
    }

    private static string OwnerName(string key) => key switch
    {
        "SDN" => ListedParties.SdnOwner,
        "SDN-744.8" => ListedParties.AffiliateSdnOwner,
        "EL" => ListedParties.EntityOwner,
        "UVL" => ListedParties.UnverifiedOwner,
        _ => throw new FormatException($"`{key}` is no owner of the tests"),
    };

    private string? Text(string member) => Json[member]?.GetValue<string>();

    private string[] Texts(string member) => [.. (Json[member]?.AsArray() ?? []).Select(text => text!.GetValue<string>())];

    private static T? Code<T>(string? code)
        where T : struct, Enum =>
        code is null ? null : Engine.Model.Code<T>.TryParse(code, out var value) ? value : throw new FormatException($"`{code}` is no {typeof(T).Name}");

    private static ImmutableArray<CaseFile> Load()
    {
        var assembly = typeof(CaseFile).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.StartsWith("cases/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .SelectMany(name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    return JsonSerializer.Deserialize<JsonArray>(stream)!.Select(node => new CaseFile(node!["id"]!.GetValue<string>(), node.AsObject())).ToArray();
                }),
        ];
    }
}
