using System.Globalization;
using CsvHelper;

namespace Screening.Benchmarks.Cases;

/// <summary>One row of a truth table: a transaction, a policy, and the expected decision of the policy.</summary>
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
        using var stream = File.OpenRead(path);
        using var csv = CsvReader.Create(stream, CsvReaderOptions.Default with { Separator = ',', HasHeader = false }, true);
        if (!csv.Read())
        {
            return [];
        }

        var header = csv.Current.ToArray().Select(name => name.Trim().TrimStart('\uFEFF')).ToArray();
        var rows = new List<CaseRow>();
        while (csv.Read())
        {
            var values = csv.Current.ToArray();
            rows.Add(From(header.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second.Trim(), StringComparer.Ordinal)));
        }

        return rows;
    }

    private static CaseRow From(Dictionary<string, string> columns) => new()
    {
        Id = columns["id"],
        Description = columns["item_description"],
        ItemClass = columns["item_class"],
        RangeKm = Number(columns["range_km"]),
        PayloadKg = Number(columns["payload_kg"]),
        SpeedKmh = Number(columns["max_speed_kmh"]),
        Propulsion = columns["propulsion"],
        AnnexItem = columns["annex_item"],
        Destination = columns["destination"],
        EndUse = columns["end_use"],
        Flags = Flagged(columns["end_user_flags"]),
        Policy = columns["pack"],
        ExpectedOutcome = columns["expected_outcome"],
        ExpectedRule = columns["rule_id"],
        IsAmbiguous = columns.GetValueOrDefault("ambiguous") == "yes",
    };

    private static double? Number(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);

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
