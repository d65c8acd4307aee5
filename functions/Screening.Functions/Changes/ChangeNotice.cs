using Screening.Engine.Snapshots;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Changes;

/// <summary>
/// Counts and logs what was changed, so that a change no one expected wakes someone: the history says what it was and who made it.
/// </summary>
internal sealed partial class ChangeNotice(ILogger logger)
{
    /// <summary>Notices a committed change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="before">What was live before.</param>
    /// <param name="after">What is live now.</param>
    /// <param name="sourceVersion">Source version of the change, by which the history finds it.</param>
    internal void Committed(Change change, Manifest before, Manifest after, long sourceVersion)
    {
        var changed = Changed(before, after);
        foreach (var (kind, documents) in changed)
        {
            Measures.RulesChanged(NameOf(kind), documents);
        }

        if (changed.Count > 0)
        {
            LogRules(sourceVersion, changed.Values.Sum(), string.Join(", ", changed.Keys.Select(NameOf)));
        }

        if (change.Drop is { } drop)
        {
            Measures.ListDropConfirmed(drop.Confirmed);
            LogDrop(sourceVersion, drop.Feed, drop.Confirmed);
        }
    }

    /// <summary>Documents whose version, state or closing day differs, by kind.</summary>
    private static SortedDictionary<DocumentKind, int> Changed(Manifest before, Manifest after)
    {
        var counts = new SortedDictionary<DocumentKind, int>();
        foreach (var kind in before.Documents.Keys.Union(after.Documents.Keys))
        {
            var (old, now) = (before.Of(kind), after.Of(kind));
            var documents = old.Keys.Union(now.Keys, StringComparer.Ordinal).Count(id => old.GetValueOrDefault(id) != now.GetValueOrDefault(id));
            if (documents > 0)
            {
                counts[kind] = documents;
            }
        }

        return counts;
    }

    private static string NameOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Policy => "policy",
        DocumentKind.CountrySet => "country-set",
        DocumentKind.ControlList => "control-list",
        DocumentKind.Registry => "registry",
        DocumentKind.EmergencyStops => "emergency-stops",
        _ => "party-matching",
    };

    [LoggerMessage(
        LogEvents.ChangeNoticeRules, LogLevel.Information,
        "Rule data were changed. Source version: {SourceVersion}. Documents: {Documents}. Kinds: {Kinds}.")]
    private partial void LogRules(long sourceVersion, int documents, string kinds);

    [LoggerMessage(
        LogEvents.ChangeNoticeDrop, LogLevel.Warning,
        "A drop of list entries was confirmed. Source version: {SourceVersion}. Feed: {Feed}. Confirmed: {Confirmed}.")]
    private partial void LogDrop(long sourceVersion, string feed, string confirmed);
}
