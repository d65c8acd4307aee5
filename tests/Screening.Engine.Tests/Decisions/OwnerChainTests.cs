using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Decisions;

/// <summary>How a listed owner is shown: once, with its chain and its share of the party, multiplied along each chain and added.</summary>
public sealed class OwnerChainTests
{
    [Fact]
    public void ADirectOwner_IsShownWithItsShare()
    {
        var match = Assert.Single(Screen(Listed(30)).Matches);
        Assert.Equal((ListedParties.SdnOwner, 30m), (match.Owner, match.Share));
        Assert.Equal([ListedParties.SdnOwner], match.Chain);
        Assert.Contains($"The owner `{ListedParties.SdnOwner}` owns 30 % of the party.", match.Explanation);
    }

    [Fact]
    public void AnIndirectOwner_IsShownWithItsChain_AndTheMultipliedShare()
    {
        var decision = Screen(new Owner("Fairbourne Holding", 50) { Owners = [new Owner("Oakmere Trust", 80) { Owners = [Listed(25)] }] });
        var match = Assert.Single(decision.Matches);
        Assert.Equal(10m, match.Share);
        Assert.Equal(["Fairbourne Holding", "Oakmere Trust", ListedParties.SdnOwner], match.Chain);
        Assert.Contains(
            $"The owner `{ListedParties.SdnOwner}` owns 25 % of `Oakmere Trust`, which owns 80 % of `Fairbourne Holding`, which owns 50 % of the party: 10 % of the party.",
            match.Explanation);
        Assert.Equal(Outcome.HoldForReview, decision.Outcome);
    }

    [Fact]
    public void AnOwnerNamedThroughTwoBranches_IsOneOwner_AndItsSharesAreAdded()
    {
        var decision = Screen(
            new Owner("Fairbourne Holding", 60) { Owners = [Listed(40)] },
            new Owner("Oakmere Trust", 40) { Owners = [new Owner(ListedParties.SdnOwner.ToUpperInvariant() + ".", 45)] });
        var match = Assert.Single(decision.Matches);
        Assert.Equal(42m, match.Share);
        Assert.Contains("Through all of these it owns 42 % of the party.", match.Explanation);
        Assert.Equal("42", Fact(decision, "owned_by_sdn_pct"));
    }

    /// <summary>Half of the holding is blocked, so its whole 60 % counts, while the share shown is the product.</summary>
    [Fact]
    public void AnEntityOwnedByHalf_CountsWhole_AndTheAnswerSaysWhy()
    {
        var decision = Screen(new Owner("Fairbourne Holding", 60) { Owners = [Listed(50)] });
        var match = Assert.Single(decision.Matches);
        Assert.Equal(30m, match.Share);
        Assert.Contains("Listed parties own 50 % of `Fairbourne Holding`, half or more, so it counts as listed with its whole share.", match.Explanation);
        Assert.Equal((Outcome.Prohibited, "60"), (decision.Outcome, Fact(decision, "owned_by_sdn_pct")));
    }

    [Fact]
    public void AnUnknownShare_IsShownAsUnknown_AndHolds()
    {
        var decision = Screen(new Owner("Fairbourne Holding", null) { Owners = [Listed(40)] });
        var match = Assert.Single(decision.Matches);
        Assert.Null(match.Share);
        Assert.Contains(match.Explanation, line => line.EndsWith("which owns an unknown share of the party: an unknown share of the party.", StringComparison.Ordinal));
        Assert.Equal(Outcome.HoldForReview, decision.Outcome);
    }

    /// <summary>A listed owner of 0 % is at least what an owner who may be listed is: held.</summary>
    [Fact]
    public void AListedOwnerOfNothing_IsHeld() => Assert.Equal(Outcome.HoldForReview, Screen(Listed(0)).Outcome);

    private static Owner Listed(double percent) => new(ListedParties.SdnOwner, percent);

    private static Decision Screen(params Owner[] owners)
    {
        var request = Lawful.Of(Lawful.System(ItemClass.Uas, 200, 50), "JP");
        return (request with { Parties = [request.Parties[0] with { Owners = [.. owners] }] }).Screen();
    }

    private static string Fact(Decision decision, string fact)
    {
        var facts = decision.Findings.Select(finding => finding.Facts).First(known => Enumerable.Range(0, known.Count).Any(index => known.At(index).Key == fact));
        return Enumerable.Range(0, facts.Count).Select(facts.At).First(pair => pair.Key == fact).Value.ToString();
    }
}
