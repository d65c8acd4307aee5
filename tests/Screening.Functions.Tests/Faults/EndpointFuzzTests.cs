using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Screening.Functions.Security;
using Screening.Functions.Tests.Contracts;
using Screening.Functions.Tests.Flows;

namespace Screening.Functions.Tests.Faults;

/// <summary>
/// Generated and mutated requests to every endpoint that takes a body or a part of its address, as the app maps them: a new
/// one is found without being named here. No answer is of the server's own failing, and no connection is dropped.
/// <c>SCREENING_FUZZ</c> sets the number of requests to each; the numbers behind a request are in its failure.
/// </summary>
public sealed class EndpointFuzzTests(ITestOutputHelper output)
{
    private const int UsualRequests = 200;
    private const int AtOnce = 4;

    private static readonly string[] QueryKeys =
        ["date", "source", "title", "confirmDrop", "asOf", "after", "limit", "from", "to", "outcome", "reference", "entry", "dryRun", "format", "country", "cursor", "code"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static int Requests =>
        int.TryParse(Environment.GetEnvironmentVariable("SCREENING_FUZZ"), out var set) && set > 0 ? set : UsualRequests;

    [Fact]
    public async Task WhateverIsSent_IsAnswered_AndNeverWith500()
    {
        await using var app = await FlowApp.StartAsync();
        var key = await app.AddKeyAsync([.. Roles.All]);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = app.App.Address, Timeout = TimeSpan.FromMinutes(5),
        };
        var targets = Targets(app);
        Assert.True(targets.Count > 15, $"{targets.Count} endpoints");
        var failures = new ConcurrentBag<string>();
        var (busy, decided) = (0, 0);
        foreach (var (method, pattern) in targets)
        {
            var seeds = await SeedsAsync(app, method, pattern);
            var statuses = new ConcurrentDictionary<int, int>();
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Requests),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Stop },
                async (number, stop) =>
                {
                    var random = new Random(number);
                    using var request = Request(random, method, pattern, seeds[random.Next(seeds.Length)]);
                    request.Headers.Add(ApiKeyAuthentication.Header, key);
                    var what = $"{method} {pattern.RawText} #{number}";
                    try
                    {
                        using var answer = await client.SendAsync(request, stop);
                        statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
                        if (answer.StatusCode == HttpStatusCode.OK && pattern.RawText!.EndsWith("/screenings", StringComparison.Ordinal))
                        {
                            Interlocked.Increment(ref decided);
                        }

                        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null)
                        {
                            // Storage is slow on a busy machine, and the answer says so; a bug is never answered like that.
                            Interlocked.Increment(ref busy);
                        }
                        else if ((int)answer.StatusCode >= 500)
                        {
                            failures.Add($"{(int)answer.StatusCode} {what}: {request.RequestUri} {await answer.Content.ReadAsStringAsync(stop)}");
                        }
                    }
                    catch (HttpRequestException dropped)
                    {
                        failures.Add($"dropped {what}: {request.RequestUri} {dropped.Message}");
                    }
                });
            output.WriteLine($"{method} {pattern.RawText}: {string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} x {pair.Value}"))}");
        }

        output.WriteLine($"{targets.Count} endpoints, {Requests} requests each, {busy} answered that storage is busy");
        Assert.True(busy < targets.Count * Requests / 50, $"{busy} requests met a busy storage: they have tried nothing");
        Assert.True(decided > 0, "no transaction was whole enough to be decided");
        Assert.True(failures.IsEmpty, $"{failures.Count} failures:\n" + string.Join('\n', failures.Take(20)) + "\n" + string.Join('\n', app.Logs.Lines.Where(line => line.Contains("A request failed", StringComparison.Ordinal)).Take(5)));
    }

    /// <summary>Every mapped verb and pattern that takes a body or a route value.</summary>
    private static List<(HttpMethod Method, RoutePattern Pattern)> Targets(FlowApp app) =>
    [
        .. ((IEndpointRouteBuilder)app.App.Web).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                .Select(verb => (Method: new HttpMethod(verb), Pattern: endpoint.RoutePattern)))
            .Where(target => target.Pattern.Parameters.Count > 0 || target.Method.Method is "POST" or "PUT" or "PATCH" or "DELETE")
            .DistinctBy(target => (target.Method.Method, target.Pattern.RawText)),
    ];

    /// <summary>Bodies to begin from: what is there now, where it is replaced; what the README sends; an empty object.</summary>
    private static async Task<string[]> SeedsAsync(FlowApp app, HttpMethod method, RoutePattern pattern)
    {
        // Most of what is sent should get far: a transaction that is decided unless a mutation breaks it, in several weights.
        var seeds = new List<string> { Bodies.Valid, Transactions.Uav(), Transactions.Uav("SE"), Transactions.UavOfUnknownSpeed("JP"), "{}", """{"name":"fuzz","roles":["screener"],"days":30,"reason":"x","party":"Rosvertol"}""" };
        if (pattern.RawText!.Contains("batch", StringComparison.Ordinal))
        {
            var line = Transactions.Uav().ReplaceLineEndings(" ");
            seeds.AddRange([$"{line}\n{line}\n", $$"""{"transactions":[{{line}},{{line}}]}""", $"[{line}]"]);
        }
        else if (pattern.RawText.Contains("imports", StringComparison.Ordinal))
        {
            // Lists alone: what is no CSV is refused by its type before it is read.
            seeds.Clear();
            seeds.Add("id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,license_requirement,license_policy,notice,source,source_date\n"
                + "U1,UN,organization,Example Trading,Other,,KP,,,IMO=1234567,,,,,S/RES/1718,UN,2026-02-27\n");
        }
        else if (method == HttpMethod.Put || method == HttpMethod.Post)
        {
            string[] shown = ["policies/us-uas-2025-09", "country-sets/EAR-E1", "control-list", "registries/assessments"];
            foreach (var path in shown.Where(path => pattern.RawText.Contains(path.Split('/')[0], StringComparison.Ordinal)))
            {
                seeds.Add((await app.GetAsync("/api/v1/" + path)).Text);
            }
        }

        return [.. seeds];
    }

    private static HttpRequestMessage Request(Random random, HttpMethod method, RoutePattern pattern, string seed)
    {
        var path = string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => Mutations.Segment(random),
        }))));
        var query = random.Next(2) == 0
            ? "?" + string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ => $"{QueryKeys[random.Next(QueryKeys.Length)]}={Mutations.Segment(random)}"))
            : "";
        var request = new HttpRequestMessage(method, new Uri("/" + path + query, UriKind.Relative));
        if (random.Next(2) == 0)
        {
            request.Headers.TryAddWithoutValidation(random.Next(2) == 0 ? "If-Match" : "Idempotency-Key", Mutations.Header(random));
        }

        // The web server refuses a zero byte from the first line alone and hangs up: a body under way would meet a closed
        // connection before the 400 is read. Without one the answer is seen, and counted, every time.
        if (method.Method is "GET" or "HEAD" || path.Contains("%00", StringComparison.Ordinal))
        {
            return request;
        }

        request.Content = new ByteArrayContent(Mutations.Body(random, seed));
        string[] others = ["application/x-ndjson", "text/csv", "text/plain", "application/json; charset=utf-16", "nonsense"];
        var type = seed.StartsWith("id,list", StringComparison.Ordinal) ? "text/csv" : random.Next(10) == 0 ? others[random.Next(others.Length)] : "application/json";
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (random.Next(20) == 0)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");
        }

        request.Headers.TransferEncodingChunked = random.Next(10) == 0 ? true : null;
        return request;
    }
}
