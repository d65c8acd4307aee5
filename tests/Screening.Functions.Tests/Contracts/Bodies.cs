using System.Text;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;

namespace Screening.Functions.Tests.Contracts;

/// <summary>A valid body, and ways to make it wrong in one place.</summary>
internal static class Bodies
{
    public static readonly DateOnly Today = new(2026, 11, 23);

    public const string Valid = """
        { "reference": "SO-10045/10", "orderId": "SO-10045", "asOf": null, "policy": null, "movement": "EXPORT", "from": "US",
          "items": [ { "id": "10", "description": "MALE UAS", "class": "UAS",
              "performance": [ { "rangeKm": 1850, "payloadKg": 600 }, { "rangeKm": 2500 } ],
              "maxTrueAirspeedKmh": 480, "propulsion": "turboprop", "jurisdiction": "ITAR", "annexItem": null, "eccn": null,
              "usml": "VIII(a)(5)", "quantity": 1, "value": { "amount": 9500000, "currency": "USD" } },
            { "id": "20", "annexItem": "2.A.1.c.2", "totalImpulseNs": 1.2e6, "foreignAvailability": { "status": "comparable" } } ],
          "destination": { "country": "AU", "region": null, "transit": [ "SG" ] }, "nationalities": [],
          "parties": [ { "id": "P1", "role": "END_USER", "kind": "organization", "name": "Royal Example Air Force",
              "aliases": [ "REAF" ], "country": "AU", "address": "Canberra", "birthDate": null,
              "identifiers": [ { "type": "DUNS", "value": "123456789" } ], "owners": [ { "name": "Crown", "percent": 100 } ],
              "aukusAuthorizedUser": false },
            { "id": "P2", "role": "BROKER", "name": "Ivy Example", "kind": "person", "birthDate": "1970-02-28" } ],
          "endUse": { "code": "isr_surveillance", "description": "...", "programme": null, "wmdDelivery": false,
            "statements": [ "on file" ] },
          "redFlags": [ "declined_installation", { "code": "odd_route", "listVersion": "2025-09-29" } ] }
        """;

    public static Parsed<ScreeningRequest> Parse(string json) =>
        ScreeningRequestParser.Parse(Encoding.UTF8.GetBytes(json), Today);

    /// <summary>The valid body with the value at a path replaced by JSON, added, or (null) removed.</summary>
    public static string With(string path, string? json, string body = Valid)
    {
        var root = JsonNode.Parse(body)!;
        var steps = Steps(path);
        var node = root;
        foreach (var step in steps[..^1])
        {
            node = step is int index ? node![index] : node![(string)step];
        }

        if (steps[^1] is int last)
        {
            var array = node!.AsArray();
            if (last == array.Count)
            {
                array.Add(JsonNode.Parse(json!));
            }
            else
            {
                array[last] = json is null ? null : JsonNode.Parse(json);
            }
        }
        else if (json is null)
        {
            node!.AsObject().Remove((string)steps[^1]);
        }
        else
        {
            node!.AsObject()[(string)steps[^1]] = JsonNode.Parse(json);
        }

        return root.ToJsonString();
    }

    private static object[] Steps(string path) =>
        [.. path.Split('.', '[').Select(step => step.EndsWith(']')
            ? (object)int.Parse(step.TrimEnd(']'), System.Globalization.CultureInfo.InvariantCulture)
            : step)];
}
