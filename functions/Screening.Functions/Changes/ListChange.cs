using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Screening.Engine.Snapshots;
using Screening.Functions.Lists;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Changes;

/// <summary>Import of a list: writes a complete new version, then makes it live.</summary>
internal static class ListChange
{
    /// <summary>Imports a list under a new import id.</summary>
    internal static Change Import(
        ScreeningStorage storage, SourceReader reader, ListImport list, string actor, DateTimeOffset at)
    {
        var source = Source(list, NewImportId(at));
        var isWritten = false;

        async Task<Trial> ProposeAsync(HeadState head, CancellationToken cancellation) =>
            new(head.Manifest.WithList(list.Feed, source.ImportId))
            {
                Lists = [source],
                Errors = await ListGate.ErrorsAsync(storage, reader, head.Manifest, list, cancellation),
                Version = source.ImportId,
            };

        async Task<Trial> WriteAsync(Trial trial, CancellationToken cancellation)
        {
            if (!isWritten)
            {
                await WriteRowsAsync(storage, Header(list, source.ImportId, actor, at), source, cancellation);
                isWritten = true;
            }

            return trial;
        }

        return new(
            What(list.Feed, list.Date, list.Entries.Length, list.Reason),
            manifest => manifest.ETagOf(list.Feed),
            ProposeAsync,
            WriteAsync)
        {
            Drop = list.IsDropConfirmed ? new(list.Feed, "drop") : list.ConfirmEmpty.IsEmpty ? null : new(list.Feed, "empty"),
        };
    }

    /// <summary>Makes an import live that is written already.</summary>
    /// <param name="reader">Reads its entries.</param>
    /// <param name="header">Its header.</param>
    /// <param name="isDrop">Whether a drop of entries was confirmed with a reason.</param>
    internal static Change Adopt(SourceReader reader, ImportHeader header, bool isDrop)
    {
        async Task<Trial> ProposeAsync(HeadState head, CancellationToken cancellation) =>
            new(head.Manifest.WithList(header.Feed, header.ImportId))
            {
                Lists = [await reader.ListAsync(header.Feed, header.ImportId, cancellation)],
                Version = header.ImportId,
            };

        return new(
            What(header.Feed, header.Date, header.Entries, header.Reason),
            manifest => manifest.ETagOf(header.Feed),
            ProposeAsync,
            Change.NothingToWrite)
        {
            Drop = header.Codes?.ContainsValue(0) == true ? new(header.Feed, "empty") : isDrop ? new(header.Feed, "drop") : null,
        };
    }

    /// <summary>
    /// The header of the active import if the list is identical to it. Importing it again would only change the import id, so it
    /// is a confirmation instead. Null when anything differs.
    /// </summary>
    internal static async Task<ImportHeader?> SameAsync(
        ScreeningStorage storage, SourceReader reader, Manifest live, ListImport list, CancellationToken cancellation)
    {
        if (!live.Lists.TryGetValue(list.Feed, out var activeId)
            || await storage.Imports.FindAsync(list.Feed, activeId, cancellation) is not { } header
            || header.Entries != list.Entries.Length || header.Date != list.Date
            || !string.Equals(header.Title, list.Title, StringComparison.Ordinal)
            || !string.Equals(header.Source, list.Source, StringComparison.Ordinal))
        {
            return null;
        }

        var active = await reader.ListAsync(list.Feed, activeId, cancellation);
        var codes = header.Codes ?? ListImport.CodesOf(active.Entries);
        return codes.SequenceEqual(list.Codes()) && ContentImportId(active) == ContentImportId(Source(list, activeId)) ? header : null;
    }

    /// <summary>Writes an import: the entries first, the header last.</summary>
    internal static async Task WriteRowsAsync(
        ScreeningStorage storage, ImportHeader header, WatchlistSource source, CancellationToken cancellation)
    {
        await storage.Lists.WriteAsync(source.Feed, source.ImportId, source.Entries, cancellation);
        await storage.Imports.PutAsync(header, cancellation);
    }

    /// <summary>Import id derived from the content, so that writing the same list again writes the same rows.</summary>
    internal static string ContentImportId(WatchlistSource list)
    {
        var lines = list.Entries
            .Select(entry => JsonSerializer.Serialize(entry, PlainJson.Default.WatchlistEntrySource))
            .Order(StringComparer.Ordinal)
            .Prepend($"{list.Feed}|{list.Title}|{list.Date:O}|{list.Source}");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
        }

        return "seed-" + Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static string NewImportId(DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture,
        $"{at.UtcDateTime:yyyyMMdd'T'HHmmssfff}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");

    /// <summary>The list under an import id.</summary>
    internal static WatchlistSource Source(ListImport list, string importId) => new()
    {
        Feed = list.Feed,
        Title = list.Title,
        Date = list.Date,
        Source = list.Source,
        ImportId = importId,
        Entries = list.Entries,
    };

    private static ImportHeader Header(ListImport list, string importId, string actor, DateTimeOffset at) => new()
    {
        Feed = list.Feed,
        ImportId = importId,
        Title = list.Title,
        Date = list.Date,
        Source = list.Source,
        Sha256 = list.Sha256,
        Entries = list.Entries.Length,
        Actor = actor,
        ImportedAt = at,
        Codes = list.Codes(),
        Reason = list.Reason,
        LeftOut = list.LeftOut,
    };

    private static string What(string feed, DateOnly date, int entries, string? reason)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"import list {feed} of {date:yyyy-MM-dd}, {entries} entries");
        return reason is null ? what : $"{what}; reason: {reason}";
    }
}
