namespace Screening.Functions.Http.OpenApi;

/// <summary>Examples in the description. Large responses of the real app are kept as files.</summary>
internal static class Examples
{
    public const string ImportAccepted =
        """
        { "sourceVersion": 42, "version": "20261123120000000", "status": "/api/v1/status", "proposal": null,
          "leftOut": [ { "line": 1204, "column": "ids", "message": "`IMO 15411` is not an IMO number: seven digits with a right check digit are" } ] }
        """;

    public const string Import =
        """
        { "feed": "csl", "importId": "20261123120000000", "title": "Consolidated Screening List", "date": "2026-07-31", "source": "trade.gov",
          "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "entries": 25921, "actor": "list-desk",
          "importedAt": "2026-11-23T12:00:00+00:00", "codes": { "EL": 3457, "SDN": 18123, "UVL": 0 },
          "reason": "the source lists no unverified party any more", "leftOut": [] }
        """;

    public const string ImportAnswer =
        $$"""{ "active": true, "import": {{Import}}, "confirmedOn": "2026-11-28", "confirmations": [ {{Confirmation}} ] }""";

    public const string Confirmation =
        """
        { "feed": "csl", "importId": "20261123120000000", "checkedOn": "2026-11-28", "reason": "the source answered 304", "actor": "list-desk",
          "at": "2026-11-28T06:00:00+00:00" }
        """;

    public const string Key =
        """
        { "keyId": "3f1c9a7e5b2d4860", "name": "erp-prod", "owner": null, "roles": [ "screener" ], "pending": false,
          "createdAt": "2026-11-23T12:00:00+00:00", "createdBy": "first-admin", "approvedBy": null, "replaces": null, "expiresAt": "2027-02-21T12:00:00+00:00", "revokedAt": null }
        """;

    /// <summary>JSON texts as JSON lines, each on one line.</summary>
    public static string Lines(params IEnumerable<string> texts) =>
        string.Concat(texts.Select(text => System.Text.Json.Nodes.JsonNode.Parse(text)!.ToJsonString() + "\n"));

    /// <summary>The record as an export writes it: without what only a reading states.</summary>
    public static string Exported()
    {
        var record = System.Text.Json.Nodes.JsonNode.Parse(Read("screening-record"))!.AsObject();
        record.Remove("current");
        record.Remove("today");
        return record.ToJsonString();
    }

    /// <summary>The example in a file of the folder Examples.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream($"openapi/{name}.json")
            ?? throw new InvalidOperationException($"there is no example {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
