using System.Collections.Immutable;
using Azure.Data.Tables;
using Screening.Engine.Policies.Compilation;
using Screening.Functions.Changes;
using Screening.Functions.Storage;

namespace Screening.Functions.Seed;

/// <summary>
/// The shipped seed that the documents of an environment were last brought to. It stands in columns of its own beside the
/// manifest: an older program reads past them.
/// </summary>
/// <param name="Id">Identity of the seed; null when the environment is older than the recording of it.</param>
/// <param name="SourceVersion">The change that brought the documents to it.</param>
/// <param name="Documents">
/// For every document of the seed, the version that holds its text and the state it is shipped in. A document that was
/// changed locally is active in another version.
/// </param>
public sealed record SeedMark(string? Id, long SourceVersion, Manifest Documents)
{
    /// <summary>Most identities kept of earlier seeds.</summary>
    private const int MostEarlier = 50;

    /// <summary>Identities of the seeds before it, newest last.</summary>
    public ImmutableArray<string> Earlier { get; init; } = [];

    /// <summary>The mark of a later seed.</summary>
    /// <param name="id">Its identity.</param>
    /// <param name="sourceVersion">The change that brings the documents to it.</param>
    /// <param name="documents">Its documents.</param>
    public SeedMark Next(string id, long sourceVersion, Manifest documents) => new(id, sourceVersion, documents)
    {
        Earlier = [.. (Id is null ? Earlier : Earlier.Add(Id)).Where(earlier => earlier != id).TakeLast(MostEarlier)],
    };

    internal void Write(TableEntity row)
    {
        row["SeedAt"] = SourceVersion;
        row["SeedId"] = Id ?? "";
        row["SeedEarlier"] = string.Join(',', Earlier);
        TextColumns.Write(row, "Seed", Documents.ToJson());
    }

    internal static SeedMark? Read(TableEntity row) => row.GetInt64("SeedAt") is not { } at || TextColumns.Read(row, "Seed") is not { } documents
        ? null
        : new SeedMark(row.GetString("SeedId") is { Length: > 0 } id ? id : null, at, Manifest.FromJson(documents))
        {
            Earlier = [.. (row.GetString("SeedEarlier") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)],
        };
}
