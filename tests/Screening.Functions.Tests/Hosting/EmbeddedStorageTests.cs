using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Hosting;

/// <summary>
/// The executable on its embedded storage: killed while it decides, its storage killed, its disk full. What was answered is on
/// record after the next start.
/// </summary>
public sealed class EmbeddedStorageTests : IDisposable
{
    private const int Answers = 40;

    private readonly string folder = Path.Combine(Path.GetTempPath(), "screening-embedded-" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var used in new[] { folder, folder + "-cache" }.Where(Directory.Exists))
        {
            Directory.Delete(used, recursive: true);
        }
    }

    /// <summary>Regression: the storage ended on its broken output before it had written its files, and 40 of 40 answers were lost.</summary>
    [Theory]
    [InlineData("the server is killed")]
    [InlineData("the storage is killed")]
    [InlineData("both are killed, as by a power cut")]
    public async Task EveryAnsweredDecision_IsOnRecord_WhenProcessesAreKilledWhileItDecides(string how)
    {
        ConcurrentBag<string> answered = [];
        using (var server = await EmbeddedServer.StartAsync(folder))
        {
            var deciding = Enumerable.Range(0, 4).Select(_ => DecideUntilKilledAsync(server, answered)).ToArray();
            await FlowApp.UntilAsync("enough is answered", () => Task.FromResult(answered.Count >= Answers || deciding.All(one => one.IsCompleted)));
            Assert.InRange(answered.Count, Answers, int.MaxValue);
            if (!how.StartsWith("the server", StringComparison.Ordinal))
            {
                server.KillStorage();
            }

            if (!how.StartsWith("the storage", StringComparison.Ordinal))
            {
                server.Kill();
            }

            await Task.WhenAll(deciding);
            await server.EndAsync();
        }

        // At once: the storage of the killed server may still be writing.
        using var next = await EmbeddedServer.StartAsync(folder);
        await HasAllAsync(next, answered);
    }

    /// <summary>Regression: a full disk changed no answer and no status, and only the records from before were there after a restart.</summary>
    [Fact]
    public async Task OnAFullDisk_NothingIsAnsweredThatIsNotOnRecord_TheStatusIsDegraded_AndRoomHeals()
    {
        Assert.SkipUnless(SmallDisk.IsPossible(out var reason), reason);
        using var disk = new SmallDisk(folder);
        ConcurrentBag<string> answered = [];
        using (var server = await EmbeddedServer.StartAsync(disk))
        {
            await DecideAsync(server, answered, 3);
            Assert.DoesNotContain("cannot write", await server.DegradedAsync(), StringComparison.Ordinal);
            disk.Fill();
            await UntilRefusedAsync(server, answered);
            await FlowApp.UntilAsync("the status says it", async () =>
                (await server.DegradedAsync()).Contains("cannot write to its disk (ENOSPC)", StringComparison.Ordinal));
            Assert.Empty(await MissingAsync(server, answered));

            disk.MakeRoom();
            await FlowApp.UntilAsync("it decides again", async () => await server.DecideAsync() is not null);
            await FlowApp.UntilAsync("the status is well", async () =>
                !(await server.DegradedAsync()).Contains("cannot write", StringComparison.Ordinal));

            disk.Fill();
            await UntilRefusedAsync(server, answered);
            server.KillStorage();
            server.Kill();
            await server.EndAsync();
        }

        using (var refused = EmbeddedServer.Run(disk))
        {
            var errors = await refused.StandardError.ReadToEndAsync(Stop);
            await refused.EndedAsync(Stop);
            Assert.Equal((int)ExitCode.StorageNotStarted, refused.ExitCode);
            Assert.Contains("ENOSPC", errors, StringComparison.Ordinal);
            Assert.Single(errors.Trim().Split('\n'));
        }

        disk.MakeRoom();
        using var next = await EmbeddedServer.StartAsync(disk);
        await HasAllAsync(next, answered);
    }

    [Fact]
    public async Task EveryStart_AndTheStatus_SayThatTheEmbeddedStorageIsForTryingOnly()
    {
        for (var start = 0; start < 2; start++)
        {
            using var server = await EmbeddedServer.StartAsync(folder);
            Assert.Contains("for trying only", await server.DegradedAsync(), StringComparison.Ordinal);
            await FlowApp.UntilAsync("the output says it twice, in the log and in the ready message", () => Task.FromResult(
                server.Output.Count(line => line.Contains("for trying only", StringComparison.Ordinal)) == 2));
        }
    }

    private static async Task DecideAsync(EmbeddedServer server, ConcurrentBag<string> answered, int count)
    {
        for (var decision = 0; decision < count; decision++)
        {
            answered.Add(Assert.IsType<string>(await server.DecideAsync()));
        }
    }

    private static async Task DecideUntilKilledAsync(EmbeddedServer server, ConcurrentBag<string> answered)
    {
        try
        {
            while (await server.DecideAsync() is { } id)
            {
                answered.Add(id);
            }
        }
        catch (HttpRequestException)
        {
            // The server was killed.
        }
    }

    private static async Task UntilRefusedAsync(EmbeddedServer server, ConcurrentBag<string> answered) => await FlowApp.UntilAsync(
        "a decision is refused",
        async () =>
        {
            var id = await server.DecideAsync();
            if (id is not null)
            {
                answered.Add(id);
            }

            return id is null;
        });

    private static async Task HasAllAsync(EmbeddedServer server, ConcurrentBag<string> answered)
    {
        Assert.Empty(await MissingAsync(server, answered));
        var days = $"{DateTime.UtcNow.AddDays(-1):yyyy-MM-dd}&to={DateTime.UtcNow.AddDays(2):yyyy-MM-dd}";
        using var verified = await server.GetAsync("/api/v1/records/verify?from=" + days);
        var report = JsonElement.Parse(await verified.Content.ReadAsStringAsync(Stop));
        Assert.True(report.GetProperty("isSound").GetBoolean(), report.GetRawText());
    }

    private static async Task<List<string>> MissingAsync(EmbeddedServer server, ConcurrentBag<string> answered)
    {
        var missing = new List<string>();
        foreach (var id in answered)
        {
            using var read = await server.GetAsync("/api/v1/screenings/" + id);
            if (read.StatusCode != HttpStatusCode.OK)
            {
                missing.Add($"{id}: {read.StatusCode}");
            }
        }

        return missing;
    }
}
