using System.Text.Json.Nodes;

namespace Screening.Functions.Tests.Worlds;

/// <summary>Transaction bodies, as a client writes them.</summary>
internal static class Transactions
{
    /// <summary>A Category I UAV with everything declared that a decision needs.</summary>
    public static string Uav(string country = "AU", string party = "Royal Example Air Force", string kind = "organization") => $$"""
        { "reference": "SO-10045/10", "movement": "EXPORT", "from": "US",
          "items": [ { "id": "10", "description": "MALE UAS", "class": "UAS", "performance": [ { "rangeKm": 1850, "payloadKg": 600 } ],
              "maxTrueAirspeedKmh": 480, "propulsion": "turboprop", "jurisdiction": "ITAR", "usml": "VIII(a)(5)" } ],
          "destination": { "country": "{{country}}" },
          "parties": [ { "id": "P1", "role": "END_USER", "kind": "{{kind}}", "name": "{{party}}", "country": "{{country}}" } ],
          "endUse": { "code": "isr_surveillance", "description": "coast watch" } }
        """;

    /// <summary>The same without its speed: undecided where the speed is relevant.</summary>
    public static string UavOfUnknownSpeed(string country)
    {
        var body = JsonNode.Parse(Uav(country))!;
        body["items"]![0]!.AsObject().Remove("maxTrueAirspeedKmh");
        return body.ToJsonString();
    }

    /// <summary>The body with one member set.</summary>
    public static string With(string body, string member, JsonNode? value)
    {
        var node = JsonNode.Parse(body)!.AsObject();
        node[member] = value;
        return node.ToJsonString();
    }
}
