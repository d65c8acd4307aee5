namespace Screening.Functions.Development;

/// <summary>The sample transaction that is used by the ready message, the README and its test, and the warm-up.</summary>
public static class SampleRequest
{
    /// <summary>The path of the POST request.</summary>
    public const string Path = "/api/v1/screenings";

    /// <summary>
    /// A turboprop UAV of Category I for a government of a partner country. It must not contain single quotes, because it is part
    /// of a shell command.
    /// </summary>
    public const string Json =
        """
        { "reference": "SAMPLE-1", "movement": "EXPORT", "from": "US",
          "items": [ { "id": "10", "description": "MALE UAS", "class": "UAS", "jurisdiction": "ITAR",
            "usml": "VIII(a)(5)",
            "performance": [ { "rangeKm": 1850, "payloadKg": 600 } ], "maxTrueAirspeedKmh": 480,
            "propulsion": "turboprop" } ],
          "destination": { "country": "AU" },
          "parties": [ { "id": "P1", "role": "END_USER", "kind": "government", "name": "Royal Example Air Force",
            "country": "AU" } ],
          "endUse": { "code": "isr_surveillance", "description": "coast watch" } }
        """;

    /// <summary>A shell command that posts the sample transaction.</summary>
    public static string Curl(Uri address, string key) =>
        $"curl -s {new Uri(address, Path)} -H '{Security.ApiKeyAuthentication.Header}: {key}' "
        + $"-H 'Content-Type: application/json' -d '{Json}'";
}
