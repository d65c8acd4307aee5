using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Scoring;

namespace Screening.Engine.Tests.Parties;

public sealed class EvidenceTests
{
    private static readonly ListedParty Person = Listed.Party("VOROBYEV, Maxim Yuryevich", PartyKind.Person) with
    {
        BirthDates = ["1976-08-09"],
        Citizenships = ["RU"],
        Countries = ["CY"],
        Addresses = ["12 Tverskaya Street, Moscow, 125009, RU"],
        Identifiers = [new PartyIdentifier("Passport", "71 1234567")],
    };

    private static readonly PartyQuery Query = Listed.Query("Maxim Yuryevich Vorobyev", PartyKind.Person);

    private static Candidate Find(PartyQuery query, ListedParty? listed = null) =>
        Assert.Single(Listed.Index(listed ?? Person).Search(query, Listed.Thresholds, 10));

    [Fact]
    public void AnIndividualByNameOnly_IsNeverStrong()
    {
        var match = Find(Query);
        Assert.True(match.Score >= Listed.Thresholds.T2);
        Assert.Equal(MatchStrength.Possible, match.Strength);
        Assert.Contains(match.Explanation, line => line.Contains("individual matched by name alone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PartyKind.Unknown, PartyKind.Unknown, MatchStrength.Possible)]
    [InlineData(PartyKind.Unknown, PartyKind.Person, MatchStrength.Possible)]
    [InlineData(PartyKind.Person, PartyKind.Unknown, MatchStrength.Possible)]
    [InlineData(PartyKind.Unknown, PartyKind.Organization, MatchStrength.Strong)]
    [InlineData(PartyKind.Organization, PartyKind.Unknown, MatchStrength.Strong)]
    public void KindUnknown_IsAnIndividual_UnlessTheQueryStatesAnotherKind(PartyKind listed, PartyKind queryKind, MatchStrength expected)
    {
        var party = Listed.Party("Zarechny Vostok", listed);
        Assert.Equal(expected, Find(Listed.Query("Zarechny Vostok", queryKind), party).Strength);
    }

    public static TheoryData<string> Agreements => ["birth", "citizenship", "address", "identifier"];

    [Theory]
    [MemberData(nameof(Agreements))]
    public void ASecondIdentifierThatAgrees_MakesAnIndividualStrong(string which)
    {
        var query = which switch
        {
            "birth" => Query with { BirthDate = new DateOnly(1976, 8, 9) },
            "citizenship" => Query with { Country = CountryCode.Of("RU") },
            "address" => Query with { Address = "Tverskaya street 12, 125009 Moscow" },
            _ => Query with { Identifiers = [new PartyIdentifier("passport no.", "711234567")] },
        };
        Assert.Equal(MatchStrength.Strong, Find(query).Strength);
    }

    [Fact]
    public void ACountryOfBusiness_IsNoSecondIdentifier() =>
        Assert.Equal(MatchStrength.Possible, Find(Query with { Country = CountryCode.Of("CY") }).Strength);

    [Theory]
    [InlineData("RU", "CY", "RU", "The country RU is a listed country of citizenship or birth.")]
    [InlineData("CY", "CY", "RU", "The country CY is among the countries listed for the entry.")]
    [InlineData("DE", "CY", "RU", "The country DE is not among the listed CY, RU; that does not lower the score.")]
    [InlineData("DE", "CY", "", "The country DE is not among the listed CY; that does not lower the score.")]
    [InlineData("DE", "", "RU", "The country DE is not among the listed RU; that does not lower the score.")]
    [InlineData("DE", "", "", null)]
    public void TheComparisonOfCountries_IsExplained_UnlessNoneIsListed(string queryCountry, string country, string citizenship, string? expected)
    {
        var listed = Person with { Countries = country.Length == 0 ? [] : [country], Citizenships = citizenship.Length == 0 ? [] : [citizenship] };
        var match = Find(Query with { Country = CountryCode.Of(queryCountry) }, listed);
        Assert.Equal(expected is null ? [] : [expected], match.Explanation.Where(line => line.StartsWith("The country ", StringComparison.Ordinal)));
        Assert.Equal(Find(Query, listed).Score, match.Score);
    }

    [Theory]
    [InlineData("1976-08-09", "The date of birth 1976-08-09 agrees with the listed 1976-08-09.", 0)]
    [InlineData("1976-08", "The date of birth 1976-08-09 agrees with the listed 1976-08.", 0)]
    [InlineData("1976", "The date of birth 1976-08-09 agrees with the listed 1976.", 0)]
    [InlineData("197", "The date of birth 1976-08-09 differs from the listed 1970, 197: the score is lower by 0.03.", 0.03)]
    [InlineData("1976-08-10", "The date of birth 1976-08-09 differs from the listed 1970, 1976-08-10: the score is lower by 0.03.", 0.03)]
    public void TheComparisonOfBirthDates_IsExplained(string listed, string expected, double penalty)
    {
        var match = Find(Query with { BirthDate = new DateOnly(1976, 8, 9) }, Person with { BirthDates = ["1970", listed] });
        Assert.Contains(expected, match.Explanation);
        Assert.Equal(Find(Query).Score - penalty, match.Score, 3);
    }

    /// <summary>Each party with an identifier is found by it, however many share it, and no other party is.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void EveryPartyWithAnIdentifier_IsFoundByIt(int count)
    {
        ListedParty[] parties = [.. Enumerable.Range(0, count + 4).Select(number => Listed.Party($"MV Something{(char)('a' + number)}", PartyKind.Vessel) with
        {
            Id = $"V{number}", Identifiers = [new PartyIdentifier("IMO", number < count ? "9138044" : $"912804{number}")],
        })];
        var index = Listed.Index(parties);
        var query = Listed.Query("Utterly Different", PartyKind.Vessel) with { Identifiers = [new PartyIdentifier("IMO", "9138044")] };
        Assert.Equal(Enumerable.Range(0, count).Select(number => $"V{number}"), index.Search(query, Listed.Thresholds, 100).Select(match => index.PartyAt(match.Index).Id));
    }

    [Fact]
    public void ADateOfBirthThatDiffers_LowersTheScore_AndIsNoAgreement()
    {
        var match = Find(Query with { BirthDate = new DateOnly(1950, 1, 1) });
        Assert.True(match.Score < Find(Query).Score);
        Assert.Equal(MatchStrength.Possible, match.Strength);
    }

    [Fact]
    public void MissingEvidence_NeverLowersTheScore() =>
        Assert.Equal(Find(Query).Score, Find(Query, Listed.Party(Person.Name, PartyKind.Person)).Score);

    [Fact]
    public void AWeakAlias_ScoresLower_AndIsNeverStrongByNameAlone()
    {
        var names = new[] { new ListedName("Bank of Kunlun", false), new ListedName("Karamay Urban Credit", true) };
        var match = Find(Listed.Query("Karamay Urban Credit"), Listed.Party("Bank of Kunlun") with { Names = [.. names] });
        Assert.Equal(0.95, match.Score, 3);
        Assert.Equal(MatchStrength.Possible, match.Strength);
    }

    [Theory]
    [InlineData("IMO", "9138044", "Vessel Registration Identification", "IMO 9138044", true)]
    [InlineData("tax id", "331-403-452400", "Tax ID No.", "331403452400", true)]
    [InlineData("passport", "G4098697", "DUNS", "G4098697", false)]
    [InlineData("passport", "1234", "Passport", "1234", false)]
    public void AnExactIdentifier_IsAStrongMatchByItself(string type, string value, string listedType, string listedValue, bool expected)
    {
        var party = Listed.Party("MV Something", PartyKind.Vessel) with { Identifiers = [new PartyIdentifier(listedType, listedValue)] };
        var query = Listed.Query("Utterly Different", PartyKind.Vessel) with { Identifiers = [new PartyIdentifier(type, value)] };
        var matches = Listed.Index(party).Search(query, Listed.Thresholds, 10);
        Assert.Equal(expected, matches.Any(match => match.Strength == MatchStrength.Strong));
    }

    [Theory]
    [InlineData("Zarechni Vostok")]
    [InlineData("Zarechny Vostock")]
    public void AWronglyDeclaredKind_DoesNotHideAMisspeltName(string query) =>
        Assert.NotNull(Find(Listed.Query(query), Listed.Party("Zarechny Vostok", PartyKind.Vessel)));

    [Fact]
    public void AnotherKind_LowersTheScore_AndIsNeverStrongByNameAlone()
    {
        var match = Find(Listed.Query("Zarechny Vostok"), Listed.Party("Zarechny Vostok", PartyKind.Vessel));
        Assert.Equal(1 - MatchWeights.Default.Kind, match.Score, 3);
        Assert.Equal(MatchStrength.Possible, match.Strength);
    }

    [Fact]
    public void ALimit_CutsPossibleMatchesBeforeStrongOnes()
    {
        var agreeing = Person with { Id = "SDN-2", Citizenships = ["US"], Name = "VOROBYEV, Maxim Y", Names = [new("VOROBYEV, Maxim Yuryevic", false)] };
        var query = Query with { Country = CountryCode.Of("US") };
        var matches = Listed.Index(Person, agreeing).Search(query, Listed.Thresholds, 1);
        Assert.Equal(MatchStrength.Strong, Assert.Single(matches).Strength);
        Assert.True(matches[0].Score < Listed.Index(Person, agreeing).Search(query, Listed.Thresholds, 2)[1].Score);
    }

    /// <summary>
    /// Of equally good names the primary one is reported, then the earlier alias. Of equally good query names the first one
    /// counts. A better hit always replaces a worse one.
    /// </summary>
    [Fact]
    public void OfSeveralHits_TheBestIsReported_AndOfEqualOnesTheFirst()
    {
        var party = Listed.Party("VORNAMIR DYNAMICS", PartyKind.Organization, "DYNAMICS VORNAMIR", "VORNAMIR DYNAMICS LTD", "QUANTOR HEMMELT");
        Assert.Equal("VORNAMIR DYNAMICS", Find(Listed.Query("Vornamir Dynamics"), party).MatchedName);
        var turned = Listed.Party("QUANTOR HEMMELT", PartyKind.Organization, "VORNAMIR, DYNAMICS", "VORNAMIR DYNAMICS");
        Assert.Equal("VORNAMIR, DYNAMICS", Find(Listed.Query("Vornamir Dynamics"), turned).MatchedName);
        var query = Listed.Query("Quantor Hemmelt") with { Aliases = ["Vornamir Dynamics"] };
        Assert.Equal("QUANTOR HEMMELT", Find(query, party).MatchedName);
        Assert.Equal("VORNAMIR DYNAMICS", Find(Listed.Query("Quantor Hemmolt") with { Aliases = ["Vornamir Dynamics"] }, party).MatchedName);
    }

    [Fact]
    public void EqualMatches_AreOrderedByListAndId_AndStrongOnesFirst()
    {
        var one = Listed.Party("VORNAMIR DYNAMICS");
        ListedParty[] twins = [one with { Id = "B", List = "SDN" }, one with { Id = "A", List = "SDN" }, one with { Id = "C", List = "EL" }, one with { Id = "0", List = "EL", Kind = PartyKind.Vessel }];
        var index = Listed.Index(twins);
        Assert.Equal(["C", "A", "B", "0"], index.Find("Vornamir Dynamics").Select(match => index.PartyAt(match.Index).Id));
        Assert.Equal(["C", "A"], index.Search(Listed.Query("Vornamir Dynamics"), Listed.Thresholds, 2).Select(match => index.PartyAt(match.Index).Id));
    }

    /// <summary>The same building agrees as well as the same premises; a street, a city or a word overlap does not.</summary>
    [Theory]
    [InlineData("12 Tverskaya Street, Moscow", "12 Tverskaya Street, Moscow", true)]
    [InlineData("12 Tverskaya Moscow", "12 Tverskaya Street, Moscow", true)]
    [InlineData("Office 4, 12 Tverskaya Street, Moscow", "12 Tverskaya Street, Moscow", true)]
    [InlineData("12 Tverskaya", "12 Tverskaya Street, Moscow", false)]
    [InlineData("14 Tverskaya Street, Moscow", "12 Tverskaya Street, Moscow", false)]
    [InlineData("Tverskaya Street, Moscow", "Tverskaya Street, Moscow", false)]
    [InlineData("Moscow", "12 Tverskaya Street, Moscow", false)]
    [InlineData("", "12 Tverskaya Street, Moscow", false)]
    [InlineData("   ", "12 Tverskaya Street, Moscow", false)]
    public void AnAddress_AgreesWhenTheBuildingDoes(string queryAddress, string listed, bool agrees)
    {
        var match = Find(Query with { Address = queryAddress }, Person with { Addresses = ["Nowhere", listed] });
        Assert.Equal(agrees, match.Explanation.Any(line => line.StartsWith($"The address agrees with the listed `{listed}`: the same ", StringComparison.Ordinal)));
        Assert.Equal(agrees ? MatchStrength.Strong : MatchStrength.Possible, match.Strength);
    }

    [Fact]
    public void TheSameEntryInTwoFeeds_IsReportedOnce()
    {
        var twin = Listed.Party("Zarechny Vostok");
        var index = Listed.Index(twin, twin with { Feed = "ofac-sdn" });
        Assert.Equal("csl", index.PartyAt(Assert.Single(index.Find("Zarechny Vostok")).Index).Feed);
    }
}
