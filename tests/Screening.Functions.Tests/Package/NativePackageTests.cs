using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Faults;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Package;

/// <summary>
/// The native package against the build that all other tests try: the same requests to both, each on a storage of its own, and
/// the same answers. Native code has only what its compiler saw a use of, so whatever an endpoint touches must be tried once.
/// </summary>
public sealed partial class NativePackageTests(ITestOutputHelper output)
{
    private const int FuzzedPerEndpoint = 12;

    /// <summary>What is never the same twice: times, ids, keys and hashes of them, and how long something took.</summary>
    private static readonly Regex Unique = new(
        """
        \d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)|scr_\w{16}_[\w-]+|\d{10}-\w{8}-\d\d-\d{10}|(?<!sha256-)\b[0-9a-f]{12,}\b|"(?:id|recordId|key|keyId|nextCursor|etag|[a-z]*Sha256|importId|revision|decisionId)":"[^"]*"|"(?:[a-zA-Z]*(?:Seconds|[mM]illiseconds|[mM]s))":[\d.]+
        """.Trim(),
        RegexOptions.CultureInvariant);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryOperation_AnswersAsInTheBuild()
    {
        await using var pair = await Pair.StartAsync(Packages.FolderOf(Packages.Native));
        var description = await pair.AskAsync(new Ask(HttpMethod.Get, "/openapi/v1.json"));
        var snapshots = await pair.EachAsync(new Ask(HttpMethod.Get, "/api/v1/snapshots/current"));
        Assert.Single(snapshots.Select(snapshot => (string?)JsonNode.Parse(snapshot.Raw)!["revision"]).Distinct());
        var asked = 0;
        var statuses = new SortedDictionary<int, int>();
        foreach (var ask in Asks(JsonNode.Parse(description.Raw)!["paths"]!.AsObject()))
        {
            var answer = await pair.AskAsync(ask);
            asked++;
            statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
        }

        output.WriteLine($"{asked} requests, {string.Join(", ", statuses.Select(one => $"{one.Key} x {one.Value}"))}");
        Assert.True(asked > 45 && statuses.Where(one => one.Key < 300).Sum(one => one.Value) > 38, "the examples of the description are taken");
        Assert.True(pair.Differences.Count == 0, string.Join("\n\n", pair.Differences));
    }

    [Fact]
    public async Task WhateverIsSent_AnswersAsInTheBuild()
    {
        await using var pair = await Pair.StartAsync(Packages.FolderOf(Packages.Native));
        await using var app = await FlowApp.StartAsync();
        var targets = EndpointRequests.Targets(app);
        foreach (var (method, pattern) in targets)
        {
            var seeds = await EndpointRequests.SeedsAsync(app, method, pattern);
            for (var number = 0; number < FuzzedPerEndpoint; number++)
            {
                var (round, seed) = (number, seeds[number % seeds.Length]);
                await pair.AskAsync($"{method} {pattern.RawText} #{round}", () => EndpointRequests.Request(new Random(round), method, pattern, seed));
            }
        }

        output.WriteLine($"{targets.Count} endpoints, {pair.Asked} requests");
        Assert.True(targets.Count > 15, $"{targets.Count} endpoints");
        Assert.True(pair.Differences.Count == 0, string.Join("\n\n", pair.Differences.Take(10)));
    }

    /// <summary>Every operation of the description with its examples; what reads first, what takes something away last.</summary>
    private static IEnumerable<Ask> Asks(JsonObject paths) =>
        from path in paths
        from operation in path.Value!.AsObject()
        let method = new HttpMethod(operation.Key.ToUpperInvariant())
        orderby Weight(method, path.Key)
        let address = Address(path.Key, operation.Value!)
        from body in operation.Value!["requestBody"]?["content"]?.AsObject().ToArray() ?? [default]
        let example = body.Value?["example"]
        select new Ask(method, IdOf(address, example))
        {
            Type = body.Key, Body = example is JsonValue text ? (string?)text : example?.ToJsonString(),
        };

    private static int Weight(HttpMethod method, string path) => (method.Method, path) switch
    {
        ("POST", "/api/v1/screenings") => 0,
        ("POST", "/api/v1/keys") => 0,
        ("GET", _) => 1,
        (_, var other) when Regex.IsMatch(other, "erase|revoke|sign-?out|sessions") => 3,
        _ => 2,
    };

    private static string Address(string path, JsonNode operation)
    {
        var query = new List<string>();
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            var (name, value) = ((string)parameter!["name"]!, $"{parameter["example"] ?? parameter["examples"]?["one"]?["value"]}");
            switch ((string?)parameter["in"])
            {
                case "path" when name != "id" || !Regex.IsMatch(path, "/(screenings|records|keys)/"):
                    path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
                    break;
                case "query" when name is "date" or "source" or "title" or "format" or "asOf" or "code" or "country" or "limit" or "q" or "reason" or "days" or "state":
                    query.Add($"{name}={Uri.EscapeDataString(value)}");
                    break;
            }
        }

        return query.Count == 0 ? path : path + "?" + string.Join('&', query);
    }

    // A document goes under its own id.
    private static string IdOf(string address, JsonNode? example) =>
        example is JsonObject document && document["id"] is JsonValue id && Regex.IsMatch(address, "/(policies|country-sets|registries)/[^/]+$")
            ? address[..(address.LastIndexOf('/') + 1)] + (string?)id : address;

    /// <summary>One request.</summary>
    private sealed record Ask(HttpMethod Method, string Path)
    {
        public string? Type { get; init; }

        public string? Body { get; init; }
    }

    /// <summary>What was answered.</summary>
    private sealed record Answer(int Status, string? Type, string Headers, string Body)
    {
        /// <summary>The body with what is never the same twice.</summary>
        public string Raw { get; init; } = "";

        public string? ETag { get; init; }
    }

    /// <summary>The build and the package, asked in step.</summary>
    private sealed class Pair : IAsyncDisposable
    {
        private readonly Side[] sides;

        private Pair(Side[] sides) => this.sides = sides;

        public List<string> Differences { get; } = [];

        public int Asked { get; private set; }

        public static async Task<Pair> StartAsync(string package) => new([await Side.StartAsync(AppContext.BaseDirectory), await Side.StartAsync(package)]);

        public Task<Answer> AskAsync(Ask ask) =>
            AskAsync($"{ask.Method} {ask.Path}", async side => await side.AskAsync(ask));

        public Task<Answer> AskAsync(string what, Func<HttpRequestMessage> request) =>
            AskAsync(what, side => side.SendAsync(request()));

        /// <summary>What each of them answers.</summary>
        public Task<Answer[]> EachAsync(Ask ask) => Task.WhenAll(sides.Select(side => side.AskAsync(ask)));

        public async ValueTask DisposeAsync()
        {
            foreach (var side in sides)
            {
                await side.DisposeAsync();
            }
        }

        private async Task<Answer> AskAsync(string what, Func<Side, Task<Answer>> ask)
        {
            var answers = await Task.WhenAll(sides.Select(ask));
            Asked++;
            var (build, package) = (answers[0], answers[1]);
            // Storage is slow on a busy machine, and the answer says so; a bug is never answered like that.
            if ((build with { ETag = null, Raw = "" }) != (package with { ETag = null, Raw = "" }) && build.Status != 503 && package.Status != 503)
            {
                Differences.Add($"{what}\n  build:   {Shown(build)}\n  package: {Shown(package)}");
            }

            return build;
        }

        private static string Shown(Answer answer) => $"{answer.Status} {answer.Type} {answer.Headers} {answer.Body}";
    }

    /// <summary>One server on a storage of its own.</summary>
    private sealed class Side(WiredStorage storage, ServerProcess server, string key) : IAsyncDisposable
    {
        private string screening = "none";
        private string issued = "none";

        public static async Task<Side> StartAsync(string folder)
        {
            var storage = await WiredStorage.StartAsync();
            var server = await ServerProcess.StartAsync(storage, folder);
            var tables = await storage.StorageAsync();
            var key = ApiKeyText.Create();
            await tables.Keys.PutAsync(
                new() { KeyId = key.Id, Hash = key.Hash(), Name = "pair", Owner = "pair", Roles = [.. Roles.All], CreatedAt = DateTimeOffset.UtcNow }, Stop);
            return new Side(storage, server, key.Reveal());
        }

        public async Task<Answer> AskAsync(Ask ask)
        {
            var path = ask.Path.Replace("{id}", ask.Path.Contains("/keys/", StringComparison.Ordinal) ? issued : screening, StringComparison.Ordinal);
            using var request = new HttpRequestMessage(ask.Method, path);
            if (ask.Method == HttpMethod.Put || Regex.IsMatch(path, @"/(activate|retire|imports)(\?|$)"))
            {
                using var read = new HttpRequestMessage(HttpMethod.Get, Regex.Replace(path, @"(/(activate|retire|imports))?(\?.*)?$", ""));
                if ((await SendAsync(read)).ETag is { } tag)
                {
                    request.Headers.TryAddWithoutValidation("If-Match", tag);
                }
            }

            if (ask.Body is not null)
            {
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(ask.Body));
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ask.Type!);
            }

            var answer = await SendAsync(request);
            if (answer.Status == (int)HttpStatusCode.Accepted && JsonNode.Parse(answer.Raw)?["sourceVersion"]?.GetValue<long>() is { } version)
            {
                await server.UntilWholeAsync(key, version);
            }

            (screening, issued) = path switch
            {
                "/api/v1/screenings" when answer.Status == 200 && ask.Method == HttpMethod.Post => ((string)JsonNode.Parse(answer.Raw)!["id"]!, issued),
                "/api/v1/keys" when answer.Status == 201 => (screening, (string)JsonNode.Parse(answer.Raw)!["details"]!["keyId"]!),
                _ => (screening, issued),
            };
            return answer;
        }

        public async Task<Answer> SendAsync(HttpRequestMessage request)
        {
            request.Headers.Add(ApiKeyAuthentication.Header, key);
            using var answer = await server.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync(Stop);
            var headers = string.Join(' ', answer.Headers.Select(header => header.Key).Where(name => name != "Date").Order(StringComparer.Ordinal));
            return new Answer((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), headers, Unique.Replace(body, "#"))
            {
                Raw = body, ETag = answer.Headers.ETag?.ToString(),
            };
        }

        public async ValueTask DisposeAsync()
        {
            server.Dispose();
            await storage.DisposeAsync();
        }
    }
}
