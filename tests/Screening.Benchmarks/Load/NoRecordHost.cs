using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Screening.Engine.Snapshots;
using Screening.Functions;
using Screening.Functions.Decisions;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Lists;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Benchmarks.Load;

/// <summary>
/// The product's parts in a wiring of the benchmark that stops before the storage write: pipeline, keys, parser, snapshot,
/// engine, record text, response. The product itself has no such switch. The process ends with its parent, when the standard
/// input closes.
/// </summary>
internal static class NoRecordHost
{
    /// <summary>Serves until the standard input ends.</summary>
    public static async Task<int> RunAsync(string storage)
    {
        var tables = await ScreeningStorage.OpenAsync(new StorageOptions { ConnectionString = storage }, CancellationToken.None);
        var provider = new SnapshotProvider<Snapshot>(
            tables, Snapshot.Open, TimeProvider.System, NullLogger<SnapshotProvider<Snapshot>>.Instance);
        await provider.CheckAsync();
        var standings = new ListStandings(
            tables, () => provider.Health().Pointer, mayBeSample: true, TimeProvider.System, NullLogger<ListStandings>.Instance);
        await standings.CheckAsync();
        var builder = WebServer.CreateBuilder(new ScreeningAppOptions());
        builder.WebHost.ListenOnly(new(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new ApiKeyDirectory(
            async (id, token) => await tables.Keys.FindAsync(id, token) is { } key
                ? new() { KeyId = key.KeyId, Hash = key.Hash, Name = key.Name, Roles = key.Roles, ExpiresAt = key.ExpiresAt, RevokedAt = key.RevokedAt }
                : null,
            TimeProvider.System));
        // One client sends the whole load; the client rate limit is not measured.
        builder.Services.AddAccessControl(new RequestLimits { ClientUnitsPerSecond = int.MaxValue / RequestLimits.BurstSeconds });
        await using var app = builder.Build();
        app.UsePipeline();
        app.MapPost(SampleRequest.Path, (HttpRequest request, CancellationToken stop) => AnswerAsync(request, provider, standings, stop)).RequireAccess(Access.Screen);
        app.MapGet("/healthz", () => Results.Bytes("{\"status\":\"ok\"}"u8.ToArray(), "application/json")).AllowAnonymous();
        await app.StartAsync();
        using var end = new CancellationTokenSource();
        var refreshing = provider.RunAsync(end.Token);
        Console.WriteLine("Ready: " + app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await Console.In.ReadToEndAsync();
        await end.CancelAsync();
        await refreshing.ContinueWith(_ => { }, TaskScheduler.Default);
        return 0;
    }

    private static async Task<IResult> AnswerAsync(
        HttpRequest request, SnapshotProvider<Snapshot> provider, ListStandings standings, CancellationToken stop)
    {
        var body = await RequestBody.ReceiveAsync(request, Engine.Model.Limits.BodyBytes, stop);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var parsed = ScreeningRequestParser.Parse(body.Utf8, today);
        var taken = await provider.TakeAsync(stop);
        if (!parsed.IsValid || taken.Lease is not { } lease || standings.Current is not { } inputs)
        {
            return Problems.InvalidRequest(parsed.Errors);
        }

        // The record is built and discarded: the next step would be the write.
        var decided = new Screener(lease, today, new ScreeningCall("load", null, IsDryRun: false), inputs).Decide(parsed.Value);
        var answer = new ScreeningResponse("no-record", TimeProvider.System.GetUtcNow(), lease.Age, Encoding.UTF8.GetBytes(decided.Value.Record.DecisionJson));
        return Results.Bytes(answer.ToUtf8(), "application/json");
    }
}
