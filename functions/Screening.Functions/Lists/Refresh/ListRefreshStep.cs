using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Screening.Functions.Changes;
using Screening.Functions.Lists.Formats.Reading;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Lists.Refresh;

/// <summary>
/// One refresh: download, compare, confirm or import. The import is that of <see cref="ChangeFlow.ImportListAsync"/> with the same
/// gate and without any confirmation, so a refresh can do less than a person, and never more.
/// </summary>
public sealed class ListRefreshStep(
    ScreeningStorage storage, SourceReader reader, ChangeFlow flow, ListDownload download, ListStandings? standings, TimeProvider time)
{
    /// <summary>Errors of a file or of the gate that a reason names.</summary>
    private const int ErrorsShown = 3;

    /// <summary>Refreshes a feed that this process has claimed.</summary>
    /// <param name="approved">The source as approved.</param>
    /// <param name="state">The state of its refreshes.</param>
    /// <param name="cancellation">Ends the refresh before its commit.</param>
    /// <returns>What it did, and the state with what the source said of its answer.</returns>
    internal async Task<(RefreshOutcome Outcome, RefreshState State)> RunAsync(ApprovedSource approved, RefreshState state, CancellationToken cancellation)
    {
        var source = approved.Source!;
        var head = await storage.Head.ReadAsync(cancellation);
        var active = head.Manifest.Lists.GetValueOrDefault(approved.Feed);
        var header = active is null ? null : await storage.Imports.FindAsync(approved.Feed, active, cancellation);
        // An import by a person in the meantime is no answer of the source.
        var known = header is not null && state.ImportId == active && (state.ETag is not null || state.LastModified is not null)
            ? new SourceValidators(state.ETag, state.LastModified) : null;
        switch (await download.GetAsync(new Uri(source.Address), known, cancellation))
        {
            case Downloaded.Unchanged:
                return (await ConfirmAsync(approved, header!, "the source answered 304", cancellation), state);
            case Downloaded.Whole file:
                var outcome = await TakeAsync(approved, file, head.Manifest, header, cancellation);
                var importId = outcome switch
                {
                    RefreshOutcome.Imported imported => imported.ImportId,
                    RefreshOutcome.Unchanged unchanged => unchanged.ImportId,
                    _ => null,
                };
                return (outcome, importId is null ? state : state with { ImportId = importId, ETag = file.Validators.ETag, LastModified = file.Validators.LastModified });
            case Downloaded.Failed failed:
                return (new RefreshOutcome.Failed(failed.Reason), state);
            case var other:
                throw new InvalidOperationException($"no way to take {other.GetType().Name}");
        }
    }

    private async Task<RefreshOutcome> TakeAsync(
        ApprovedSource approved, Downloaded.Whole file, Manifest live, ImportHeader? header, CancellationToken cancellation)
    {
        var source = approved.Source!;
        var sha = Convert.ToHexStringLower(SHA256.HashData(file.Bytes));
        if (header is not null && header.Sha256 == sha)
        {
            return await ConfirmAsync(approved, header, "the source publishes the same file", cancellation);
        }

        using var bytes = new MemoryStream(file.Bytes.Array!, file.Bytes.Offset, file.Bytes.Count, writable: false);
        var read = ListFile.Read(bytes, source.Format, cancellation: cancellation);
        if (read.FaultsOfImport(null) is { IsEmpty: false } faults)
        {
            return Failed("the file cannot be read", faults.Select(error =>
                $"line {error.Line.ToString(CultureInfo.InvariantCulture)}: {(error.Column.Length == 0 ? "" : error.Column + ": ")}{error.Message}"));
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var list = new ListImport
        {
            Feed = approved.Feed,
            Title = header?.Title ?? approved.Feed,
            Date = read.Date is { } date && date <= today ? date : DateOf(file.Validators.LastModified, today),
            Source = source.Host,
            Sha256 = sha,
            Entries = read.Entries,
            LeftOut = read.LeftOut,
        };
        if (header is not null && await IsSameAsync(list, live, header, cancellation))
        {
            return await ConfirmAsync(approved, header, ListConfirmation.SameContent, cancellation);
        }

        if (header is not null && list.Date < header.Date)
        {
            return new RefreshOutcome.Failed(Text($"the file of {list.Date:yyyy-MM-dd} is older than the active import of {header.Date:yyyy-MM-dd}"));
        }

        return await StillApprovedAsync(approved, cancellation)
            ? await ImportAsync(approved, list, live, cancellation)
            : new RefreshOutcome.Failed("its address was changed meanwhile");
    }

    private async Task<RefreshOutcome> ImportAsync(ApprovedSource approved, ListImport list, Manifest live, CancellationToken cancellation)
    {
        var tag = live.ETagOf(approved.Feed);
        var context = new ChangeContext(ActorOf(approved), tag)
        {
            IsCreation = tag is null,
            Approver = approved.Approver,
            Reason = Text($"refreshed from {list.Source}, whose address was approved in proposal {approved.Proposal}"),
        };
        return await flow.ImportListAsync(list, context, cancellation) switch
        {
            ChangeOutcome.Accepted accepted => new RefreshOutcome.Imported(accepted.Version!, accepted.SourceVersion),
            ChangeOutcome.Refused refused => Failed("the list is refused", refused.Errors.Select(error => error.Message)),
            _ => new RefreshOutcome.Failed("another import of this feed was made at the same time"),
        };
    }

    private async Task<RefreshOutcome> ConfirmAsync(ApprovedSource approved, ImportHeader active, string reason, CancellationToken cancellation)
    {
        if (!await StillApprovedAsync(approved, cancellation))
        {
            return new RefreshOutcome.Failed("its address was changed meanwhile");
        }

        await storage.Confirmations.AddAsync(ListConfirmation.Of(active, ActorOf(approved), reason, time.GetUtcNow()), cancellation);
        if (standings is not null)
        {
            await standings.LookAgainAsync();
        }

        return new RefreshOutcome.Unchanged(active.ImportId);
    }

    // A person may have stated title, date and source of the active import, and that some codes of it are empty.
    private async Task<bool> IsSameAsync(ListImport list, Manifest live, ImportHeader header, CancellationToken cancellation)
    {
        var empty = header.Codes?.Where(code => code.Value == 0).Select(code => code.Key).ToImmutableArray() ?? [];
        return await ListChange.SameAsync(
            storage, reader, live, list with { Title = header.Title, Date = header.Date, Source = header.Source, ConfirmEmpty = empty }, cancellation) is not null;
    }

    // What was approved is this address. A change or removal while the file is on its way takes the approval away.
    private async Task<bool> StillApprovedAsync(ApprovedSource approved, CancellationToken cancellation) =>
        await storage.ListSources.FindAsync(approved.Feed, cancellation) is ({ Source: not null } now, _) && now.Version == approved.Version;

    private static DateOnly DateOf(DateTimeOffset? lastModified, DateOnly today) =>
        lastModified is { } at && DateOnly.FromDateTime(at.UtcDateTime) is var day && day < today ? day : today;

    private static string ActorOf(ApprovedSource approved) => $"refresh:{approved.Feed}";

    private static RefreshOutcome.Failed Failed(string what, IEnumerable<string> errors)
    {
        string[] all = [.. errors];
        var shown = string.Join("; ", all.Take(ErrorsShown));
        return new(all.Length <= ErrorsShown ? $"{what}: {shown}" : Text($"{what}: {shown}; and {all.Length - ErrorsShown} more"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
