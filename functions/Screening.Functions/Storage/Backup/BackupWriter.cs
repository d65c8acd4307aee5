using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Data.Tables;

namespace Screening.Functions.Storage.Backup;

/// <summary>Writes one file of a backup, line by line, and counts and hashes what it writes.</summary>
internal sealed class BackupWriter : IAsyncDisposable
{
    private const int BufferBytes = 1 << 16;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string name;
    private readonly FileStream file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> line = new(BufferBytes);
    private readonly Utf8JsonWriter json;

    internal BackupWriter(string folder, string name)
    {
        this.name = name;
        var path = Path.Combine([folder, .. name.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, useAsync: true);
        json = new Utf8JsonWriter(line, Options);
    }

    /// <summary>Rows or blobs written.</summary>
    internal long Items { get; private set; }

    internal Task WriteAsync(TableEntity row, CancellationToken cancellation)
    {
        Items++;
        return WriteAsync(writer => BackupLine.Write(writer, row), cancellation);
    }

    /// <summary>Writes a text as a line of its own.</summary>
    internal async Task WriteAsync(string text, CancellationToken cancellation)
    {
        Items++;
        await PutAsync(System.Text.Encoding.UTF8.GetBytes(text + "\n"), cancellation);
    }

    /// <summary>Writes a blob in pieces.</summary>
    internal async Task WriteAsync(string blob, bool isAppended, Stream content, CancellationToken cancellation)
    {
        Items++;
        await WriteAsync(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("blob", blob);
                writer.WriteString("type", isAppended ? "append" : "block");
                writer.WriteEndObject();
            },
            cancellation);
        var (piece, length) = (new byte[1 << 20], 0L);
        for (int read; (read = await content.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellation)) > 0; length += read)
        {
            await WriteAsync(
                writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteBase64String("data", piece.AsSpan(0, read));
                    writer.WriteEndObject();
                },
                cancellation);
        }

        await WriteAsync(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("end", length);
                writer.WriteEndObject();
            },
            cancellation);
    }

    /// <summary>Flushes the file to the disk.</summary>
    /// <returns>Its entry of the manifest.</returns>
    internal async Task<BackupFile> EndAsync(CancellationToken cancellation)
    {
        await file.FlushAsync(cancellation);
        file.Flush(flushToDisk: true);
        return new(name, Items, file.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public async ValueTask DisposeAsync()
    {
        await json.DisposeAsync();
        await file.DisposeAsync();
        hash.Dispose();
    }

    private async Task WriteAsync(Action<Utf8JsonWriter> write, CancellationToken cancellation)
    {
        line.ResetWrittenCount();
        json.Reset();
        write(json);
        json.Flush();
        line.Write("\n"u8);
        await PutAsync(line.WrittenMemory, cancellation);
    }

    private async Task PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        hash.AppendData(bytes.Span);
        await file.WriteAsync(bytes, cancellation);
    }
}
