using System.Collections.Immutable;
using System.Text.Json;

namespace Screening.Benchmarks.Requests;

/// <summary>A whole request, the data it needs on file, and its expected response.</summary>
internal sealed record RequestCase
{
    /// <summary>Identity within the file.</summary>
    public required string Id { get; init; }

    /// <summary>Decision of the owner that the case belongs to.</summary>
    public required string Decision { get; init; }

    /// <summary>Subject of the case.</summary>
    public required string Why { get; init; }

    /// <summary>Data on file in addition to the seed.</summary>
    public required RequestWorld World { get; init; }

    /// <summary>The body to post.</summary>
    public required string Body { get; init; }

    /// <summary>The expected response.</summary>
    public required Expectations Expected { get; init; }

    /// <summary>Reads a file with one case per line.</summary>
    /// <exception cref="FormatException">A line is not fully understood. An unknown part would not be checked.</exception>
    public static ImmutableArray<RequestCase> Read(string path)
    {
        var cases = ImmutableArray.CreateBuilder<RequestCase>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Trim().Length > 0)
            {
                cases.Add(Parse(line, number));
            }
        }

        var repeated = cases.GroupBy(one => one.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return repeated is null ? cases.ToImmutable() : throw new FormatException($"the id {repeated.Key} is given more than once");
    }

    private static RequestCase Parse(string line, int number)
    {
        try
        {
            var root = JsonElement.Parse(line);
            return new RequestCase
            {
                Id = root.GetProperty("id").GetString()!,
                Decision = root.TryGetProperty("decision", out var decision) ? decision.GetString()! : "none",
                Why = root.TryGetProperty("why", out var why) ? why.GetString()! : "",
                World = RequestWorld.Read(root.TryGetProperty("world", out var world) ? world : null),
                Body = BodyOf(root),
                Expected = Expectations.Read(root.GetProperty("expect")),
            };
        }
        catch (Exception error) when (error is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"line {number}: {error.Message}", error);
        }
    }

    /// <summary>The request as written; it must contain the date of the case.</summary>
    private static string BodyOf(JsonElement root)
    {
        var request = root.GetProperty("request");
        var asOf = TextOf(root, "asOf");
        return asOf == TextOf(request, "asOf") ? request.GetRawText() : throw new FormatException("asOf of the case is not that of its request");
    }

    private static string? TextOf(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) ? value.GetString() : null;
}
