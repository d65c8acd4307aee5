using System.Collections.Concurrent;
using System.Collections.Immutable;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;

namespace Screening.Functions.Snapshots;

/// <summary>
/// Reads the documents and lists that a manifest names. Versions and imports never change once a manifest names them, so they are
/// cached while they are live.
/// </summary>
public sealed class SourceReader
{
    /// <summary>
    /// Attempts to read while the versions row keeps changing. After that the last state read is used, which is older but
    /// consistent.
    /// </summary>
    private const int HeadAttempts = 3;

    private readonly ScreeningStorage storage;
    private readonly ConcurrentDictionary<(DocumentKind Kind, string Id, int Version), DocumentSource> documents =
        new();
    private readonly ConcurrentDictionary<(string Feed, string ImportId), WatchlistSource> lists = new();

    /// <summary>Creates a reader.</summary>
    public SourceReader(ScreeningStorage storage) => this.storage = storage;

    /// <summary>Reads everything that is live: the versions row, the rows it names, the versions row again.</summary>
    /// <exception cref="InvalidDataException">The versions row names something that is missing or incomplete.</exception>
    public async Task<SnapshotSource> ReadAsync(CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var source = await LoadAsync(new Trial(head.Manifest), head.SourceVersion, cancellation);
            var after = await storage.Head.ReadAsync(cancellation);
            if (after.SourceVersion == head.SourceVersion || attempt == HeadAttempts)
            {
                Forget(head.Manifest);
                return source;
            }

            head = after;
        }
    }

    /// <summary>The live base policy that a policy is combined with. The policy, or its nearest parent that has one, names it.</summary>
    internal async Task<DocumentSource?> BaseOfAsync(DocumentSource policy, Manifest manifest, CancellationToken cancellation)
    {
        var named = policy.Parents.Prepend(policy).Select(text => PolicyHeading.Read(text.Json).Base).FirstOrDefault(text => text is not null);
        return named is not null && manifest.Find(DocumentKind.Policy, named) is { } pin
            ? await PolicyAsync(named, pin.Version, cancellation)
            : null;
    }

    /// <summary>Clears the cache, because its content may have been read from damaged rows.</summary>
    internal void ForgetAll()
    {
        documents.Clear();
        lists.Clear();
    }

    /// <summary>Reads everything that a trial would make live.</summary>
    internal async Task<SnapshotSource> LoadAsync(Trial trial, long sourceVersion, CancellationToken cancellation)
    {
        var documentsRead = DocumentsAsync(trial, cancellation);
        var listsRead = trial.Manifest.Lists
            .Select(list => ListAsync(trial, list.Key, list.Value, cancellation))
            .ToList();
        return new SnapshotSource
        {
            SourceVersion = sourceVersion,
            Documents = await documentsRead,
            Watchlists = [.. await Task.WhenAll(listsRead)],
        };
    }

    /// <summary>Reads the documents that a trial would make live.</summary>
    internal async Task<ImmutableArray<DocumentSource>> DocumentsAsync(Trial trial, CancellationToken cancellation)
    {
        var pins =
            from kind in trial.Manifest.Documents
            from pin in kind.Value
            where pin.Value.State == PinState.Active
            select DocumentAsync(trial, kind.Key, pin.Key, pin.Value, cancellation);
        return [.. await Task.WhenAll(pins.ToList())];
    }

    /// <summary>Reads one import.</summary>
    internal async Task<WatchlistSource> ListAsync(string feed, string importId, CancellationToken cancellation)
    {
        if (lists.TryGetValue((feed, importId), out var kept))
        {
            return kept;
        }

        var header = await storage.Imports.FindAsync(feed, importId, cancellation)
            ?? throw new InvalidDataException($"list {feed}: import {importId} has no header");
        var read = new WatchlistSource
        {
            Feed = feed,
            Title = header.Title,
            Date = header.Date,
            Source = header.Source,
            ImportId = importId,
            Entries = await storage.Lists.ReadAsync(feed, importId, header.Entries, cancellation),
        };
        return lists.GetOrAdd((feed, importId), read);
    }

    /// <summary>Reads one version of a document; null when there is none.</summary>
    internal async Task<DocumentSource?> DocumentAsync(
        DocumentKind kind, string id, int version, CancellationToken cancellation)
    {
        if (documents.TryGetValue((kind, id, version), out var kept))
        {
            return kept;
        }

        var read = await storage.Documents.ReadAsync(kind, id, version, cancellation);
        return read is null ? null : documents.GetOrAdd((kind, id, version), read);
    }

    private async Task<DocumentSource> DocumentAsync(
        Trial trial, DocumentKind kind, string id, DocumentPin pin, CancellationToken cancellation)
    {
        var document =
            trial.Documents.FirstOrDefault(d => d.Kind == kind && string.Equals(d.Id, id, StringComparison.Ordinal))
            ?? await DocumentAsync(kind, id, pin.Version, cancellation)
            ?? throw new InvalidDataException($"{kind} {id}: version {pin.Version} is not there");
        var parents = kind == DocumentKind.Policy ? await ParentsAsync(document, trial, cancellation) : [];
        return document with { Version = pin.Version, ClosedOn = pin.ClosedOn, Parents = parents };
    }

    /// <summary>Reads one version of a policy with its pinned parents; null when there is none.</summary>
    internal async Task<DocumentSource?> PolicyAsync(string id, int version, CancellationToken cancellation) =>
        await DocumentAsync(DocumentKind.Policy, id, version, cancellation) is { } policy
            ? policy with { Version = version, Parents = await ParentsAsync(policy, null, cancellation) }
            : null;

    /// <summary>
    /// Reads the pinned parents of a policy, direct and indirect. A missing parent is left out, and the compiler reports it.
    /// Documents of the trial are used first, because they may not be in storage yet.
    /// </summary>
    private async Task<ImmutableArray<DocumentSource>> ParentsAsync(DocumentSource policy, Trial? trial, CancellationToken cancellation)
    {
        var parents = ImmutableArray.CreateBuilder<DocumentSource>();
        var next = policy;
        while (PolicyHeading.Read(next.Json).Extends is var (id, version)
            && parents.Count < PolicyFlattening.MaximumParents
            && (Tried(trial, id, version) ?? await DocumentAsync(DocumentKind.Policy, id, version, cancellation)) is { } parent)
        {
            parents.Add(parent);
            next = parent;
        }

        return parents.ToImmutable();
    }

    private static DocumentSource? Tried(Trial? trial, string id, int version) => trial?.Documents.Concat(trial.Parents)
        .FirstOrDefault(tried => tried.Kind == DocumentKind.Policy && tried.Version == version && string.Equals(tried.Id, id, StringComparison.Ordinal));

    private async Task<WatchlistSource> ListAsync(
        Trial trial, string feed, string importId, CancellationToken cancellation) =>
        trial.Lists.FirstOrDefault(list => string.Equals(list.Feed, feed, StringComparison.Ordinal))
        ?? await ListAsync(feed, importId, cancellation);

    private void Forget(Manifest live)
    {
        foreach (var key in documents.Keys.Where(key => live.Find(key.Kind, key.Id)?.Version != key.Version))
        {
            documents.TryRemove(key, out _);
        }

        foreach (var key in lists.Keys.Where(
            key => !string.Equals(live.Lists.GetValueOrDefault(key.Feed), key.ImportId, StringComparison.Ordinal)))
        {
            lists.TryRemove(key, out _);
        }
    }
}
