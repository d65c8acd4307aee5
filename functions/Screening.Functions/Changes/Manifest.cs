using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Functions.Changes;

/// <summary>Whether a document takes part in snapshots.</summary>
public enum PinState
{
    /// <summary>It does.</summary>
    Active,

    /// <summary>It once did; kept so that its version stays known.</summary>
    Retired,

    /// <summary>It never did; on file for whoever wants to activate it.</summary>
    OnFile,
}

/// <summary>Which version of one document is live.</summary>
/// <param name="Version">Version, counted from 1.</param>
/// <param name="State">Active or retired.</param>
public sealed record DocumentPin(int Version, PinState State)
{
    /// <summary>For a law pack: the day a successor took over. Null while it is open or has its own end.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Id of the successor, so that retiring it reopens this one.</summary>
    public string? ClosedBy { get; init; }
}

/// <summary>
/// The whole of what is live: a version of every document, an import of every list. The head row holds exactly one.
/// </summary>
public sealed record Manifest
{
    /// <summary>Nothing is live yet.</summary>
    public static readonly Manifest Empty = new();

    /// <summary>Documents by kind and id.</summary>
    public ImmutableSortedDictionary<DocumentKind, ImmutableSortedDictionary<string, DocumentPin>> Documents
    {
        get;
        init => field = value ?? Empty.Documents;
    } = ImmutableSortedDictionary<DocumentKind, ImmutableSortedDictionary<string, DocumentPin>>.Empty;

    /// <summary>Active import id by feed.</summary>
    public ImmutableSortedDictionary<string, string> Lists { get; init => field = value ?? Empty.Lists; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Pins of one kind.</summary>
    /// <param name="kind">Kind of document.</param>
    public ImmutableSortedDictionary<string, DocumentPin> Of(DocumentKind kind) =>
        Documents.TryGetValue(kind, out var pins)
            ? pins
            : ImmutableSortedDictionary.Create<string, DocumentPin>(StringComparer.Ordinal);

    /// <summary>Pin of one document; null when it was never live.</summary>
    /// <param name="kind">Kind of document.</param>
    /// <param name="id">Id within the kind.</param>
    public DocumentPin? Find(DocumentKind kind, string id) => Of(kind).GetValueOrDefault(id);

    /// <summary>The manifest with one document pinned.</summary>
    /// <param name="kind">Kind of document.</param>
    /// <param name="id">Id within the kind.</param>
    /// <param name="pin">The pin.</param>
    public Manifest With(DocumentKind kind, string id, DocumentPin pin) =>
        this with { Documents = Documents.SetItem(kind, Of(kind).SetItem(id, pin)) };

    /// <summary>The manifest without one document, as if it had never been live.</summary>
    /// <param name="kind">Kind of document.</param>
    /// <param name="id">Id within the kind.</param>
    public Manifest Without(DocumentKind kind, string id)
    {
        var left = Of(kind).Remove(id);
        return this with { Documents = left.IsEmpty ? Documents.Remove(kind) : Documents.SetItem(kind, left) };
    }

    /// <summary>The manifest with one list flipped to an import.</summary>
    /// <param name="feed">Feed id.</param>
    /// <param name="importId">Import that becomes active.</param>
    public Manifest WithList(string feed, string importId) => this with { Lists = Lists.SetItem(feed, importId) };

    /// <summary>Entity tag of one document, for If-Match: it changes exactly when the document's pin does.</summary>
    /// <param name="kind">Kind of document.</param>
    /// <param name="id">Id within the kind.</param>
    /// <returns>The quoted tag; null when the document was never live.</returns>
    public string? ETagOf(DocumentKind kind, string id) => Find(kind, id) is { } pin
        ? $"\"v{pin.Version}{StateMark(pin.State)}{pin.ClosedOn:'-closed-'yyyy-MM-dd}\""
        : null;

    private static string StateMark(PinState state) => state switch
    {
        PinState.Retired => "-retired",
        PinState.OnFile => "-on-file",
        _ => "",
    };

    /// <summary>Entity tag of one list.</summary>
    /// <param name="feed">Feed id.</param>
    /// <returns>The quoted import id; null when the feed has none.</returns>
    public string? ETagOf(string feed) => Lists.TryGetValue(feed, out var importId) ? $"\"{importId}\"" : null;

    /// <summary>Canonical JSON: same manifest, same text.</summary>
    public string ToJson() => StorageJson.Text(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="JsonException">It is no manifest.</exception>
    public static Manifest FromJson(string json)
    {
        var read = StorageJson.Read<Manifest>(json)
            ?? throw new JsonException("an empty manifest");
        // The reader sorts by culture; ids are codes and sort by their characters, everywhere alike.
        return new Manifest
        {
            Documents = read.Documents.ToImmutableSortedDictionary(
                kind => kind.Key, kind => kind.Value.WithComparers(StringComparer.Ordinal)),
            Lists = read.Lists.WithComparers(StringComparer.Ordinal),
        };
    }
}
