using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;

namespace Screening.Engine;

/// <summary>
/// Cases of a deemed export to a person of several nationalities. Under the EAR one nationality counts, under the ITAR all. Which
/// one counts is not declared, and an item of open jurisdiction may be subject to either regulation. Each case is evaluated as a
/// whole.
/// </summary>
internal sealed class NationalityWays
{
    // Most items of open jurisdiction of which every combination is evaluated: at most 2 to this power evaluations per
    // nationality.
    private const int MostOpenRegulations = 3;

    private readonly FactSheet sheet;
    private readonly (FactSheet Sheet, bool[] IsEar)[] regulations;

    /// <summary>The cases of a sheet whose destinations are the nationalities.</summary>
    public NationalityWays(FactSheet sheet)
    {
        this.sheet = sheet;
        MayBeEar = [.. Enumerable.Range(0, sheet.ItemCount).Select(item => MayBe(item, Jurisdiction.Ear))];
        AreSeveral = sheet.Destinations.Count > 1 && MayBeEar.Any(isEar => isEar);
        int[] either = AreSeveral ? [.. Enumerable.Range(0, sheet.ItemCount).Where(item => MayBeEar[item] && MayBe(item, Jurisdiction.Itar))] : [];
        IsRegulationOpen = either.Length > 0;
        regulations = AreSeveral ? [.. Regulations(either)] : [];
    }

    /// <summary>Whether there are several nationalities and an item for which only one of them may count.</summary>
    public bool AreSeveral { get; }

    /// <summary>For each item, whether it may be subject to the EAR.</summary>
    public bool[] MayBeEar { get; }

    /// <summary>Whether an item may be subject to either regulation; always false unless <see cref="AreSeveral"/>.</summary>
    public bool IsRegulationOpen { get; }

    /// <summary>Number of cases per nationality.</summary>
    public int PerNationality => regulations.Length;

    /// <summary>
    /// The possible outcomes of each case, by nationality. All evaluations together have the search budget of one evaluation.
    /// </summary>
    public PossibleOutcomes[] Evaluate(CompiledPolicy policy, SearchLimits limits, int without = -1)
    {
        var each = limits with { Outcomes = Math.Max(1, limits.Outcomes / (sheet.Destinations.Count * regulations.Length)) };
        return
        [
            .. Enumerable.Range(0, sheet.Destinations.Count).SelectMany(counted =>
                regulations.Select(way => PolicyEvaluator.Outcomes(policy, Only(way.Sheet, counted, way.IsEar), each, without))),
        ];
    }

    /// <summary>
    /// Every combination in which items of open jurisdiction are subject to one regulation or the other. With too many such items
    /// none is fixed: the set of possible outcomes may then be wider than necessary, never narrower.
    /// </summary>
    private IEnumerable<(FactSheet Sheet, bool[] IsEar)> Regulations(int[] either)
    {
        if (either.Length > MostOpenRegulations)
        {
            yield return (sheet, MayBeEar);
            yield return (sheet, [.. MayBeEar.Select((isEar, item) => isEar && !either.Contains(item))]);
            yield break;
        }

        for (var choice = 0; choice < 1 << either.Length; choice++)
        {
            var (fixedSheet, isEar) = (sheet.Copy(), MayBeEar.ToArray());
            for (var place = 0; place < either.Length; place++)
            {
                isEar[either[place]] = (choice & (1 << place)) != 0;
                var regulation = isEar[either[place]] ? Jurisdiction.Ear : Jurisdiction.Itar;
                fixedSheet.SetItem(either[place], Fact.Jurisdiction, PossibleValue.OfCode((int)regulation, Code<Jurisdiction>.Of(regulation)));
            }

            yield return (fixedSheet, isEar);
        }
    }

    private static FactSheet Only(FactSheet sheet, int counted, bool[] isNarrowed)
    {
        var narrowed = sheet.Copy();
        for (var item = 0; item < sheet.ItemCount; item++)
        {
            for (var destination = 0; destination < sheet.Destinations.Count; destination++)
            {
                if (isNarrowed[item] && destination != counted)
                {
                    narrowed.Skip(item, destination);
                }
            }
        }

        return narrowed;
    }

    private bool MayBe(int item, Jurisdiction jurisdiction) => (sheet.Get(Fact.Jurisdiction, 0, item).Codes & (1UL << (int)jurisdiction)) != 0;
}
