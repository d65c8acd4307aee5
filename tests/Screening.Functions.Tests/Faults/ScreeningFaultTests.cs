using System.Net;
using System.Net.Sockets;
using System.Text;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Faults;

/// <summary>
/// Breaks each step of a screening on the wire. No decision is returned that a healthy system would not make, none without its
/// record, and the app recovers without intervention.
/// </summary>
public sealed class ScreeningFaultTests(FlowFixture fixture) : IClassFixture<FlowFixture>
{
    private static readonly Fault[] Table =
    [
        new("1 keys: down", Keys, WireFault.Of(WireHarm.Refuse)) { IsAnswered = false },
        new("1 keys: hang", Keys, WireFault.Of(WireHarm.Hang)) { IsAnswered = false },
        new("1 keys: throttled", Keys, WireFault.Error(429, 60)) { IsAnswered = false },
        new("1 keys: answer cut", Keys, WireFault.Of(WireHarm.CutAnswer)) { IsAnswered = false },
        new("1 keys: every second call lost", Keys, WireFault.Of(WireHarm.LoseAnswer)) { Every = 2, IsAnswered = true },
        new("3 pointer: down", Pointer, WireFault.Of(WireHarm.Refuse)) { On = Fault.Service.Blob, IsAnswered = true },
        new("3 pointer: busy", Pointer, WireFault.Error(503)) { On = Fault.Service.Blob, IsAnswered = true },
        new("3 pointer: answer cut", Pointer, WireFault.Of(WireHarm.CutAnswer)) { On = Fault.Service.Blob, IsAnswered = true },
        new("3 pointer: slow", Pointer, WireFault.Late(TimeSpan.FromSeconds(1))) { On = Fault.Service.Blob, IsAnswered = true },
        new("9 record: down", Record, WireFault.Of(WireHarm.Refuse)) { IsAnswered = false },
        new("9 record: hang", Record, WireFault.Of(WireHarm.Hang)) { IsAnswered = false },
        new("9 record: cut while written", Record, WireFault.Of(WireHarm.CutRequest)) { IsAnswered = false },
        new("9 record: busy", Record, WireFault.Error(503)) { IsAnswered = false },
        new("9 record: throttled", Record, WireFault.Error(429, 60)) { IsAnswered = false },
        new("9 record: broken", Record, WireFault.Error(500)) { IsAnswered = false },
        new("9 record: answers lost", Record, WireFault.Of(WireHarm.LoseAnswer)),
        new("9 record: every second answer lost", Record, WireFault.Of(WireHarm.LoseAnswer)) { Every = 2, IsAnswered = true },
        new("9 record: every third call fails", Record, WireFault.Error(503, 0)) { Every = 3, IsAnswered = true },
        new("9 record: written twice", Record, WireFault.Of(WireHarm.Repeat)) { IsAnswered = true },
        new("9 record: slow", Record, WireFault.Late(TimeSpan.FromMilliseconds(700))) { IsAnswered = true },
        new("9 record: every second answer cut", Record, WireFault.Of(WireHarm.CutAnswer)) { Every = 2, IsAnswered = true },
    ];

    private static readonly string[] Bodies =
        [Transactions.Uav(), Transactions.Uav("KP"), Transactions.UavOfUnknownSpeed("JP"), Transactions.Uav("AU", "Shahid Hemat Industrial Group")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FlowApp App => fixture.App;

    public static TheoryData<string> Steps => [.. Table.Select(fault => fault.Step)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task NoDecision_IsUnsafeOrUnrecorded_AfterAnyFault(string step)
    {
        var fault = Table.Single(row => row.Step == step);
        var healthy = await Task.WhenAll(Bodies.Select(async body => (await DecidedAsync(body)).DecisionText));
        // Cached keys are looked up again.
        App.Clock.Advance(ApiKeyDirectory.Memory + TimeSpan.FromSeconds(1));
        var wire = fault.Begin(App.Storage);
        Reply[] answers;
        var later = new List<Reply>();
        try
        {
            answers = await Task.WhenAll(Bodies.Select(App.ScreenAsync));
            await FlowApp.UntilAsync("the fault was met", async () =>
            {
                if (wire.Harmed.IsEmpty && fault.Every > 1)
                {
                    // Concurrent requests have shared one call, so there was no second call.
                    App.Clock.Advance(ApiKeyDirectory.Memory + TimeSpan.FromSeconds(1));
                    later.Add(await App.ScreenAsync(Bodies[0]));
                }

                return !wire.Harmed.IsEmpty;
            });
        }
        finally
        {
            Fault.End(App.Storage);
        }

        for (var i = 0; i < answers.Length; i++)
        {
            await HoldsAsync(answers[i], healthy[i], fault.IsAnswered);
        }

        foreach (var answer in later)
        {
            await HoldsAsync(answer, healthy[0], fault.IsAnswered);
        }

        await UntilWellAsync();
    }

    [Fact]
    [StepFault(FaultFlow.Screening, 2, "body torn off on its way, at any place")]
    [StepFault(FaultFlow.Screening, 10, "answer lost: its client has left")]
    public async Task ClientsThatDisconnect_LeaveNoPartialWork()
    {
        var before = (await App.RecordIdsAsync()).Count;
        var address = App.App.Address;
        var body = Transactions.Uav();
        var whole = Encoding.UTF8.GetBytes(
            $"POST /api/v1/screenings HTTP/1.1\r\nHost: {address.Authority}\r\nX-API-Key: {App.KeyOf(Roles.Screener)}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        for (var cut = 0; cut < 10; cut++)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) };
            await socket.ConnectAsync(address.Host, address.Port, Stop);
            await socket.SendAsync(whole.AsMemory(0, whole.Length * (cut + 1) / 10), Stop);
        }

        // Only the last request was complete; it may or may not have been read before the connection broke.
        await UntilWellAsync();
        Assert.InRange((await App.RecordIdsAsync()).Count - before, 1, 2);
    }

    [Fact]
    [StepFault(FaultFlow.Screening, 9, "clock set forth and back between records")]
    public async Task AClockThatJumps_ChangesNoDecision_AndNoOrderOfRecords()
    {
        var before = (await DecidedAsync(Bodies[0])).DecisionText;
        foreach (var hours in new[] { -3.0, 5, -2, 0.5, -0.5 })
        {
            App.Clock.Jump(TimeSpan.FromHours(hours));
            // After a jump forward the pointer may seem unread for hours, until it is read again.
            await UntilWellAsync();
            var answer = await DecidedAsync(Bodies[0]);
            Assert.Equal(before, answer.DecisionText);
            await HoldsAsync(answer, before, isAnswered: true);
        }

        var report = (await App.GetAsync("/api/v1/records/verify")).Expect(HttpStatusCode.OK).Json;
        Assert.Equal("[]", report.GetProperty("damages").GetRawText());
    }

    private static bool Keys(WireRequest request) => request.Names("ScreeningKeys");

    private static bool Pointer(WireRequest request) => request.Names("/snapshots/current");

    private static bool Record(WireRequest request) => request.IsWrite && request.Names("ScreeningRecords");

    private async Task<Reply> DecidedAsync(string body) => (await App.ScreenAsync(body)).Expect(HttpStatusCode.OK);

    private async Task HoldsAsync(Reply answer, string healthy, bool? isAnswered)
    {
        if (answer.Status != HttpStatusCode.OK)
        {
            answer.Expect(HttpStatusCode.ServiceUnavailable);
            Assert.NotNull(answer.RetryAfter);
            Assert.True(isAnswered is not true, $"refused: {answer.Text}");
            return;
        }

        Assert.True(isAnswered is not false, $"answered: {answer.Text}");
        Assert.Equal(healthy, answer.DecisionText);
        var record = (await App.GetAsync("/api/v1/screenings/" + answer.Json.GetProperty("id").GetString())).Expect(HttpStatusCode.OK);
        Assert.Equal(healthy, record.DecisionText);
    }

    private Task UntilWellAsync() => FlowApp.UntilAsync("the app is well again by itself", async () =>
        (await App.ScreenAsync(Bodies[0])).Status == HttpStatusCode.OK && App.Health().Degraded.Count == 0);
}
