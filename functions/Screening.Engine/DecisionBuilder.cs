using System.Collections.Immutable;
using Screening.Engine.Classification;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Parties.Reading;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>The inputs of a decision other than the verdict.</summary>
internal sealed record ScreenedFacts(FactSheet Sheet, ImmutableArray<ItemClassification> Items, PartyScreening Parties, ListStanding Lists)
{
    /// <summary>Counts the work of the decision; null counts nothing.</summary>
    public Work? Work { get; init; }
}

/// <summary>Builds the decision from the verdict, the matches and the facts.</summary>
internal sealed class DecisionBuilder(ScreeningRequest request, Snapshot snapshot, DateOnly asOf, ScreeningMode mode, ScreenedFacts facts)
{
    /// <summary>Entry of `notChecked` when the search reached its limit.</summary>
    internal const string SearchEnded =
        "the search through the missing facts ended at its limit: more outcomes may be listed than are possible, and facts may be asked for that do not matter";

    private const string FactorPath = "factors/";

    private readonly FactSheet sheet = facts.Sheet;
    private readonly ControlReasons reasons = ControlReasons.Of(request, facts.Sheet, facts.Items);

    /// <summary>The decision under a policy. The notes concern unconfirmed facts that stay in use.</summary>
    public Decision Decide(CompiledPolicy policy, WidenedVerdict widened, ImmutableArray<string> notes)
    {
        var verdict = widened.Verdict;
        var isOpen = verdict.Possible.Length > 1;
        var live = Live(verdict.Possible);
        var outcome = !isOpen ? verdict.Possible[0] : OpenOutcome(verdict.Possible, live);
        var world = CountryStanding.World(policy, sheet, request, snapshot, asOf) with { Work = facts.Work };
        var advice = new AdviceReading(world);
        ImmutableArray<Factor> factors = [.. advice.Factors(), .. Distance(world)];
        var mustAnswer = isOpen ? Questions.Of(sheet, verdict, widened.Questions) : [];
        var reviewNotes = ReviewNotes(verdict, advice);
        return Common(outcome, live) with
        {
            Text = isOpen ? live.OpenText() : outcome.Text(),
            Undecided = isOpen ? Undecided(verdict, mustAnswer) : null,
            Policy = policy.Identity,
            Findings = verdict.Findings,
            Items = [.. request.Items.Select((item, index) => Item(item, verdict.Items[index], facts.Items[index]))],
            MustAnswer = mustAnswer,
            ReviewNotes = reviewNotes,
            Missing =
            [
                .. mustAnswer.Select(question => new MissingFact(question.Fact, question.Question))
                    .Concat(reviewNotes.Select(note => new MissingFact(note.Fact, note.Note))).DistinctBy(missing => missing.Fact),
            ],
            Factors = factors,
            ExceptionCandidates = advice.Exceptions(),
            Conditions = [.. verdict.Conditions, .. advice.Obligations()],
            NotChecked =
            [
                .. policy.Document.NotChecked, .. reasons.Notes, .. MilitaryNote(), .. ReviewDue(policy.Document), .. notes, .. Gaps(),
                .. verdict.IsExact ? [] : (string[])[SearchEnded],
            ],
        };
    }

    /// <summary>The decision for a date on which no law is in force: held, never allowed.</summary>
    public Decision NoPolicyInForce() =>
        Common(Outcome.HoldForReview, Model.Disposition.Hold) with
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
                    Citation = "docs/policy.md, \"Live and what-if\"",
                    Facts = FactDictionary.None,
                },
            ],
            Items =
            [
                .. request.Items.Select((item, index) => new ItemDecision
                {
                    Id = item.Id,
                    PossibleCategories = [],
                    AnnexItem = facts.Items[index].AnnexItems is [var only] ? only : null,
                    DecisivePoint = facts.Items[index].DecisivePoint,
                    Explanation = "Not classified: no policy is in force.",
                    Outcome = Outcome.HoldForReview,
                    Possible = [Outcome.HoldForReview],
                }),
            ],
        };

    /// <summary>A policy text whose review date has passed may be out of date; the decision reports it.</summary>
    private IEnumerable<string> ReviewDue(PolicyDocument policy) => policy.ReviewBy is { } due && due < asOf
        ? [$"whether the policy still says what is in force: it was due for review by {due:yyyy-MM-dd}"]
        : [];

    /// <summary>Comparison of the policy with the MTCR Guidelines, if they are on file and are not the policy itself.</summary>
    private IEnumerable<Factor> Distance(AdviceWorld world) =>
        world.Policy.Document.Kind != PolicyKind.Text && snapshot.Policies.FirstOrDefault(policy => policy.Document.Kind == PolicyKind.Text) is { } guidelines
            ? PostureDistance.Of(world, world with { Policy = guidelines })
            : [];

    private Decision Common(Outcome outcome, Disposition live) => new()
    {
        Mode = mode,
        AsOf = asOf,
        Disposition = mode == ScreeningMode.WhatIf ? Model.Disposition.WhatIf : live,
        Outcome = outcome,
        Text = outcome.Text(),
        Findings = [],
        Items = [],
        Matches = facts.Parties.Matches,
        Missing = [],
        Compared = facts.Parties.Compared(facts.Lists),
        DefaultsUsed = Defaults.Used(request, snapshot, facts, asOf),
        Factors = [],
        ExceptionCandidates = [],
        Conditions = [],
        NotChecked = [.. Gaps()],
        Lists = snapshot.Lists,
        Snapshot = new SnapshotIdentity(snapshot.Revision, snapshot.SourceVersion),
        Engine = ScreeningEngine.Version,
    };

    /// <summary>
    /// The disposition that every possible outcome shares. If there is none, HOLD or the disposition of the least severe outcome,
    /// whichever is stricter (docs/policy.md, "Undecided").
    /// </summary>
    private Disposition Live(ImmutableArray<Outcome> possible)
    {
        var shared = possible.Select(Disposition).Distinct().ToArray();
        return shared is [var only] ? only : OutcomeExtensions.Strictest(Outcome.HoldForReview, possible[0]).Disposition();
    }

    /// <summary>
    /// NO_LICENSE_REQUIRED gives CONTINUE_OTHER_CHECKS instead of PROCEED if a reason for control of an item was not evaluated
    /// (docs/policy.md, "A go is earned").
    /// </summary>
    private Disposition Disposition(Outcome outcome) =>
        outcome == Outcome.NoLicenseRequired && !reasons.AreEvaluated ? Model.Disposition.ContinueOtherChecks : outcome.Disposition();

    private static Outcome OpenOutcome(ImmutableArray<Outcome> possible, Disposition live) =>
        live is Model.Disposition.Stop or Model.Disposition.Block ? possible[0] : Outcome.HoldForReview;

    private static Undecided Undecided(PolicyVerdict verdict, ImmutableArray<MustAnswer> questions) => new()
    {
        Possible = verdict.Possible,
        Worst = verdict.Possible[^1],
        Ask = [.. questions.Select(question => question.Fact)],
        Label = verdict.SpeedAloneSettles ? "R20-SPEED-UNKNOWN" : "B-UNKNOWN",
        Exact = verdict.IsExact,
    };

    /// <summary>
    /// Notes for a reviewer. Unassessed factors, in one note, and the other questions of the advice appear only if an outcome of
    /// CASE_BY_CASE or worse is possible. A military status that was taken as "no" because it was not declared always appears.
    /// </summary>
    private ImmutableArray<ReviewNote> ReviewNotes(PolicyVerdict verdict, AdviceReading advice)
    {
        var notes = ImmutableArray.CreateBuilder<ReviewNote>();
        if (verdict.Possible[^1].Severity() >= Outcome.CaseByCase.Severity())
        {
            var asked = advice.Asked.DistinctBy(note => note.Fact).ToArray();
            string[] factors = [.. asked.Where(note => note.Fact.StartsWith(FactorPath, StringComparison.Ordinal)).Select(note => note.Question)];
            if (factors.Length > 0)
            {
                notes.Add(new ReviewNote("factors", $"For a reviewer to weigh, on evidence: {string.Join("; ", factors)}"));
            }

            notes.AddRange(asked.Where(note => !note.Fact.StartsWith(FactorPath, StringComparison.Ordinal)).Select(note => new ReviewNote(note.Fact, note.Question)));
        }

        notes.AddRange(MilitaryFacts.Defaults(sheet, request, snapshot.Sets, asOf).Select(path => new ReviewNote(
            path, "Is it military, or military intelligence (15 CFR 744.21, 744.22)? Not declared, so taken as no.")));
        notes.AddRange(facts.Parties.OutOfForce);
        notes.AddRange(NameDisguise.Notes(request.Parties));
        return notes.ToImmutable();
    }

    private IEnumerable<string> MilitaryNote() => MilitaryFacts.Defaults(sheet, request, snapshot.Sets, asOf).Any()
        ? ["15 CFR 744.21 and 744.22 (military and military-intelligence end uses and end users) beyond what was declared: what was not declared was taken as no"]
        : [];

    /// <summary>
    /// The fact that the caller can supply. A claimed relief note is open only if the propulsion that may contradict it is not
    /// declared. Whether a code names a facility is open only if the code covers several Annex items.
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

    /// <summary>
    /// What was not searched or is not shown, so that a decision without a search does not read like one without matches.
    /// </summary>
    private IEnumerable<string> Gaps()
    {
        if (request.Parties.IsEmpty)
        {
            yield return "no party was given, so no watchlist was searched";
        }

        if (snapshot.Lists.IsEmpty)
        {
            yield return "no watchlist is on file";
        }
        else if (facts.Lists.IsSample)
        {
            yield return "the official watchlists: only the sample list that ships for trying the product was compared";
        }

        foreach (var name in facts.Parties.Names)
        {
            yield return name.Sentence;
        }

        foreach (var note in facts.Parties.NotShown.Concat(facts.Parties.NotCompared))
        {
            yield return note;
        }
    }
}
