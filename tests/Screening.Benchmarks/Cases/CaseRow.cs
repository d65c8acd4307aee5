using System.Globalization;
using CsvHelper;

namespace Screening.Benchmarks.Cases;

/// <summary>One row of a truth table: a transaction, a policy, and what the policy must say.</summary>
internal sealed record CaseRow
{
    public required string Id { get; init; }

    public required string Description { get; init; }

    public required string ItemClass { get; init; }

    public required double? RangeKm { get; init; }

    public required double? PayloadKg { get; init; }

    public required double? SpeedKmh { get; init; }

    public required string Propulsion { get; init; }

    public required string AnnexItem { get; init; }

    public required string Destination { get; init; }

    public required string EndUse { get; init; }

    public required IReadOnlyDictionary<string, string> Flags { get; init; }

    public required string Policy { get; init; }

    public required string ExpectedOutcome { get; init; }

    public required string ExpectedRule { get; init; }

    public required bool IsAmbiguous { get; init; }

    /// <summary>Whether the row was made from another by removing its Annex item.</summary>
    public bool IsWithoutAnnexItem { get; init; }

    public static IReadOnlyList<CaseRow> Read(string path)
    {
        using var reader = new StreamReader(path);
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<CaseRow>();
        while (csv.Read())
        {
            rows.Add(new CaseRow
            {
                Id = csv.GetField("id")!,
                Description = csv.GetField("item_description")!,
                ItemClass = csv.GetField("item_class")!.Trim(),
                RangeKm = Number(csv, "range_km"),
                PayloadKg = Number(csv, "payload_kg"),
                SpeedKmh = Number(csv, "max_speed_kmh"),
                Propulsion = csv.GetField("propulsion")!.Trim(),
                AnnexItem = csv.GetField("annex_item")!.Trim(),
                Destination = csv.GetField("destination")!.Trim(),
                EndUse = csv.GetField("end_use")!.Trim(),
                Flags = Flagged(csv.GetField("end_user_flags")!),
                Policy = csv.GetField("pack")!.Trim(),
                ExpectedOutcome = csv.GetField("expected_outcome")!.Trim(),
                ExpectedRule = csv.GetField("rule_id")!.Trim(),
                IsAmbiguous = csv.TryGetField<string>("ambiguous", out var ambiguous) && ambiguous?.Trim() == "yes",
            });
        }

        return rows;
    }

    private static double? Number(CsvReader csv, string column) =>
        csv.GetField(column) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    private static Dictionary<string, string> Flagged(string text)
    {
        var flags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            flags.Add(equals < 0 ? part : part[..equals].Trim(), equals < 0 ? "yes" : part[(equals + 1)..].Trim());
        }

        return flags;
    }
}
