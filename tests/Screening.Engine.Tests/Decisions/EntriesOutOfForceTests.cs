using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Decisions;

/// <summary>Entries whose end has passed or whose start has not come: no match on the day, kept for the days in between.</summary>
public sealed class EntriesOutOfForceTests
{
    private const string Ended = "Aldermoor Kestrel Foundry";
    private static readonly DateOnly Start = new(2021, 3, 1);
    private static readonly DateOnly End = new(2024, 5, 1);

    private static readonly Lazy<Snapshot> Lists = new(() => Snapshot.Open(SeedFiles.All.Compile(new WatchlistSource
    {
        Feed = "csl", Title = "t", Date = new DateOnly(2026, 9, 1), Source = "test values, not claims", ImportId = "1",
        Entries = [new WatchlistEntrySource { Id = "DPL-7", List = "DPL", Kind = PartyKind.Organization, Name = Ended, StartDate = Start, EndDate = End }],
    })));

    [Theory]
    [InlineData("2021-02-28", false)]
    [InlineData("2021-03-01", true)]
    [InlineData("2023-01-01", true)]
    [InlineData("2024-05-01", true)]
    [InlineData("2024-05-02", false)]
    [InlineData("2026-09-01", false)]
    public void AnEntry_MatchesFromItsStartToItsEnd_BothIncluded(string day, bool matches)
    {
        var date = DateOnly.Parse(day, null);
        foreach (var (request, place) in new[] { (Of(Ended), "parties[0]"), (Owned(Ended), "parties[0].owners") })
        {
            var decision = request.Screen(Lists.Value, date);
            Assert.Equal(matches, decision.Matches.Length == 1);
            var notes = decision.ReviewNotes.Where(note => note.Note.Contains("DPL-7", StringComparison.Ordinal)).ToArray();
            if (matches)
            {
                Assert.Empty(notes);
                Assert.Equal((Start, End, true), (decision.Matches[0].StartDate, decision.Matches[0].EndDate, decision.Matches[0].InForce));
            }
            else
            {
                var when = date < Start ? "starts on 2021-03-01" : "ended on 2024-05-01";
                Assert.Equal(new ReviewNote(place, $"Entry DPL-7 of list DPL {when}; it would match, and is no match on {day}."), Assert.Single(notes));
                Assert.Equal(["END-USER"], decision.Compared!.NotFound);
            }
        }
    }

    [Fact]
    public void AnEndedEntry_DecidesNothing_AndASecondQuestionFromTheCacheIsTheSame()
    {
        var request = Of(Ended);
        Assert.Equal(Outcome.Prohibited, request.Screen(Lists.Value, End).Outcome);
        var (live, unlisted) = (request.Screen(Lists.Value), Of("Hillcrest Meadow Observatory").Screen(Lists.Value));
        Assert.Equal((unlisted.Outcome, unlisted.Disposition), (live.Outcome, live.Disposition));
        Assert.Equal(Outcome.Prohibited, request.Screen(Lists.Value, End).Outcome);
    }

    [Fact]
    public void ALookup_ListsAnEndedEntry_AndMarksIt()
    {
        PartyMatch On(DateOnly day) => Assert.Single(PartyLookup.Find(Lists.Value, PartyQuery.FromName(Ended), Lists.Value.PartyPolicy.Matching, 5, day).Matches);
        Assert.Equal((false, End), (On(Lawful.Today).InForce, On(Lawful.Today).EndDate));
        Assert.True(On(End).InForce);
    }

    private static ScreeningRequest Of(string name)
    {
        var request = Lawful.Of(Lawful.System(ItemClass.Uas, 200, 50), "JP");
        return request with { Parties = [request.Parties[0] with { Name = name }] };
    }

    private static ScreeningRequest Owned(string owner)
    {
        var request = Lawful.Of(Lawful.System(ItemClass.Uas, 200, 50), "JP");
        return request with { Parties = [request.Parties[0] with { Owners = [new Owner(owner, 30)] }] };
    }
}
