using System.Globalization;
using System.Text.Json;

namespace Screening.Functions.Records.Read;

/// <summary>Locations where two JSON texts differ. Values are left out because they may be personal.</summary>
public static class JsonDifference
{
    /// <summary>Maximum number of locations returned.</summary>
    public const int Most = 50;

    /// <summary>
    /// Paths that differ, in the order of the first text, at most <see cref="Most"/>. Arrays of different length count as one
    /// location.
    /// </summary>
    public static IReadOnlyList<string> Of(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        using var one = JsonDocument.Parse(left);
        using var other = JsonDocument.Parse(right);
        return [.. Places(one.RootElement, other.RootElement, "").Take(Most)];
    }

    /// <summary>As <see cref="Of(ReadOnlyMemory{byte}, ReadOnlyMemory{byte})"/>, for the named members of two objects only.</summary>
    public static IReadOnlyList<string> Of(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, IReadOnlyCollection<string> members)
    {
        using var one = JsonDocument.Parse(left);
        using var other = JsonDocument.Parse(right);
        return [.. members.SelectMany(member => (Found(one, member), Found(other, member)) switch
        {
            ({ } mine, { } theirs) => Places(mine, theirs, member),
            (null, null) => [],
            _ => [member],
        }).Take(Most)];
    }

    private static JsonElement? Found(JsonDocument document, string member) =>
        document.RootElement.TryGetProperty(member, out var found) ? found : null;

    private static IEnumerable<string> Places(JsonElement left, JsonElement right, string path) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => Members(left, right, path),
        (JsonValueKind.Array, JsonValueKind.Array) when left.GetArrayLength() == right.GetArrayLength() => Elements(left, right, path),
        _ when JsonElement.DeepEquals(left, right) => [],
        _ => [path.Length == 0 ? "$" : path],
    };

    private static IEnumerable<string> Members(JsonElement left, JsonElement right, string path)
    {
        foreach (var member in left.EnumerateObject())
        {
            var place = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            var found = right.TryGetProperty(member.Name, out var other) ? Places(member.Value, other, place) : [place];
            foreach (var differing in found)
            {
                yield return differing;
            }
        }

        foreach (var member in right.EnumerateObject().Where(member => !left.TryGetProperty(member.Name, out _)))
        {
            yield return path.Length == 0 ? member.Name : $"{path}.{member.Name}";
        }
    }

    private static IEnumerable<string> Elements(JsonElement left, JsonElement right, string path) =>
        left.EnumerateArray().Zip(right.EnumerateArray()).SelectMany((pair, index) =>
            Places(pair.First, pair.Second, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")));
}
