using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Seed;

/// <summary>A text with the changes of both sides, or the paths changed by both.</summary>
/// <param name="Json">The text; null when there are clashes.</param>
/// <param name="Clashes">Paths that both sides changed differently.</param>
public sealed record SeedMerged(string? Json, ImmutableArray<string> Clashes);

/// <summary>
/// Merges a local change and a change of the seed when they affect different entries. Entries of a list are identified by their
/// country, region, id or code; every other member of a document is one value. Policies are not merged, because the order of
/// rules has a meaning that a merge cannot preserve.
/// </summary>
public sealed class SeedUpgradeMerge
{
    /// <summary>Calibrated together: thresholds of one side with weights of the other have never been measured.</summary>
    private static readonly string[] Calibration = ["t1", "t2", "weights"];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject origin;
    private readonly JsonObject ours;
    private readonly JsonObject theirs;
    private readonly List<string> clashes = [];

    private SeedUpgradeMerge(JsonObject origin, JsonObject ours, JsonObject theirs) =>
        (this.origin, this.ours, this.theirs) = (origin, ours, theirs);

    /// <summary>Merges three texts of a document other than a policy.</summary>
    /// <param name="kind">Kind of document.</param>
    /// <param name="origin">Common starting text.</param>
    /// <param name="ours">Active text.</param>
    /// <param name="theirs">Shipped text.</param>
    /// <exception cref="ArgumentException">The document is a policy.</exception>
    public static SeedMerged Of(DocumentKind kind, string origin, string ours, string theirs)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(kind, DocumentKind.Policy);
        return SeedUpgradeText.Parse(kind, origin) is JsonObject one && SeedUpgradeText.Parse(kind, ours) is JsonObject two
            && SeedUpgradeText.Parse(kind, theirs) is JsonObject three
            ? new SeedUpgradeMerge(one, two, three).Run(kind)
            : new SeedMerged(null, ["$"]);
    }

    private SeedMerged Run(DocumentKind kind)
    {
        if (kind == DocumentKind.PartyPolicy)
        {
            CheckCalibration();
        }

        var members = new List<string>();
        foreach (var name in theirs.Concat(ours).Select(member => member.Key).Distinct(StringComparer.Ordinal))
        {
            if (Member(name) is { } value)
            {
                members.Add($"  \"{JsonEncodedText.Encode(name)}\": {value}");
            }
        }

        return clashes.Count > 0
            ? new SeedMerged(null, [.. clashes.Distinct(StringComparer.Ordinal)])
            : new SeedMerged($"{{\n{string.Join(",\n", members)}\n}}\n", []);
    }

    // JSON of a member; null when it was removed.
    private string? Member(string name)
    {
        JsonNode?[] sides = [origin[name], ours[name], theirs[name]];
        if (ours.ContainsKey(name) && theirs.ContainsKey(name) && sides[1..].All(SeedUpgradeText.IsKeyed)
            && (!origin.ContainsKey(name) || SeedUpgradeText.IsKeyed(sides[0])))
        {
            return Entries(name, sides[0] as JsonArray ?? [], (JsonArray)sides[1]!, (JsonArray)sides[2]!);
        }

        return Chosen(name, Text(origin, name), Text(ours, name), Text(theirs, name));
    }

    private string Entries(string name, JsonArray before, JsonArray one, JsonArray other)
    {
        var (first, second, third) = (Groups(before), Groups(one), Groups(other));
        var lines = new List<string>();
        foreach (var key in third.Keys.Concat(second.Keys).Distinct(StringComparer.Ordinal))
        {
            if (Chosen($"{name}[{key}]", first.GetValueOrDefault(key), second.GetValueOrDefault(key), third.GetValueOrDefault(key)) is { } group)
            {
                lines.Add(group);
            }
        }

        return lines.Count == 0 ? "[]" : $"[\n    {string.Join(",\n    ", lines)}\n  ]";
    }

    // All entries with one key are one value, so that two intervals of a country are never mixed.
    private static Dictionary<string, string> Groups(JsonArray entries) => entries
        .GroupBy(entry => SeedUpgradeText.KeyOf(entry)!, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => string.Join(",\n    ", group.Select(entry => entry!.ToJsonString(Plain))), StringComparer.Ordinal);

    private string? Chosen(string path, string? before, string? one, string? other)
    {
        if (one == other || before == other)
        {
            return one;
        }

        if (before != one)
        {
            clashes.Add(path);
        }

        return other;
    }

    private void CheckCalibration()
    {
        bool Differ(JsonObject one, JsonObject other) => Calibration.Any(name => Text(one, name) != Text(other, name));
        if (Differ(origin, ours) && Differ(origin, theirs) && Differ(ours, theirs))
        {
            clashes.AddRange(Calibration.Where(name => Text(ours, name) != Text(theirs, name)));
        }
    }

    private static string? Text(JsonObject from, string name) =>
        from.TryGetPropertyValue(name, out var value) ? value?.ToJsonString(Plain) ?? "null" : null;
}
