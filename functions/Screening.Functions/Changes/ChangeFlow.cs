using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Screening.Engine.Snapshots;
using Screening.Functions.Lists;
using Screening.Functions.Snapshots;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Changes;

/// <summary>
/// Runs every change of authored content: try it with everything that is live, write its rows, update the versions row, send a
/// compile request. A failure before the versions row is updated has no visible effect.
/// </summary>
public sealed class ChangeFlow
{
    /// <summary>Attempts to commit before concurrent changes are reported as a conflict.</summary>
    private const int CommitAttempts = 4;

    private readonly ScreeningStorage storage;
    private readonly SourceReader reader;
    private readonly Compiler compiler;
    private readonly CompileRequests compileRequest;
    private readonly TimeProvider time;
    private readonly ChangeNotice notice;

    /// <summary>Creates the flow.</summary>
    public ChangeFlow(
        ScreeningStorage storage, SourceReader reader, Compiler compiler, CompileRequests compileRequest, TimeProvider time,
        ILogger<ChangeFlow>? logger = null)
    {
        (this.storage, this.reader, this.compiler, this.compileRequest, this.time) = (storage, reader, compiler, compileRequest, time);
        notice = new ChangeNotice(logger ?? NullLogger<ChangeFlow>.Instance);
    }

    /// <summary>Makes a new version of a country set, the control list, a registry or the party policy live.</summary>
    /// <param name="kind">Kind of document; policies are drafted and activated instead.</param>
    /// <param name="id">Id within the kind.</param>
    /// <param name="json">The text.</param>
    /// <param name="context">Actor and expected state.</param>
    /// <param name="cancellation">Ends the attempt before the commit.</param>
    public Task<ChangeOutcome> PutDocumentAsync(
        DocumentKind kind, string id, string json, ChangeContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfEqual(kind, DocumentKind.Policy);
        return RunAsync(DocumentChange.Put(storage.Documents, kind, id, json, context.Actor), context, cancellation);
    }

    /// <summary>Writes a version of a policy without making it live, if everything compiles with it.</summary>
    /// <param name="id">Policy id.</param>
    /// <param name="json">The text.</param>
    /// <param name="context">Actor and expected state.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>Drafted, refused or conflict.</returns>
    public async Task<ChangeOutcome> DraftPolicyAsync(
        string id, string json, ChangeContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var head = await storage.Head.ReadAsync(cancellation);
        var tag = head.Manifest.ETagOf(DocumentKind.Policy, id);
        if (!context.Holds(tag))
        {
            return new ChangeOutcome.Conflict(tag);
        }

        var errors = await ErrorsOfDraftAsync(id, json, head, cancellation);
        return errors.IsEmpty
            ? new ChangeOutcome.Drafted(
                await storage.Documents.AddAsync(DocumentKind.Policy, id, json, context.Actor, cancellation))
            : new ChangeOutcome.Refused(errors);
    }

    /// <summary>Returns the errors for which a draft would be refused. Writes nothing.</summary>
    public async Task<ImmutableArray<CompileError>> ValidatePolicyAsync(string id, string json, CancellationToken cancellation) =>
        await ErrorsOfDraftAsync(id, json, await storage.Head.ReadAsync(cancellation), cancellation);

    /// <summary>Makes a drafted version of a policy live. A law pack closes the open law pack on the day it begins.</summary>
    /// <param name="id">Policy id.</param>
    /// <param name="version">Drafted version.</param>
    /// <param name="context">Actor and expected state.</param>
    /// <param name="cancellation">Ends the attempt before the commit.</param>
    public Task<ChangeOutcome> ActivatePolicyAsync(
        string id, int version, ChangeContext context, CancellationToken cancellation) =>
        RunAsync(PolicyChange.Activate(reader, id, version), context, cancellation);

    /// <summary>Retires a policy. The law pack it had closed is open again, up to the day the retired one was closed.</summary>
    /// <param name="id">Policy id.</param>
    /// <param name="context">Actor and expected state.</param>
    /// <param name="cancellation">Ends the attempt before the commit.</param>
    public Task<ChangeOutcome> RetirePolicyAsync(string id, ChangeContext context, CancellationToken cancellation) =>
        RunAsync(PolicyChange.Retire(id), context, cancellation);

    /// <summary>
    /// Imports a complete list and makes it live. Importing the active list again without any difference is a confirmation, not a
    /// change.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="context">Actor and expected state.</param>
    /// <param name="cancellation">Ends the attempt before the commit; rows already written stay invisible.</param>
    public async Task<ChangeOutcome> ImportListAsync(
        ListImport list, ChangeContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(context);
        var head = await storage.Head.ReadAsync(cancellation);
        if (context.Holds(head.Manifest.ETagOf(list.Feed))
            && await ListChange.SameAsync(storage, reader, head.Manifest, list, cancellation) is { } same)
        {
            await storage.Confirmations.AddAsync(
                ListConfirmation.Of(same, context.Actor, list.Reason ?? ListConfirmation.SameContent, time.GetUtcNow()), cancellation);
            return new ChangeOutcome.Accepted(head.SourceVersion, same.ImportId);
        }

        return await RunAsync(
            ListChange.Import(storage, reader, list, context.Actor, time.GetUtcNow()), context, cancellation);
    }

    /// <summary>
    /// Tries a change and writes its rows, which stay invisible. It becomes live when another change names these rows.
    /// </summary>
    /// <returns>What would become live; or why it is refused.</returns>
    internal async Task<(PreparedChange? Prepared, ChangeOutcome? Stopped)> PrepareAsync(
        Change change, ChangeContext context, CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        var tag = change.TagOfWhole is { } whole ? whole(head) : change.TagOf(head.Manifest);
        if (!context.Holds(tag))
        {
            return (null, new ChangeOutcome.Conflict(tag));
        }

        var (trial, errors) = await ProposeAsync(change, head, cancellation);
        return errors.IsEmpty
            ? (new PreparedChange(head, tag, change.What, await WriteAsync(change, trial, cancellation)), null)
            : (null, new ChangeOutcome.Refused(errors));
    }

    /// <summary>Runs all steps of a change.</summary>
    internal async Task<ChangeOutcome> RunAsync(Change change, ChangeContext context, CancellationToken cancellation)
    {
        string? seen = null;
        Trial? written = null;
        for (var attempt = 1; ; attempt++)
        {
            var head = await storage.Head.ReadAsync(cancellation);
            var tag = change.TagOfWhole is { } whole ? whole(head) : change.TagOf(head.Manifest);
            if (attempt == 1)
            {
                seen = tag;
            }

            // Concurrent changes of other content are allowed, but not of this document or list.
            if (!context.Holds(tag) || !string.Equals(tag, seen, StringComparison.Ordinal)
                || attempt > CommitAttempts)
            {
                return new ChangeOutcome.Conflict(tag);
            }

            // Step 1: try the change.
            var (trial, errors) = await ProposeAsync(change, head, cancellation);
            if (!errors.IsEmpty)
            {
                return new ChangeOutcome.Refused(errors);
            }

            // Step 2: write the rows first and the versions row last. Until then the rows are invisible.
            written = await WriteAsync(change, trial, cancellation);
            var commit = new HeadChange(written.Manifest, context.Actor, change.What, time.GetUtcNow())
            {
                Seed = written.Seed,
                Reason = change.Reason ?? context.Reason,
                Proposal = context.Proposal,
                Approver = context.Approver,
            };
            if (await CommitAsync(head, commit, cancellation))
            {
                notice.Committed(change, head.Manifest, written.Manifest, head.SourceVersion + 1);

                // Step 3: send the compile request.
                await compileRequest.TrySendAsync(head.SourceVersion + 1);
                return new ChangeOutcome.Accepted(head.SourceVersion + 1, written.Version);
            }
        }
    }

    private async Task<(Trial Trial, ImmutableArray<CompileError> Errors)> ProposeAsync(
        Change change, HeadState head, CancellationToken cancellation)
    {
        using var span = Tracing.Step("change.try");
        var trial = await change.ProposeAsync(head, cancellation);
        var errors = await ErrorsOfAsync(trial, head, cancellation);
        span?.SetTag("screening.errors", errors.Length);
        return (trial, errors);
    }

    private static async Task<Trial> WriteAsync(Change change, Trial trial, CancellationToken cancellation)
    {
        using var span = Tracing.Step("change.write", ActivityKind.Client);
        return await change.WriteAsync(trial, cancellation);
    }

    private async Task<bool> CommitAsync(HeadState head, HeadChange commit, CancellationToken cancellation)
    {
        using var span = Tracing.Step("head.commit", ActivityKind.Client);
        span?.SetTag("screening.source_version", head.SourceVersion + 1);
        return await storage.Head.CommitAsync(head, commit, cancellation);
    }

    private async Task<ImmutableArray<CompileError>> ErrorsOfDraftAsync(
        string id, string json, HeadState head, CancellationToken cancellation)
    {
        var versions = await storage.Documents.VersionsAsync(DocumentKind.Policy, id, cancellation);
        var draft = new DocumentSource(DocumentKind.Policy, id, (versions is [.., var latest] ? latest : 0) + 1, json);
        var trial = await PolicyChange.ActivationAsync(reader, draft, head.Manifest, cancellation);
        return await ErrorsOfAsync(trial, head, cancellation);
    }

    // Lists depend on documents only through list codes, which the party policy declares.
    private static bool NeedsLists(Trial trial) =>
        !trial.Lists.IsEmpty || trial.Documents.Any(document => document.Kind == DocumentKind.PartyPolicy);

    private async Task<ImmutableArray<CompileError>> ErrorsOfAsync(
        Trial trial, HeadState head, CancellationToken cancellation)
    {
        if (!trial.Errors.IsEmpty)
        {
            return trial.Errors;
        }

        return NeedsLists(trial)
            ? compiler.Check(await reader.LoadAsync(trial, head.SourceVersion + 1, cancellation))
            : compiler.CheckDocuments(await reader.DocumentsAsync(trial, cancellation));
    }
}
