using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Decisions;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Endpoints;
using Screening.Functions.Http.OpenApi;
using Screening.Functions.Lists;
using Screening.Functions.Lists.Refresh;
using Screening.Functions.Pages;
using Screening.Functions.Proposals;
using Screening.Functions.Records.Erase;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Verify;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;
using Screening.Functions.Seed;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;
using Screening.Functions.Telemetry;
using Screening.Functions.Triggers;

namespace Screening.Functions;

/// <summary>Composition root: the parts of the app and their dependencies.</summary>
public static class Wiring
{
    /// <summary>Adds all parts to <paramref name="services"/>, which already contain the clock.</summary>
    /// <param name="services">The services.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="early">The parts created by the early start. The task fails if the storage settings are invalid.</param>
    /// <param name="development">The development identities; null if they must not exist.</param>
    /// <param name="cancellation">Ends the creation of tables.</param>
    public static async Task AddAsync(
        IServiceCollection services, HostSettings settings, Task<EarlyStart> early, DevelopmentIdentities? development,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(early);
        services.AddSingleton(settings);
        services.AddAccessControl(settings.Limits, settings.Tokens);

        // The storage settings come first, so that an error in them is reported before errors in settings that depend on storage.
        var begun = await early;
        var storage = begun.Storage;
        services.AddSingleton(begun).AddSingleton(storage).AddSingleton(begun.Provider).AddSingleton(begun.Standings);
        var compileRequests = MessageQueue.Open(settings.Queues!.ToQueueOptions(), FunctionTable.CompileQueue);
        services.AddSingleton(compileRequests);
        var recordKeys = RecordKeys.Open(settings.RecordKey, settings);
        services.AddSingleton(recordKeys).AddSingleton(recordKeys.Marks);
        var setup = new StorageSetup(storage, compileRequests);
        services.AddSingleton(setup);
        if (!settings.IsHosted)
        {
            // A standalone server reports storage errors at once. Under the Functions host a cold start must not wait for this
            // step.
            await setup.EnsureAsync(cancellation);
        }

        AddIdentities(services, storage, development);
        AddChanges(services, compileRequests, begun.Compiler);
        AddDecisions(services);
        AddRecords(services);
        services.AddStandaloneTriggers(settings);
    }

    /// <summary>Maps every endpoint.</summary>
    public static void Map(WebApplication app, HostSettings settings)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapHealth();
        app.MapScreenings();
        app.MapBatch();
        app.MapSearch();
        app.MapRecords();
        app.MapPartySearch();
        app.MapPolicies();
        app.MapEligibility();
        app.MapDocuments();
        app.MapRegistryHistory();
        app.MapProposals();
        app.MapEmergencyStops();
        app.MapSeed();
        app.MapLookups();
        app.MapWatchlists();
        app.MapListSources();
        app.MapStatus();
        app.MapKeys();
        app.MapSessions();
        app.MapDescription();
        app.MapProblemPages();
        app.MapPages(settings);
        app.MapTriggers(settings, app.Services.GetRequiredService<TriggerHandlers>());
    }

    /// <summary>Authentication: keys, and the sessions opened with them.</summary>
    private static void AddIdentities(IServiceCollection services, ScreeningStorage storage, DevelopmentIdentities? development)
    {
        async Task<ApiKeyRecord?> FindKey(string id, CancellationToken token) =>
            development?.Find(id) ?? Known(await storage.Keys.FindAsync(id, token));
        services.AddSingleton(app => new ApiKeyDirectory(FindKey, app.GetRequiredService<TimeProvider>()));
        services.AddSingleton(app => new SessionDirectory(
            storage.Sessions, FindKey, app.GetRequiredService<KeyMarks>(), app.GetRequiredService<TimeProvider>()));
        services.AddSingleton(app => new IssuedIds(
            async token => development is null ? await storage.Keys.IdsAsync(token) : development.Ids.Union(await storage.Keys.IdsAsync(token)),
            app.GetRequiredService<TimeProvider>()));
    }

    /// <summary>The steps that make a change active: flow, compile request, publisher, sweep.</summary>
    private static void AddChanges(IServiceCollection services, MessageQueue compileRequests, Compiler compiler)
    {
        services.AddSingleton<SourceReader>();
        services.AddSingleton(compiler);
        services.AddSingleton(app => new CompileRequests(
            (version, token) => compileRequests.SendAsync(
                CompileRequests.Text(version, Tracing.Context, app.GetRequiredService<TimeProvider>().GetUtcNow()), token),
            app.GetRequiredService<ILogger<CompileRequests>>()));
        services.AddSingleton<ChangeFlow>();
        services.AddSingleton(app => new SnapshotPublisher(
            app.GetRequiredService<ScreeningStorage>(), app.GetRequiredService<SourceReader>(), app.GetRequiredService<Compiler>(),
            app.GetRequiredService<TimeProvider>(), app.GetRequiredService<ILogger<SnapshotPublisher>>(),
            () => app.GetRequiredService<SnapshotProvider<Snapshot>>().Holding?.Segments));
        services.AddSingleton<SnapshotSweep>();
        services.AddSingleton(app => new StoredSnapshotCheck(
            app.GetRequiredService<ScreeningStorage>(), app.GetRequiredService<CompileRequests>(), app.GetRequiredService<TimeProvider>(),
            app.GetRequiredService<ILogger<StoredSnapshotCheck>>(), token => app.GetRequiredService<SnapshotPublisher>().HandleAsync(token)));
        services.AddSingleton<IHostedService>(app => app.GetRequiredService<StoredSnapshotCheck>());
        services.AddSingleton(app => new DeadLetterHandler(
            app.GetRequiredService<ScreeningStorage>().Status, app.GetRequiredService<TimeProvider>(), app.GetRequiredService<ILogger<DeadLetterHandler>>()));
        services.AddSingleton(app => new DeadLetterQueue(
            MessageQueue.Open(app.GetRequiredService<HostSettings>().Queues!.ToQueueOptions(), FunctionTable.CompileQueue + MessageQueue.PoisonSuffix),
            app.GetRequiredService<TimeProvider>(), app.GetRequiredService<ILogger<DeadLetterQueue>>()));
        services.AddSingleton<Seeder>();
        services.AddSingleton(_ => ShippedSeed.OfThisProgram());
        services.AddSingleton<SeedUpgradePlanner>();
        services.AddSingleton<SeedUpgrade>();
        services.AddSingleton<SeedAge>();
        services.AddSingleton<ProposalFlow>();
        services.AddSingleton<ProposalDecision>();
        services.AddSingleton<EmergencyStopFlow>();
        services.AddSingleton<ListSourceFlow>();
        services.AddSingleton(app => new SourceAddressRule(app.GetRequiredService<HostSettings>().AllowsLoopbackSources));
        services.AddSingleton(app => new ListDownload(app.GetRequiredService<SourceAddressRule>(), app.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ListRefreshStep>();
        services.AddSingleton<ListRefresh>();
        services.AddSingleton(app => new TriggerHandlers
        {
            CompileSnapshot = (message, token) => TracedMessage.RunAsync(
                FunctionTable.CompileSnapshot, message, app.GetRequiredService<TimeProvider>(),
                () => app.GetRequiredService<SnapshotPublisher>().HandleAsync(token)),
            CompileSnapshotPoison = (message, token) => TracedMessage.RunAsync(
                FunctionTable.CompileSnapshotPoison, message, app.GetRequiredService<TimeProvider>(),
                () => app.GetRequiredService<DeadLetterHandler>().HandleAsync(message.Id, message.Text, token)),
            SweepSnapshot = async token =>
            {
                await app.GetRequiredService<DeadLetterQueue>().CountAsync(token);
                await app.GetRequiredService<SnapshotSweep>().RunAsync(token);
            },
            RefreshLists = token => app.GetRequiredService<ListRefresh>().RunDueAsync(token),
        });
    }

    /// <summary>The steps that decide a transaction: provider, engine, records.</summary>
    private static void AddDecisions(IServiceCollection services)
    {
        services.AddSingleton<IHostedService, SnapshotRefresh>();
        services.AddSingleton(app => new ListWatch(
            app.GetRequiredService<ListStandings>(), () => app.GetRequiredService<SnapshotProvider<Snapshot>>().Holding?.PartyPolicy.RequiredLists,
            app.GetRequiredService<TimeProvider>(), app.GetRequiredService<ILogger<ListWatch>>()));
        services.AddSingleton<IHostedService>(app => app.GetRequiredService<ListWatch>());
        services.AddSingleton<SeedNeed>();
        services.AddSingleton<IHostedService, SeedOnStart>();
        services.AddSingleton(app => new RecordTable(
            app.GetRequiredService<ScreeningStorage>(), app.GetRequiredService<RecordKeyring>(), app.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IdempotentRecords>();
        services.AddSingleton(app => new DecisionBudget(
            app.GetRequiredService<ClientRate>(), app.GetRequiredService<HostSettings>().Limits, app.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ScreeningFlow>();
        services.AddSingleton<BatchFlow>();
        services.AddSingleton<CurrentCheck>();
        services.AddSingleton<SnapshotLookup>();
        services.AddSingleton(app => new StatusReader(
            app.GetRequiredService<ScreeningStorage>(), app.GetRequiredService<SnapshotProvider<Snapshot>>().Health,
            async token => await app.GetRequiredService<MessageQueue>().CountAsync(token),
            app.GetRequiredService<ListStandings>(), app.GetRequiredService<ListWatch>(), app.GetRequiredService<SeedAge>().ReasonAsync,
            () => MoreProblems(app),
            () => app.GetRequiredService<RecordTable>() is var records ? (records.Checkpoint, records.AnchorProblems) : default,
            app.GetRequiredService<DeadLetterQueue>(),
            app.GetRequiredService<ListRefresh>().StatusAsync));
    }

    private static IEnumerable<string> MoreProblems(IServiceProvider app) =>
        (app.GetRequiredService<StoredSnapshotCheck>().Damage is { } damage ? [damage] : Array.Empty<string>())
        .Concat(app.GetService<AzuriteProcess>()?.Problems() ?? []);

    /// <summary>Operations on stored records.</summary>
    private static void AddRecords(IServiceCollection services)
    {
        services.AddSingleton<RecordIndex>();
        services.AddSingleton<RecordSearch>();
        services.AddSingleton<RecordVerifier>();
        services.AddSingleton<RecordExport>();
        services.AddSingleton<RecordErasure>();
        services.AddSingleton<RecordRetention>();
        services.AddSingleton(app => new RecordReplay(
            app.GetRequiredService<RecordTable>(), app.GetRequiredService<ScreeningStorage>().Snapshots, app.GetRequiredService<Compiler>()));
        services.AddSingleton<IHostedService, RecordUpkeep>();
    }

    private static ApiKeyRecord? Known(ApiKey? key) => key is null ? null : new ApiKeyRecord
    {
        KeyId = key.KeyId, Hash = key.Hash, Name = key.Name, Owner = key.Owner, IsPending = key.IsPending, Roles = key.Roles, ExpiresAt = key.ExpiresAt, RevokedAt = key.RevokedAt,
    };
}
