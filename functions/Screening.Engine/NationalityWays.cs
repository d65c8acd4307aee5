using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;

namespace Screening.Engine;

/// <summary>
/// A deemed export to a person of several nationalities. The EAR reads one of them, the ITAR all; which one counts is not
/// declared, and an item whose regulation is open may be either. Each way is evaluated as a whole.
/// </summary>
internal sealed class NationalityWays
{
    // Items whose regulation is open and is fixed both ways, each with each: 2 to this power evaluations a nationality.
    private const int MostOpenRegulations = 3;

    private readonly FactSheet sheet;
    private readonly (FactSheet Sheet, bool[] IsEar)[] regulations;

    /// <summary>The ways of a sheet whose destinations are the nationalities.</summary>
    public NationalityWays(FactSheet sheet)
    {
        this.sheet = sheet;
        MayBeEar = [.. Enumerable.Range(0, sheet.ItemCount).Select(item => MayBe(item, Jurisdiction.Ear))];
        AreSeveral = sheet.Destinations.Count > 1 && MayBeEar.Any(isEar => isEar);
        int[] either = AreSeveral ? [.. Enumerable.Range(0, sheet.ItemCount).Where(item => MayBeEar[item] && MayBe(item, Jurisdiction.Itar))] : [];
        IsRegulationOpen = either.Length > 0;
        regulations = AreSeveral ? [.. Regulations(either)] : [];
    }

    /// <summary>Whether it matters which nationality counts.</summary>
    public bool AreSeveral { get; }

    /// <summary>Items that may be subject to the EAR.</summary>
    public bool[] MayBeEar { get; }

    /// <summary>Whether some item may be subject to the one regulation or the other.</summary>
    public bool IsRegulationOpen { get; }

    /// <summary>How many ways there are for each nationality.</summary>
    public int PerNationality => regulations.Length;

    /// <summary>What each way leaves possible, one nationality after the other. All together may try what one evaluation may.</summary>
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
    /// Every way in which items of open regulation may be subject to one or the other. Of many such items none is fixed: what
    /// they leave possible is a wider set then, never a narrower one.
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
