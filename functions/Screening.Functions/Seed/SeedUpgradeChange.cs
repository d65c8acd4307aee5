using System.Collections.Immutable;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;

namespace Screening.Functions.Seed;

/// <summary>A plan with its choices, as one change of the versions row.</summary>
internal sealed class SeedUpgradeChange
{
    private readonly DocumentTable table;
    private readonly SeedUpgradePlan plan;
    private readonly SeedChoices choices;
    private readonly string actor;

    private SeedUpgradeChange(DocumentTable table, SeedUpgradePlan plan, SeedChoices choices, string actor) =>
        (this.table, this.plan, this.choices, this.actor) = (table, plan, choices, actor);

    /// <summary>Creates the change.</summary>
    /// <param name="table">Table of the new versions.</param>
    /// <param name="plan">A plan with a choice for every conflict.</param>
    /// <param name="choices">The choices.</param>
    /// <param name="actor">Author of merged texts.</param>
    public static Change Of(DocumentTable table, SeedUpgradePlan plan, SeedChoices choices, string actor)
    {
        var change = new SeedUpgradeChange(table, plan, choices, actor);
        return new Change($"bring the documents to seed {plan.Shipped}", manifest => manifest.ToJson(), change.ProposeAsync, change.WriteAsync)
        {
            TagOfWhole = head => SeedUpgradePlan.TagOf(head, plan.Shipped),
        };
    }

    private IEnumerable<SeedUpgradeRow> Shipped => plan.Rows.Where(row => row.Sides is not null);

    private Task<Trial> ProposeAsync(HeadState head, CancellationToken cancellation) => Task.FromResult(TrialOf(
        head, Shipped.ToDictionary(row => row.Document, row => new Written(row.Sides!.Version, row.Sides.Version + 1, row.Sides.Theirs, row.Sides.MergedJson))));

    private async Task<Trial> WriteAsync(Trial trial, CancellationToken cancellation)
    {
        // A policy is written after its parent, because it names the parent's version. All other documents are written in
        // parallel.
        var rows = Shipped.ToLookup(row => row.Kind == DocumentKind.Policy);
        var written = (await Task.WhenAll(rows[false].Select(async row => (row.Document, await WriteAsync(row, [], cancellation)))))
            .ToDictionary(one => one.Document, one => one.Item2);
        var versions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows[true])
        {
            written[row.Document] = await WriteAsync(row, versions, cancellation);
            versions[row.Id] = written[row.Document].Version;
        }

        return TrialOf(plan.Head, written);
    }

    private async Task<Written> WriteAsync(SeedUpgradeRow row, Dictionary<string, int> versions, CancellationToken cancellation)
    {
        var sides = row.Sides!;
        string Pinned(string json) => row.Kind == DocumentKind.Policy
            ? SeedPolicyPin.With(json, parent => versions.TryGetValue(parent, out var version) ? version : null)
            : json;
        // The text of the seed is stored even if it is not used, because the next upgrade compares with it.
        var theirs = sides.IsStored ? sides.Theirs : Pinned(sides.Shipped.Json);
        var version = sides.IsStored
            ? sides.Version
            : await table.AddAsync(row.Kind, row.Id, theirs, Seeder.Actor, cancellation);
        if (Decide(row) != Choice.Merged)
        {
            return new Written(version, 0, theirs, null);
        }

        var merged = Pinned(sides.MergedJson!);
        return new Written(version, await table.AddAsync(row.Kind, row.Id, merged, actor, cancellation), theirs, merged);
    }

    private Trial TrialOf(HeadState head, Dictionary<string, Written> written)
    {
        var (manifest, origin) = (head.Manifest, plan.Mark?.Documents ?? Manifest.Empty);
        var (live, beside) = (ImmutableArray.CreateBuilder<DocumentSource>(), ImmutableArray.CreateBuilder<DocumentSource>());
        foreach (var row in Shipped)
        {
            var (sides, text) = (row.Sides!, written[row.Document]);
            origin = origin.With(row.Kind, row.Id, new DocumentPin(text.Version, sides.Shipped.State));
            var choice = Decide(row);
            if (row.Kind == DocumentKind.Policy)
            {
                beside.Add(new DocumentSource(row.Kind, row.Id, text.Version, text.Theirs));
            }

            if (choice == Choice.Ours)
            {
                continue;
            }

            var version = choice switch
            {
                Choice.Merged => text.MergedVersion,
                Choice.Theirs => text.Version,
                _ => row.Pin!.Version,
            };
            var state = choices.Take.Contains(row.Document) ? sides.Shipped.State : sides.State;
            manifest = manifest.With(row.Kind, row.Id, (row.Pin ?? new DocumentPin(version, state)) with { Version = version, State = state });
            if (choice != Choice.OursRestated)
            {
                live.Add(new DocumentSource(row.Kind, row.Id, version, choice == Choice.Merged ? text.Merged! : text.Theirs));
            }
        }

        return new Trial(manifest)
        {
            Documents = live.ToImmutable(),
            Parents = beside.ToImmutable(),
            Seed = plan.Mark is { } mark
                ? mark.Next(plan.Shipped, head.SourceVersion + 1, origin)
                : new SeedMark(plan.Shipped, head.SourceVersion + 1, origin),
        };
    }

    private Choice Decide(SeedUpgradeRow row) =>
        choices.Take.Contains(row.Document) ? Choice.Theirs
        : choices.Keep.Contains(row.Document) ? Choice.Ours
        : row.State switch
        {
            SeedUpgradeState.Update when !row.Sides!.TakesText => Choice.OursRestated,
            SeedUpgradeState.Update or SeedUpgradeState.Add => Choice.Theirs,
            SeedUpgradeState.Merged => Choice.Merged,
            _ => Choice.Ours,
        };

    private enum Choice
    {
        Ours,

        /// <summary>The current text, in the state that the seed gives it.</summary>
        OursRestated,
        Theirs,
        Merged,
    }

    private sealed record Written(int Version, int MergedVersion, string Theirs, string? Merged);
}
