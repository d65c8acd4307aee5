using System.Text;
using Screening.Functions.Http.Contracts.Requests;

namespace Screening.Functions.Tests.Contracts;

/// <summary>A party or an owner that owns itself is refused at its JSON path. Two branches may name the same owner.</summary>
public sealed class OwnerCycleTests
{
    [Theory]
    [InlineData("""[{"name":"Royal Example Air Force"}]""", "parties[0].owners[0].name")]
    [InlineData("""[{"name":"ROYAL-EXAMPLE, air force"}]""", "parties[0].owners[0].name")]
    [InlineData("""[{"name":"A"},{"name":"B","owners":[{"name":"C","owners":[{"name":"b."}]}]}]""", "parties[0].owners[1].owners[0].owners[0].name")]
    [InlineData("""[{"name":"A","owners":[{"name":"Royal Example Air Force"}]}]""", "parties[0].owners[0].owners[0].name")]
    [InlineData("""[{"name":"Альфа","owners":[{"name":"Alfa"}]}]""", "parties[0].owners[0].owners[0].name")]
    public void ACycleOfOwners_IsRefused_AtTheOwnerThatClosesIt(string owners, string path)
    {
        var error = Assert.Single(Bodies.Parse(Bodies.With("parties[0].owners", owners)).Errors);
        Assert.Equal((path, "cycle"), (error.Path, error.Code));
        Assert.DoesNotContain("Example", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"name":"A","owners":[{"name":"C"}]},{"name":"B","owners":[{"name":"C"}]},{"name":"C"}]""")]
    [InlineData("""[{"name":"Royal Example"},{"name":"Example Air Force Holding"}]""")]
    public void AnOwnerNamedInTwoBranches_IsNoCycle(string owners) =>
        Assert.Empty(Bodies.Parse(Bodies.With("parties[0].owners", owners)).Errors);

    /// <summary>A request on record was accepted on its day; it is read again without this check.</summary>
    [Fact]
    public void ARecordedRequest_IsReadAgain() => Assert.Empty(ScreeningRequestParser.Parse(
        Encoding.UTF8.GetBytes(Bodies.With("parties[0].owners", """[{"name":"Royal Example Air Force"}]""")), today: null).Errors);
}
