using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Model;

/// <summary>The values of facts: what they accept, how they are shown, and what they reject.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("null", "unknown")]
    [InlineData("\"clear\"", "clear")]
    [InlineData("0.1", "0.1")]
    [InlineData("true", "yes")]
    [InlineData("false", "no")]
    public void AFactValue_IsPlainJson_AndAWord(string json, string word)
    {
        var value = JsonSerializer.Deserialize<FactValue>(json);
        Assert.Equal((json, word), (JsonSerializer.Serialize(value), value.ToString()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    public void AFactValue_IsNothingElse(string json) =>
        Assert.Contains("text, a number, yes/no or null", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FactValue>(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void NoText_IsUnknown() => Assert.Equal(FactValue.Unknown, FactValue.Of(null));

    [Fact]
    public void Facts_AreInOrder_AndNamedOnce()
    {
        var facts = FactDictionary.Of([new("b", FactValue.Of(2)), new("a", FactValue.Of(1)), new("C", FactValue.Of(3))]);
        Assert.Equal(["C", "a", "b"], facts.Keys);
        Assert.Equal([3, 1, 2], facts.Values.Select(value => value.Number));
        Assert.Equal([new("C", FactValue.Of(3)), new("a", FactValue.Of(1)), new("b", FactValue.Of(2))], facts);
        Assert.Equal((3, FactValue.Of(1)), (facts.Count, facts["a"]));
        Assert.True(facts.ContainsKey("b"));
        Assert.False(facts.ContainsKey("c"));
        Assert.False(facts.TryGetValue("c", out _));
        Assert.Contains("`c`", Assert.Throws<KeyNotFoundException>(() => facts["c"]).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FactDictionary.Of([new("a", FactValue.Of(2)), new("a", FactValue.Of(1))]));
        Assert.Empty(FactDictionary.None);
    }

    [Theory]
    [InlineData("AA", 0)]
    [InlineData("AZ", 25)]
    [InlineData("BA", 26)]
    [InlineData("ZZ", 675)]
    public void ACountryCode_IsTwoCapitals_AndANumber(string text, int index)
    {
        var code = CountryCode.Of(text);
        Assert.Equal((text, index), (code.ToString(), code.Index));
        Assert.Equal(0, code.CompareTo(CountryCode.Of(text)));
        Assert.True(CountryCode.Of("AB").CompareTo(CountryCode.Of("BA")) < 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("AAA")]
    [InlineData("aA")]
    [InlineData("Aa")]
    [InlineData("[A")]
    [InlineData("A@")]
    [InlineData("ÄA")]
    public void ACountryCode_IsNothingElse(string? text)
    {
        Assert.False(CountryCode.TryParse(text, out var code));
        Assert.Equal("??", code.ToString());
        Assert.Throws<ArgumentException>(() => CountryCode.Of(text!));
    }

    [Fact]
    public void Codes_AreSpeltAsOnTheWire()
    {
        Assert.Equal("UAS_AEROSOL", Code<ItemClass>.Of(ItemClass.UasAerosol));
        Assert.Equal("not_assessed", Code<ForeignAvailability>.Of(ForeignAvailability.NotAssessed));
        Assert.True(Code<Outcome>.TryParse("PROHIBITED", out var outcome));
        Assert.Equal(Outcome.Prohibited, outcome);
        Assert.All(["prohibited", "", null, "Prohibited", "7"], text => Assert.False(Code<Outcome>.TryParse(text, out _)));
        Assert.Equal(Enum.GetValues<Outcome>().Length, Code<Outcome>.All.Count);
    }

    /// <summary>A code is the ordinal of its value; explicit numbers would map one value to another.</summary>
    [Fact]
    public void AnEnumerationWithNumbersOfItsOwn_HasNoCodes() =>
        Assert.IsType<InvalidOperationException>(Assert.Throws<TypeInitializationException>(() => Code<Numbered>.All).InnerException);

    private enum Numbered
    {
        First = 1,
        Second = 4,
    }

    [Fact]
    public void OneNumber_IsKnown_AndSeveralOrFromSomewhereOn_AreNot()
    {
        Assert.Equal(PossibleValue.Of(5), PossibleValue.OfNumbers([5], null));
        var open = PossibleValue.OfNumbers([5], 7);
        Assert.Equal((null, 7d, FactValue.Unknown), (open.Only, open.From, open.Shown));
        Assert.Equal([5], open.Several.ToArray());
        Assert.Equal([1, 2], PossibleValue.OfNumbers([1, 2], null).Several.ToArray());
        Assert.Equal((0b11UL, FactValue.Unknown), (PossibleValue.Of(null).Codes, PossibleValue.Of(null).Shown));
        Assert.Equal((0b10UL, 0b01UL), (PossibleValue.Of(true).Codes, PossibleValue.Of((bool?)false).Codes));
        Assert.Equal((0b1000UL, FactValue.Of("d")), (PossibleValue.OfCode(3, "d").Codes, PossibleValue.OfCode(3, "d").Shown));
        var day = PossibleValue.Of(new DateOnly(2025, 9, 1));
        Assert.Equal((new DateOnly(2025, 9, 1).DayNumber, FactValue.Of("2025-09-01")), (day.Only, day.Shown));
    }

    [Fact]
    public void ASheet_StoresEveryFactSeparately()
    {
        var sheet = new FactSheet([CountryCode.Of("PL"), CountryCode.Of("KE")], CountryCode.Of("US"), [CountryCode.Of("KR"), CountryCode.Of("JP")], 2);
        var places = FactCatalogue.All.SelectMany(fact => fact.Scope switch
        {
            FactScope.Transaction => [(fact.Fact, 0, 0)],
            FactScope.Destination => new[] { (fact.Fact, 0, 0), (fact.Fact, 1, 0) },
            _ => [(fact.Fact, 0, 0), (fact.Fact, 0, 1)],
        }).ToArray();
        for (var number = 0; number < places.Length; number++)
        {
            var (fact, destination, item) = places[number];
            switch (FactCatalogue.Of(fact).Scope)
            {
                case FactScope.Transaction: sheet.Set(fact, PossibleValue.Of(number)); break;
                case FactScope.Destination: sheet.SetDestination(destination, fact, PossibleValue.Of(number)); break;
                default: sheet.SetItem(item, fact, PossibleValue.Of(number)); break;
            }
        }

        Assert.Equal(Enumerable.Range(0, places.Length).Select(number => (double?)number), places.Select(place => sheet.Get(place.Fact, place.Item2, place.Item3).Only));
        Assert.Equal((2, CountryCode.Of("US")), (sheet.ItemCount, sheet.PlaceOfDelivery));
        Assert.Equal(["KR (transit)", "JP (transit)"], sheet.CountriesOf(Fact.Transit).Select(role => role.ToString()));
        Assert.Empty(new FactSheet([CountryCode.Of("PL")], CountryCode.Of("PL"), [], 0).CountriesOf(Fact.Transit));
        Assert.Throws<InvalidOperationException>(() => new FactSheet([CountryCode.Of("PL")], CountryCode.Of("PL"), [], 0).AsOf);
    }
}
