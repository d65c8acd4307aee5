using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.OpenApi;

namespace Screening.Functions.Seed;

/// <summary>A text with the changes of both sides, or the places that both changed.</summary>
/// <param name="Json">The text; null when there are clashes.</param>
/// <param name="Clashes">Paths that both sides changed, each in its own way.</param>
public sealed record SeedMerged(string? Json, ImmutableArray<string> Clashes);

/// <summary>
/// Merges a local change and that of a seed where they touch different entries. Entries of a list are told apart by their
/// country, region, id or code; every other member of a document counts as one value. Policies are not merged: the order of
/// rules has a meaning that no merge can see.
/// </summary>
public sealed class SeedUpgradeMerge
{
    /// <summary>Calibrated together: thresholds from one side with weights from the other were measured by nobody.</summary>
    private static readonly string[] Calibration = ["t1", "t2", "weights"];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject origin;
    private readonly JsonObject ours;
    private readonly JsonObject theirs;
    private readonly List<string> clashes = [];

    private SeedUpgradeMerge(JsonObject origin, JsonObject ours, JsonObject theirs) =>
        (this.origin, this.ours, this.theirs) = (origin, ours, theirs);

    /// <summary>Merges three texts of a document that is no policy.</summary>
    /// <param name="kind">Kind of document.</param>
    /// <param name="origin">What both sides began with.</param>
    /// <param name="ours">What is active.</param>
    /// <param name="theirs">What is shipped.</param>
    /// <exception cref="ArgumentException">It is a policy.</exception>
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

    // JSON of a member; null when it is gone.
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

    // All entries of one key are one value, so that two intervals of a country are never mixed.
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
