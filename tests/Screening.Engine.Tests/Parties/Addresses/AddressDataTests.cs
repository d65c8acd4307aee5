using System.Text.Json;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Addresses;
using Screening.Engine.Parties.Index;

namespace Screening.Engine.Tests.Parties;

/// <summary>The labelled address pairs of the data folder, by the comparison and by the search. The failure lists what was wrong.</summary>
public sealed class AddressDataTests
{
    private const double RecallOfPremises = 0.95;

    private sealed record Row(string Id, string Listed, string Country, string Name, PartyQuery Query, string Expected, string Kind);

    [Fact]
    public void SamePremises_AreFound_AndNoOtherAddressIs()
    {
        var rows = Rows();
        var found = rows.Select(row => (Row: row, Match: AddressComparison.Compare(AddressReader.Read(row.Query.Address!), AddressReader.Read(row.Listed)))).ToArray();
        var premises = found.Where(pair => pair.Row.Expected == "same_premises").ToArray();
        var missed = premises.Where(pair => pair.Match.Agreement != AddressAgreement.SamePremises).ToArray();
        var wrong = found.Where(pair => pair.Row.Expected != "same_premises" && pair.Match.Agreement == AddressAgreement.SamePremises).ToArray();
        var unnamed = found.Where(pair => pair.Row.Expected == "same_building" && pair.Match.Agreement is not (AddressAgreement.SameBuilding or AddressAgreement.SamePremises)).ToArray();
        var text = $"same premises found {premises.Length - missed.Length} of {premises.Length}; false premises {wrong.Length}; same building not said {unnamed.Length}\n"
            + string.Join('\n', wrong.Concat(missed).Concat(unnamed).Select(pair =>
                $"{pair.Row.Expected} {pair.Match.Agreement} {pair.Row.Kind}: {pair.Row.Query.Address} | {pair.Row.Listed} ({pair.Match.Reason})"));
        Assert.True(wrong.Length == 0 && missed.Length <= (1 - RecallOfPremises) * premises.Length, text);
        TestContext.Current.TestOutputHelper!.WriteLine(text);
    }

    [Fact]
    public void TheSearch_HoldsAPartyAtListedPremises_AndIsNeverStrongByTheAddress()
    {
        var rows = Rows();
        ListedParty[] parties = [.. rows.DistinctBy(row => row.Listed).Select((row, number) => Listed.Party(row.Name) with
        {
            Id = $"A{number}", Countries = [row.Country], Addresses = [row.Listed],
        })];
        var index = Listed.Index(parties);
        var wrong = new List<string>();
        var found = 0;
        foreach (var row in rows)
        {
            var matches = index.Search(row.Query, Listed.Thresholds, 20);
            var isFound = matches.Any(match => index.PartyAt(match.Index).Addresses.Contains(row.Listed));
            found += isFound && row.Expected == "same_premises" ? 1 : 0;
            if (matches.Any(match => match.Strength == MatchStrength.Strong) || (isFound && row.Expected != "same_premises"))
            {
                wrong.Add($"{row.Kind}: {row.Query.Address} | {row.Listed}");
            }
        }

        var expected = rows.Count(row => row.Expected == "same_premises");
        Assert.True(wrong.Count == 0 && found >= RecallOfPremises * expected, $"found {found} of {expected}, wrong: {string.Join('\n', wrong)}");
    }

    private static Row[] Rows()
    {
        var file = Path.Combine(RealList.Folder(), "pairs", "addresses_dev.jsonl");
        Assert.SkipUnless(File.Exists(file), "the labelled addresses are not beside the project");
        return [.. File.ReadLines(file).Select(Read)];
    }

    private static Row Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var (row, entry, query) = (document.RootElement, document.RootElement.GetProperty("entry"), document.RootElement.GetProperty("query"));
        var country = query.TryGetProperty("country", out var code) && code.GetString() is { Length: 2 } text ? CountryCode.Of(text) : (CountryCode?)null;
        return new Row(
            Text(row, "id"), Text(entry, "addresses"), Text(entry, "countries"), Text(entry, "name"),
            Listed.Query(Text(query, "name")) with { Address = Text(query, "address"), Country = country },
            Text(row, "expected"), Text(row, "kind"));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
