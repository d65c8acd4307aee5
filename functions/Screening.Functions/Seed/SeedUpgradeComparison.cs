using System.Collections.Immutable;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;

namespace Screening.Functions.Seed;

/// <summary>The three-way comparison of one document. Pure, and the only place that decides the result.</summary>
/// <param name="Theirs">Shipped text; for a policy with the version its parent has in this environment.</param>
/// <param name="State">Effect on the document.</param>
/// <param name="Pin">Its state afterwards.</param>
/// <param name="TakesText">Whether the shipped text replaces the active one.</param>
/// <param name="Merged">Text with both changes; null unless merged.</param>
/// <param name="Clashes">Paths changed by both sides.</param>
internal sealed record SeedUpgradeComparison(
    string Theirs, SeedUpgradeState State, PinState Pin, bool TakesText, string? Merged, ImmutableArray<string> Clashes)
{
    private const string StatePath = "(state)";

    /// <summary>Compares a document.</summary>
    /// <param name="document">Its texts.</param>
    /// <param name="versions">Versions that hold the shipped texts of the preceding policies.</param>
    public static SeedUpgradeComparison Of(SeedUpgradeInput document, IReadOnlyDictionary<string, int> versions)
    {
        var (kind, ours, origin) = (document.Shipped.Kind, document.Ours, document.Origin);
        var theirs = kind == DocumentKind.Policy
            ? SeedPolicyPin.With(document.Shipped.Json, parent => versions.TryGetValue(parent, out var version) ? version : null)
            : document.Shipped.Json;
        var text = TextOf(document, theirs);
        var (pin, pinClashes) = PinOf(document);
        var clashes = text.Clashes.AddRange(pinClashes);
        return new(theirs, StateOf(), pin, text.IsTaken, text.Merged, clashes);

        SeedUpgradeState StateOf()
        {
            var hasOwnText = !SeedUpgradeText.Same(kind, ours?.Json, theirs);
            return 0 switch
            {
                _ when !clashes.IsEmpty => SeedUpgradeState.Conflict,
                _ when text.Merged is not null => SeedUpgradeState.Merged,
                _ when text.IsTaken && ours is null => SeedUpgradeState.Add,
                _ when text.IsTaken || (ours is not null && pin != ours.State) => SeedUpgradeState.Update,
                _ when hasOwnText || (ours is not null && ours.State != document.Shipped.State) => SeedUpgradeState.Kept,
                _ => SeedUpgradeState.Unchanged,
            };
        }
    }

    /// <summary>Creates the row of the plan.</summary>
    /// <param name="document">The texts.</param>
    /// <param name="version">Version that holds or will hold the shipped text.</param>
    /// <param name="isStored">Whether that version is in storage.</param>
    public SeedUpgradeRow Row(SeedUpgradeInput document, int version, bool isStored)
    {
        var (kind, id) = (document.Shipped.Kind, document.Shipped.Id);
        var result = Merged ?? (State == SeedUpgradeState.Update && !TakesText ? document.Ours!.Json : Theirs);
        return new SeedUpgradeRow
        {
            Document = SeedDocumentName.Of(kind, id), Kind = kind, Id = id, State = State, Pin = document.Pin, Clashes = Clashes,
            Change = State == SeedUpgradeState.Unchanged
                ? SeedDifference.None
                : Between(kind, document.Ours, result, State is SeedUpgradeState.Conflict or SeedUpgradeState.Kept ? document.Shipped.State : Pin),
            Local = State is SeedUpgradeState.Merged or SeedUpgradeState.Kept or SeedUpgradeState.Conflict && document is { Origin: { } origin, Ours: { } ours }
                ? Between(kind, origin, ours.Json, ours.State)
                : SeedDifference.None,
            Note = document.Origin is null && document.Ours is not null && State == SeedUpgradeState.Conflict
                ? "both the environment and the seed have a document with this id, and no seed before had one"
                : null,
            Sides = new(document.Ours?.Json, document.Shipped, Theirs, version, isStored, TakesText, Merged, Pin),
        };
    }

    private static SeedDifference Between(DocumentKind kind, SeedUpgradeStored? before, string after, PinState state)
    {
        var difference = SeedUpgradeDifference.Of(kind, before?.Json, after, SeedUpgradeDifference.MostRows);
        return before is null || before.State == state
            ? difference
            : difference with { Rows = difference.Rows.Insert(0, new(StatePath, Word(before.State), Word(state))) };
    }

    private static string Word(PinState state) => $"\"{System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString())}\"";

    // Whether the shipped text is taken, the merged text, and the clashes that prevent both.
    private static (bool IsTaken, string? Merged, ImmutableArray<string> Clashes) TextOf(SeedUpgradeInput document, string theirs)
    {
        var (kind, ours, origin) = (document.Shipped.Kind, document.Ours, document.Origin);
        if (SeedUpgradeText.Same(kind, ours?.Json, theirs) || (origin is not null && SeedUpgradeText.Same(kind, origin.Json, theirs)))
        {
            return (false, null, []);
        }

        if (SeedUpgradeText.Same(kind, ours?.Json, origin?.Json))
        {
            return (true, null, []);
        }

        if (ours is null || origin is null)
        {
            return (false, null, ["$"]);
        }

        if (kind != DocumentKind.Policy)
        {
            var merged = SeedUpgradeMerge.Of(kind, origin.Json, ours.Json, theirs);
            return (false, merged.Json, merged.Clashes);
        }

        // The seed changed only the parent's version, and the local text still names the parent version of the earlier seed: it
        // gets the new one.
        var heading = PolicyHeading.Read(theirs).Extends;
        return heading is var (_, version) && SeedUpgradeText.SameButForPin(origin.Json, theirs)
            && PolicyHeading.Read(ours.Json).Extends == PolicyHeading.Read(origin.Json).Extends
            ? (false, SeedPolicyPin.With(ours.Json, _ => version), [])
            : (false, null, ["$"]);
    }

    private static (PinState State, ImmutableArray<string> Clashes) PinOf(SeedUpgradeInput document)
    {
        var (shipped, ours, origin) = (document.Shipped.State, document.Ours?.State, document.Origin?.State);
        return (ours, origin) switch
        {
            (null, _) => (shipped, []),
            ({ } own, _) when own == shipped => (own, []),
            ({ } own, { } before) when before == shipped => (own, []),
            ({ } own, { } before) when own == before => (shipped, []),
            ({ } own, _) => (own, [StatePath]),
        };
    }
}
