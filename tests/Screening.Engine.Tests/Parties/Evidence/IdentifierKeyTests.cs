using Screening.Engine.Parties.Identifiers;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Tests.Parties;

/// <summary>Which identifier types are compatible, and which values are long enough to identify.</summary>
public sealed class IdentifierKeyTests
{
    [Theory]
    [InlineData("IMO number")]
    [InlineData("DUNS")]
    [InlineData("Passport")]
    [InlineData("Travel Document Number")]
    [InlineData("SWIFT/BIC")]
    [InlineData("BIC")]
    [InlineData("Aircraft Tail Number")]
    public void ANumberOfItsOwnKind_IsNotTakenForAnother(string type)
    {
        Assert.True(AreCompatible(type, type.ToUpperInvariant()));
        foreach (var other in new[] { "IMO", "D-U-N-S", "Passport #", "SWIFT", "Tail" }.Where(other => !AreSame(type, other)))
        {
            Assert.False(AreCompatible(type, other), $"{type} is taken for {other}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("other")]
    [InlineData("ID")]
    [InlineData("Number")]
    [InlineData("Registration Number")]
    [InlineData("Identification Number")]
    [InlineData("Tax ID No.")]
    [InlineData("National ID")]
    [InlineData("Company Number")]
    [InlineData("V.A.T. Number")]
    [InlineData("License")]
    [InlineData("Cedula No.")]
    [InlineData("INN")]
    [InlineData("OGRN")]
    [InlineData("NIT #")]
    [InlineData("RFC")]
    [InlineData("C.U.R.P.")]
    [InlineData("RUC #")]
    [InlineData("NIE")]
    [InlineData("D.N.I.")]
    [InlineData("RIF #")]
    [InlineData("SSN")]
    [InlineData("EIN")]
    public void ANameForAnyNumber_MayBeEveryKind(string type)
    {
        Assert.True(AreCompatible(type, "Passport"));
        Assert.True(AreCompatible("DUNS", type));
        Assert.True(AreCompatible(type, "Tax ID No."));
    }

    [Theory]
    [InlineData("Travel Document", "Passport")]
    [InlineData("bic", "SWIFT/BIC")]
    [InlineData("Vessel IMO", "IMO")]
    public void TheSameKindUnderTwoNames_IsOne(string left, string right) => Assert.True(AreCompatible(left, right));

    [Theory]
    [InlineData("passport", "12345", "12345")]
    [InlineData("passport", "1234", null)]
    [InlineData("passport", "AB-12 3", "ab123")]
    [InlineData("passport", "- - 1 -", null)]
    [InlineData("IMO", "IMO 9074729", "9074729")]
    [InlineData("IMO", "9074729", "9074729")]
    [InlineData("registration", "imo9074729", "9074729")]
    [InlineData("passport", "XIMO12", "ximo12")]
    [InlineData("IMO", "IMO 123", null)]
    public void AValue_IsItsLettersAndDigits_AndIdentifiesFromFiveOn(string type, string value, string? key) =>
        Assert.Equal(key, IdentifierKey.ValueOf(new PartyIdentifier(type, value)));

    [Fact]
    public void AValueWithAnImoPrefix_IsAnImoNumber() =>
        Assert.False(IdentifierKey.AreCompatible(new PartyIdentifier("registration", "IMO 9074729"), new PartyIdentifier("passport", "9074729")));

    private static bool AreCompatible(string left, string right) =>
        IdentifierKey.AreCompatible(new PartyIdentifier(left, "9074729"), new PartyIdentifier(right, "9074729"));

    private static bool AreSame(string type, string other) =>
        type[0] == other[0] || (type[0] == 'T' && other[0] == 'P') || (type[0] == 'B' && other[0] == 'S');
}
