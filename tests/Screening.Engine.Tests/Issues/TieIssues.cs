using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Issues;

/// <summary>Found by the comparison of two items with the reference.</summary>
public sealed class TieIssues
{
    /// <summary>
    /// Of two equally severe outcomes that of the first item counts. A fact of the first item was evaluated as if the other items
    /// preceded it, and an undecided outcome asked no question.
    /// </summary>
    [Fact]
    public void AFactOfTheFirstItem_Matters_WhereItOnlyChangesATie()
    {
        var part = new Item { Id = "10", Class = ItemClass.Material, Jurisdiction = Jurisdiction.Itar };
        var missile = Lawful.System(ItemClass.BallisticMissile, 400, 900) with { Id = "20" };
        var request = Lawful.Of(part, "AU") with { Items = [part, missile] };
        var decision = request.Screen();
        Assert.Equal([Outcome.CaseByCase, Outcome.CaseByCaseEligible], decision.Possible());
        Assert.Equal(["items[0].annexItem"], decision.Undecided!.Ask);
    }
}
