using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Decisions;

/// <summary>A party or an owner whose name could not be compared holds the transaction under every policy, and asks for the name.</summary>
public sealed class OpenNameTests
{
    private const string Cuneiform = "\U00012000\U00012001";

    public static TheoryData<string> NoNames => ["N/A", "...", "TBD", "GmbH", "0000", "cash customer", "\u200B", Cuneiform];

    public static TheoryData<string> Policies => [.. Lawful.Seed.Policies.Select(policy => policy.Document.Id)];

    [Theory]
    [MemberData(nameof(NoNames))]
    public void APartyWithoutAName_IsHeld_AndIsAskedForIt(string name)
    {
        var decision = Screen(With(party => party with { Name = name }));
        Assert.Equal(Disposition.Hold, decision.Disposition);
        Assert.Equal(Outcome.Prohibited, decision.Undecided!.Worst);
        Assert.Contains(decision.MustAnswer, question => question is { Fact: "parties[0].name", Type: AnswerType.Text });
        Assert.Contains(decision.NotChecked, line => line.StartsWith("the name of party END-USER could not be compared: ", StringComparison.Ordinal));
        Assert.Contains(decision.Findings, finding => finding is { Rule: "B-NAME-NOT-COMPARED", Outcome: Outcome.HoldForReview, Wins: false });
        Assert.DoesNotContain("END-USER", decision.Compared!.Parties);
        Assert.DoesNotContain("END-USER", decision.Compared.NotFound);
    }

    /// <summary>Vessels are listed under numbers, and a list may hold any words as a name.</summary>
    [Theory]
    [InlineData("7-28")]
    [InlineData("TBD")]
    [InlineData("Company Ltd")]
    public void ATextThatLooksLikeNoName_AndIsListed_IsAMatch(string name)
    {
        var lists = Snapshot.Open(SeedFiles.All.Compile(new WatchlistSource
        {
            Feed = "csl", Title = "t", Date = new DateOnly(2026, 9, 1), Source = "test values, not claims", ImportId = "1",
            Entries = [new WatchlistEntrySource { Id = "SDN-1", List = "SDN", Kind = PartyKind.Organization, Name = name }],
        }));
        var decision = With(party => party with { Name = name }).Screen(lists);
        Assert.Equal(name, Assert.Single(decision.Matches).Name);
        Assert.Equal(Outcome.Prohibited, decision.Outcome);
        Assert.DoesNotContain(decision.NotChecked, line => line.Contains("could not be compared", StringComparison.Ordinal));
    }

    [Fact]
    public void ATextOfMoreWordsThanANameHas_IsHeld_AndNotSearched()
    {
        var text = string.Join(' ', Enumerable.Range(0, Limits.WordsOfName + 1).Select(number => $"{(char)('a' + (number % 26))}{number}"));
        Assert.True(text.Length <= Limits.NameCharacters);
        var decision = Screen(With(party => party with { Name = text }));
        Assert.Equal(Disposition.Hold, decision.Disposition);
        Assert.Contains(decision.NotChecked, line => line.Contains("it has 61 words, and a name has at most 60", StringComparison.Ordinal));
        var allowed = Screen(With(party => party with { Name = text[..text.LastIndexOf(' ')] }));
        Assert.DoesNotContain(allowed.NotChecked, line => line.Contains("could not be compared", StringComparison.Ordinal));
    }

    /// <summary>The names are read in order: parties, their aliases, then owners. A name that is repeated counts once.</summary>
    [Fact]
    public void NamesBeyondTheWordsOfARequest_AreHeld()
    {
        const int wordsOfEach = 8;
        Owner[] owners = [.. Enumerable.Range(0, (Limits.WordsOfNames / wordsOfEach) + 1).Select(number => new Owner(
            string.Join(' ', Enumerable.Range(0, wordsOfEach).Select(word => $"{(char)('a' + word)}{(char)('a' + (number % 26))}{(char)('a' + (number / 26))}q")), 1))];
        var decision = Screen(With(party => party with { Owners = [.. owners] }));
        Assert.Equal(Disposition.Hold, decision.Disposition);
        Assert.Contains(decision.NotChecked, line => line.Contains($"the names of the request have more than {Limits.WordsOfNames} words together", StringComparison.Ordinal));
        Assert.DoesNotContain(decision.NotChecked, line => line.StartsWith("the name of party", StringComparison.Ordinal) || line.StartsWith("the name of owner 1 of", StringComparison.Ordinal));
        var repeated = Screen(With(party => party with { Owners = [.. owners.Select(_ => owners[0])] }));
        Assert.DoesNotContain(repeated.NotChecked, line => line.Contains("could not be compared", StringComparison.Ordinal));
    }

    /// <summary>U+0410 is the Cyrillic letter that looks like A, U+200B a space without width, U+00AD a soft hyphen.</summary>
    [Theory]
    [InlineData("HU\u0410WEI TECHNOLOGIES", "Red flag: letters of another script that look alike stand in a word of the name. It was compared as it looks.")]
    [InlineData("HU\u0410WEI T\u0415CHNOLOGIES", "Red flag: letters of another script that look alike stand in 2 words of the name. It was compared as it looks.")]
    [InlineData("Hua\u200Bwei", "Red flag: a character that is not displayed (U+200B) stands between letters of the name. It was compared without it.")]
    [InlineData("Hua\u00ADwei", null)]
    [InlineData("Рособоронэкспорт", null)]
    [InlineData("محمد\u200Cمهدیان", null)]
    [InlineData("Ordinary Trading Ltd", null)]
    public void ADisguisedName_IsARedFlagForAReviewer(string name, string? flag)
    {
        var owned = Screen(With(party => party with { Owners = [new Owner(name, 10)] }));
        Assert.Equal(flag, owned.ReviewNotes.SingleOrDefault(note => note.Fact == "parties[0].owners[0].name")?.Note);
        var named = Screen(With(party => party with { Name = name }));
        Assert.Equal(flag, named.ReviewNotes.SingleOrDefault(note => note.Fact == "parties[0].name")?.Note);
        Assert.DoesNotContain(named.ReviewNotes, note => note.Note.Contains("WEI", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void NoPolicy_LetsAPartyWithoutANameProceed(string policy)
    {
        var request = Lawful.Of(Free, "AU", policy);
        var decision = Screen(request with { Parties = [request.Parties[0] with { Name = "unknown" }] });
        Assert.True(AddingLaws.Strictness(decision.Disposition) >= AddingLaws.Strictness(Disposition.Hold), decision.Disposition.ToString());
    }

    [Theory]
    [MemberData(nameof(NoNames))]
    public void AnOwnerWithoutAName_IsHeld_AtItsPath(string name)
    {
        var decision = Screen(With(party => party with { Owners = [new Owner("Hillcrest Holdings", 60) { Owners = [new Owner(name, 10)] }, new Owner(name, 5)] }));
        Assert.Equal(Disposition.Hold, decision.Disposition);
        Assert.Equal(
            ["parties[0].owners[0].owners[0].name", "parties[0].owners[1].name"],
            decision.MustAnswer.Select(question => question.Fact).Where(fact => fact.Contains("owners", StringComparison.Ordinal)));
        Assert.Contains(decision.NotChecked, line => line.StartsWith("the name of owner 1.1 of party END-USER could not be compared", StringComparison.Ordinal));
        Assert.Contains("END-USER", decision.Compared!.Parties);
        Assert.DoesNotContain("END-USER", decision.Compared.NotFound);
    }

    [Theory]
    [InlineData("N/A")]
    [InlineData("TBD")]
    [InlineData("...")]
    public void AnAliasWithoutAName_IsSaid_AndChangesNothing(string alias)
    {
        var (plain, aliased) = (Screen(With(party => party)), Screen(With(party => party with { Aliases = [alias] })));
        Assert.Equal((plain.Disposition, plain.Outcome), (aliased.Disposition, aliased.Outcome));
        Assert.Contains(aliased.NotChecked, line => line.StartsWith("alias 1 of party END-USER could not be compared", StringComparison.Ordinal));
        Assert.Equal(plain.Compared!.NotFound, aliased.Compared!.NotFound);
    }

    [Fact]
    public void ARealAliasOfAPlaceholder_IsSearched_AndTheNameStaysOpen()
    {
        var decision = Screen(With(party => party with { Name = "N/A", Aliases = [ListedParties.SdnOwner] }));
        Assert.Contains(decision.Matches, match => match.Name == ListedParties.SdnOwner);
        Assert.Contains("names", decision.Findings.Select(finding => finding.RuleSet));

        var unlisted = Screen(With(party => party with { Name = "N/A", Aliases = ["Hillcrest Meadow Laboratory"] }));
        Assert.Equal(Disposition.Hold, unlisted.Disposition);
        Assert.Contains(unlisted.MustAnswer, question => question.Fact == "parties[0].name");
    }

    [Fact]
    public void ANameInAnUnreadScript_IsHeld_UnlessAnAliasWasCompared()
    {
        var plain = Screen(With(party => party));
        var aliased = Screen(With(party => party with { Name = Cuneiform, Aliases = ["Hillcrest Meadow Observatory"] }));
        Assert.Equal(plain.Disposition, aliased.Disposition);
        Assert.Contains(aliased.NotChecked, line => line.Contains("the name in Cuneiform could not be compared with Latin entries", StringComparison.Ordinal));
        Assert.Equal(Disposition.Hold, Screen(With(party => party with { Name = Cuneiform, Aliases = ["N/A"] })).Disposition);
    }

    [Fact]
    public void AProhibitedTransaction_StaysProhibited_AndIsAskedNothing()
    {
        var request = With(party => party with { Name = "TBD" });
        var decision = Screen(request with { Parties = request.Parties.Add(ListedParties.Matching("SDN") with { Id = "P2" }) });
        Assert.Equal((Disposition.Block, Outcome.Prohibited), (decision.Disposition, decision.Outcome));
        Assert.Null(decision.Undecided);
        Assert.Empty(decision.MustAnswer);
        Assert.Contains(decision.NotChecked, line => line.Contains("party END-USER could not be compared", StringComparison.Ordinal));
    }

    [Fact]
    public void ADenial_IsNotSoftenedToAHold()
    {
        var request = With(party => party with { Name = "TBD" });
        var decision = Screen(request with { Parties = request.Parties.Add(ListedParties.Matching("ISN") with { Id = "P2" }) });
        Assert.Equal(Disposition.Stop, decision.Disposition);
        Assert.Equal([Outcome.PolicyOfDenial, Outcome.Prohibited], decision.Undecided!.Possible);
    }

    [Fact]
    public void ANameGiven_ReleasesTheHold()
    {
        Assert.Null(Screen(With(party => party)).Undecided);
        Assert.NotNull(Screen(With(party => party with { Name = "to be advised" })).Undecided);
    }

    [Fact]
    public void APlaceholder_MatchesNoEntryByChance()
    {
        var decision = Screen(With(party => party with { Name = "Directorate customer", Aliases = ["Trading account"] }));
        Assert.NotNull(decision);
        Assert.Empty(Screen(With(party => party with { Name = "customer" })).Matches);
    }

    [Fact]
    public void ALookup_SaysWhichNameWasNotCompared()
    {
        var query = PartyQuery.FromName("N/A") with { Aliases = ["Hillcrest Meadow Laboratory", "TBD"] };
        Assert.Equal(
            ["the name could not be compared: it is a placeholder and names no one", "alias 2 could not be compared: it is a placeholder and names no one"],
            PartyLookup.NotCompared(Lawful.Seed, query));
        Assert.Empty(PartyLookup.NotCompared(Lawful.Seed, PartyQuery.FromName("Hillcrest Meadow Laboratory")));
    }

    private static Item Free => Lawful.System(ItemClass.Uas, 100, 20);

    private static ScreeningRequest With(Func<Party, Party> change)
    {
        var request = Lawful.Of(Free, "AU");
        return request with { Parties = [change(request.Parties[0])] };
    }

    private static Decision Screen(ScreeningRequest request) => request.Screen();
}
