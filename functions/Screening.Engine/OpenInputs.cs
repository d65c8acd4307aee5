using System.Collections.Immutable;
using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;
using Screening.Engine.Policies.Wording;
using Screening.Engine.Snapshots;

namespace Screening.Engine;

/// <summary>A question about an input that is not a fact of the sheet, such as the country of a party.</summary>
/// <param name="Path">JSON path of the member.</param>
/// <param name="Question">The question.</param>
/// <param name="Type">Type of the answer.</param>
/// <param name="Decides">Whether every answer leaves one outcome.</param>
/// <param name="Options">Allowed answers; empty when there is no closed list.</param>
internal sealed record InputQuestion(string Path, string Question, AnswerType Type, bool Decides, ImmutableArray<string> Options);

/// <summary>A verdict over every value that the open inputs may have, with questions about the inputs that change it.</summary>
internal sealed record WidenedVerdict(PolicyVerdict Verdict, ImmutableArray<InputQuestion> Questions);

/// <summary>
/// Widens a verdict by open inputs that change what is evaluated, not only the value of a fact: which nationality counts, and in
/// which country an end user is. Each possible value is evaluated as a whole with a real country, so that no impossible
/// combination of country facts arises. The result is the union of the possible outcomes.
/// </summary>
internal sealed class OpenInputs(CompiledPolicy policy, Snapshot snapshot, ScreeningRequest request, DateOnly asOf, SearchLimits limits)
{
    private const string NationalityQuestion =
        "Which is the most recent citizenship or permanent residence? For items subject to the EAR it alone counts (15 CFR 734.13(b), 734.14(b)).";

    private const string CountryQuestion = "In which country is this party? An end user or ultimate consignee makes its country a destination.";

    private static readonly CountryCode UnitedStates = CountryCode.Of("US");

    private readonly Route route = Route.Of(request);
    private readonly ImmutableArray<string> ids = [.. request.Items.Select(item => item.Id)];

    /// <summary>Widens the verdict on a sheet that has every known destination.</summary>
    public WidenedVerdict Widen(FactSheet sheet, PolicyVerdict verdict)
    {
        if (route.IsDeemed)
        {
            return Nationalities(sheet, verdict);
        }

        return route.Open.IsEmpty ? new WidenedVerdict(verdict, []) : Countries(sheet, verdict);
    }

    /// <summary>
    /// Under the EAR one nationality counts, under the ITAR all. An item of open jurisdiction may be subject to either
    /// regulation.
    /// </summary>
    private WidenedVerdict Nationalities(FactSheet sheet, PolicyVerdict verdict)
    {
        var nationalities = new NationalityWays(sheet);
        if (!nationalities.AreSeveral)
        {
            return new WidenedVerdict(verdict, []);
        }

        if (!verdict.IsExact)
        {
            return Unsearched(sheet, verdict);
        }

        List<PossibleOutcomes> ways = [.. nationalities.Evaluate(policy, limits)];
        var widened = Join(verdict with { Possible = [], Items = [.. verdict.Items.Select(item => item with { Possible = [] })] }, ways);
        if (widened.Possible.Length == 1)
        {
            return new WidenedVerdict(
                verdict with
                {
                    Possible = widened.Possible,
                    Items = widened.Items,
                    Findings = [.. verdict.Findings.Select(finding => finding with { Certain = finding.Certain && !MayNotCount(finding, nationalities.MayBeEar) })],
                },
                []);
        }

        // If every nationality gives the same outcomes, the other open facts come first. A search that reached its limit does not
        // show this.
        var first = ways.Take(nationalities.PerNationality).Select(way => way.Whole).ToArray();
        if (!verdict.Open.IsEmpty && widened.IsExact && ways.Chunk(nationalities.PerNationality).All(country => country.Select(way => way.Whole).SequenceEqual(first)))
        {
            return new WidenedVerdict(Open(widened) with { Open = verdict.Open }, []);
        }

        var options = sheet.Destinations.Select(country => country.ToString()).ToImmutableArray();
        var decides = !nationalities.IsRegulationOpen && ways.All(way => way.Whole.Count == 1);
        return new WidenedVerdict(
            Open(widened) with { Open = nationalities.IsRegulationOpen || ways.Any(way => way.Whole.Count > 1) ? verdict.Open : [] },
            [new InputQuestion("nationalities", NationalityQuestion, AnswerType.Country, decides, options)]);
    }

    /// <summary>
    /// The verdict when the search reached its limit. One nationality alone gives no outcome more severe than all together, so
    /// every outcome up to the most severe one is possible.
    /// </summary>
    private WidenedVerdict Unsearched(FactSheet sheet, PolicyVerdict verdict) => new(
        Open(verdict with { Possible = OutcomeSet.UpTo(verdict.Possible), Items = [.. verdict.Items.Select(item => item with { Possible = OutcomeSet.UpTo(item.Possible) })] }),
        [new InputQuestion("nationalities", NationalityQuestion, AnswerType.Country, false, [.. sheet.Destinations.Select(country => country.ToString())])]);

    /// <summary>Whether a finding depends on one nationality, which may not be the one that counts.</summary>
    private bool MayNotCount(Finding finding, bool[] mayBeEar) =>
        finding.Destination is not null && finding.Item is { } item && mayBeEar[ids.IndexOf(item)];

    /// <summary>
    /// A party of unknown country may be in any country. Parties and countries that no rule distinguishes are evaluated once.
    /// </summary>
    private WidenedVerdict Countries(FactSheet sheet, PolicyVerdict verdict)
    {
        var representatives = Representatives(sheet);
        OpenCountry[] parties = [.. route.Open.DistinctBy(open => (open.Party?.Military, open.Party?.Kind == PartyKind.Government))];
        var shares = Math.Max(1, representatives.Length * parties.Length);
        var each = limits with { Outcomes = Math.Max(1, limits.Outcomes / shares) };
        var sheets = new List<FactSheet>();
        var ways = new List<PossibleOutcomes>();
        foreach (var party in parties)
        {
            foreach (var country in representatives)
            {
                var wider = With(sheet, party, country);
                sheets.Add(wider);
                ways.Add(PolicyEvaluator.Outcomes(policy, wider, each));
            }
        }

        var widened = Join(verdict, ways);
        // After a search that reached its limit the verdict may already list what only an open country makes possible, so the
        // question stays.
        if (verdict.IsExact && widened.Possible.SequenceEqual(verdict.Possible))
        {
            return new WidenedVerdict(verdict, []);
        }

        var decides = route.Open.Length == 1 && verdict.Possible.Length == 1 && ways.All(way => way.Whole.Count == 1);
        var findings = Examples(verdict, sheets, ways);
        return new WidenedVerdict(
            Open(widened) with { Findings = [.. Open(widened).Findings, .. findings] },
            [
                .. route.Open.Select(open => new InputQuestion(
                    open.Path, open.Party is null ? FactCatalogue.Of(Fact.EndUserBarred).Question : CountryQuestion,
                    open.Party is null ? AnswerType.Member : AnswerType.Country, decides, [])),
            ]);
    }

    /// <summary>One real country for each group of countries that the policy and the registries do not distinguish.</summary>
    private CountryCode[] Representatives(FactSheet sheet)
    {
        var (sets, registries) = (snapshot.Sets, snapshot.Registries);
        var answers = policy.Program.Countries.At(asOf);
        return
        [
            .. Model.Countries.All.Where(country => country != UnitedStates && !sheet.Destinations.Contains(country))
                .DistinctBy(country => (
                    policy.Program.Countries.Of(country, asOf, answers),
                    RegistryAnswer.Of(country, sets, registries, asOf),
                    sets.HasEmbargoedRegions(country))),
        ];
    }

    private FactSheet With(FactSheet sheet, OpenCountry open, CountryCode country)
    {
        var role = open.Party is { } party ? Route.Name(party) : "an end user who is not named";
        var wider = sheet.WithDestination(new CountryRole(country, role));
        var place = wider.Destinations.Count - 1;
        DestinationFacts.FillRegistries(wider, place, snapshot.Sets, snapshot.Registries, asOf);
        MilitaryFacts.FillUser(wider, place, open.Party, open.Path, snapshot.Sets, asOf);
        wider.Set(Fact.VettedProgramme, PossibleValue.Of(false));
        if (snapshot.Sets.HasEmbargoedRegions(country) && open.Party?.Region is null)
        {
            wider.Set(Fact.EmbargoedRegion, PossibleValue.Of(sheet.Get(Fact.EmbargoedRegion, 0, 0).Codes == 0b10 ? true : null));
        }

        return wider;
    }

    /// <summary>The union of the possible outcomes of the verdict and of every case.</summary>
    private static PolicyVerdict Join(PolicyVerdict verdict, List<PossibleOutcomes> ways)
    {
        var whole = ways.Aggregate(OutcomeSet.Of(verdict.Possible), (set, way) => set.With(way.Whole));
        return verdict with
        {
            Possible = whole.ToOutcomes(),
            IsExact = verdict.IsExact && ways.All(way => way.IsExact),
            Items =
            [
                .. verdict.Items.Select((item, index) => item with
                {
                    Possible = ways.Aggregate(OutcomeSet.Of(item.Possible), (set, way) => set.With(way.Items[index])).ToOutcomes(),
                }),
            ],
        };
    }

    /// <summary>For an open item no finding wins, and a finding that depends on one nationality is not certain.</summary>
    private PolicyVerdict Open(PolicyVerdict widened)
    {
        var open = Enumerable.Range(0, ids.Length).Where(index => widened.Items[index].Possible.Length > 1).Select(index => ids[index]).ToHashSet(StringComparer.Ordinal);
        return widened with
        {
            Findings =
            [
                .. widened.Findings.Select(finding => finding.Item is null || !open.Contains(finding.Item)
                    ? finding
                    : finding with { Wins = false, Certain = finding.Certain && !(route.IsDeemed && finding.Destination is not null) }),
            ],
        };
    }

    /// <summary>For every outcome that an open country adds, the findings of one country with that outcome.</summary>
    private ImmutableArray<Finding> Examples(PolicyVerdict verdict, List<FactSheet> sheets, List<PossibleOutcomes> ways)
    {
        var examples = ImmutableArray.CreateBuilder<Finding>();
        var known = OutcomeSet.Of(verdict.Possible);
        var shown = OutcomeSet.Empty;
        for (var index = 0; index < ways.Count; index++)
        {
            if (ways[index].Whole.IsWithin(known.With(shown)))
            {
                continue;
            }

            shown = shown.With(ways[index].Whole);
            var country = sheets[index].Destinations[^1].ToString();
            examples.AddRange(PolicyEvaluator.Evaluate(policy, sheets[index], ids, limits with { Outcomes = 1000, Facts = 1 }).Findings
                .Where(finding => finding.Destination == country && !OutcomeSet.Of([finding.Outcome]).IsWithin(known))
                .Select(finding => finding with
                {
                    Wins = false,
                    Certain = false,
                    Text = finding.Text.StartsWith(FindingBuilder.MayApply, StringComparison.Ordinal) ? finding.Text : FindingBuilder.MayApply + finding.Text,
                }));
        }

        return examples.ToImmutable();
    }
}
