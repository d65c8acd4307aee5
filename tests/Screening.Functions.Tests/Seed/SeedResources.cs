using System.Reflection;
using System.Text.Json;

namespace Screening.Functions.Tests.Seed;

/// <summary>The shipped seed: resources of the product's assembly.</summary>
internal static class SeedResources
{
    private static readonly Assembly Product = Assembly.Load("Screening.Functions");

    /// <summary>Names of the shipped resources under a folder, such as seed/country-sets/.</summary>
    public static IReadOnlyList<string> Under(string folder) =>
        [.. Product.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Reads a resource as JSON; a superfluous comma or a duplicate member fails.</summary>
    public static JsonElement Json(string name)
    {
        using var stream = Open(name);
        using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return document.RootElement.Clone();
    }

    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    public static IEnumerable<string> MemberNames(this JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    /// <summary>The text of a member, or null when absent or null.</summary>
    public static string? TextOf(this JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) ? value.GetString() : null;

    /// <summary>Whether the dated row is in force on a day: the interval is half-open, and an absent end is open.</summary>
    public static bool IsInForce(this JsonElement row, DateOnly day) =>
        (row.TextOf("from") is not { } from || Day(from) <= day) && (row.TextOf("to") is not { } to || day < Day(to));

    /// <summary>Parses yyyy-MM-dd only.</summary>
    public static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Stream Open(string name) =>
        Product.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"no resource `{name}` ships");
}
