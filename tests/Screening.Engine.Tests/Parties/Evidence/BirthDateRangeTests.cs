using Screening.Engine.Parties.Identifiers;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Tests.Parties.Evidence;

/// <summary>The days that a listed date of birth may mean.</summary>
public sealed class BirthDateRangeTests
{
    [Theory]
    [InlineData("1960-02-28", "1960-02-28", "1960-02-28")]
    [InlineData("1960-02", "1960-02-01", "1960-02-29")]
    [InlineData("1960", "1960-01-01", "1960-12-31")]
    [InlineData("1960/1965", "1960-01-01", "1965-12-31")]
    [InlineData("1960-03/1961-02-05", "1960-03-01", "1961-02-05")]
    [InlineData("1958~", "1956-01-01", "1960-12-31")]
    [InlineData("1958~/1960~", "1956-01-01", "1962-12-31")]
    public void AStoredDate_IsARangeOfDays(string stored, string from, string to)
    {
        var range = BirthDateRange.Read(stored);
        Assert.Equal((from, to), (range?.From.ToString("yyyy-MM-dd", null), range?.To.ToString("yyyy-MM-dd", null)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("197")]
    [InlineData("1965/1960")]
    [InlineData("1960/")]
    [InlineData("unknown")]
    public void AnythingElse_IsNoDate(string stored) => Assert.Null(BirthDateRange.Read(stored));

    [Theory]
    [InlineData("1958~", 1956, true)]
    [InlineData("1958~", 1960, true)]
    [InlineData("1958~", 1955, false)]
    [InlineData("1958~", 1961, false)]
    [InlineData("1960/1965", 1963, true)]
    [InlineData("1960/1965", 1966, false)]
    public void ARange_AgreesInside_AndContradictsOutside(string listed, int year, bool agrees)
    {
        var party = Listed.Party("VOROBYEV, Maxim Yuryevich", PartyKind.Person) with { BirthDates = [listed] };
        var plain = Listed.Query("Maxim Yuryevich Vorobyev", PartyKind.Person);
        var match = Assert.Single(Listed.Index(party).Search(plain with { BirthDate = new DateOnly(year, 6, 1) }, Listed.Thresholds, 10));
        Assert.Equal(agrees ? MatchStrength.Strong : MatchStrength.Possible, match.Strength);
        var unstated = Assert.Single(Listed.Index(party).Search(plain, Listed.Thresholds, 10));
        Assert.Equal(agrees, match.Score.Equals(unstated.Score));
        var words = listed == "1958~" ? "circa 1958" : "1960 to 1965";
        Assert.Contains(match.Explanation, line => line.Contains($"the listed {words}", StringComparison.Ordinal));
    }

    [Fact]
    public void ADateThatCannotBeRead_ContradictsNothing()
    {
        var party = Listed.Party("VOROBYEV, Maxim Yuryevich", PartyKind.Person) with { BirthDates = ["unknown"] };
        var query = Listed.Query("Maxim Yuryevich Vorobyev", PartyKind.Person);
        Assert.Equal(
            Listed.Index(party).Search(query, Listed.Thresholds, 10).Single().Score,
            Listed.Index(party).Search(query with { BirthDate = new DateOnly(1970, 1, 1) }, Listed.Thresholds, 10).Single().Score);
    }
}
