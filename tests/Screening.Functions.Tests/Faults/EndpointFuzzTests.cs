using System.Collections.Concurrent;
using System.Net;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Faults;

/// <summary>
/// Sends generated and mutated requests to every endpoint that takes a body or a route value. The endpoints are read from the
/// app, so a new one is included automatically. No response is a server error and no connection is dropped. <c>SCREENING_FUZZ</c>
/// sets the number of requests per endpoint. The seed numbers of a request are in its failure message.
/// </summary>
public sealed class EndpointFuzzTests(ITestOutputHelper output)
{
    private const int UsualRequests = 200;
    private const int AtOnce = 4;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static int Requests =>
        int.TryParse(Environment.GetEnvironmentVariable("SCREENING_FUZZ"), out var set) && set > 0 ? set : UsualRequests;

    [Fact]
    public async Task AnyRequest_GetsAResponse_AndNever500()
    {
        await using var app = await FlowApp.StartAsync();
        var key = await app.AddKeyAsync([.. Roles.All]);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = app.App.Address, Timeout = TimeSpan.FromMinutes(5),
        };
        var targets = EndpointRequests.Targets(app);
        Assert.True(targets.Count > 15, $"{targets.Count} endpoints");
        var failures = new ConcurrentBag<string>();
        var (busy, decided) = (0, 0);
        foreach (var (method, pattern) in targets)
        {
            var seeds = await EndpointRequests.SeedsAsync(app, method, pattern);
            var statuses = new ConcurrentDictionary<int, int>();
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Requests),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Stop },
                async (number, stop) =>
                {
                    var random = new Random(number);
                    using var request = EndpointRequests.Request(random, method, pattern, seeds[random.Next(seeds.Length)]);
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
                            // Storage is slow on a busy machine, and the response says so; a bug never gives this response.
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
}
