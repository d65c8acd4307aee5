using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Seed;

/// <summary>Result of an upgrade or of its reversal.</summary>
public abstract record SeedOutcome
{
    private SeedOutcome()
    {
    }

    /// <summary>The environment already has this seed.</summary>
    public sealed record Nothing : SeedOutcome;

    /// <summary>Documents that prevent the upgrade; nothing was changed.</summary>
    /// <param name="Documents">Each document with the reason.</param>
    public sealed record Blocked(ImmutableArray<(string Document, string Message)> Documents) : SeedOutcome;

    /// <summary>Choices that are not valid; nothing was changed.</summary>
    /// <param name="Choices">Path of each choice in the request, whether its name is known, and the reason.</param>
    public sealed record Misplaced(ImmutableArray<(string Path, bool IsKnown, string Message)> Choices) : SeedOutcome;

    /// <summary>The change flow ran the change.</summary>
    /// <param name="Outcome">Accepted, refused or conflict.</param>
    public sealed record Done(ChangeOutcome Outcome) : SeedOutcome;
}

/// <summary>Documents for which the caller made a choice.</summary>
/// <param name="Take">Names of documents that take the text of the seed, whatever was changed locally.</param>
/// <param name="Keep">Names of documents that stay unchanged.</param>
public sealed record SeedChoices(ImmutableArray<string> Take, ImmutableArray<string> Keep);

/// <summary>
/// Brings the documents of an installed environment to the seed of the running program in one change, and reverts that change. A
/// local change is overwritten only if its document is named.
/// </summary>
public sealed class SeedUpgrade
{
    private readonly ScreeningStorage storage;
    private readonly SourceReader reader;
    private readonly ChangeFlow flow;
    private readonly SeedUpgradePlanner planner;

    /// <summary>Creates the upgrade.</summary>
    public SeedUpgrade(ScreeningStorage storage, SourceReader reader, ChangeFlow flow, SeedUpgradePlanner planner) =>
        (this.storage, this.reader, this.flow, this.planner) = (storage, reader, flow, planner);

    /// <summary>Carries out the plan that the caller has seen.</summary>
    /// <param name="choices">Choices for conflicts and other documents.</param>
    /// <param name="reason">Reason for the history.</param>
    /// <param name="context">Actor, and ETag of the plan.</param>
    /// <param name="cancellation">Ends the attempt before the commit.</param>
    public async Task<SeedOutcome> ApplyAsync(
        SeedChoices choices, string reason, ChangeContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(context);
        return await RunAsync(await ApplicationAsync(choices, reason, context, cancellation), context, cancellation);
    }

    /// <summary>The change that carries out the plan that the caller has seen, or why there is none.</summary>
    internal async Task<(Change? Change, SeedOutcome? Stopped)> ApplicationAsync(
        SeedChoices choices, string reason, ChangeContext context, CancellationToken cancellation)
    {
        var plan = await planner.PlanAsync(await storage.Head.ReadAsync(cancellation), cancellation);
        if (context.IfMatch != plan.ETag)
        {
            return (null, new SeedOutcome.Done(new ChangeOutcome.Conflict(plan.ETag)));
        }

        if (Misplaced(plan, choices) is { IsEmpty: false } misplaced)
        {
            return (null, new SeedOutcome.Misplaced(misplaced));
        }

        var unresolved = plan.Rows.Where(row => row.State == SeedUpgradeState.Conflict
            && !choices.Take.Contains(row.Document) && !choices.Keep.Contains(row.Document)).ToImmutableArray();
        if (!unresolved.IsEmpty)
        {
            return (null, new SeedOutcome.Blocked([.. unresolved.Select(row => (
                row.Document, $"was changed here and by the seed ({string.Join(", ", row.Clashes.Take(10))}); name it in `take` or in `keep`"))]));
        }

        if (plan.IsCurrent && choices.Take.IsEmpty)
        {
            return (null, new SeedOutcome.Nothing());
        }

        return (SeedUpgradeChange.Of(storage.Documents, plan, choices, context.Actor) with { Reason = reason }, null);
    }

    /// <summary>Reverts the last upgrade: the documents it changed get their previous versions and states.</summary>
    /// <param name="reason">Reason for the history.</param>
    /// <param name="context">Actor, and ETag of the plan.</param>
    /// <param name="cancellation">Ends the attempt before the commit.</param>
    public async Task<SeedOutcome> RevertAsync(string reason, ChangeContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await RunAsync(await ReversalAsync(reason, context, cancellation), context, cancellation);
    }

    /// <summary>The change that reverts the last upgrade, or why there is none.</summary>
    internal async Task<(Change? Change, SeedOutcome? Stopped)> ReversalAsync(string reason, ChangeContext context, CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        var tag = SeedUpgradePlan.TagOf(head, planner.Shipped);
        if (context.IfMatch != tag)
        {
            return (null, new SeedOutcome.Done(new ChangeOutcome.Conflict(tag)));
        }

        var mark = await planner.MarkAsync(head.Seed, head.SourceVersion, cancellation);
        if (mark is null || mark.SourceVersion < 2
            || await storage.Head.FindAsync(mark.SourceVersion, cancellation) is not { } after
            || await storage.Head.FindAsync(mark.SourceVersion - 1, cancellation) is not { } before)
        {
            return (null, new SeedOutcome.Blocked([("$", "the documents were never brought to a later seed, so there is nothing to take back")]));
        }

        var changed = Changed(before.Change.Manifest, after.Change.Manifest);
        var moved = changed.Where(one => !IsSame(after.Change.Manifest.Find(one.Kind, one.Id), head.Manifest.Find(one.Kind, one.Id))).ToImmutableArray();
        if (!moved.IsEmpty)
        {
            return (null, new SeedOutcome.Blocked([.. moved.Select(one => (
                SeedDocumentName.Of(one.Kind, one.Id), "was changed since the upgrade; take that change back first"))]));
        }

        var earlier = await planner.MarkAsync(before.Change.Seed, before.SourceVersion, cancellation)
            ?? new SeedMark(null, 0, Manifest.Empty);
        return (Reversal(before.Change.Manifest, changed, earlier, mark.SourceVersion) with { Reason = reason }, null);
    }

    private static bool IsSame(DocumentPin? left, DocumentPin? right) => left?.IsSame(right) ?? right is null;

    private async Task<SeedOutcome> RunAsync((Change? Change, SeedOutcome? Stopped) step, ChangeContext context, CancellationToken cancellation) =>
        step.Change is { } change ? new SeedOutcome.Done(await flow.RunAsync(change, context, cancellation)) : step.Stopped!;

    private Change Reversal(
        Manifest before, ImmutableArray<(DocumentKind Kind, string Id)> changed, SeedMark earlier, long sourceVersion)
    {
        async Task<Trial> ProposeAsync(HeadState head, CancellationToken cancellation)
        {
            var manifest = head.Manifest;
            foreach (var (kind, id) in changed)
            {
                manifest = before.Find(kind, id) is { } pin ? manifest.With(kind, id, pin) : manifest.Without(kind, id);
            }

            // Included, so that the lists are compiled with it too.
            var parties = changed.Where(one => one.Kind == DocumentKind.PartyPolicy && before.Find(one.Kind, one.Id) is not null)
                .Select(one => reader.DocumentAsync(one.Kind, one.Id, before.Find(one.Kind, one.Id)!.Version, cancellation));
            return new Trial(manifest) { Seed = earlier, Documents = [.. (await Task.WhenAll(parties)).OfType<DocumentSource>()] };
        }

        return new Change(
            string.Create(CultureInfo.InvariantCulture, $"take back the seed of source version {sourceVersion}"),
            manifest => manifest.ToJson(),
            ProposeAsync,
            Change.NothingToWrite)
        {
            TagOfWhole = head => SeedUpgradePlan.TagOf(head, planner.Shipped),
        };
    }

    private static ImmutableArray<(DocumentKind Kind, string Id)> Changed(Manifest before, Manifest after) =>
    [
        .. new[] { before, after }.SelectMany(manifest => manifest.Documents.SelectMany(kind => kind.Value.Select(pin => (Kind: kind.Key, Id: pin.Key))))
            .Distinct().Where(one => before.Find(one.Kind, one.Id) != after.Find(one.Kind, one.Id)),
    ];

    private static ImmutableArray<(string Path, bool IsKnown, string Message)> Misplaced(SeedUpgradePlan plan, SeedChoices choices)
    {
        var states = plan.Rows.ToDictionary(row => row.Document, row => row.State, StringComparer.Ordinal);
        IEnumerable<(string Path, bool IsKnown, string Message)> Of(string list, ImmutableArray<string> names)
        {
            for (var index = 0; index < names.Length; index++)
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");
                if (!states.TryGetValue(names[index], out var state))
                {
                    yield return (path, false, "names no document of the plan");
                }
                else if (list == "keep" && choices.Take.Contains(names[index]))
                {
                    yield return (path, true, "is in `take` already");
                }
                else if (state is SeedUpgradeState.Unchanged or SeedUpgradeState.Retained or SeedUpgradeState.Local)
                {
                    yield return (path, true, "leaves nothing to choose for this document");
                }
            }
        }

        return [.. Of("take", choices.Take), .. Of("keep", choices.Keep)];
    }
}
