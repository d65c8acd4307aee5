using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Search;
using Screening.Engine.Parties.Words;
using Screening.Engine.Tests.Laws;

namespace Screening.Engine.Tests.Parties;

/// <summary>
/// Whether and how well an entry matches depends on the query and that entry alone. An entry that is added elsewhere changes nothing, and
/// a name with other words around it is still that name.
/// </summary>
public sealed class AddingLawTests
{
    private static readonly MatchThresholds Low = Listed.Thresholds with { T1 = 0.6 };

    // Words of different letters, so that none of them is alike to another or to a word around it.
    private static readonly string[] Significant =
        ["Vornamir", "Kestovan", "Dulmecht", "Zarquist", "Trading", "Industrial", "Petroleum", "Shipping", "General", "Electronics", "Northern", "Machine"];

    private static readonly string[] Rare = ["Vornamir", "Kestovan", "Dulmecht", "Zarquist", "Jobranik", "Hyltefax"];

    // Each is a way to write something beside a name; {0} is the name.
    private static readonly string[] Around =
    [
        "{0}, Dubai", "{0} (Shenzhen)", "{0} - Singapore Branch", "{0} Representative Office Kyiv", "{0} LLC", "{0} Co., Ltd.", "{0}, Purchasing Dept.",
        "{0} Attn: Quentin Balthazar", "Messrs. {0}", "M/s {0} Pvt. Ltd.", "Branch of {0}", "To the attention of {0}", "Bluefjord Upholstery GmbH / {0}",
        "{0} c/o Bluefjord Upholstery GmbH", "Bluefjord Upholstery on behalf of {0}", "{0}; Bluefjord Upholstery", "Bluefjord {0}", "{0} Bluefjord Upholstery Warehouse 12",
        "formerly Bluefjord Upholstery, now {0}", "{0} Building 7, Loading Dock B, Rotterdam",
    ];

    [Fact]
    public void AnAddedEntry_NeverLowersTheMatchOfAnotherEntry_NorRemovesIt()
    {
        var compared = 0;
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Bool).Sample((seed, isOther) =>
        {
            var generator = new NameGenerator(seed);
            var names = generator.Listed(16);
            ListedParty[] parties = Parties(names, "a");
            string[] queries = [generator.Foreign(), .. Enumerable.Range(0, 4).Select(_ => generator.Misspelt(names))];
            // Siblings have the words of the entries in other names, of any list; the queries and their words are listed as well.
            string[] more = [.. generator.Listed(16), .. queries, .. queries.SelectMany(query => query.Split(' ')), .. names.Select(name => $"{name} group"), .. names.Take(4)];
            ListedParty[] added = Parties([.. more.Distinct(StringComparer.Ordinal)], "b");
            var before = Open(parties);
            var after = isOther ? Open(parties, added) : Open([.. parties, .. added]);
            foreach (var query in queries)
            {
                var kind = (PartyKind)(seed % 3);
                var now = after.Search(Listed.Query(query, kind), Low, int.MaxValue).ToDictionary(match => after.PartyAt(match.Index).Id, StringComparer.Ordinal);
                foreach (var match in before.Search(Listed.Query(query, kind), Low, int.MaxValue))
                {
                    var same = Assert.Contains(before.PartyAt(match.Index).Id, now.AsReadOnly());
                    Assert.True(same.Score >= match.Score && same.Strength >= match.Strength, $"{query} | {match.MatchedName}: {match.Score} became {same.Score}");
                    Interlocked.Increment(ref compared);
                }
            }
        }, iter: Effort.Of(400));
        Assert.True(compared > 0, "nothing matched");
    }

    [Fact]
    public void AnIndexOfSeveralSegments_GivesTheMatchesOfOne() => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[2, 4]).Sample((seed, count) =>
    {
        var generator = new NameGenerator(seed);
        var names = generator.Listed(40);
        ListedParty[][] segments = [.. names.Chunk((names.Length + count - 1) / count).Select((chunk, number) => Parties(chunk, $"f{number}"))];
        var one = Open([.. segments.SelectMany(segment => segment)]);
        var many = Open(segments);
        foreach (var query in Enumerable.Range(0, 5).Select(number => number == 0 ? generator.Foreign() : generator.Misspelt(names)))
        {
            Assert.Equal(Found(one, query), Found(many, query));
        }

        IEnumerable<string> Found(WatchlistIndex index, string query) => index.Search(Listed.Query(query, (PartyKind)(seed % 3)), Low, int.MaxValue)
            .Select(match => $"{match.Index} {match.Score} {match.Strength} {match.MatchedName} {string.Join('|', match.Explanation)}");
    }, iter: Effort.Of(400));

    [Fact]
    public void ANameOfSeveralWords_WithAnythingAroundIt_IsAtLeastPossible() =>
        Gen.Select(Gen.Shuffle(Significant), Gen.Int[2, 4], Gen.OneOfConst(Around)).Where(row => row.Item1.Take(row.Item2).Any(word => !GenericWords.Contains(word.ToLowerInvariant()))).Sample(
            (words, count, around) => AssertContained(string.Join(' ', words.Take(count)), around, PartyKind.Organization), iter: Effort.Of(300));

    /// <summary>A listed name with a place, asked about without it, stays possible when another place is written beside it.</summary>
    [Theory]
    [InlineData("IRANIAN EXPORT DEVELOPMENT BANK", "Export Development Bank")]
    [InlineData("Kestovan Zarquist Samara", "Kestovan Zarquist")]
    [InlineData("Iran Dulmecht Electronics", "Dulmecht Electronics")]
    [InlineData("Moscow Vornamir Machine Plant", "Vornamir Machine Plant")]
    public void AnotherPlace_NeverHidesAMatch(string listed, string asked)
    {
        var index = Open([Listed.Party(listed, PartyKind.Organization)]);
        Assert.Single(index.Search(Listed.Query(asked, PartyKind.Organization), Listed.Thresholds, 5));
        Assert.All(new[] { "{0} - Dubai", "{0}, Almaty", "{0} (Turkey)", "{0}, Dubai Branch", "{0} Hong Kong", "{0} (Shenzhen) Co., Ltd." }, around =>
        {
            var found = Assert.Single(index.Search(Listed.Query(around.Replace("{0}", asked, StringComparison.Ordinal), PartyKind.Organization), Listed.Thresholds, 5));
            Assert.Equal(MatchStrength.Possible, found.Strength);
            Assert.Contains("The places differ: at most 0.89.", found.Explanation);
        });
    }

    [Fact]
    public void AnOrganisationOfOneRareWord_WithAnythingAroundIt_IsAtLeastPossible() =>
        Assert.All(Rare, word => Assert.All(Around, around => AssertContained(word, around, PartyKind.Organization)));

    [Theory]
    [InlineData("Sergey Vornamir")]
    [InlineData("Maria Kestovan Lopez")]
    [InlineData("Hassan Dulmecht")]
    [InlineData("Ali Hassan")]
    public void ThePerson_WithAnythingAroundTheName_IsAtLeastPossible(string name) => Assert.All(
        new[] { "Dr. {0}", "Attn: {0}", "{0}, Sales Department", "Bluefjord Upholstery GmbH, Attn. {0}", "c/o {0}", "{0} / Bluefjord Upholstery", "Prof. {0}, Rotterdam" },
        around => AssertContained(name, around, PartyKind.Person));

    [Theory]
    [InlineData("Ivanov")]
    [InlineData("Vornamir")]
    [InlineData("Hussain")]
    [InlineData("Al-Rahman")]
    [InlineData("Lopez Garcia")]
    public void AGivenName_ThatIsShortOrMissing_ScoresAboveAContradictedOne(string family) => Assert.All(
        new[] { "Sergey", "Hassan", "Maria", "Yusuf", "Dmitri", "Ahmad" },
        given => Assert.All(new[] { "Walter", "Gertrude", "Phoebe", "Olaf", "Bruno", "Ingrid" }, other =>
        {
            var index = Open([Listed.Party($"{given} {family}", PartyKind.Person)]);
            var contradicted = Score(index, $"{other} {family}");
            Assert.True(Score(index, $"{given[..1]}. {family}") > contradicted, $"{given[..1]}. {family}");
            Assert.True(Score(index, family) > contradicted, family);
        }));

    // One common word is no name that everything holds, but it is one where it stands for itself in the field.
    [Theory]
    [InlineData("M/S Apex", "Apex Ltd")]
    [InlineData("Bluefjord Upholstery GmbH / Apex", "Apex")]
    [InlineData("Apex, Dubai Branch", "Apex LLC")]
    [InlineData("Bluefjord Upholstery GmbH, Attn: Ali Hassan", "Ali Hassan")]
    public void AListedName_ThatStandsForItselfInTheField_IsFound(string query, string listed) =>
        Assert.Single(Open([Listed.Party(listed, listed == "Ali Hassan" ? PartyKind.Person : PartyKind.Organization)]).Search(Listed.Query(query, PartyKind.Organization), Listed.Thresholds, 5));

    /// <summary>A field of very many words is compared in windows; a name at any place of it is found.</summary>
    [Fact]
    public void ANameInAFieldOfManyWords_IsFoundAtAnyPlace()
    {
        var words = Enumerable.Range(0, 120).Select(number => $"q{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}").ToArray();
        var index = Open([Listed.Party("Kestovan Zarquist Trading", PartyKind.Organization)]);
        Assert.All(Enumerable.Range(0, 13).Select(at => at * 10), at =>
            Assert.Single(index.Search(Listed.Query(string.Join(' ', words.Take(at).Append("Kestovan Zarquist Trading").Concat(words.Skip(at))), PartyKind.Organization), Listed.Thresholds, 5)));
    }

    private static void AssertContained(string name, string around, PartyKind kind)
    {
        var query = around.Replace("{0}", name, StringComparison.Ordinal);
        var found = Open([Listed.Party(name, kind)]).Search(Listed.Query(query, kind), Listed.Thresholds, 5);
        Assert.True(found.Length == 1, $"{query} | {name}: {Score(Open([Listed.Party(name, kind)]), query, kind)}");
    }

    private static double Score(WatchlistIndex index, string query, PartyKind kind = PartyKind.Person) =>
        index.Search(Listed.Query(query, kind), new MatchThresholds(0.01, 0.95), 1).Select(match => match.Score).FirstOrDefault();

    private static ListedParty[] Parties(string[] names, string feed) => [.. names.Select((name, number) =>
        Listed.Party(name, (PartyKind)(number % 3)) with { Feed = feed, List = number % 2 == 0 ? "SDN" : "UVL", Id = $"{feed}{number}" })];

    private static WatchlistIndex Open(params ListedParty[][] segments) =>
        WatchlistIndex.Open([.. segments.Select(segment => (ReadOnlyMemory<byte>)WatchlistIndexWriter.Write(segment))]);
}
