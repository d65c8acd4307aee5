using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Screening.Functions.Tests.Worlds;

/// <summary>
/// A proxy between the app and one service of its storage. A test can cut and restore the connection, and apply faults to single
/// requests. A cut wire accepts connections and drops them at once, as a failing service does.
/// </summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> open = new();
    private readonly int target;
    private readonly Task accepting;
    private TaskCompletionSource mended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isCut;
    private volatile Func<WireRequest, WireFault?>? rule;

    public Wire(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Address that the app connects to.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Affected requests, in order.</summary>
    public ConcurrentQueue<WireRequest> Harmed { get; } = new();

    public void Cut()
    {
        isCut = true;
        DropAll();
    }

    /// <summary>Applies the rule to every request until the wire is mended; a null result passes the request unchanged.</summary>
    public void Harm(Func<WireRequest, WireFault?> how)
    {
        Harmed.Clear();
        rule = how;
    }

    public void Mend()
    {
        (isCut, rule) = (false, null);
        Interlocked.Exchange(ref mended, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        Mend();
        DropAll();
        await accepting;
    }

    private void DropAll()
    {
        foreach (var client in open.Keys)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The wire has stopped.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        open[near] = open[far] = true;
        try
        {
            if (!isCut)
            {
                await far.ConnectAsync(IPAddress.Loopback, target);
                await CarryAsync(near.GetStream(), far.GetStream());
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The other end closed, or the test cut the wire.
        }
        finally
        {
            open.TryRemove(near, out _);
            open.TryRemove(far, out _);
            near.Dispose();
        }
    }

    private async Task CarryAsync(NetworkStream near, NetworkStream far)
    {
        var (requests, answers) = (new HttpFrames(near), new HttpFrames(far));
        while (await NextAsync(requests, answers) is { } frame)
        {
            var parts = frame.FirstLine.Split(' ');
            var request = new WireRequest(parts[0], parts[1]) { Payload = Encoding.Latin1.GetString(frame.Body) };
            var fault = rule?.Invoke(request);
            if (fault is not null)
            {
                Harmed.Enqueue(request);
            }

            if (!await PassAsync(frame, request.Method, fault, (near, far, answers)))
            {
                return;
            }
        }
    }

    // The client must see that a service closes an idle connection.
    private static async Task<HttpFrame?> NextAsync(HttpFrames requests, HttpFrames answers)
    {
        var next = requests.RequestAsync();
        var arrival = answers.ArrivalAsync();
        return await Task.WhenAny(next, arrival) == next || await arrival ? await next : null;
    }

    /// <summary>Forwards one request and its response; false when the connection ends after it.</summary>
    private async Task<bool> PassAsync(
        HttpFrame request, string method, WireFault? fault, (NetworkStream Near, NetworkStream Far, HttpFrames Answers) ends)
    {
        switch (fault?.Harm)
        {
            case WireHarm.Refuse:
                return false;
            case WireHarm.Hang:
                await mended.Task;
                return false;
            case WireHarm.CutRequest:
                await ends.Far.WriteAsync(request.Whole.AsMemory(0, request.Head.Length + request.Body.Length / 2));
                return false;
            case WireHarm.Answer:
                await ends.Near.WriteAsync(ErrorAnswer(fault));
                return true;
            case WireHarm.Delay:
                await Task.WhenAny(Task.Delay(fault.Time), mended.Task);
                break;
            case WireHarm.Repeat:
                await ends.Far.WriteAsync(request.Whole);
                await ends.Answers.AnswerAsync(method);
                break;
        }

        await ends.Far.WriteAsync(request.Whole);
        if (await ends.Answers.AnswerAsync(method) is not { } answer || fault?.Harm == WireHarm.LoseAnswer)
        {
            return false;
        }

        if (fault?.Harm == WireHarm.HoldAnswer)
        {
            await mended.Task;
            return false;
        }

        var bytes = answer.Whole;
        var isCutHere = fault?.Harm == WireHarm.CutAnswer;
        await ends.Near.WriteAsync(bytes.AsMemory(0, isCutHere ? bytes.Length / 2 : bytes.Length));
        return !isCutHere;
    }

    private static byte[] ErrorAnswer(WireFault fault) => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 {fault.Status} Harmed\r\nContent-Length: 0\r\n"
        + (fault.RetryAfterSeconds is { } seconds ? $"Retry-After: {seconds}\r\n" : "") + "\r\n");
}
