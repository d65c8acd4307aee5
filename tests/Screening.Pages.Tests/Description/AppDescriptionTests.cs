using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Screening.Pages.Tests.Description;

/// <summary>
/// The part of the API description from which the types of the application are generated. It is a file, because the application is
/// built before the service runs; this test keeps the two alike.
/// </summary>
[Collection(PagesGroup.Name)]
public sealed class AppDescriptionTests(PagesFixture fixture)
{
    /// <summary>Variable that has the file written instead of compared.</summary>
    private const string WriteVariable = "SCREENING_WRITE_DESCRIPTION";

    private const string File = "functions/Screening.Functions/Pages/App/api.json";

    /// <summary>The operations that the application calls. A call of any other does not compile.</summary>
    private static readonly ImmutableArray<(string Path, string Method)> Operations =
    [
        ("/api/v1/screenings", "get"), ("/api/v1/screenings", "post"), ("/api/v1/screenings/search", "post"), ("/api/v1/screenings/{id}", "get"),
        ("/api/v1/screenings/{id}/replay", "post"), ("/api/v1/sessions/end", "post"), ("/api/v1/status", "get"),
    ];

    /// <summary>What is for readers and makes no type.</summary>
    private static readonly ImmutableHashSet<string> Words = ["description", "example", "examples", "summary", "tags", "security", "headers"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task TheTypesOfTheApplication_AreThoseOfTheService()
    {
        var whole = JsonNode.Parse(await fixture.DescriptionAsync())!.AsObject();
        var used = Used(whole);
        var path = Path.Combine(Picture.Root(), File);
        if (Environment.GetEnvironmentVariable(WriteVariable) is { Length: > 0 })
        {
            await System.IO.File.WriteAllTextAsync(path, used.ToJsonString(Indented) + "\n", TestContext.Current.CancellationToken);
        }

        var kept = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.True(
            JsonNode.DeepEquals(used, kept),
            $"{File} is not what the service describes now. Run this test with {WriteVariable}=1, build, and look at what no longer compiles.");
    }

    private static JsonObject Used(JsonObject whole)
    {
        var paths = new JsonObject();
        foreach (var (path, method) in Operations)
        {
            var operation = whole["paths"]![path]![method]!.DeepClone().AsObject();
            foreach (var status in operation["responses"]!.AsObject().Select(one => one.Key).Where(status => !status.StartsWith('2')).ToArray())
            {
                operation["responses"]!.AsObject().Remove(status);
            }

            if (!paths.ContainsKey(path))
            {
                paths[path] = new JsonObject();
            }

            paths[path]![method] = WithoutWords(operation);
        }

        var all = whole["components"]!["schemas"]!.AsObject();
        var names = new SortedSet<string>(StringComparer.Ordinal);
        // A problem is the body of every refusal, and those are left out above.
        var open = new Stack<string>(Names(paths).Append("Problem"));
        while (open.TryPop(out var name))
        {
            if (names.Add(name))
            {
                foreach (var next in Names(all[name]))
                {
                    open.Push(next);
                }
            }
        }

        var schemas = new JsonObject(all.Where(one => names.Contains(one.Key)).Select(one => KeyValuePair.Create(one.Key, WithoutWords(one.Value))));
        return new JsonObject
        {
            ["openapi"] = whole["openapi"]!.DeepClone(),
            ["info"] = WithoutWords(whole["info"]),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    private static IEnumerable<string> Names(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            member.Key == "$ref" && member.Value is JsonValue reference ? [reference.GetValue<string>().Split('/')[^1]] : Names(member.Value)),
        JsonArray elements => elements.SelectMany(Names),
        _ => [],
    };

    /// <summary>A copy without words. The members of a type are names, also where one is called "description".</summary>
    private static JsonNode? WithoutWords(JsonNode? node, bool holdsNames = false) => node switch
    {
        JsonObject members => new JsonObject(members.Where(member => holdsNames || !Words.Contains(member.Key))
            .Select(member => KeyValuePair.Create(member.Key, WithoutWords(member.Value, !holdsNames && member.Key == "properties")))),
        JsonArray elements => new JsonArray([.. elements.Select(element => WithoutWords(element))]),
        _ => node?.DeepClone(),
    };
}
