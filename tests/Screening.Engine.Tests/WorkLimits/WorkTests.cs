using Screening.Engine.Model;
using Screening.Engine.Parties.Reading;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.WorkLimits;

/// <summary>
/// The work of one decision is counted, so that the host can end it, and is bounded within the limits of a request. Steps are counted
/// and no time is measured.
/// </summary>
public sealed class WorkTests
{
    /// <summary>Steps of any transaction within the limits of a request, on a list of 3,000 entries of frequent words.</summary>
    private const long MostSteps = 6_000_000;

    private const int Seed = 15;

    /// <summary>The costliest transactions that searches of some minutes from several seeds have found, with 3.9 and 4.6 million steps.</summary>
    public static TheoryData<string> Costliest =>
    [
        "50 15 50 0 7 155 0 199 5 0 41 3 1 0 3 1",
        "50 3 21 1 2 98 3 192 2 1 28 0 2 2 2 0",
    ];

    [Theory]
    [MemberData(nameof(Costliest))]
    public void TheCostliestInputFound_StaysUnderTheBound(string shape) => Assert.InRange(StepsOf(CostlyShape.Parse(shape)), 1, MostSteps);

    /// <summary>A climb from the costliest inputs; more effort searches longer.</summary>
    [Fact]
    public void ASearchForACostlierInput_StaysUnderTheBound()
    {
        var random = new Random(Seed);
        List<(CostlyShape Shape, long Steps)> best = [.. Costliest.Select(row => (CostlyShape.Parse(row.Data), 0L))];
        for (var tries = Effort.Of(2); tries > 0; tries--)
        {
            var shape = random.Next(5) == 0 ? CostlyShape.Random(random) : best[random.Next(best.Count)].Shape.Changed(random);
            best.Add((shape, StepsOf(shape)));
            Assert.True(best[^1].Steps <= MostSteps, $"{best[^1].Steps} steps: {shape}");
            best = [.. best.OrderByDescending(one => one.Steps).Take(6)];
        }
    }

    [Fact]
    public void TheCount_IsTheSameForTheSameInput_AndChangesNoDecision()
    {
        var request = CostlyShape.Parse("6 2 3 1 0 60 0 8 3 0 3 0 2 0 2 1").Request();
        var (one, other) = (new Work(), new Work());
        var decision = Screen(request, CostlyList.Open(), one);
        Assert.Equal(Text(decision), Text(Screen(request, CostlyList.Open(), other)));
        Assert.Equal(Text(decision), Text(Screen(request, CostlyList.Open(), null)));
        Assert.Equal(one.Steps, other.Steps);
        Assert.True(one.Steps > 10 * Work.Interval, $"{one.Steps} steps");
    }

    /// <summary>Ended at any place, a decision is none; the snapshot and the memory of the thread serve the next one as before.</summary>
    [Fact]
    public void ADecisionThatIsEnded_Throws_AndTheNextOneIsWhole()
    {
        var request = CostlyShape.Parse("6 2 3 1 0 60 0 8 3 0 3 0 2 0 2 1").Request();
        var expected = Text(Screen(request, CostlyList.Open(), null));
        var checks = 0;
        Screen(request, CostlyList.Open(), new Work(() => checks++));
        var snapshot = CostlyList.Open();
        for (var at = 0; at < checks; at += Math.Max(1, checks / 5))
        {
            var left = at;
            var work = new Work(() =>
            {
                if (left-- == 0)
                {
                    throw new OperationCanceledException();
                }
            });
            Assert.Throws<OperationCanceledException>(() => Screen(request, CostlyList.Open(), work));
            left = at;
            try
            {
                Screen(request, snapshot, new Work(() =>
                {
                    if (left-- == 0)
                    {
                        throw new OperationCanceledException();
                    }
                }));
            }
            catch (OperationCanceledException)
            {
                // What was found before is in the cache, so that later tries may come to an end.
            }

            Assert.Equal(expected, Text(Screen(request, snapshot, null)));
        }
    }

    [Theory]
    [InlineData('\uFDFA')]
    [InlineData('\u3300')]
    [InlineData('\u2A0C')]
    [InlineData('\uFDFD')]
    public void CharactersThatStandForMany_AreCountedAsWhatTheyStandFor_AndHeldUnsearched(char sign)
    {
        // The listed name behind them must not be left out without a word.
        var name = new string(sign, 270) + " " + CostlyList.Words[0] + " " + CostlyList.Words[1];
        var reading = NameReading.Of(name);
        Assert.True(reading.Unread is UnreadReason.TooManyCharacters or UnreadReason.TooManyWords, $"{reading.Unread}");
        Assert.NotEmpty(reading.Reason);
        var work = new Work();
        var decision = Screen(WithName(name), CostlyList.Open(), work);
        Assert.Equal(Disposition.Hold, decision.Disposition);
        Assert.Contains(decision.MustAnswer, question => question.Fact == "parties[0].name");
        Assert.InRange(work.Steps, 1, 2_000);
    }

    [Theory]
    [InlineData("株式会社㍿㈱㈲ ㌔ ㏍ Kabushiki")]
    [InlineData("ﷺ Foundation for Education")]
    public void AFewOfThem_AreRead(string name) => Assert.Null(NameReading.Of(name).Unread);

    [Fact]
    public void NamesBehindTheLimitOfARequest_AreHeld_AndNotRead()
    {
        // Sixty words of a text that is no name count, too: it was read.
        string Long(int number) => string.Join(' ', Enumerable.Range(0, 100).Select(_ => "ab")) + $" {number}";
        var party = WithName("Quixlan Works").Parties[0];
        ScreeningRequest Of(int aliases) => WithName("Quixlan Works") with
        {
            Parties = [.. Enumerable.Range(0, 10).Select(number => party with
            {
                Id = $"P{number}", Name = $"Quixlan Works {(char)('A' + number)}", Aliases = [.. Enumerable.Range(0, aliases).Select(alias => Long((number * 100) + alias))],
            })],
        };
        var (few, many) = (new Work(), new Work());
        Screen(Of(4), CostlyList.Open(), few);
        var decision = Screen(Of(20), CostlyList.Open(), many);
        Assert.InRange(many.Steps, 1, few.Steps + 1_000);
        Assert.Contains(decision.NotChecked, note => note.Contains("more than 2000 words together", StringComparison.Ordinal));
        Assert.Equal(Disposition.Hold, decision.Disposition);
    }

    /// <summary>Names that were made long must not use up the words before an ordinary name is read.</summary>
    [Fact]
    public void AListedName_IsCompared_WhateverLongNamesStandBeforeIt()
    {
        var listed = WithName(CostlyList.Open().Parties.PartyAt(0).Names[0].Text).Parties[0] with { Id = "LAST" };
        var alone = Screen(WithName("Quixlan Works") with { Parties = [listed] }, CostlyList.Open(), null);
        Assert.NotEmpty(alone.Matches);
        var many = Enumerable.Range(0, 49).Select(number => listed with
        {
            Id = $"P{number}",
            Name = string.Join(' ', Enumerable.Range(0, 58).Select(_ => "ab")) + $" {number}",
        });
        var decision = Screen(WithName("Quixlan Works") with { Parties = [.. many, listed] }, CostlyList.Open(), null);
        Assert.Equal(alone.Matches.Select(match => match.Entry), decision.Matches.Where(match => match.Party == "LAST").Select(match => match.Entry));
    }

    private static long StepsOf(CostlyShape shape)
    {
        var work = new Work();
        Screen(shape.Request(), CostlyList.Open(), work);
        return work.Steps;
    }

    private static Decision Screen(ScreeningRequest request, Snapshot snapshot, Work? work) =>
        ScreeningEngine.Screen(request, snapshot, Lawful.Today, ScreeningMode.Live, work);

    private static ScreeningRequest WithName(string name) => Lawful.Of(Lawful.System(ItemClass.Generic, 10, 2, jurisdiction: Jurisdiction.Ear), "JP") with
    {
        Policy = null,
        EndUse = new EndUse { Code = EndUseCode.CivilIndustry },
        Parties = [new Party { Id = "P1", Role = PartyRole.EndUser, Kind = PartyKind.Organization, Name = name, Country = CountryCode.Of("JP") }],
    };

    private static string Text(Decision decision) => string.Join('\n',
    [
        $"{decision.Disposition} {decision.Outcome}", .. decision.Possible().Select(outcome => $"{outcome}"),
        .. decision.Findings.Select(finding => $"{finding.Item} {finding.Rule} {finding.Outcome} {finding.Wins} {finding.Certain} {finding.Text}"),
        .. decision.Matches.Select(match => $"{match.Party} {match.Owner} {match.List} {match.Name} {match.Score} {match.Strength} {string.Join(' ', match.Explanation)}"),
        .. decision.MustAnswer.Select(question => question.Fact), .. decision.NotChecked,
    ]);
}
