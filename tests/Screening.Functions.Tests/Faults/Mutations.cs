using System.Text;
using System.Text.Json.Nodes;

namespace Screening.Functions.Tests.Faults;

/// <summary>Mutates texts in one place or many; the same random numbers give the same text.</summary>
internal static class Mutations
{
    private static readonly string[] Junk =
    [
        "null", "0", "-1", "1e308", "1e999", "-0.0", "true", "\"\"", "\" \"", "\"x\"", "[]", "{}", "[null]", "[[]]", "{\"id\":1}", "\"UAS\"",
        "\"2026-01-01\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"\\u0000\"", "\"\\ud800\"", "123456789012345678901234567890", "\"sha256-zz\"",
        "\"'; drop\"", "\"=1+1\"", "\"<script>\"", "\"a|b/c\\\\d#e?f\"", "0.1", "9223372036854775808", "\"\\u202e\\ufeff\"",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "x", "..", "%2e%2e", "%00", "%2F", "%5C", "%23", "a%3Fb", "%0d%0aX:%20y", "'", "%22", "current", "-1", "0", "1", "99999999999999999999",
        "us-uas-2025-09", "EAR-E1", "csl", "sample", "assessments", "AU", "ZZ", "2026-11-23", "2026-13-99", "%F0%9F%98%80", "%C3%28", "*", "a,b,,c",
        "sha256-0000000000000000000000000000000000000000000000000000000000000000", "2026112312-abcdefgh-00-000000000001", "|", "%7C", "true", "NaN",
    ];

    /// <summary>A part of an address: a likely value, an unlikely one, or noise.</summary>
    public static string Segment(Random random) => random.Next(12) switch
    {
        0 => new string('a', random.Next(1, 1500)),
        1 => Uri.EscapeDataString(Noise(random, random.Next(1, 12))),
        _ => Texts[random.Next(Texts.Length)],
    };

    /// <summary>
    /// A body: the seed unchanged, with replaced values, with damaged bytes, truncated, deeply nested, or only noise.
    /// </summary>
    public static byte[] Body(Random random, string seed) => random.Next(10) switch
    {
        0 => [],
        1 => Encoding.UTF8.GetBytes(seed),
        2 => Bytes(random, random.Next(1, 200)),
        3 => Encoding.UTF8.GetBytes(seed)[..random.Next(Encoding.UTF8.GetByteCount(seed) + 1)],
        4 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(random.Next(2) == 0 ? "[" : "{\"a\":", random.Next(1, 400)))),
        5 or 6 => Damaged(random, Encoding.UTF8.GetBytes(seed)),
        _ => Encoding.UTF8.GetBytes(Replaced(random, seed)),
    };

    /// <summary>Header text: visible ASCII, quoted or not.</summary>
    public static string Header(Random random) => random.Next(4) switch
    {
        0 => "*",
        1 => "\"v" + random.Next(5) + "\"",
        2 => "W/\"x\", \"y\"",
        _ => new string((char)random.Next('!', '~'), random.Next(1, 300)),
    };

    private static byte[] Damaged(Random random, byte[] seed)
    {
        var bytes = new List<byte>(seed);
        for (var edit = random.Next(1, 6); edit > 0; edit--)
        {
            var at = random.Next(bytes.Count + 1);
            bytes.RemoveRange(at, Math.Min(random.Next(12), bytes.Count - at));
            bytes.InsertRange(at, Bytes(random, random.Next(6)));
        }

        return [.. bytes];
    }

    private static string Replaced(Random random, string seed)
    {
        try
        {
            var root = JsonNode.Parse(seed)!;
            for (var edit = random.Next(1, 4); edit > 0; edit--)
            {
                var places = Places(root).ToArray();
                if (places.Length > 0)
                {
                    places[random.Next(places.Length)](JsonNode.Parse(Junk[random.Next(Junk.Length)]));
                }
            }

            return root.ToJsonString();
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON, such as CSV, or text that cannot be serialised again: a cell or a word is replaced instead.
            var cells = seed.Split(',');
            cells[random.Next(cells.Length)] = Junk[random.Next(Junk.Length)];
            return string.Join(',', cells);
        }
    }

    private static IEnumerable<Action<JsonNode?>> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.ToArray().SelectMany(member =>
            Places(member.Value).Prepend(value => members[member.Key] = value).Append(value => members["zz" + member.Key] = value)),
        JsonArray elements => Enumerable.Range(0, elements.Count).SelectMany(index =>
            Places(elements[index]).Prepend(value => elements[index] = value)),
        _ => [],
    };

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Noise(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => (char)random.Next(1, 0xD7FF)));
}
