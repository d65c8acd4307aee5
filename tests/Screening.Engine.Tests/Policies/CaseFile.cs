using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Policies;

/// <summary>One case of Cases/*.json: a transaction in the words of the wire, and what the policy must say of it.</summary>
internal sealed record CaseFile(string Id, JsonObject Json)
{
    /// <summary>Every case of every file.</summary>
    public static ImmutableArray<CaseFile> All { get; } = Load();

    public string Policy => Text("policy")!;

    public string ExpectedOutcome => Json["expect"]!["outcome"]!.GetValue<string>();

    public string ExpectedRule => Json["expect"]!["rule"]!.GetValue<string>();

    public string Note => Text("note")!;

    /// <summary>Facts to ask for, when the case says which.</summary>
    public string[]? Ask => Json["ask"] is JsonArray paths ? [.. paths.Select(path => path!.GetValue<string>())] : null;

    public DateOnly AsOf => DateOnly.ParseExact(Text("asOf") ?? "2026-09-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Assessment on file for the destination instead of the shipped one; null leaves it.</summary>
    public string? Assessment => Text("assessment");

    public string Destination => Text("destination")!;

    /// <summary>Rows put into registries, by registry; empty leaves them as shipped.</summary>
    public JsonObject Rows => Json["rows"]?.AsObject() ?? [];

    public ScreeningRequest Request() => new()
    {
        Policy = Policy,
        Movement = Code<Movement>(Text("movement")) ?? Movement.Export,
        Nationalities = [.. Texts("nationalities").Select(CountryCode.Of)],
        Items = [Item(Json["item"]!.AsObject())],
        Destination = new Destination
        {
            Country = CountryCode.Of(Destination), Region = Text("region") ?? ListedParties.RegionOf(Destination), Transit = [.. Texts("transit").Select(CountryCode.Of)],
        },
        Parties = [ListedParties.EndUser(Text("endUserKind") == "government", country: Destination)],
        EndUse = new EndUse
        {
            Code = Code<EndUseCode>(Text("endUse")) ?? EndUseCode.Other,
            Programme = Text("programme"),
            WmdDelivery = Json["wmdDelivery"]?.GetValue<bool>(),
        },
        RedFlags = [.. Texts("redFlags").Select(code => new RedFlag { Code = code })],
    };

    private static Item Item(JsonObject item) => new()
    {
        Id = "10",
        Class = Code<ItemClass>(item["class"]!.GetValue<string>()),
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
        HsCode = item["hsCode"]?.GetValue<string>(),
        Usml = item["usml"]?.GetValue<string>(),
        AerosolCapacityL = item["aerosolCapacityL"]?.GetValue<double>(),
        AutonomousOrBeyondVisualLine = item["autonomousOrBeyondVisualLine"]?.GetValue<bool>(),
        ForUasBelow800Kmh = item["forUasBelow800Kmh"]?.GetValue<bool>(),
        SlvRelated = item["slvRelated"]?.GetValue<bool>(),
        FacilityComplete = item["facilityComplete"]?.GetValue<bool>(),
        CategoryIIReliefNote = item["categoryIIReliefNote"]?.GetValue<string>(),
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
