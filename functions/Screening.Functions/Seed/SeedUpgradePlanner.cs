using System.Collections.Immutable;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Seed;

/// <summary>
/// Compares three texts of every document: that of the last seed, the active one, and the one shipped by the running program.
/// Reads only.
/// </summary>
public sealed class SeedUpgradePlanner
{
    private readonly ScreeningStorage storage;
    private readonly SourceReader reader;
    private readonly ShippedSeed seed;

    /// <summary>Creates a planner.</summary>
    public SeedUpgradePlanner(ScreeningStorage storage, SourceReader reader, ShippedSeed seed) =>
        (this.storage, this.reader, this.seed) = (storage, reader, seed);

    /// <summary>Identity of the seed of the running program.</summary>
    internal string Shipped => seed.Id;

    /// <summary>Creates the plan for a state of the versions row.</summary>
    /// <exception cref="InvalidDataException">The versions row names a version that is missing.</exception>
    public async Task<SeedUpgradePlan> PlanAsync(HeadState head, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (head.SourceVersion == 0)
        {
            // An empty environment is filled by the seeder at start.
            return new SeedUpgradePlan { Shipped = seed.Id, Head = head, IsCurrent = true, Rows = [] };
        }

        var mark = await MarkAsync(head.Seed, head.SourceVersion, cancellation);
        var read = (await Task.WhenAll(seed.Documents.Select(document => ReadAsync(document, head, mark, cancellation)))).ToList();
        var versions = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = ImmutableArray.CreateBuilder<SeedUpgradeRow>();
        foreach (var document in read)
        {
            var compared = SeedUpgradeComparison.Of(document, versions);
            var (version, isStored) = await VersionAsync(document, compared.Theirs, cancellation);
            if (document.Shipped.Kind == DocumentKind.Policy)
            {
                versions[document.Shipped.Id] = version;
            }

            rows.Add(compared.Row(document, version, isStored));
        }

        var isCurrent = mark is not null && rows.Zip(read).All(pair => pair.Second.Origin is { } origin
            && origin.State == pair.Second.Shipped.State
            && SeedUpgradeText.Same(pair.First.Kind, origin.Json, pair.First.Sides!.Theirs));
        rows.AddRange(await OthersAsync(head, mark, versions, cancellation));
        return new SeedUpgradePlan
        {
            Shipped = seed.Id, Mark = mark, Head = head, IsCurrent = isCurrent, Rows = rows.ToImmutable(),
        };
    }

    /// <summary>
    /// The seed in effect at a source version: the one recorded with it, otherwise the last one in the history, otherwise the one
    /// that filled the empty environment before seeds were recorded.
    /// </summary>
    internal async Task<SeedMark?> MarkAsync(SeedMark? recorded, long sourceVersion, CancellationToken cancellation) =>
        recorded
        ?? await storage.Head.LastSeedAsync(sourceVersion, cancellation)
        ?? (sourceVersion > 0 && await storage.Head.FindAsync(1, cancellation) is { Change: { Actor: Seeder.Actor } first }
            ? new SeedMark(null, 1, first.Manifest with { Lists = Manifest.Empty.Lists })
            : null);

    private async Task<SeedUpgradeInput> ReadAsync(SeedDocument shipped, HeadState head, SeedMark? mark, CancellationToken cancellation)
    {
        async Task<SeedUpgradeStored?> Text(DocumentPin? pin) => pin is null
            ? null
            : new(await ReadAsync(shipped.Kind, shipped.Id, pin.Version, cancellation), pin.Version, pin.State);
        var pin = head.Manifest.Find(shipped.Kind, shipped.Id);
        return new(shipped, pin, await Text(pin), await Text(mark?.Documents.Find(shipped.Kind, shipped.Id)));
    }

    private async Task<string> ReadAsync(DocumentKind kind, string id, int version, CancellationToken cancellation) =>
        (await reader.DocumentAsync(kind, id, version, cancellation))?.Json
        ?? throw new InvalidDataException($"{kind} {id}: version {version} is not there");

    // The version that holds the shipped text: a known one if possible, otherwise the one it will get.
    private async Task<(int Version, bool IsStored)> VersionAsync(SeedUpgradeInput document, string theirs, CancellationToken cancellation)
    {
        var (kind, id) = (document.Shipped.Kind, document.Shipped.Id);
        foreach (var stored in new[] { document.Origin, document.Ours })
        {
            if (stored is not null && SeedUpgradeText.Same(kind, stored.Json, theirs))
            {
                return (stored.Version, true);
            }
        }

        // An upgrade that was refused or reverted may have left the text as the latest version.
        return await storage.Documents.VersionsAsync(kind, id, cancellation) is not [.., var latest] ? (1, false)
            : await ReadAsync(kind, id, latest, cancellation) == theirs ? (latest, true)
            : (latest + 1, false);
    }

    private async Task<IEnumerable<SeedUpgradeRow>> OthersAsync(
        HeadState head, SeedMark? mark, Dictionary<string, int> versions, CancellationToken cancellation)
    {
        var shipped = seed.Documents.Select(document => (document.Kind, document.Id)).ToHashSet();
        var rows = new List<SeedUpgradeRow>();
        foreach (var (kind, pins) in head.Manifest.Documents)
        {
            foreach (var (id, pin) in pins.Where(pin => !shipped.Contains((kind, pin.Key))))
            {
                rows.Add(new SeedUpgradeRow
                {
                    Document = SeedDocumentName.Of(kind, id), Kind = kind, Id = id, Pin = pin,
                    State = mark?.Documents.Find(kind, id) is null ? SeedUpgradeState.Local : SeedUpgradeState.Retained,
                    Note = kind == DocumentKind.Policy && PolicyHeading.Read(await ReadAsync(kind, id, pin.Version, cancellation)).Extends is var (parent, version)
                        && versions.TryGetValue(parent, out var now) && now != version
                        ? $"inherits from {parent} version {version}; the seed has version {now}"
                        : null,
                });
            }
        }

        return rows;
    }
}

/// <summary>A version in storage.</summary>
/// <param name="Json">Its text.</param>
/// <param name="Version">Its number.</param>
/// <param name="State">State of the pin that names it.</param>
internal sealed record SeedUpgradeStored(string Json, int Version, PinState State);

/// <summary>The texts that one shipped document is compared with.</summary>
/// <param name="Shipped">The document as shipped.</param>
/// <param name="Pin">Pin of the live version; null when there is none.</param>
/// <param name="Ours">The live version; null when there is none.</param>
/// <param name="Origin">The version of the last seed; null when that seed did not contain it.</param>
internal sealed record SeedUpgradeInput(SeedDocument Shipped, DocumentPin? Pin, SeedUpgradeStored? Ours, SeedUpgradeStored? Origin);

/// <summary>Names of documents, as in their routes.</summary>
internal static class SeedDocumentName
{
    /// <summary>Name of a document.</summary>
    public static string Of(DocumentKind kind, string id) => kind switch
    {
        DocumentKind.Policy => $"policies/{id}",
        DocumentKind.CountrySet => $"country-sets/{id}",
        DocumentKind.ControlList => "control-list",
        DocumentKind.Registry => $"registries/{id}",
        _ => id,
    };
}
