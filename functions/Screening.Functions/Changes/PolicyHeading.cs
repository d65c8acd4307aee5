using System.Globalization;
using System.Text.Json;

namespace Screening.Functions.Changes;

/// <summary>
/// The properties of a policy that the change flow needs: whether it is law, its period, its parent and its base. The compiler
/// checks everything else, including whether the text is valid.
/// </summary>
/// <param name="IsLaw">Whether its kind is law.</param>
/// <param name="From">First day; null when absent or unreadable.</param>
/// <param name="To">Day after the last day; null when open.</param>
/// <param name="Extends">Id and version of the parent; null when there is none.</param>
internal sealed record PolicyHeading(bool IsLaw, DateOnly? From, DateOnly? To, (string Id, int Version)? Extends)
{
    /// <summary>Id of the base it is combined with; null when it names none.</summary>
    public string? Base { get; private init; }

    private static readonly PolicyHeading Unknown = new(false, null, null, null);

    /// <summary>Reads the properties. A text that is not a policy has none, and the compiler reports it.</summary>
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
