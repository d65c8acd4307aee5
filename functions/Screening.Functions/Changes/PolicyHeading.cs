using System.Globalization;
using System.Text.Json;

namespace Screening.Functions.Changes;

/// <summary>
/// The little the change flow must know of a policy: whether it is law, and from when to when. All else, and whether
/// the text is right at all, is the compiler's business.
/// </summary>
/// <param name="IsLaw">Whether its kind is law.</param>
/// <param name="From">First day; null when absent or unreadable.</param>
/// <param name="To">First day after it; null when open.</param>
/// <param name="Extends">Version of the policy it inherits from; null when it inherits nothing.</param>
internal sealed record PolicyHeading(bool IsLaw, DateOnly? From, DateOnly? To, (string Id, int Version)? Extends)
{
    /// <summary>Base it is combined with; null when it names none itself.</summary>
    public string? Base { get; private init; }

    private static readonly PolicyHeading Unknown = new(false, null, null, null);

    /// <summary>Reads the heading; a text that is no policy has none, and the compiler will say so.</summary>
    internal static PolicyHeading Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object
                ? Unknown
                : new(
                    string.Equals(Text(root, "kind"), "law", StringComparison.Ordinal),
                    Date(root, "from"),
                    Date(root, "to"),
                    Parent(root))
                {
                    Base = Text(root, "base"),
                };
        }
        catch (JsonException)
        {
            return Unknown;
        }
    }

    private static (string Id, int Version)? Parent(JsonElement root) =>
        root.TryGetProperty("extends", out var extends) && extends.ValueKind == JsonValueKind.Object
        && Text(extends, "policy") is { } id
        && extends.TryGetProperty("version", out var number) && number.ValueKind == JsonValueKind.Number
        && number.TryGetInt32(out var version) && version > 0
            ? (id, version)
            : null;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateOnly? Date(JsonElement root, string name) =>
        DateOnly.TryParseExact(
            Text(root, name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
}
