using System.Collections.Immutable;
using Screening.Engine.Classification;
using Screening.Engine.Model;
using Screening.Engine.Policies;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>Puts the verdict, the matches and everything the decision rests on into one decision.</summary>
internal sealed class DecisionBuilder(
    ScreeningRequest request, Snapshot snapshot, DateOnly asOf, ScreeningMode mode, FactSheet sheet, PartyScreening parties)
{
    /// <summary>Said in `notChecked` when a search ended at its limit.</summary>
    internal const string SearchEnded =
        "the search through the missing facts ended at its limit: more outcomes may be listed than are possible, and facts may be asked for that do not matter";

    /// <summary>The decision of a policy.</summary>
    public Decision Decide(CompiledPolicy policy, PolicyVerdict verdict, ImmutableArray<ItemClassification> classified)
    {
        var undecided = verdict.Possible.Length == 1 ? null : Undecided(verdict);
        var outcome = undecided is null ? verdict.Possible[0] : Outcome.HoldForReview;
        var world = CountryStanding.World(policy, sheet, request, snapshot, asOf);
        var advice = new AdviceReading(world);
        ImmutableArray<Factor> factors = [.. advice.Factors(), .. Distance(world)];
        return Common(outcome, Disposition(outcome, undecided)) with
        {
            Undecided = undecided,
            Policy = policy.Identity,
            Findings = verdict.Findings,
            Items = [.. request.Items.Select((item, index) => Item(item, verdict.Items[index], classified[index]))],
            Missing = [.. verdict.Open.Select(Missing).Concat(advice.Asked).DistinctBy(missing => missing.Fact)],
            Factors = factors,
            ExceptionCandidates = advice.Exceptions(),
            Conditions = [.. verdict.Conditions, .. advice.Obligations()],
            NotChecked = [.. policy.Document.NotChecked, .. ReviewDue(policy.Document), .. Gaps(), .. verdict.IsExact ? [] : (string[])[SearchEnded]],
        };
    }

    /// <summary>A text nobody has looked at since its day may have been overtaken; the answer says so.</summary>
    private IEnumerable<string> ReviewDue(PolicyDocument policy) => policy.ReviewBy is { } due && due < asOf
        ? [$"whether the policy still says what is in force: it was due for review by {due:yyyy-MM-dd}"]
        : [];

    /// <summary>The Guidelines are the yardstick when they are on file, and need none themselves.</summary>
    private IEnumerable<Factor> Distance(AdviceWorld world) =>
        world.Policy.Document.Kind != PolicyKind.Text && snapshot.Policies.FirstOrDefault(policy => policy.Document.Kind == PolicyKind.Text) is { } guidelines
            ? PostureDistance.Of(world, world with { Policy = guidelines })
            : [];

    /// <summary>Before the first law there is no policy to apply: held, never allowed.</summary>
    public Decision NoPolicyInForce(ImmutableArray<ItemClassification> classified) =>
        Common(Outcome.HoldForReview, Disposition(Outcome.HoldForReview, null)) with
        {
            Findings =
            [
                new Finding
                {
                    RuleSet = "calendar",
                    Rule = "NO-POLICY-IN-FORCE",
                    Outcome = Outcome.HoldForReview,
                    Wins = true,
                    Certain = true,
                    Text = $"No policy on file is law on {asOf:yyyy-MM-dd}.",
                    Citation = "contract 2",
                    Facts = FactDictionary.None,
                },
            ],
            Items =
            [
                .. request.Items.Select((item, index) => new ItemDecision
                {
                    Id = item.Id,
                    PossibleCategories = [],
                    AnnexItem = classified[index].AnnexItems is [var only] ? only : null,
                    DecisivePoint = classified[index].DecisivePoint,
                    Explanation = "Not classified: no policy is in force.",
                    Outcome = Outcome.HoldForReview,
                    Possible = [Outcome.HoldForReview],
                }),
            ],
        };

    private Decision Common(Outcome outcome, Disposition disposition) => new()
    {
        Mode = mode,
        AsOf = asOf,
        Disposition = disposition,
        Outcome = outcome,
        Text = outcome.Text(),
        Findings = [],
        Items = [],
        Matches = parties.Matches,
        Missing = [],
        DefaultsUsed = Defaults.Used(request, snapshot, sheet),
        Factors = [],
        ExceptionCandidates = [],
        Conditions = [],
        NotChecked = Gaps(),
        Lists = snapshot.Lists,
        Snapshot = new SnapshotIdentity(snapshot.Revision, snapshot.SourceVersion),
        Engine = ScreeningEngine.Version,
    };

    /// <summary>Undecided is HOLD, or stricter when every possible outcome is: then the least severe of them (contract 1).</summary>
    private Disposition Disposition(Outcome outcome, Undecided? undecided)
    {
        if (mode == ScreeningMode.WhatIf)
        {
            return Model.Disposition.WhatIf;
        }

        return undecided is null
            ? outcome.Disposition()
            : OutcomeExtensions.Strictest(Outcome.HoldForReview, undecided.Possible[0]).Disposition();
    }

    private static Undecided Undecided(PolicyVerdict verdict) => new()
    {
        Possible = verdict.Possible,
        Worst = verdict.Possible[^1],
        Ask = [.. verdict.Open.Select(open => Asked(open.Fact).Path(open.Owner)).Distinct(StringComparer.Ordinal)],
        Label = verdict.SpeedAloneSettles ? "R20-SPEED-UNKNOWN" : "B-UNKNOWN",
        Exact = verdict.IsExact,
    };

    private static MissingFact Missing(OpenFact open) => new(Asked(open.Fact).Path(open.Owner), Asked(open.Fact).Question);

    /// <summary>
    /// The fact somebody can supply. A claimed relief note is open only while the propulsion that may contradict it is not
    /// declared, and whether a code names a facility only while the code covers several Annex items.
    /// </summary>
    internal static FactDefinition Asked(Fact open) => FactCatalogue.Of(open switch
    {
        Fact.ReliefNote => Fact.Propulsion,
        Fact.CodeIsFacility => Fact.CodeCategory,
        _ => open,
    });

    private static ItemDecision Item(Item item, ItemVerdict verdict, ItemClassification classified) => new()
    {
        Id = item.Id,
        Category = verdict.Categories is [var category] ? category : null,
        PossibleCategories = verdict.Categories,
        AnnexItem = item.AnnexItem ?? verdict.Annex ?? (classified.AnnexItems is [var only] ? only : null),
        DecisivePoint = classified.DecisivePoint,
        Explanation = verdict.Explanation,
        Outcome = verdict.Possible is [var outcome] ? outcome : Outcome.HoldForReview,
        Possible = verdict.Possible,
    };

    /// <summary>What was not searched or is not shown: screening nobody must not look like finding nobody.</summary>
    private ImmutableArray<string> Gaps()
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (request.Parties.IsEmpty)
        {
            notes.Add("no party was given, so no watchlist was searched");
        }
        else if (!request.Parties.Any(party => party.Role is PartyRole.EndUser or PartyRole.UltimateConsignee))
        {
            notes.Add("no end user or ultimate consignee was given");
        }

        if (snapshot.Lists.IsEmpty)
        {
            notes.Add("no watchlist is on file");
        }

        notes.AddRange(parties.NotShown);
        return notes.ToImmutable();
    }
}
