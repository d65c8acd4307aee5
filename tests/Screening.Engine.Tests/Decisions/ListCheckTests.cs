using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Decisions;

/// <summary>Required lists must exist and be fresh, and a decision reports which lists it compared (decisions D33 and D39).</summary>
public sealed class ListCheckTests
{
    private static readonly ScreeningRequest Request = Lawful.Of(new Item { Id = "10", Class = ItemClass.Generic, Jurisdiction = Jurisdiction.Ear, Eccn = "EAR99" }, "JP");

    private static readonly ListStanding Fresh = new()
    {
        ConfirmedOn = Lawful.Seed.PartyPolicy.RequiredLists.ToImmutableSortedDictionary(list => list.Code, _ => Lawful.Today, StringComparer.Ordinal),
    };

    [Fact]
    public void WhereEveryListIsFresh_NothingIsHeld()
    {
        Assert.Null(ListCheck.Incomplete(Lawful.Seed.PartyPolicy, Fresh, Lawful.Today));
        Assert.Equal(Disposition.ContinueOtherChecks, Screen(Fresh).Disposition);
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, "SDN was last confirmed on 2026-08-21, 11 days ago (at most 10)")]
    public void TheAgeOfAList_IsMeasuredAtTheScreeningDate(int days, string? reason)
    {
        var lists = Fresh with { ConfirmedOn = Fresh.ConfirmedOn.SetItem("SDN", Lawful.Today.AddDays(-days)) };
        Assert.Equal(reason, ListCheck.Incomplete(Lawful.Seed.PartyPolicy, lists, Lawful.Today));
        Assert.Equal(reason is null ? Disposition.ContinueOtherChecks : Disposition.Hold, Screen(lists).Disposition);
    }

    [Fact]
    public void AMissingList_HoldsATransactionWithParties_AndIsNamed()
    {
        var lists = Fresh with { ConfirmedOn = Fresh.ConfirmedOn.Remove("EL").Remove("UVL") };
        Assert.Equal("EL is missing; UVL is missing", ListCheck.Incomplete(Lawful.Seed.PartyPolicy, lists, Lawful.Today));
        var decision = Screen(lists);
        Assert.Equal(Outcome.HoldForReview, decision.Outcome);
        Assert.Contains(decision.Findings, finding => finding.Wins && finding.Text.Contains("EL is missing; UVL is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void NoParties_ASample_AndAnOldRecord_CauseNoHold()
    {
        var nothing = new ListStanding();
        Assert.Equal("no", Incomplete(Request with { Parties = [] }, nothing));
        Assert.Equal("no", Incomplete(Request, nothing with { IsSample = true }));
        Assert.Equal("no", Incomplete(Request, ListStanding.NotRecorded));
        Assert.NotEqual("no", Incomplete(Request, nothing));
        Assert.Contains(Screen(nothing with { IsSample = true }).NotChecked, note => note.Contains("only the sample list", StringComparison.Ordinal));
    }

    [Fact]
    public void TheComparison_IsReported_WithTheConfirmationDateOfEachList()
    {
        var other = Request.Parties[0] with { Id = "P2", Name = "Quixlan Strategic Trading Directorate" };
        var compared = Screen(Fresh, Request with { Parties = Request.Parties.Add(other) }).Compared!;
        Assert.Equal(["END-USER", "P2"], compared.Parties);
        Assert.Equal(["END-USER"], compared.NotFound);
        Assert.Equal(compared.Lists.Sum(list => list.Entries), compared.Entries);
        Assert.Equal(Lawful.Seed.Parties.Count, compared.Entries);
        var sdn = Assert.Single(compared.Lists, list => list.List == "SDN");
        Assert.Equal((new DateOnly(2026, 9, 1), 3, (DateOnly?)Lawful.Today), (sdn.Date, sdn.Entries, sdn.ConfirmedOn));
        Assert.Null(Screen(Fresh, Request with { Parties = [] }).Compared);
        Assert.All(Screen(ListStanding.NotRecorded).Compared!.Lists, list => Assert.Null(list.ConfirmedOn));
    }

    private static string Incomplete(ScreeningRequest request, ListStanding lists) =>
        ScreeningEngine.FactsOf(request, Lawful.Seed, Lawful.Today, lists).Sheet.Get(Fact.ListsIncomplete, 0, 0).Shown.ToString();

    private static Decision Screen(ListStanding lists, ScreeningRequest? request = null) =>
        ScreeningEngine.Screen(request ?? Request, Lawful.Seed, Lawful.Today, ScreeningMode.Live, lists);
}
