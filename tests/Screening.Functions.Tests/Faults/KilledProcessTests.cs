using System.Net;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Faults;

/// <summary>
/// The executable, killed between any two steps: the wire holds a request or its response, and the process is killed while it
/// waits. The next process starts on the same storage and finds it consistent.
/// </summary>
public sealed class KilledProcessTests(KilledProcessTests.Ground ground) : IClassFixture<KilledProcessTests.Ground>
{
    private const string Set = "/api/v1/country-sets/EAR-E1";

    /// <summary>
    /// Position of the process when it is killed; the wire that holds it; whether storage has carried out the request.
    /// </summary>
    private static readonly (string Place, Fault.Service On, Func<WireRequest, bool> At, bool IsDone)[] Places =
    [
        ("1-2 before the rows", Fault.Service.Table, Writes("ScreeningDocuments"), false),
        ("2 rows written, not proposed", Fault.Service.Table, Writes("ScreeningProposals"), false),
        ("2 proposed, head not", Fault.Service.Table, Writes("ScreeningHead"), false),
        ("2-3 head committed, compile request not sent", Fault.Service.Queue, CompileRequest, false),
        ("3 compile request sent, not answered", Fault.Service.Queue, CompileRequest, true),
        ("5-6 compiled, not stored", Fault.Service.Blob, Puts("sha256-"), false),
        ("6-7 stored, pointer not flipped", Fault.Service.Blob, Puts("/current"), false),
        ("7-8 flipped, activation not told", Fault.Service.Table, Writes("activation"), false),
        ("8-9 told, message not deleted", Fault.Service.Queue, request => request.Method == "DELETE", false),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Steps => [.. Places.Select(place => place.Place)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task KilledInAChange_TheNextProcessFindsItCompleteOrAbsent(string place)
    {
        var (_, on, at, isDone) = Places.Single(row => row.Place == place);
        long before;
        using (var process = await ground.TakeAsync())
        {
            // Read only now: the first process applies the seed, which is a change too.
            before = (await ground.Tables.Head.ReadAsync(Stop)).SourceVersion;
            var wire = ground.WireOf(on);
            wire.Harm(request => at(request) ? WireFault.Of(isDone ? WireHarm.HoldAnswer : WireHarm.Hang) : null);
            try
            {
                var sent = await ChangeUntilAsync(process, wire);
                await process.KillAsync();
                wire.Mend();
                await sent.ContinueWith(_ => { }, TaskScheduler.Default);
            }
            finally
            {
                // The processes of the other rows use the same wire.
                wire.Mend();
            }
        }

        var head = await ground.Tables.Head.ReadAsync(Stop);
        Assert.InRange(head.SourceVersion, before, before + 1);
        await (await ground.StartAsync()).UntilWholeAsync(ground.Editor, head.SourceVersion);
        await FlowApp.UntilAsync("the activation is on file", async () =>
        {
            var pointer = (await ground.Tables.Snapshots.ReadPointerAsync(null, Stop)).Pointer!;
            return await ground.Tables.Status.HasActivationAsync(pointer.SourceVersion, pointer.Revision, Stop);
        });
    }

    // A change that is refused, because the machine is busy or another change was there first, is sent again. One that is accepted reaches
    // the later places after its answer.
    private async Task<Task> ChangeUntilAsync(ServerProcess process, Wire wire)
    {
        var answers = new List<string>();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var (change, tag) = await process.ReadSetAsync(ground.Editor, Set);
            var sent = process.ChangeAsync(ground.Editor, ground.Approver, Set, change, tag);
            if (await IsThereAsync(sent, wire))
            {
                return sent;
            }

            using var answer = await sent;
            answers.Add($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}");
        }

        Assert.Fail($"it never was in that place: {string.Join("; ", answers)}");
        return Task.CompletedTask;
    }

    // Whether it is in that place; false when the change is refused. What became of the change is told when neither comes.
    private static async Task<bool> IsThereAsync(Task<HttpResponseMessage> sent, Wire wire)
    {
        try
        {
            await FlowApp.UntilAsync("it is in that place", () => Task.FromResult(
                !wire.Harmed.IsEmpty || (sent.IsCompleted && !(sent.IsCompletedSuccessfully && sent.Result.IsSuccessStatusCode))));
        }
        catch (Exception late) when (late is not OperationCanceledException)
        {
            throw new InvalidOperationException($"The change is {sent.Status}, {(sent.IsCompletedSuccessfully ? sent.Result.StatusCode : "without an answer")}.", late);
        }

        return !wire.Harmed.IsEmpty;
    }

    public static IEnumerable<string> ScreeningSteps => ["4-8 while it is decided", "9 decided, not recorded", "10 recorded, not answered"];

    [Fact]
    public async Task KilledWhileItDecides_NothingIsAnswered_AndNothingIsRecorded()
    {
        var known = await ground.RecordIdsAsync();
        using (var process = await ground.TakeAsync())
        {
            var unauthenticated = await ground.AddKeyAsync();

            // The process has not cached the key, so it looks the key up. After that no storage request follows until the
            // decision is made, which takes some processor time.
            var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ground.Storage.Table.Harm(request =>
            {
                if (Writes("ScreeningRecords")(request))
                {
                    return WireFault.Of(WireHarm.Hang);
                }

                if (request.Names("ScreeningKeys"))
                {
                    looked.TrySetResult();
                }

                return null;
            });
            var sent = process.ScreenAsync(unauthenticated, PureStepFaultTests.LargestOpen());
            await looked.Task.WaitAsync(Stop);
            await process.KillAsync();
            ground.Storage.Table.Mend();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => sent);
        }

        Assert.Equal(known, await ground.RecordIdsAsync());
        Assert.Equal(HttpStatusCode.OK, (await (await ground.StartAsync()).ScreenAsync(ground.Editor, Transactions.Uav())).StatusCode);
    }

    [Theory]
    [InlineData("9 decided, not recorded", false)]
    [InlineData("10 recorded, not answered", true)]
    public async Task KilledInAScreening_NothingIsAnswered_AndWhatIsRecordedCanBeRead(string place, bool isRecorded)
    {
        var known = await ground.RecordIdsAsync();
        using (var process = await ground.TakeAsync())
        {
            ground.Storage.Table.Harm(request => Writes("ScreeningRecords")(request)
                ? WireFault.Of(isRecorded ? WireHarm.HoldAnswer : WireHarm.Hang)
                : null);
            var sent = process.ScreenAsync(ground.Editor, Transactions.Uav());
            await FlowApp.UntilAsync(place, () => Task.FromResult(!ground.Storage.Table.Harmed.IsEmpty));
            if (isRecorded)
            {
                await FlowApp.UntilAsync("storage has it", async () => (await ground.RecordIdsAsync()).Count > known.Count);
            }

            await process.KillAsync();
            ground.Storage.Table.Mend();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => sent);
        }

        List<string> added = [.. (await ground.RecordIdsAsync()).Except(known)];
        Assert.Equal(isRecorded ? 1 : 0, added.Count);
        var next = await ground.StartAsync();
        Assert.All(added, id => Assert.Equal(HttpStatusCode.OK, next.Status(ground.Editor, "/api/v1/screenings/" + id)));
        Assert.Equal(HttpStatusCode.OK, (await next.ScreenAsync(ground.Editor, Transactions.Uav())).StatusCode);
    }

    private static bool CompileRequest(WireRequest request) => request.Method == "POST" && request.Target.Contains("/messages", StringComparison.Ordinal);

    private static Func<WireRequest, bool> Writes(string what) => request => request.IsWrite && request.Names(what);

    private static Func<WireRequest, bool> Puts(string blob) => request => request.Method == "PUT" && request.Target.Contains(blob, StringComparison.Ordinal);

    /// <summary>One storage for all the processes. A process that recovered the state of one row also runs the next row.</summary>
    public sealed class Ground : IAsyncLifetime
    {
        private ServerProcess? running;

        internal WiredStorage Storage { get; private set; } = null!;

        internal ScreeningStorage Tables { get; private set; } = null!;

        internal string Editor { get; private set; } = "";

        /// <summary>A key of another person than the editor.</summary>
        internal string Approver { get; private set; } = "";

        internal Wire WireOf(Fault.Service service) => service switch
        {
            Fault.Service.Table => Storage.Table,
            Fault.Service.Blob => Storage.Blob,
            _ => Storage.Queue,
        };

        /// <summary>A process, to be killed by the caller.</summary>
        internal async Task<ServerProcess> TakeAsync()
        {
            var taken = await StartAsync();
            running = null;
            return taken;
        }

        /// <summary>The running process; started when there is none.</summary>
        internal async Task<ServerProcess> StartAsync() => running ??= await ServerProcess.StartAsync(Storage);

        internal async Task<List<string>> RecordIdsAsync()
        {
            var table = new Azure.Data.Tables.TableClient(Storage.DirectConnectionString, "ScreeningRecords");
            var ids = new List<string>();
            await foreach (var row in table.QueryAsync<Azure.Data.Tables.TableEntity>("RowKey lt ':'", select: ["PartitionKey", "RowKey"]))
            {
                ids.Add($"{row.PartitionKey}-{row.RowKey}");
            }

            return ids;
        }

        public async ValueTask InitializeAsync()
        {
            Storage = await WiredStorage.StartAsync();
            Tables = await Storage.StorageAsync();
            Editor = await AddKeyAsync();
            Approver = await AddKeyAsync("approver");
        }

        /// <summary>A key that no process has cached.</summary>
        internal async Task<string> AddKeyAsync(string owner = "editor")
        {
            var key = ApiKeyText.Create();
            await Tables.Keys.PutAsync(
                new ApiKey
                {
                    KeyId = key.Id, Hash = key.Hash(), Name = owner, Owner = owner, CreatedAt = FlowClock.Start,
                    Roles = [Roles.PolicyEditor, Roles.PolicyApprover, Roles.Auditor, Roles.Screener, Roles.Admin],
                },
                CancellationToken.None);
            return key.Reveal();
        }

        public async ValueTask DisposeAsync()
        {
            running?.Dispose();
            await Storage.DisposeAsync();
        }
    }
}
