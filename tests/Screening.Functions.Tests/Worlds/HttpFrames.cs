using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Screening.Functions.Tests.Worlds;

/// <summary>One HTTP/1.1 message as bytes.</summary>
internal sealed record HttpFrame(byte[] Head, byte[] Body)
{
    public string FirstLine { get; } = Encoding.Latin1.GetString(Head, 0, Math.Max(0, Array.IndexOf(Head, (byte)'\r')));

    public byte[] Whole => [.. Head, .. Body];
}

/// <summary>Splits a stream into HTTP/1.1 messages; supports only what the clients and the storage emulator send.</summary>
internal sealed class HttpFrames(NetworkStream stream)
{
    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private Task<bool>? pending;

    /// <summary>Completes when data arrive; false when the other end has closed.</summary>
    public Task<bool> ArrivalAsync() => pending ??= ReadAsync();

    /// <summary>The next request; null when the other end has closed.</summary>
    public async Task<HttpFrame?> RequestAsync()
    {
        if (await HeadAsync() is not { } head)
        {
            return null;
        }

        if (Header(head, "Expect") is not null)
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray());
        }

        return new(head, await BodyAsync(head, isEmpty: false));
    }

    /// <summary>The final response to a request; null when the other end has closed.</summary>
    public async Task<HttpFrame?> AnswerAsync(string method)
    {
        while (await HeadAsync() is { } head)
        {
            var status = int.Parse(Encoding.Latin1.GetString(head, 9, 3), CultureInfo.InvariantCulture);
            if (status >= 200)
            {
                return new(head, await BodyAsync(head, method == "HEAD" || status is 204 or 304));
            }
        }

        return null;
    }

    private async Task<byte[]?> HeadAsync()
    {
        while (true)
        {
            var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                return Take(end + 4);
            }

            if (!await MoreAsync())
            {
                return null;
            }
        }
    }

    private async Task<byte[]> BodyAsync(byte[] head, bool isEmpty)
    {
        if (isEmpty)
        {
            return [];
        }

        if (Header(head, "Transfer-Encoding") is not null)
        {
            return await ChunksAsync();
        }

        return Header(head, "Content-Length") is { } length
            ? await TakeAsync(int.Parse(length, CultureInfo.InvariantCulture))
            : [];
    }

    private async Task<byte[]> ChunksAsync()
    {
        var body = new List<byte>();
        while (true)
        {
            int line;
            while ((line = buffer.AsSpan(0, filled).IndexOf("\r\n"u8)) < 0)
            {
                await MoreOrThrowAsync();
            }

            var size = int.Parse(Encoding.Latin1.GetString(buffer, 0, line).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.AddRange(await TakeAsync(line + 2 + size + 2));
            if (size == 0)
            {
                return [.. body];
            }
        }
    }

    private async Task<byte[]> TakeAsync(int count)
    {
        while (filled < count)
        {
            await MoreOrThrowAsync();
        }

        return Take(count);
    }

    private byte[] Take(int count)
    {
        var taken = buffer[..count];
        Array.Copy(buffer, count, buffer, 0, filled -= count);
        return taken;
    }

    private async Task MoreOrThrowAsync()
    {
        if (!await MoreAsync())
        {
            throw new IOException("cut in the middle of a message");
        }
    }

    private async Task<bool> MoreAsync()
    {
        var read = ArrivalAsync();
        await read;
        pending = null;
        return await read;
    }

    private async Task<bool> ReadAsync()
    {
        if (filled == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = await stream.ReadAsync(buffer.AsMemory(filled));
        filled += read;
        return read > 0;
    }

    private static string? Header(byte[] head, string name) => Encoding.Latin1.GetString(head).Split("\r\n")
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
