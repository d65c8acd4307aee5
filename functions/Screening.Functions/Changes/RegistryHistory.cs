using System.Text.Json.Nodes;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Changes;

/// <summary>One version of a registry that was active, with its actor, time and changes.</summary>
/// <param name="Version">Version of the registry.</param>
/// <param name="SourceVersion">Source version of the change that activated it.</param>
/// <param name="Actor">Actor of that change.</param>
/// <param name="At">Time of that change, UTC.</param>
/// <param name="Added">Entries that were not in the previous version.</param>
/// <param name="Removed">Entries of the previous version that are gone. A changed entry is one removed and one added.</param>
public sealed record RegistryVersion(int Version, long SourceVersion, string Actor, DateTimeOffset At, JsonArray Added, JsonArray Removed);

/// <summary>
/// Reads the history of a registry from the history of the versions row, so it contains only versions that were active.
/// </summary>
internal static class RegistryHistory
{
    /// <summary>All versions that became active, oldest first.</summary>
    public static async Task<List<RegistryVersion>> ReadAsync(ScreeningStorage storage, string id, CancellationToken cancellation)
    {
        var versions = new List<RegistryVersion>();
        var (live, before) = (0, new JsonArray());
        await foreach (var entry in storage.Head.HistoryAsync(0, cancellation))
        {
            var version = entry.Change.Manifest.Find(DocumentKind.Registry, id)?.Version ?? 0;
            if (version == live || version == 0)
            {
                continue;
            }

            var now = await EntriesAsync(storage, id, version, cancellation);
            versions.Add(new RegistryVersion(
                version, entry.SourceVersion, entry.Change.Actor, entry.Change.At, Missing(now, before), Missing(before, now)));
            (live, before) = (version, now);
        }

        return versions;
    }

    private static async Task<JsonArray> EntriesAsync(ScreeningStorage storage, string id, int version, CancellationToken cancellation)
    {
        var document = await storage.Documents.ReadAsync(DocumentKind.Registry, id, version, cancellation)
            ?? throw new InvalidDataException($"registry {id}: version {version} was live and is not there");
        return JsonNode.Parse(document.Json)!["entries"]!.AsArray();
    }

    private static JsonArray Missing(JsonArray from, JsonArray other)
    {
        var known = other.Select(entry => entry!.ToJsonString()).ToHashSet(StringComparer.Ordinal);
        return [.. from.Where(entry => !known.Contains(entry!.ToJsonString())).Select(entry => entry!.DeepClone())];
    }
}
