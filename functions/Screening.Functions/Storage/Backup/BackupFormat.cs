using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Screening.Functions.Storage.Backup;

/// <summary>One file of a backup.</summary>
/// <param name="Name">Path in the folder, with slashes.</param>
/// <param name="Items">Rows of a table, or blobs of a container.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hexadecimal.</param>
public sealed record BackupFile(string Name, long Items, long Bytes, string Sha256);

/// <summary>The manifest of a backup. It is written last: a folder without one holds an interrupted backup.</summary>
/// <param name="Format">Format of the folder.</param>
/// <param name="App">Version of the app that took it.</param>
/// <param name="Account">Name of the account it was taken from.</param>
/// <param name="Begun">When it began, UTC.</param>
/// <param name="Finished">When it ended, UTC.</param>
/// <param name="SourceVersion">Source version of the rule data in it; 0 for none.</param>
/// <param name="Records">Rows of decisions and erasures in it.</param>
/// <param name="Files">Every file but the manifest.</param>
public sealed record BackupManifest(
    int Format, string App, string Account, DateTimeOffset Begun, DateTimeOffset Finished, long SourceVersion, long Records,
    ImmutableArray<BackupFile> Files)
{
    /// <summary>Format of the folders that this version writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Name of the file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The bytes of the file.</summary>
    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Default.BackupManifest);

    /// <summary>Reads the bytes of the file.</summary>
    /// <exception cref="InvalidDataException">They are no manifest that this version reads.</exception>
    internal static BackupManifest Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, BackupJson.Default.BackupManifest) switch
            {
                { Format: CurrentFormat, Files.IsDefaultOrEmpty: false } manifest => manifest,
                { Format: var format } => throw new InvalidDataException($"the backup has format {format}, and this version reads format {CurrentFormat}"),
                null => throw new InvalidDataException("the manifest of the backup is empty"),
            };
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException("the manifest of the backup cannot be read", failure);
        }
    }
}

/// <summary>What a backup consists of.</summary>
internal static class BackupContent
{
    /// <summary>Table of the records, which is copied in the order that <see cref="RecordCopy"/> explains.</summary>
    internal const string Records = "ScreeningRecords";

    /// <summary>Table of the search index of the records.</summary>
    internal const string RecordIndex = "ScreeningRecordIndex";

    /// <summary>Table of the versions row.</summary>
    internal const string Head = "ScreeningHead";

    /// <summary>Table of keys. Its sessions are not copied: they end within an hour.</summary>
    internal const string Keys = "ScreeningKeys";

    /// <summary>Table of the documents, which is restored last: nothing decides before it is complete.</summary>
    internal const string Documents = "ScreeningDocuments";

    /// <summary>Table that notes which backup is being restored.</summary>
    internal const string Status = "ScreeningStatus";

    /// <summary>Container of the anchors and their chain.</summary>
    internal const string Anchors = "record-anchors";

    /// <summary>Container of large bodies of records.</summary>
    internal const string Bodies = "records";

    /// <summary>Container of the snapshots. Its pointers are not copied: the tables give a new one.</summary>
    internal const string Snapshots = "snapshots";

    /// <summary>File with the ids of the records that were erased, one on a line.</summary>
    internal const string Erasures = "erasures.txt";

    /// <summary>Tables in the order in which they are restored.</summary>
    internal static readonly ImmutableArray<string> Tables =
    [
        Head, Status, "ScreeningProposals", Keys, "ScreeningImports", "ScreeningListRows", "ScreeningListConfirmations", "ScreeningListSources",
        "ScreeningIdempotency",
        Records, RecordIndex, Documents,
    ];

    /// <summary>Containers.</summary>
    internal static readonly ImmutableArray<string> Containers = [Anchors, Bodies, Snapshots];

    /// <summary>Path of the file of a table.</summary>
    internal static string TableFile(string table) => $"tables/{table}.jsonl";

    /// <summary>Path of the file of a container.</summary>
    internal static string ContainerFile(string container) => $"blobs/{container}.jsonl";
}

/// <summary>JSON of a manifest, from source-generated metadata.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
