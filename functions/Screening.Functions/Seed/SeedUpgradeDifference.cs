using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Seed;

/// <summary>One difference between two texts.</summary>
/// <param name="Path">JSON path; an entry of a list is named by its key if it has one, such as members[KH].</param>
/// <param name="Before">JSON before, cut after 160 characters; null when it is added.</param>
/// <param name="After">JSON afterwards, cut likewise; null when it is removed.</param>
public sealed record SeedDifferenceRow(string Path, string? Before, string? After);

/// <summary>Differences between two texts of a document.</summary>
/// <param name="Rows">The first differences, in the order of the text.</param>
/// <param name="Omitted">Number of further differences.</param>
public sealed record SeedDifference(ImmutableArray<SeedDifferenceRow> Rows, int Omitted)
{
    /// <summary>No difference.</summary>
    public static readonly SeedDifference None = new([], 0);
}

/// <summary>Compares two JSON texts for a human reader.</summary>
public sealed class SeedUpgradeDifference
{
    /// <summary>Maximum number of differences listed for one document.</summary>
    public const int MostRows = 40;

    /// <summary>Maximum characters shown of a value.</summary>
    public const int MostCharacters = 160;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ImmutableArray<SeedDifferenceRow>.Builder rows = ImmutableArray.CreateBuilder<SeedDifferenceRow>();
    private readonly int most;
    private int found;

    private SeedUpgradeDifference(int most) => this.most = most;

    /// <summary>Compares two texts. A text that is not JSON is one value.</summary>
    /// <param name="kind">Kind of document.</param>
    /// <param name="before">Text before; null when there was none.</param>
    /// <param name="after">Text after; null when there is none.</param>
    /// <param name="most">Maximum number of differences listed.</param>
    public static SeedDifference Of(DocumentKind kind, string? before, string? after, int most)
    {
        var difference = new SeedUpgradeDifference(most);
        difference.Either("$", Node(kind, before), Node(kind, after));
        return new SeedDifference(difference.rows.ToImmutable(), difference.found - difference.rows.Count);
    }

    private static JsonNode? Node(DocumentKind kind, string? text) =>
        text is null ? null : SeedUpgradeText.Parse(kind, text) ?? JsonValue.Create(text);

    private void Compare(string path, JsonNode? before, JsonNode? after)
    {
        switch (before, after)
        {
            case (JsonObject one, JsonObject other):
                foreach (var name in other.Concat(one).Select(member => member.Key).Distinct(StringComparer.Ordinal))
                {
                    Present(path == "$" ? name : $"{path}.{name}", one, other, name);
                }

                break;
            case (JsonArray one, JsonArray other) when SeedUpgradeText.IsKeyed(one) && SeedUpgradeText.IsKeyed(other):
                var (first, second) = (Keyed(one), Keyed(other));
                foreach (var key in second.Keys.Concat(first.Keys).Distinct(StringComparer.Ordinal))
                {
                    Either($"{path}[{key}]", first.GetValueOrDefault(key), second.GetValueOrDefault(key));
                }

                break;
            case (JsonArray one, JsonArray other) when one.Count == other.Count && !one.Concat(other).All(element => element is JsonValue):
                for (var index = 0; index < one.Count; index++)
                {
                    Compare(string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), one[index], other[index]);
                }

                break;
            case (JsonArray one, JsonArray other):
                Elements(path, one, other);
                break;
            default:
                if (!JsonNode.DeepEquals(before, after))
                {
                    Add(path, Text(before), Text(after));
                }

                break;
        }
    }

    // A member that is null differs from an absent one.
    private void Present(string path, JsonObject one, JsonObject other, string name)
    {
        if (one.ContainsKey(name) && other.ContainsKey(name))
        {
            Compare(path, one[name], other[name]);
        }
        else
        {
            Add(path, one.ContainsKey(name) ? Text(one[name]) : null, other.ContainsKey(name) ? Text(other[name]) : null);
        }
    }

    private void Either(string path, JsonNode? before, JsonNode? after)
    {
        if (before is not null && after is not null)
        {
            Compare(path, before, after);
        }
        else
        {
            Add(path, before is null ? null : Text(before), after is null ? null : Text(after));
        }
    }

    // Elements without a key are compared by content. A moved element is a difference only if nothing else differs.
    private void Elements(string path, JsonArray one, JsonArray other)
    {
        var before = found;
        var left = one.Select(Text).ToList();
        for (var index = 0; index < other.Count; index++)
        {
            var text = Text(other[index]);
            if (!left.Remove(text))
            {
                Add(string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), null, text);
            }
        }

        foreach (var text in left)
        {
            var index = one.Select(Text).ToList().IndexOf(text);
            Add(string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), text, null);
        }

        if (found == before && !JsonNode.DeepEquals(one, other))
        {
            Add(path, Text(one), Text(other));
        }
    }

    private void Add(string path, string? before, string? after)
    {
        if (rows.Count < most)
        {
            rows.Add(new SeedDifferenceRow(path, Cut(before), Cut(after)));
        }

        found++;
    }

    // A key shared by several entries, such as a country with two intervals, gets a counter.
    private static Dictionary<string, JsonNode> Keyed(JsonArray entries)
    {
        var keyed = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var key = SeedUpgradeText.KeyOf(entry)!;
            var (unique, count) = (key, 1);
            while (!keyed.TryAdd(unique, entry!))
            {
                unique = string.Create(CultureInfo.InvariantCulture, $"{key}#{++count}");
            }
        }

        return keyed;
    }

    private static string Text(JsonNode? node) => node?.ToJsonString(Plain) ?? "null";

    private static string? Cut(string? text)
    {
        if (text is null || text.Length <= MostCharacters)
        {
            return text;
        }

        // Never cut between the halves of a surrogate pair.
        var end = char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters;
        return text[..end] + "...";
    }
}
