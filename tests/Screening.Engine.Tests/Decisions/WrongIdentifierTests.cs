using Screening.Engine.Model;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Decisions;

/// <summary>An IMO number with a wrong check digit is a question, never a match.</summary>
public sealed class WrongIdentifierTests
{
    private const string Place = "parties[1].identifiers[1].value";

    [Fact]
    public void AWrongImoNumber_MakesTheDecisionUndecided_AndIsAskedFor()
    {
        var decision = With("9187628");
        Assert.NotNull(decision.Undecided);
        Assert.Equal(Disposition.Hold, decision.Disposition);
        var question = Assert.Single(decision.MustAnswer, question => question.Fact == Place);
        Assert.Equal(AnswerType.Text, question.Type);
        Assert.Contains("IMO number", question.Question, StringComparison.Ordinal);
        Assert.Contains(decision.NotChecked, note => note.Contains(Place, StringComparison.Ordinal));
        Assert.Empty(decision.Matches);
    }

    [Fact]
    public void ARightImoNumber_IsNotAskedFor()
    {
        var decision = With("9187629");
        Assert.Null(decision.Undecided);
        Assert.DoesNotContain(decision.NotChecked, note => note.Contains("IMO", StringComparison.Ordinal));
    }

    /// <summary>Where a stricter outcome is certain, the number cannot change it: it is not asked for, and stays under notChecked.</summary>
    [Fact]
    public void AWrongImoNumberOfAProhibitedTransaction_IsOnlyReported()
    {
        var decision = With("9187628", ListedParties.Matching("DPL"));
        Assert.Equal((Outcome.Prohibited, null), (decision.Outcome, decision.Undecided));
        Assert.Empty(decision.MustAnswer);
        Assert.Contains(decision.NotChecked, note => note.Contains(Place, StringComparison.Ordinal));
    }

    private static Decision With(string number, params Party[] others)
    {
        var request = Lawful.Of(Lawful.System(ItemClass.Uas, 200, 50), "JP");
        var vessel = new Party
        {
            Id = "SHIP", Role = PartyRole.Other, Kind = PartyKind.Vessel, Name = "Meadow Lark",
            Identifiers = [new PartyIdentifier("DUNS", "123456789"), new PartyIdentifier("IMO number", number)],
        };
        return (request with { Parties = [.. request.Parties, vessel, .. others] }).Screen();
    }
}
