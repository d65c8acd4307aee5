using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Snapshots;

namespace Screening.Benchmarks.Imports;

/// <summary>Entries that differ between two versions of a list, by their identity.</summary>
/// <param name="Added">Only in the new version.</param>
/// <param name="Removed">Only in the old version.</param>
/// <param name="Changed">In both, with other content; what differs.</param>
internal sealed record ListDifference(
    ImmutableArray<WatchlistEntrySource> Added, ImmutableArray<WatchlistEntrySource> Removed, ImmutableArray<(WatchlistEntrySource Entry, string What)> Changed)
{
    /// <summary>Entries shown of each group.</summary>
    private const int Shown = 20;

    /// <summary>Compares two versions.</summary>
    public static ListDifference Of(ImmutableArray<WatchlistEntrySource> before, ImmutableArray<WatchlistEntrySource> after)
    {
        var old = before.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        var next = after.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        return new(
            [.. after.Where(entry => !old.ContainsKey(entry.Id))],
            [.. before.Where(entry => !next.ContainsKey(entry.Id))],
            [.. after.Where(entry => old.ContainsKey(entry.Id)).Select(entry => (entry, WhatDiffers(old[entry.Id], entry))).Where(pair => pair.Item2.Length > 0)]);
    }

    /// <summary>Prints the counts and the first entries of each group.</summary>
    public void Write(TextWriter output)
    {
        Write("added", [.. Added.Select(entry => (entry, ""))], output);
        Write("removed", [.. Removed.Select(entry => (entry, ""))], output);
        Write("changed", Changed, output);
    }

    private static void Write(string what, ImmutableArray<(WatchlistEntrySource Entry, string What)> entries, TextWriter output)
    {
        output.WriteLine($"{what} {entries.Length}");
        foreach (var (entry, more) in entries.Take(Shown))
        {
            output.WriteLine($"  {entry.Id} {entry.Name}{(more.Length > 0 ? $": {more}" : "")}");
        }

        if (entries.Length > Shown)
        {
            output.WriteLine($"  and {entries.Length - Shown} more");
        }
    }

    private static string WhatDiffers(WatchlistEntrySource one, WatchlistEntrySource other)
    {
        var (before, after) = (JsonSerializer.SerializeToElement(one), JsonSerializer.SerializeToElement(other));
        return string.Join(", ", after.EnumerateObject().Select(member => member.Name).Union(before.EnumerateObject().Select(member => member.Name), StringComparer.Ordinal)
            .Where(name => TextOf(before, name) != TextOf(after, name)));
    }

    private static string TextOf(JsonElement entry, string member) => entry.TryGetProperty(member, out var value) ? value.GetRawText() : "";
}
