using System.Collections.Immutable;
using Azure.Data.Tables;
using Screening.Functions.Changes;
using Screening.Functions.Storage;

namespace Screening.Functions.Seed;

/// <summary>
/// The shipped seed that the documents of an environment were last brought to. It is stored in separate columns of the versions
/// row, which older programs ignore.
/// </summary>
/// <param name="Id">Identity of the seed; null when the environment was filled before seeds were recorded.</param>
/// <param name="SourceVersion">Source version of the change that brought the documents to it.</param>
/// <param name="Documents">
/// For every document of the seed: the version that holds its text, and the state in which it is shipped. A locally changed
/// document is active in another version.
/// </param>
public sealed record SeedMark(string? Id, long SourceVersion, Manifest Documents)
{
    /// <summary>Maximum number of earlier identities kept.</summary>
    private const int MostEarlier = 50;

    /// <summary>Identities of earlier seeds, newest last.</summary>
    public ImmutableArray<string> Earlier { get; init; } = [];

    /// <summary>Creates the mark of a later seed.</summary>
    /// <param name="id">Identity of the later seed.</param>
    /// <param name="sourceVersion">Source version of the change that brings the documents to it.</param>
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
