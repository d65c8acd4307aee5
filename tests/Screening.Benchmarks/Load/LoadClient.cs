using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Screening.Benchmarks.Load;

/// <summary>Results of a run of the load generator.</summary>
/// <param name="Seconds">Measured time.</param>
/// <param name="Milliseconds">Time of every response within it, sorted.</param>
/// <param name="Errors">Responses with a status other than 200, and lost connections.</param>
internal sealed record LoadResult(double Seconds, double[] Milliseconds, int Errors)
{
    /// <summary>Several runs combined.</summary>
    public static LoadResult Of(IReadOnlyCollection<LoadResult> runs) => new(
        runs.Sum(run => run.Seconds), [.. runs.SelectMany(run => run.Milliseconds).Order()], runs.Sum(run => run.Errors));

    /// <summary>Responses per second.</summary>
    public double PerSecond => Milliseconds.Length / Seconds;

    /// <summary>Upper bound of the time of this share of the responses.</summary>
    public double Percentile(double share) =>
        Milliseconds.Length == 0 ? 0 : Milliseconds[Math.Min(Milliseconds.Length - 1, (int)(Milliseconds.Length * share))];
}

/// <summary>
/// A closed-loop HTTP/1.1 client on plain sockets: each connection sends, waits for the whole response, and sends again. It is
/// cheap because it shares the machine with the server under test.
/// </summary>
internal sealed class LoadClient(Uri address, string requestLine, string? key, Func<string>? body)
{
    private readonly string head = $"{requestLine} HTTP/1.1\r\nHost: {address.Authority}\r\n"
        + (key is null ? "" : $"X-API-Key: {key}\r\n");

    private int errors;

    /// <summary>Media type of the bodies.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Whether every request has an Idempotency-Key, as a client that may repeat requests would send.</summary>
    public bool HasKeys { get; init; }

    /// <summary>The first response with a status other than 200, for display.</summary>
    public string? FirstError { get; private set; }

    /// <summary>
    /// Sends from <paramref name="connections"/> connections, after a warm-up of one third of the time in addition. One client
    /// can run several times, one after another.
    /// </summary>
    public async Task<LoadResult> RunAsync(int connections, double seconds)
    {
        var times = new ConcurrentBag<List<double>>();
        errors = 0;
        var start = Stopwatch.GetTimestamp();
        var (from, until) = (start + Ticks(seconds / 3), start + Ticks(seconds + seconds / 3));
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>(100_000);
            while (Stopwatch.GetTimestamp() < until)
            {
                try
                {
                    await ConnectionAsync(own, from, until);
                }
                catch (Exception failure) when (failure is SocketException or IOException)
                {
                    Error(failure.Message);
                    await Task.Delay(20);
                }
            }

            times.Add(own);
        })));
        double[] all = [.. times.SelectMany(own => own).Order()];
        return new LoadResult(seconds, all, errors);
    }

    private async Task ConnectionAsync(List<double> times, long from, long until)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        var (request, answer) = (new byte[64 * 1024], new byte[256 * 1024]);
        while (true)
        {
            var length = Write(ref request);
            var sent = Stopwatch.GetTimestamp();
            if (sent >= until)
            {
                return;
            }

            await SendAsync(socket, request.AsMemory(0, length));
            var (status, buffer) = await ReadAsync(socket, answer);
            answer = buffer;
            var done = Stopwatch.GetTimestamp();
            if (status != 200)
            {
                Error(Encoding.UTF8.GetString(answer.AsSpan(0, 1500)));
            }
            else if (done >= from && done <= until)
            {
                // Counted by its end, as in the bare insert. Requiring its start within the time too would lose one request per
                // connection and turn.
                times.Add(Stopwatch.GetElapsedTime(sent, done).TotalMilliseconds);
            }
        }
    }

    private int Write(ref byte[] request)
    {
        var text = body?.Invoke() ?? "";
        var whole = body is null
            ? head + "\r\n"
            : $"{head}{(HasKeys ? $"Idempotency-Key: {Guid.NewGuid():N}\r\n" : "")}Content-Type: {ContentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\n\r\n{text}";
        var needed = Encoding.UTF8.GetMaxByteCount(whole.Length);
        if (request.Length < needed)
        {
            request = new byte[needed];
        }

        return Encoding.UTF8.GetBytes(whole, request);
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }

    /// <summary>Reads one whole response into the buffer, which grows as needed; its headers are kept at the start.</summary>
    private static async Task<(int Status, byte[] Buffer)> ReadAsync(Socket socket, byte[] buffer)
    {
        var (filled, whole) = (0, int.MaxValue);
        while (filled < whole)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
            {
                throw new IOException("the connection was closed before the answer was whole");
            }

            filled += read;
            whole = whole == int.MaxValue ? WholeLength(buffer.AsSpan(0, filled)) : whole;
        }

        return Utf8Parser.TryParse(buffer.AsSpan(9, 3), out int status, out _)
            ? (status, buffer)
            : throw new IOException("an answer without a status");
    }

    private static int WholeLength(ReadOnlySpan<byte> start)
    {
        var end = start.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return int.MaxValue;
        }

        var at = start[..end].IndexOf("Content-Length: "u8);
        var length = 0;
        return at >= 0 && Utf8Parser.TryParse(start[(at + 16)..end], out length, out _)
            ? end + 4 + length
            : throw new IOException("an answer without Content-Length");
    }

    private void Error(string what)
    {
        Interlocked.Increment(ref errors);
        FirstError ??= what;
    }

    private static long Ticks(double seconds) => (long)(seconds * Stopwatch.Frequency);
}
