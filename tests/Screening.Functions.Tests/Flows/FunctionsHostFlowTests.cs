using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Screening.Engine.Model;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Worlds;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Flows;

/// <summary>The app as a custom handler, with payloads recorded from a real host.</summary>
public sealed class FunctionsHostFlowTests
{
    private const string Done = """{"Outputs":{},"Logs":[],"ReturnValue":null}""";

    private const string Tick =
        """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"2026-11-23T21:35:00+00:00","Next":"2026-11-23T21:36:00+00:00","LastUpdated":"2026-11-23T21:35:00+00:00"},"IsPastDue":false}},"Metadata":{"sys":{"MethodName":"SweepSnapshot","UtcNow":"2026-11-23T21:36:00.0Z","RandGuid":"097ec9f2-0000-0000-0000-000000000000"}}}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheHostDrivesEverything_AndNothingRunsByItself()
    {
        await using var app = await FlowApp.StartUnderHostAsync();
        Assert.Null(app.App.Development);
        Assert.DoesNotContain(app.Service<IEnumerable<IHostedService>>(), service => service is QueuePump or TimerLoop);
        // The readiness ping reaches the sign-in page before there is a snapshot or anything else.
        Assert.Contains("<h1>Sign in</h1>", (await app.SendAsync(HttpMethod.Get, "/", null)).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);

        // The seed is written, the compile request is in the host's queue, and there is no snapshot yet.
        var queue = app.Service<MessageQueue>();
        await FlowApp.UntilAsync("the seed has sent a compile request", async () => await queue.CountAsync(Stop) > 0);
        var early = (await app.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(early.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.SendAsync(HttpMethod.Get, "/readyz", null)).Status);
        Assert.Empty(await app.RecordIdsAsync());

        // The timer tick repairs pending work: another compile request is sent.
        var waiting = await queue.CountAsync(Stop);
        Completed(await app.SendAsync(HttpMethod.Post, "/SweepSnapshot", null, Tick));
        Completed(await app.SendAsync(HttpMethod.Post, "/RefreshLists", null, Tick));
        Assert.Equal(waiting + 1, await queue.CountAsync(Stop));

        // Storage is unavailable: the response makes the host deliver the message again.
        app.Storage.Table.Cut();
        var failed = await app.SendAsync(HttpMethod.Post, "/CompileSnapshot", null, Message(1));
        app.Storage.Table.Mend();
        Assert.Equal(HttpStatusCode.InternalServerError, failed.Status);
        Assert.NotEmpty(failed.Bytes);

        Completed(await app.SendAsync(HttpMethod.Post, "/CompileSnapshot", null, Message(1, dequeueCount: 2)));
        await app.UntilActiveAsync(1);
        // Decided and held: no list has been imported, so no party was checked.
        // Requests on the cut wire may have opened the circuit breaker of storage, which stays open for a while.
        Reply? answer = null;
        await FlowApp.UntilAsync("records are taken again", async () =>
        {
            answer = await app.ScreenAsync(Transactions.Uav());
            return answer.Status != HttpStatusCode.ServiceUnavailable;
        });
        Assert.Equal("HOLD_FOR_REVIEW", answer!.Expect(HttpStatusCode.OK).Outcome);

        // Any number of times, in any order.
        var revision = app.Health().Pointer!.Revision;
        foreach (var version in new[] { 1, 7, 0 })
        {
            Completed(await app.SendAsync(HttpMethod.Post, "/CompileSnapshot", null, Message(version)));
        }

        Assert.Equal(revision, app.Health().Pointer!.Revision);
        Completed(await app.SendAsync(HttpMethod.Post, "/CompileSnapshotPoison", null, Message(3)));
        Completed(await app.SendAsync(HttpMethod.Post, "/CompileSnapshotPoison", null, Message(3, dequeueCount: 2)));
        Assert.Equal("""{"sourceVersion":3}""", Assert.Single(await app.Tables.Status.PoisonAsync(Stop)).Text);
    }

    /// <summary>A text message as the host sends it: JSON in a JSON string in a JSON string.</summary>
    private static string Message(int sourceVersion, int dequeueCount = 1)
    {
        var text = JsonSerializer.Serialize(JsonSerializer.Serialize($$"""{"sourceVersion":{{sourceVersion}}}"""));
        return """{"Data":{"message":MESSAGE},"Metadata":{"DequeueCount":"COUNT","ExpirationTime":"2026-11-30T21:36:12+00:00","Id":"\"d9dd1e99-0000-0000-0000-000000000000\"","InsertionTime":"2026-11-23T21:36:12+00:00","NextVisibleTime":"2026-11-23T21:46:12+00:00","PopReceipt":"\"MjNO\"","sys":{"MethodName":"CompileSnapshot","UtcNow":"2026-11-23T21:36:12.686467Z","RandGuid":"097ec9f2-0000-0000-0000-000000000000"}}}"""
            .Replace("MESSAGE", text, StringComparison.Ordinal)
            .Replace("COUNT", $"{dequeueCount}", StringComparison.Ordinal);
    }

    private static void Completed(Reply answer)
    {
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.Status, answer.MediaType));
        Assert.Equal(Done, answer.Text);
    }
}
