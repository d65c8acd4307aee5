using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Screening.Engine.Snapshots;
using Screening.Functions.Records.Write;
using Screening.Functions.Tests.Storage;

namespace Screening.Functions.Tests.Records;

/// <summary>Records of an earlier version as stored; the file says how it was made.</summary>
internal sealed class OldRecords
{
    private readonly JsonElement root;

    private OldRecords(JsonElement root) => this.root = root;

    /// <summary>Version of the engine that made the decisions.</summary>
    public string Engine => root.GetProperty("engine").GetString()!;

    /// <summary>Their keys, in the format of the setting.</summary>
    public string Key => root.GetProperty("recordKey").GetString()!;

    /// <summary>Their keys.</summary>
    public RecordKeyring Keys => RecordKeyring.Parse(Key);

    /// <summary>Ids of the decisions that can be replayed.</summary>
    public string[] Decisions => [.. root.GetProperty("decisions").EnumerateArray().Select(id => id.GetString()!)];

    /// <summary>Id of the record whose personal fields were erased.</summary>
    public string Erased => root.GetProperty("erased").GetString()!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static OldRecords Read()
    {
        using var stream = typeof(OldRecords).Assembly.GetManifestResourceStream("old-records")!;
        using var unzipped = new GZipStream(stream, CompressionMode.Decompress);
        using var document = JsonDocument.Parse(unzipped);
        return new(document.RootElement.Clone());
    }

    /// <summary>Copies them to the tables of an app with this prefix.</summary>
    public async Task LoadAsync(AzuriteFixture azurite, string prefix)
    {
        await azurite.StorageAsync(prefix);
        await LoadAsync(azurite.ConnectionString, prefix);
    }

    /// <summary>The documents of a snapshot of format 2, which this version does not open as a whole.</summary>
    public static ImmutableArray<DocumentSource> DocumentsOf(byte[] snapshot)
    {
        Assert.Equal((2, 1L), (BitConverter.ToInt32(snapshot, 8), BitConverter.ToInt64(snapshot, 24)));
        using var reader = new BinaryReader(new MemoryStream(snapshot, (int)BitConverter.ToInt64(snapshot, 32), (int)BitConverter.ToInt64(snapshot, 40)));
        var documents = ImmutableArray.CreateBuilder<DocumentSource>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (kind, id, version, closed) = ((DocumentKind)reader.ReadInt32(), reader.ReadString(), reader.ReadInt32(), reader.ReadInt32());
            documents.Add(new(kind, id, version, reader.ReadString()) { ClosedOn = closed < 0 ? null : DateOnly.FromDayNumber(closed), IsFlat = true });
        }

        return documents.ToImmutable();
    }

    private async Task LoadAsync(string connection, string prefix)
    {
        foreach (var table in root.GetProperty("tables").EnumerateObject())
        {
            var client = new TableClient(connection, prefix + table.Name);
            foreach (var row in table.Value.EnumerateArray())
            {
                await client.AddEntityAsync(Row(row), Stop);
            }
        }

        foreach (var container in root.GetProperty("blobs").EnumerateObject())
        {
            var client = new BlobContainerClient(connection, prefix.Length == 0 ? container.Name : $"{prefix.ToLowerInvariant()}-{container.Name}");
            foreach (var blob in container.Value.EnumerateArray())
            {
                await PutAsync(client, blob);
            }
        }
    }

    private static async Task PutAsync(BlobContainerClient container, JsonElement blob)
    {
        var name = blob.GetProperty("name").GetString()!;
        using var content = new MemoryStream(blob.GetProperty("base64").GetBytesFromBase64());
        if (blob.GetProperty("type").GetString() == "Append")
        {
            var append = container.GetAppendBlobClient(name);
            await append.CreateAsync(cancellationToken: Stop);
            await append.AppendBlockAsync(content, cancellationToken: Stop);
        }
        else
        {
            await container.GetBlobClient(name).UploadAsync(content, Stop);
        }
    }

    private static TableEntity Row(JsonElement json)
    {
        var row = new TableEntity();
        foreach (var column in json.EnumerateObject())
        {
            var text = column.Value.GetString()!;
            var value = text[2..];
            row[column.Name] = text[0] switch
            {
                's' => value,
                'i' => int.Parse(value, CultureInfo.InvariantCulture),
                'l' => long.Parse(value, CultureInfo.InvariantCulture),
                'b' => bool.Parse(value),
                'd' => DateTimeOffset.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
                'x' => Convert.FromBase64String(value),
                var kind => throw new InvalidDataException($"a column of kind {kind}"),
            };
        }

        return row;
    }
}
