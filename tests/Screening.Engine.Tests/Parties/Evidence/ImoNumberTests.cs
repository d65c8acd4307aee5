using Screening.Engine.Parties.Identifiers;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Tests.Parties.Evidence;

/// <summary>Which identifiers are IMO numbers, and which of them have a wrong check digit. The right ones are of real lists.</summary>
public sealed class ImoNumberTests
{
    [Theory]
    [InlineData("IMO", "9187629")]
    [InlineData("IMO", "IMO9187629")]
    [InlineData("IMO number", "9187629")]
    [InlineData("imoNumber", "9187629")]
    [InlineData("imono", "9187629")]
    [InlineData("VesselIMO", "9187629")]
    [InlineData("Vessel Registration Identification", "IMO 9187629")]
    [InlineData("Vessel Registration Identification IMO 9187629", "IMO 9187629")]
    [InlineData("IMO", "Vessel Registration Identification IMO 9187629")]
    [InlineData("Registration", "IMO: 91.87.629")]
    [InlineData("IMO", "９１８７６２９")]
    public void AnImoNumber_IsRecognised_HoweverItIsWritten(string type, string value)
    {
        var identifier = new PartyIdentifier(type, value);
        Assert.Equal((true, "9187629", false), (ImoNumber.IsDeclared(identifier), ImoNumber.NumberOf(identifier), ImoNumber.IsWrong(identifier, PartyKind.Vessel)));
        Assert.Equal("9187629", IdentifierKey.ValueOf(identifier, PartyKind.Vessel));
    }

    [Theory]
    [InlineData("Timor national ID", "9187628")]
    [InlineData("Maximo", "9187628")]
    [InlineData("Passport", "XIMO12345")]
    [InlineData("Vessel Registration Identification", "8606173")]
    public void AnotherIdentifier_HasNoCheckDigit(string type, string value)
    {
        var identifier = new PartyIdentifier(type, value);
        Assert.False(ImoNumber.IsDeclared(identifier) || ImoNumber.IsWrong(identifier, PartyKind.Vessel));
    }

    [Theory]
    [InlineData("9187628")]
    [InlineData("918762")]
    [InlineData("91876290")]
    [InlineData("15411")]
    [InlineData("HOLDING")]
    [InlineData("9871629")]
    public void AWrongNumber_IsWrongForEveryKind_AndIsNeverCompared(string value)
    {
        var identifier = new PartyIdentifier("IMO", value);
        Assert.All(Enum.GetValues<PartyKind>(), kind =>
        {
            Assert.True(ImoNumber.IsWrong(identifier, kind));
            Assert.Null(IdentifierKey.ValueOf(identifier, kind));
        });
    }

    /// <summary>Company numbers of real entries; a vessel has none.</summary>
    [Theory]
    [InlineData("5849194")]
    [InlineData("5804961")]
    [InlineData("6109861")]
    [InlineData("1869514")]
    [InlineData("5571322")]
    [InlineData("5963351")]
    public void ACompanyNumber_IsRight_UnlessTheBearerIsAVessel(string value)
    {
        var identifier = new PartyIdentifier("Identification Number", "IMO " + value);
        Assert.False(ImoNumber.IsWrong(identifier, PartyKind.Organization));
        Assert.False(ImoNumber.IsWrong(identifier, PartyKind.Unknown));
        Assert.True(ImoNumber.IsWrong(identifier, PartyKind.Vessel));
    }

    [Fact]
    public void AChangedDigitOfAShip_IsAlwaysWrong()
    {
        const string Right = "9187629";
        for (var place = 0; place < Right.Length; place++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                var changed = $"{Right[..place]}{digit}{Right[(place + 1)..]}";

                // The weight of the third digit is 5 and that of others even, so a few changes are not detected by any check digit.
                var isDetected = (digit - Right[place]) * (7 - place) % 10 != 0;
                Assert.Equal(changed != Right && isDetected, ImoNumber.IsWrong(new PartyIdentifier("IMO", changed), PartyKind.Vessel));
            }
        }
    }

    /// <summary>A stored list may hold a wrong number. The same wrong number in a request is no match with it.</summary>
    [Fact]
    public void EqualWrongNumbers_AreNoMatch()
    {
        var party = Listed.Party("MV Something", PartyKind.Vessel) with { Identifiers = [new PartyIdentifier("IMO", "9187628")] };
        var query = Listed.Query("Utterly Different", PartyKind.Vessel) with { Identifiers = [new PartyIdentifier("IMO", "9187628")] };
        Assert.Empty(Listed.Index(party).Search(query, Listed.Thresholds, 10));
    }
}
