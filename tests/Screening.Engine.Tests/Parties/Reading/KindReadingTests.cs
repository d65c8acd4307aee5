using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Reading;
using Screening.Engine.Parties.Search;

namespace Screening.Engine.Tests.Parties.Reading;

/// <summary>The kind of a party, where it is not declared, as its words state it.</summary>
public sealed class KindReadingTests
{
    [Theory]
    [InlineData("Mayrow Technics Co.")]
    [InlineData("Pervaiz Commercial Trading")]
    [InlineData("Minsk Wheel Tractor Plant")]
    [InlineData("Aksu District Public Security Bureau")]
    [InlineData("Tuyuan Universitet")]
    [InlineData("Nauchno-Issledovatelski Institut Gidrosvyazi")]
    [InlineData("Sanayi ve Ticaret Limited Sirketi")]
    [InlineData("Cytrox AD")]
    [InlineData("Bearings on Lipetsk (Russian entity)")]
    public void Of_AFormOrAnOrganisationWord_IsAnOrganisation(string name) => Assert.Equal(PartyKind.Organization, KindReading.Of(name, PartyKind.Unknown));

    [Theory]
    [InlineData("DOMINGUEZ, Carlos")]
    [InlineData("Jorge Santana, Jr.")]
    [InlineData("Dr. Artush Parsi")]
    [InlineData("Han Dejian (PRC individual)")]
    [InlineData("SAIED SHAHSAVARANI (PRESIDENT OF TAK COMPONENTS)")]
    public void Of_AFamilyNameFirstATitleOrADescription_IsAPerson(string name) => Assert.Equal(PartyKind.Person, KindReading.Of(name, PartyKind.Unknown));

    [Theory]
    [InlineData("Kow Seng Lim")]
    [InlineData("Robert Plant")]
    [InlineData("Asa Smith")]
    [InlineData("DESARROLLOS IND. IBERAIR, SL")]
    [InlineData("Megel")]
    public void Of_WordsThatDoNotTell_IsUnknown(string name) => Assert.Equal(PartyKind.Unknown, KindReading.Of(name, PartyKind.Unknown));

    [Fact]
    public void Of_ADeclaredKind_IsThatKind() => Assert.Equal(PartyKind.Person, KindReading.Of("Mayrow Technics Co.", PartyKind.Person));

    [Theory]
    [InlineData("Zorvantek Industries", "Zorvantek Industries", PartyKind.Unknown, MatchStrength.Strong)]
    [InlineData("Zorvantek Ltd", "Zorvantek Ltd", PartyKind.Organization, MatchStrength.Strong)]
    [InlineData("Zorvan Tekalov", "Zorvan Tekalov", PartyKind.Unknown, MatchStrength.Possible)]
    [InlineData("Zorvan Tekalov", "Zorvan Tekalov", PartyKind.Person, MatchStrength.Possible)]
    [InlineData("Zorvantek Industries", "Zorvantek Industries", PartyKind.Person, MatchStrength.Possible)]
    public void Search_AnEntryWithoutKind_IsAnIndividualOnlyWhereNoWordsTellOtherwise(string listed, string asked, PartyKind kind, MatchStrength strength)
    {
        var match = Assert.Single(Listed.Index(Listed.Party(listed, PartyKind.Unknown).Read()).Find(asked, kind));

        Assert.Equal(strength, match.Strength);
        Assert.DoesNotContain(match.Explanation, line => line.Contains("the score is lower", StringComparison.Ordinal));
        Assert.Equal(
            strength == MatchStrength.Possible && !listed.Contains("Industries", StringComparison.Ordinal),
            match.Explanation.Any(line => line.Contains("an individual matched by name alone", StringComparison.Ordinal)));
    }

    [Fact]
    public void Search_ACompanyNameAgainstAPerson_IsPossibleOnly()
    {
        var match = Assert.Single(Listed.Index(Listed.Party("Zorvan Tekalov", PartyKind.Person).Read()).Find("Zorvan Tekalov Co", PartyKind.Unknown));

        Assert.Equal(MatchStrength.Possible, match.Strength);
    }
}
