using System.Collections.Immutable;
using Screening.Engine.Classification;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Overlays;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>
/// The stages of a screening: classify the items, look up the destinations, match the parties, evaluate the policy, widen the
/// verdict by open countries and nationalities (<see cref="OpenInputs"/>), hold what rests on an unconfirmed fact
/// (<see cref="Confirmations"/>), hold what has a name that could not be compared (<see cref="OpenNames"/>), hold what an emergency stop covers
/// (<see cref="StopOverlay"/>), build the decision. The rule for one item and one destination is <c>PairEvaluation.Outcomes</c>;
/// from outcomes to a disposition it is <see cref="DecisionBuilder.Decide"/>. A pure function of request, snapshot, date, mode and
/// list standing (which lists are on file, and when each was last confirmed).
/// </summary>
public static class ScreeningEngine
{
    /// <summary>
    /// Version of the engine, part of every decision. It is raised when the same inputs may give a different decision.
    /// </summary>
    public const string Version = "3.0.0";

    /// <summary>Screens a transaction.</summary>
    /// <param name="request">Parsed request. A policy that it names must be active in the snapshot.</param>
    /// <param name="snapshot">Snapshot that was active when the request was received.</param>
    /// <param name="asOf">Date whose law applies, fixed on receipt.</param>
    /// <param name="mode">Live or what-if, fixed on receipt.</param>
    /// <param name="lists">Lists on file and the dates of their confirmation, fixed on receipt.</param>
    /// <param name="work">
    /// Counts the work and may end it by an exception, which is passed on. It never changes a decision. Null counts nothing.
    /// </param>
    /// <exception cref="ArgumentException">The named policy is not active. The host rejects such a request earlier.</exception>
    public static Decision Screen(
        ScreeningRequest request, Snapshot snapshot, DateOnly asOf, ScreeningMode mode, ListStanding lists, Work? work = null) =>
        Screen(request, snapshot, asOf, mode, lists, SearchLimits.Standard with { Work = work });

    /// <summary>Screens without a list standing, for item look-ups and for tests.</summary>
    internal static Decision Screen(ScreeningRequest request, Snapshot snapshot, DateOnly asOf, ScreeningMode mode, Work? work = null) =>
        Screen(request, snapshot, asOf, mode, ListStanding.NotRecorded, work);

    internal static Decision Screen(
        ScreeningRequest request, Snapshot snapshot, DateOnly asOf, ScreeningMode mode, ListStanding lists, SearchLimits limits)
    {
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(snapshot);
        var facts = FactsOf(request, snapshot, asOf, lists, limits.Work);
        var decision = new DecisionBuilder(request, snapshot, asOf, mode, facts);
        if (Policy(request, snapshot, asOf) is not { } policy)
        {
            return decision.NoPolicyInForce();
        }

        var verdict = PolicyEvaluator.Evaluate(policy, facts.Sheet, [.. request.Items.Select(item => item.Id)], limits);
        var widened = new OpenInputs(policy, snapshot, request, asOf, limits).Widen(facts.Sheet, verdict);
        var confirmed = new Confirmations(policy, snapshot, request, asOf, limits).Apply(facts.Sheet, widened.Verdict);
        var named = OpenNames.Widen(widened with { Verdict = confirmed.Verdict }, request, facts.Parties.Names);
        var stopped = StopOverlay.Apply(named, request, facts.Sheet, snapshot.Stops);
        return decision.Decide(policy, stopped, confirmed.Notes);
    }

    /// <summary>Live if no policy is named, no date other than today is requested, and a law is in force (docs/policy.md, "Live and what-if").</summary>
    public static ScreeningMode ModeOf(ScreeningRequest request, Snapshot snapshot, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(snapshot);
        return request.Policy is null && (request.AsOf is null || request.AsOf == today) && snapshot.LawAt(today) is not null
            ? ScreeningMode.Live
            : ScreeningMode.WhatIf;
    }

    /// <summary>The facts that the policy may read, and the results of the stages.</summary>
    internal static ScreenedFacts FactsOf(ScreeningRequest request, Snapshot snapshot, DateOnly asOf, ListStanding lists, Work? work = null)
    {
        var route = Route.Of(request);
        var sheet = new FactSheet([.. route.Destinations], request.Destination.Country, request.Items.Length);
        var classified = request.Items.Select((item, index) =>
            ItemClassifier.Fill(sheet, index, item, snapshot.ControlList, route.IsDeemed)).ToImmutableArray();
        DestinationFacts.Fill(sheet, request, snapshot.Sets, snapshot.Registries, asOf);
        MilitaryFacts.Fill(sheet, request, snapshot.Sets, asOf);
        var parties = new PartyScreening(snapshot, asOf, work);
        parties.Fill(sheet, request.Parties);
        parties.FillItems(sheet, request.Items);
        ListCheck.Fill(sheet, request, snapshot.PartyPolicy, lists, asOf);
        FillTransaction(sheet, request, asOf);
        return new ScreenedFacts(sheet, classified, parties, lists) { Work = work };
    }

    /// <summary>The same without a list standing, for tests.</summary>
    internal static (FactSheet Sheet, ImmutableArray<ItemClassification> Items, PartyScreening Parties) FactsOf(
        ScreeningRequest request, Snapshot snapshot, DateOnly asOf)
    {
        var facts = FactsOf(request, snapshot, asOf, ListStanding.NotRecorded);
        return (facts.Sheet, facts.Items, facts.Parties);
    }

    private static CompiledPolicy? Policy(ScreeningRequest request, Snapshot snapshot, DateOnly asOf) =>
        request.Policy is { } named
            ? snapshot.Policy(named) ?? throw new ArgumentException($"policy `{named}` is not active", nameof(request))
            : snapshot.LawAt(asOf);

    internal static void FillTransaction(FactSheet sheet, ScreeningRequest request, DateOnly asOf)
    {
        sheet.Set(Fact.AsOf, PossibleValue.Of(asOf));
        sheet.Set(Fact.EndUse, request.EndUse.Code == EndUseCode.Unknown
            ? PossibleValue.OfCodes(FactCatalogue.Of(Fact.EndUse).AllCodes & ~1UL)
            : PossibleValue.OfCode((int)request.EndUse.Code, Code<EndUseCode>.Of(request.EndUse.Code)));
        sheet.Set(Fact.WmdDelivery, PossibleValue.Of(request.EndUse.WmdDelivery ?? false));
        sheet.Set(Fact.RedFlagOpen, PossibleValue.Of(request.RedFlags.Any(flag => !flag.IsResolved)));
        sheet.Set(Fact.DeemedMovement, PossibleValue.Of(Route.IsDeemedMovement(request.Movement)));
        sheet.Set(Fact.Movement, PossibleValue.OfCode((int)request.Movement, Code<Movement>.Of(request.Movement)));
        sheet.Set(Fact.AuthorizedUser, PossibleValue.Of(request.Parties.Any(party =>
            party is { AukusAuthorizedUser: true, Role: PartyRole.EndUser or PartyRole.UltimateConsignee })));
    }
}
