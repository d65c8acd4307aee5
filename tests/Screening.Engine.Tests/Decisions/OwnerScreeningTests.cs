using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Snapshots;

namespace Screening.Engine.Tests.Decisions;

/// <summary>The shares that listed owners hold of a party, directly and through others (decision D21).</summary>
public sealed class OwnerScreeningTests
{
    private static readonly ListMeaning Sdn = new("SDN", "SDN", "r", Fact.ListSdn, null);
    private static readonly ListMeaning Entity = new("EL", "EL", "r", Fact.ListEl, null);
    private static readonly ListMeaning Debarred = new("DTC", "DTC", "r", Fact.ListDtc, null);
    private static readonly ListMeaning House = new("HOUSE", "HOUSE", "r", Fact.ListOwn, Outcome.Prohibited);

    [Theory]
    [InlineData(30, 25, "55")]
    [InlineData(0.1, 0.2, "0.3")]
    [InlineData(70, 60, "100")]
    public void Shares_AreAdded_UpToTheWhole(double first, double second, string share)
    {
        var found = Screen(new Owner("sdn", first), new Owner("sdn", second));
        Assert.Equal(decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture), found.Sdn.Share);
        Assert.Equal(2, found.Sdn.Listed.Length);
        Assert.Equal((0m, false, false, false), (found.Entity.Share, found.HasUnknownShare, found.IsPossible, found.IsOtherListed));
    }

    /// <summary>
    /// An owner of which listed parties hold half or more counts whole; below that the product of the shares counts.
    /// </summary>
    [Theory]
    [InlineData(50, 60, 60)]
    [InlineData(49, 60, 29.4)]
    [InlineData(100, 10, 10)]
    public void AnIndirectShare_CountsWholeFromHalf_AndByTheProductBelow(double listedShare, double share, double expected)
    {
        var between = new Owner("nobody", share) { Owners = [new Owner("sdn", listedShare)] };
        Assert.Equal((decimal)expected, Screen(between).Sdn.Share);
    }

    [Fact]
    public void SharesInOneOwner_AreAdded_BeforeTheHalfRuleApplies()
    {
        var between = new Owner("nobody", 80) { Owners = [new Owner("sdn", 25), new Owner("sdn", 25)] };
        Assert.Equal(80m, Screen(between).Sdn.Share);
    }

    [Fact]
    public void AnOwner_IsFound_ThreeLevelsDeep()
    {
        var deep = new Owner("nobody", 40) { Owners = [new Owner("nobody", 40) { Owners = [new Owner("entity", 40)] }] };
        Assert.Equal(6.4m, Screen(deep).Entity.Share);
    }

    [Fact]
    public void AnUnknownShare_IsReported_OnlyWhereAListedOwnerHoldsIt()
    {
        Assert.True(Screen(new Owner("sdn", null)).HasUnknownShare);
        Assert.True(Screen(new Owner("nobody", null) { Owners = [new Owner("entity", 10)] }).HasUnknownShare);
        Assert.False(Screen(new Owner("nobody", null)).HasUnknownShare);
        Assert.Equal(0m, Screen(new Owner("sdn", null)).Sdn.Share);
    }

    [Fact]
    public void ABlockedPersonOf744_CountsForBothRules()
    {
        var found = Screen(new Owner("blocked", 30), new Owner("entity", 20));
        Assert.Equal((30m, 50m), (found.Sdn.Share, found.Entity.Share));
    }

    [Fact]
    public void OtherLists_CountNoShares()
    {
        var found = Screen(new Owner("debarred", 90), new Owner("near", 90));
        Assert.Equal((0m, 0m, true, true), (found.Sdn.Share, found.Entity.Share, found.IsOtherListed, found.IsPossible));
        var own = Screen(new Owner("nobody", 50) { Owners = [new Owner("house", 40)] });
        Assert.False(own.IsOtherListed);
        Assert.Equal([(House, 20m)], own.OwnLists);
    }

    private static OwnersFound Screen(params ImmutableArray<Owner> owners) => new OwnerScreening(owner => owner.Name switch
    {
        "sdn" => [new OwnerMatch(Listed, Sdn, true, false, true)],
        "blocked" => [new OwnerMatch(Listed, Sdn, true, true, true)],
        "entity" => [new OwnerMatch(Listed, Entity, true, true, false)],
        "near" => [new OwnerMatch(Listed, Sdn, false, false, true)],
        "debarred" => [new OwnerMatch(Listed, Debarred, true, false, false)],
        "house" => [new OwnerMatch(Listed, House, true, false, false)],
        _ => [],
    }).Screen(owners);

    private static ListedParty Listed { get; } = new() { Feed = "f", Id = "E", List = "L", Name = "n", Names = [new ListedName("n", false)] };
}
