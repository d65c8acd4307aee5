using System.Text.Json;
using Screening.Functions.Records;

namespace Screening.Functions.Tests.Records;

/// <summary>Records of realistic shape.</summary>
internal static class RecordSamples
{
    internal static DecisionRecord Decision(string reference, string party = "Example Trading", string outcome = "HOLD_FOR_REVIEW", string? order = null) => new()
    {
        RequestJson = JsonSerializer.Serialize(new
        {
            reference,
            orderId = order,
            parties = new[] { new { id = "P1", name = party, aliases = new[] { party + " Co" }, address = "1 Example Street", country = "AE" } },
        }),
        DecisionJson = JsonSerializer.Serialize(new
        {
            mode = "live", asOf = "2026-11-23", disposition = "HOLD", outcome, policy = new { id = "us-uas-2025-09", version = 1 },
            findings = new[] { new { rule = "B-SDN-NEAR", wins = true } },
            matches = new[] { new { party = "P1", feed = "csl", list = "SDN", entry = "12345", name = "EXAMPLE TRADING", strength = "possible", explanation = new[] { $"`{party}` = `example`" } } },
            lists = new[] { new { feed = "csl", date = "2026-07-31", entries = 25921 } },
            snapshot = new { revision = "sha256-0", sourceVersion = 42 }, engine = "1.0.0",
        }),
        Mode = "live",
        AsOf = new DateOnly(2026, 11, 23),
        Revision = "sha256-0",
        SnapshotAgeSeconds = 3,
        Client = "erp",
    };
}
