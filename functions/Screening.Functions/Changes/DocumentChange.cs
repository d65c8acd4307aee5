using System.Globalization;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Changes;

/// <summary>Changes of documents that become live when they are written.</summary>
internal static class DocumentChange
{
    /// <summary>Writes a new version and makes it live.</summary>
    internal static Change Put(DocumentTable table, DocumentKind kind, string id, string json, string actor)
    {
        // Set once the rows are written, so that another attempt does not write them again.
        int? written = null;

        async Task<Trial> ProposeAsync(HeadState head, CancellationToken cancellation)
        {
            var version = written ?? Next(await table.VersionsAsync(kind, id, cancellation));
            return TrialOf(head.Manifest, version);
        }

        async Task<Trial> WriteAsync(Trial trial, CancellationToken cancellation)
        {
            written ??= await table.AddAsync(kind, id, json, actor, cancellation);
            return TrialOf(trial.Manifest, written.Value);
        }

        Trial TrialOf(Manifest manifest, int version) =>
            new(manifest.With(kind, id, new DocumentPin(version, PinState.Active)))
            {
                Documents = [new DocumentSource(kind, id, version, json)],
                Version = version.ToString(CultureInfo.InvariantCulture),
            };

        return new(What(kind, id), manifest => manifest.ETagOf(kind, id), ProposeAsync, WriteAsync);
    }

    /// <summary>Makes a version live that is written already.</summary>
    internal static Change Adopt(DocumentTable table, DocumentKind kind, string id, int version)
    {
        async Task<Trial> ProposeAsync(HeadState head, CancellationToken cancellation) =>
            await table.ReadAsync(kind, id, version, cancellation) is { } document
                ? new Trial(head.Manifest.With(kind, id, new DocumentPin(version, PinState.Active)))
                {
                    Documents = [document],
                    Version = version.ToString(CultureInfo.InvariantCulture),
                }
                : throw new InvalidDataException($"{kind} {id}: the proposed version {version} is not there");

        return new(What(kind, id), manifest => manifest.ETagOf(kind, id), ProposeAsync, Change.NothingToWrite);
    }

    private static string What(DocumentKind kind, string id) => $"put {kind} {id}";

    private static int Next(IReadOnlyList<int> versions) => versions is [.., var latest] ? latest + 1 : 1;
}
