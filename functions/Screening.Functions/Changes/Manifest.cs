using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Changes;

/// <summary>Whether a document is included in snapshots.</summary>
public enum PinState
{
    /// <summary>Included.</summary>
    Active,

    /// <summary>Formerly included; kept so that its version stays known.</summary>
    Retired,

    /// <summary>Never included; an approver may activate it.</summary>
    OnFile,
}

/// <summary>Live version of one document.</summary>
/// <param name="Version">Version, counted from 1.</param>
/// <param name="State">Active, retired or on file.</param>
public sealed record DocumentPin(int Version, PinState State)
{
    /// <summary>
    /// For a law pack: the day on which a successor took effect. Null while it is open or when it has its own end.
    /// </summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Id of the successor, so that retiring the successor reopens this pack.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>
    /// Number of changes that did not raise the version: retired, activated again, closed, reopened. Null stands for none. With it
    /// no two states of a document have the same tag. <see cref="Manifest.With"/> counts it.
    /// </summary>
    public int? Turn { get; init; }

    /// <summary>Whether another pin is the same version in the same state, however often each was changed.</summary>
    public bool IsSame(DocumentPin? other) => other is not null && this with { Turn = null } == other with { Turn = null };
}

/// <summary>
/// Everything that is live: a version of every document and an import of every list. The versions row holds exactly one manifest.
/// </summary>
public sealed record Manifest
{
    /// <summary>The manifest of an empty environment.</summary>
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

    /// <summary>Pins of one kind of document.</summary>
    public ImmutableSortedDictionary<string, DocumentPin> Of(DocumentKind kind) =>
        Documents.TryGetValue(kind, out var pins)
            ? pins
            : ImmutableSortedDictionary.Create<string, DocumentPin>(StringComparer.Ordinal);

    /// <summary>Pin of one document; null when it was never live.</summary>
    public DocumentPin? Find(DocumentKind kind, string id) => Of(kind).GetValueOrDefault(id);

    /// <summary>The manifest with one document pinned.</summary>
    public Manifest With(DocumentKind kind, string id, DocumentPin pin)
    {
        var before = Find(kind, id);
        var counted = pin with { Turn = before is null ? null : before.Turn };
        if (before is not null && before != counted && pin.Version <= before.Version)
        {
            counted = counted with { Turn = (before.Turn ?? 0) + 1 };
        }

        return this with { Documents = Documents.SetItem(kind, Of(kind).SetItem(id, counted)) };
    }

    /// <summary>The manifest without one document, as if it had never been live.</summary>
    public Manifest Without(DocumentKind kind, string id)
    {
        var left = Of(kind).Remove(id);
        return this with { Documents = left.IsEmpty ? Documents.Remove(kind) : Documents.SetItem(kind, left) };
    }

    /// <summary>The manifest with another active import of a list.</summary>
    public Manifest WithList(string feed, string importId) => this with { Lists = Lists.SetItem(feed, importId) };

    /// <summary>
    /// ETag of one document, for If-Match. It changes with every change of its pin, and no earlier tag of a document that stays comes back.
    /// </summary>
    /// <returns>The quoted tag; null when the document was never live.</returns>
    public string? ETagOf(DocumentKind kind, string id) => Find(kind, id) is { } pin
        ? $"\"v{pin.Version}{StateMark(pin.State)}{pin.ClosedOn:'-closed-'yyyy-MM-dd}{(pin.Turn is { } turn ? $"-{turn}" : "")}\""
        : null;

    private static string StateMark(PinState state) => state switch
    {
        PinState.Retired => "-retired",
        PinState.OnFile => "-on-file",
        _ => "",
    };

    /// <summary>ETag of one list.</summary>
    /// <returns>The quoted import id; null when the feed has none.</returns>
    public string? ETagOf(string feed) => Lists.TryGetValue(feed, out var importId) ? $"\"{importId}\"" : null;

    /// <summary>Canonical JSON: equal manifests have equal texts.</summary>
    public string ToJson() => RowJson.Text(this);

    /// <summary>Reads the result of <see cref="ToJson"/>.</summary>
    /// <exception cref="JsonException">The text is not a manifest.</exception>
    public static Manifest FromJson(string json)
    {
        var read = RowJson.Read<Manifest>(json)
            ?? throw new JsonException("an empty manifest");
        // The deserialiser sorts by culture. Ids are codes and must sort ordinally, the same on every machine.
        return new Manifest
        {
            Documents = read.Documents.ToImmutableSortedDictionary(
                kind => kind.Key, kind => kind.Value.WithComparers(StringComparer.Ordinal)),
            Lists = read.Lists.WithComparers(StringComparer.Ordinal),
        };
    }
}
