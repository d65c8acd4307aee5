using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Reading;
using Screening.Engine.Parties.Search;

namespace Screening.Engine.Tests.Parties.Reading;

/// <summary>Entries with their names read: what is searched and shown, over examples and over the complete list.</summary>
public sealed partial class ReadPartyTests
{
    private static readonly string[] Marks =
        ["aka", "akas", "fka", "dba", "a", "k", "f", "d", "b", "and", "c", "o", "also", "known", "as", "formerly", "including"];

    [Fact]
    public void Read_KeepsThePrintedNamesFirst_AndAddsThoseReadFromThem()
    {
        var party = Listed.Party("Sogdiana Trade Group (SOGTRA)", PartyKind.Organization, "Sogdiana Trading, f.k.a., Sogdiana Import").Read();

        Assert.Equal(
            ["Sogdiana Trade Group (SOGTRA)", "Sogdiana Trading, f.k.a., Sogdiana Import", "Sogdiana Trade Group", "SOGTRA", "Sogdiana Trading", "Sogdiana Import"],
            party.Names.Select(name => name.Text));
        Assert.Equal("Sogdiana Trade Group (SOGTRA)", party.Name);
    }

    [Fact]
    public void Read_OfAnEntryWithABirthDate_IsAPerson() =>
        Assert.Equal(PartyKind.Person, (Listed.Party("Zorvan Tekalov", PartyKind.Unknown) with { BirthDates = ["1961"] }).Read().KindRead);

    [Fact]
    public void Read_KeepsWhatTheNamesSay_ThroughTheIndex()
    {
        var index = Listed.Index(Listed.Party("Zorvantek LLC (a subsidiary of Akrona); and any successor thereof", PartyKind.Unknown).Read());
        var match = Assert.Single(index.Find("Zorvantek LLC"));
        var listed = index.PartyAt(match.Index);

        Assert.Equal("Zorvantek LLC", match.MatchedName);
        Assert.Equal(["The list describes the entry as \"a subsidiary of Akrona\"."], listed.Relations);
        Assert.Equal(["The entry also covers any successor thereof."], listed.Scope);
        Assert.Equal(PartyKind.Organization, listed.KindRead);
    }

    [Theory]
    [InlineData("Zorvan Precision Works (ZPWTEK)", "ZPWTEK", MatchStrength.Strong)]
    [InlineData("Zorvan Precision Works (ZPW)", "ZPW", MatchStrength.Possible)]
    [InlineData("Zorvantek [aka Akronalis]; and any successor thereof", "Akronalis Ltd", MatchStrength.Strong)]
    public void Search_ByAnotherNameInTheField_Finds(string listed, string asked, MatchStrength strength) =>
        Assert.Equal(strength, Assert.Single(Listed.Index(Listed.Party(listed).Read()).Find(asked)).Strength);

    [Fact]
    public void Search_ByALabel_FindsNothing() =>
        Assert.Empty(Listed.Index(Listed.Party("Address 07", PartyKind.Unknown).Read()).Find("Address 07", PartyKind.Unknown));

    [Fact]
    public void RealList_NoDerivedName_HasAMarkLeft()
    {
        var derived = Readings().SelectMany(reading => reading.Reading.Names.Skip(1)).Select(name => name.Text).ToList();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{derived.Count} derived names, {Readings().Sum(reading => reading.Reading.Relations.Length)} relations, "
            + $"{Readings().Sum(reading => reading.Reading.Scope.Length)} scopes, {Readings().Count(reading => reading.Reading.Names.IsEmpty)} labels");

        Assert.True(derived.Count > 500, $"only {derived.Count} names were derived");
        Assert.Empty(derived.Where(name => LeftMark().IsMatch(name)));
    }

    [Fact]
    public void RealList_NoWordThatIsNoMark_IsLost()
    {
        var lost = Readings()
            .Where(reading => reading.Reading.Names.Length > 1 || reading.Reading.Relations.Length + reading.Reading.Scope.Length > 0)
            .Where(reading => !Alternatives().IsMatch(reading.Printed))
            .Select(reading => (reading.Printed, Lost: Lost(reading.Printed, reading.Reading)))
            .Where(reading => reading.Lost.Count > 0)
            .Select(reading => $"{reading.Printed}: {string.Join(' ', reading.Lost)}");
        Assert.Empty(lost);
    }

    [Fact]
    public void RealList_AFieldWithoutSigns_HoldsOneName() =>
        Assert.All(
            RealList.Printed().Where((_, number) => number % 5 == 0).SelectMany(party => party.Names.Select(name => (name.Text, party.Kind))),
            field => Assert.Equal(ListedReading.TakeApart(field.Text, false, field.Kind).Names, ListedReading.Of(field.Text, false, field.Kind).Names));

    [Fact]
    public void RealList_KindsAreRead_OfMostEntriesOfTheEntityList()
    {
        var kinds = RealList.Parties().Where(party => party is { List: "EL", Kind: PartyKind.Unknown }).CountBy(party => party.KindRead).ToDictionary();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", kinds));

        Assert.True(kinds[PartyKind.Organization] > 2_500, string.Join(", ", kinds));
    }

    [Fact]
    public void RealList_FewListedIndividuals_ReadAsOrganisations()
    {
        var people = RealList.Parties().Where(party => party.Kind == PartyKind.Person).Select(party => party.Name).ToList();
        var wrong = people.Where(name => KindReading.Of(name, PartyKind.Unknown) == PartyKind.Organization).ToList();

        TestContext.Current.TestOutputHelper!.WriteLine($"{wrong.Count} of {people.Count}: {string.Join(" | ", wrong.Take(20))}");
        Assert.True(wrong.Count * 2000 <= people.Count, $"{wrong.Count} of {people.Count}: {string.Join(" | ", wrong.Take(20))}");
    }

    private static IEnumerable<(string Printed, ListedReading Reading)> Readings() =>
        RealList.Printed().SelectMany(party => party.Names.Select(name => (name.Text, ListedReading.Of(name.Text, name.IsWeak, party.Kind)))).DistinctBy(pair => pair.Text);

    // "X/Y" stays a name as printed, and a side without a telling word is no name.
    [GeneratedRegex(@"(?<!\b[a-z]?/?[a-z])/(?![a-z](/|\b))", RegexOptions.IgnoreCase)]
    private static partial Regex Alternatives();

    // A single letter, such as the code name "K", is no name of its own.
    private static List<string> Lost(string printed, ListedReading reading)
    {
        var kept = reading.Names.Skip(1).Select(name => name.Text).Concat(reading.Relations).Concat(reading.Scope).SelectMany(KindReading.WordsOf).ToHashSet();
        return [.. KindReading.WordsOf(printed).Where(word => word.Length > 1 && !kept.Contains(word) && !Marks.Contains(word))];
    }

    [GeneratedRegex(@"(?<![\w'])(a\.k\.a|f\.k\.a|a/k/a|thereof|see note|subsidiary of|and any successor)|(?<![\w'.-])(?-i:aka|fka|AKA|FKA)(?![\w'])", RegexOptions.IgnoreCase)]
    private static partial Regex LeftMark();
}
