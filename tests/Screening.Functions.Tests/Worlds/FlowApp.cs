using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Hosting;
using Screening.Functions.Tests.OpenApi;

namespace Screening.Functions.Tests.Worlds;

/// <summary>
/// The real app on its own storage, with a key for every role, and a client that calls it over HTTP like any other client. Its
/// clock starts on a fixed day.
/// </summary>
internal sealed partial class FlowApp : IAsyncDisposable
{
    private const int TimeoutSeconds = 120;

    // Milliseconds between two questions of a condition, and times the question took.
    private const int LeastPause = 20;
    private const int MostPause = 500;
    private const int QuestionsShare = 4;

    private readonly HttpClient client;
    private readonly Dictionary<string, string> keys = new(StringComparer.Ordinal);

    private readonly bool isGuest;
    private Description? description;

    private FlowApp(ScreeningApp app, WiredStorage storage, ScreeningStorage tables, FlowClock clock, bool isGuest)
    {
        (App, Storage, Tables, Clock, this.isGuest) = (app, storage, tables, clock, isGuest);
        client = new HttpClient { BaseAddress = app.Address, Timeout = TimeSpan.FromSeconds(TimeoutSeconds) };
        Service<ILoggerFactory>().AddProvider(Logs);
    }

    public ScreeningApp App { get; }

    public WiredStorage Storage { get; }

    /// <summary>The app's tables and blobs, accessed without the wires.</summary>
    public ScreeningStorage Tables { get; }

    public FlowClock Clock { get; }

    public Logs Logs { get; } = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts the app alone, and waits until it can decide.</summary>
    /// <param name="more">Settings in addition to the usual ones.</param>
    public static async Task<FlowApp> StartAsync(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["SCREENING_PORT"] = "0" };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        var flow = await StartOnAsync(settings);
        await FirstSnapshot.WaitAsync(flow.App, Stop);
        return flow;
    }

    /// <summary>Starts the app on a storage that another app has used; disposes of that storage at the end.</summary>
    /// <param name="recordKey">Key for its records; null for the key of the emulator.</param>
    public static Task<FlowApp> StartAsync(WiredStorage storage, string? recordKey = null) =>
        StartOnAsync(new() { ["SCREENING_PORT"] = "0", [RecordKeys.Setting] = recordKey }, storage);

    /// <summary>Starts the app with every log level enabled, and waits until it can decide.</summary>
    public static async Task<FlowApp> StartTracingAsync()
    {
        var flow = await StartOnAsync(new() { ["SCREENING_PORT"] = "0", [$"Logging:{typeof(Logs).FullName}:LogLevel:Default"] = "Trace" });
        await FirstSnapshot.WaitAsync(flow.App, Stop);
        return flow;
    }

    /// <summary>Starts another instance on the storage of this one, which must end first.</summary>
    /// <param name="more">Settings in addition to the usual ones.</param>
    public async Task<FlowApp> StartAnotherAsync(params (string Name, string Value)[] more)
    {
        var settings = more.ToDictionary(setting => setting.Name, setting => (string?)setting.Value);
        settings["SCREENING_PORT"] = "0";
        var flow = await StartOnAsync(settings, Storage, isGuest: true);
        await FirstSnapshot.WaitAsync(flow.App, Stop);
        return flow;
    }

    /// <summary>Starts the app on the storage of the caller, and does not wait until it can decide.</summary>
    public static Task<FlowApp> StartAsGuestAsync(WiredStorage storage, params (string Name, string Value)[] more) =>
        StartOnAsync(more.Append(("SCREENING_PORT", "0")).ToDictionary(one => one.Item1, one => (string?)one.Item2), storage, isGuest: true);

    /// <summary>Starts the app as the Functions host would; its queues have no pump.</summary>
    public static Task<FlowApp> StartUnderHostAsync() =>
        StartOnAsync(new() { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{ScreeningAppTests.FreePort()}" });

    public T Service<T>()
        where T : notnull => App.Web.Services.GetRequiredService<T>();

    /// <summary>The key of a role.</summary>
    public string KeyOf(string role) => keys[role];

    /// <summary>Adds a key.</summary>
    public async Task<string> AddKeyAsync(
        string[] roles, DateTimeOffset? expiresAt = null, DateTimeOffset? revokedAt = null)
    {
        var key = ApiKeyText.Create();
        var row = new ApiKey
        {
            KeyId = key.Id, Hash = key.Hash(), Name = "test-" + string.Join('-', roles), Owner = "test-" + string.Join('-', roles), Roles = [.. roles],
            CreatedAt = Clock.GetUtcNow(), ExpiresAt = expiresAt, RevokedAt = revokedAt,
        };
        await Tables.Keys.PutAsync(row, Stop);
        return key.Reveal();
    }

    public Task<Reply> GetAsync(string path, string role = Roles.Auditor) => SendAsync(HttpMethod.Get, path, keys[role]);

    public Task<Reply> PostAsync(string path, string role, string? json = null, string? ifMatch = null) =>
        SendAsync(HttpMethod.Post, path, keys[role], json, ifMatch);

    /// <summary>Puts a document, with a reason where the route files a proposal and the path has no query.</summary>
    public Task<Reply> PutAsync(string path, string role, string json, string? ifMatch = null) => SendAsync(
        HttpMethod.Put, path.Contains('?', StringComparison.Ordinal) || path.Contains("/policies/", StringComparison.Ordinal) ? path : path + "?reason=test",
        keys[role], json, ifMatch);

    public Task<Reply> ScreenAsync(string json) => PostAsync("/api/v1/screenings", Roles.Screener, json);

    /// <summary>Imports a list on the state that is there. It may become a proposal.</summary>
    public async Task<Reply> ImportAsync(string feed, string csv, string query = "") => await SendAsync(
        HttpMethod.Post, $"/api/v1/watchlists/{feed}/imports?date=2026-07-31&source=test{query}", keys[Roles.ListEditor], csv,
        (await GetAsync($"/api/v1/watchlists/{feed}")).ETag, "text/csv");

    public async Task<Reply> SendAsync(
        HttpMethod method, string path, string? key, string? body = null, string? ifMatch = null, string type = "application/json")
    {
        using var content = body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content?.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await SendAsync(method, path, key, content, ifMatch);
    }

    public async Task<Reply> SendAsync(HttpMethod method, string path, string? key, HttpContent? content, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
        {
            request.Headers.Add(ApiKeyAuthentication.Header, key);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await SendAsync(request);
    }

    /// <summary>Sends a request unchanged, with its own credentials, and checks the response against the description.</summary>
    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using var answer = await client.SendAsync(request, Stop);
        var reply = new Reply(
            answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType,
            answer.Headers.ETag?.ToString(),
            answer.Headers.RetryAfter?.ToString(),
            await answer.Content.ReadAsByteArrayAsync(Stop));
        await HoldAsync(request, reply, [.. answer.Headers.Select(header => header.Key)]);
        return reply;
    }

    /// <summary>The description of the app, read once.</summary>
    public async Task<Description> DescriptionAsync()
    {
        if (description is null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
            request.Headers.Add(ApiKeyAuthentication.Header, keys[Roles.Admin]);
            using var answer = await client.SendAsync(request, Stop);
            description = new Description(await answer.Content.ReadAsStringAsync(Stop));
        }

        return description;
    }

    /// <summary>
    /// Every response of a flow must be described, with its headers. The exception is a refusal of an undescribed operation: an
    /// unknown address or another verb.
    /// </summary>
    private async Task HoldAsync(HttpRequestMessage request, Reply reply, string[] headers)
    {
        // The client has made the address absolute at this point.
        var (verb, path) = (request.Method.Method, request.RequestUri!.AbsolutePath);
        var known = await DescriptionAsync();
        var isOperation = known.OperationOf(verb, path) is not null;
        if (!path.StartsWith("/api/", StringComparison.Ordinal) || (!isOperation && (int)reply.Status is >= 400))
        {
            return;
        }

        var errors = known.ErrorsOfAnswer(verb, path, (int)reply.Status, reply.MediaType, reply.Bytes)
            .Concat(known.ErrorsOfHeaders(verb, path, (int)reply.Status, headers));
        Assert.True(!errors.Any(), string.Join('\n', errors.Distinct().Take(20)));
    }

    /// <summary>Posts with an idempotency key.</summary>
    public async Task<Reply> PostAsync(string path, string role, string body, string idempotencyKey, string type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        content.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        return await SendAsync(HttpMethod.Post, path, keys[role], content);
    }

    public async Task<JsonElement> StatusAsync() =>
        (await GetAsync("/api/v1/status", Roles.Admin)).Expect(HttpStatusCode.OK).Json;

    public Task UntilActiveAsync(long sourceVersion) => UntilAsync(
        $"source version {sourceVersion} is active",
        () => Task.FromResult(Health().Pointer?.SourceVersion >= sourceVersion));

    public SnapshotHealth Health() => Service<SnapshotProvider<Engine.Snapshots.Snapshot>>().Health();

    /// <summary>
    /// Waits for a condition. The duration is never under test. A condition that is asked of storage takes the processor from what it waits
    /// for, so the pause grows with the time the question took.
    /// </summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> isTrue)
    {
        using var retry = new CancellationTokenSource(TimeSpan.FromSeconds(TimeoutSeconds));
        var asked = Stopwatch.StartNew();
        while (!await isTrue())
        {
            Assert.False(retry.IsCancellationRequested, $"not within {TimeoutSeconds} seconds: {what}");
            await Task.Delay((int)Math.Clamp(asked.ElapsedMilliseconds * QuestionsShare, LeastPause, MostPause), Stop);
            asked.Restart();
        }
    }

    public async Task<List<string>> RecordIdsAsync()
    {
        var ids = new List<string>();
        var table = new TableClient(Storage.DirectConnectionString, "ScreeningRecords");
        await foreach (var row in table.QueryAsync<TableEntity>("RowKey lt ':'", select: ["PartitionKey", "RowKey"], cancellationToken: Stop))
        {
            ids.Add($"{row.PartitionKey}-{row.RowKey}");
        }

        return ids;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await App.DisposeAsync();
        if (!isGuest)
        {
            await Storage.DisposeAsync();
        }
    }

    private static async Task<FlowApp> StartOnAsync(
        Dictionary<string, string?> settings, WiredStorage? existing = null, bool isGuest = false, Compiler? compiler = null)
    {
        var storage = existing ?? await WiredStorage.StartAsync();
        try
        {
            var clock = new FlowClock();
            settings["AzureWebJobsStorage"] = storage.ConnectionString;
            // Tests send faster than clients and fail on purpose; tests of the rates set their own.
            settings.TryAdd(RequestLimits.ClientRateVariable, "100000");
            settings.TryAdd(RequestLimits.FailedAttemptsVariable, "100000");

            // No test depends on how fast the machine is; tests of this time set their own.
            settings.TryAdd(RequestLimits.DecisionTimeVariable, "100");
            var options = new ScreeningAppOptions { Settings = settings, Time = clock, Compiler = compiler ?? Compiler.Current };
            var app = await ScreeningApp.StartAsync(options, CancellationToken.None);
            var flow = new FlowApp(app, storage, await storage.StorageAsync(), clock, isGuest);
            foreach (var role in Roles.All)
            {
                flow.keys[role] = await flow.AddKeyAsync([role]);
            }

            return flow;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }
}
