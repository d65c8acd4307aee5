using System.Globalization;
using System.Text;
using System.Text.Json;
using Screening.Functions.Changes;

namespace Screening.Functions.Seed;

/// <summary>The pinned version of a policy's parent: <c>extends.version</c>. The rest of the text is not changed.</summary>
public static class SeedPolicyPin
{
    /// <summary>The text with another version of its parent; unchanged when it has no parent or the parent is unknown.</summary>
    /// <param name="json">The text.</param>
    /// <param name="versionOf">Version of a parent by its id; null keeps the current version.</param>
    public static string With(string json, Func<string, int?> versionOf)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(versionOf);
        if (PolicyHeading.Read(json).Extends is not var (parent, _) || versionOf(parent) is not { } version)
        {
            return json;
        }

        var utf8 = Encoding.UTF8.GetBytes(json);
        return Find(utf8) is var (start, length)
            ? Encoding.UTF8.GetString(utf8.AsSpan(0, start)) + version.ToString(CultureInfo.InvariantCulture)
                + Encoding.UTF8.GetString(utf8.AsSpan(start + length))
            : json;
    }

    // Position of the number; null when there is none.
    private static (int Start, int Length)? Find(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        var isInside = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.CurrentDepth == 1)
            {
                isInside = reader.ValueTextEquals("extends"u8);
            }
            else if (isInside && reader.CurrentDepth == 2 && reader.ValueTextEquals("version"u8)
                && reader.Read() && reader.TokenType == JsonTokenType.Number)
            {
                return ((int)reader.TokenStartIndex, reader.ValueSpan.Length);
            }
        }

        return null;
    }
}
