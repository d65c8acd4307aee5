using Screening.Engine.Parties.Addresses;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Tests.Parties;

/// <summary>What two addresses have in common, one rule a test.</summary>
public sealed class AddressComparisonTests
{
    private static AddressMatch Compare(string first, string second) => AddressComparison.Compare(AddressReader.Read(first), AddressReader.Read(second));

    [Theory]
    [InlineData("Flat 12, 4 Willow Road, Harrow Vale, Bristol", "FLAT 12 4 WILLOW ROAD HARROW VALE BRISTOL")]
    [InlineData("Flat 12, 4 Willow Rd., Harrow Vale, Bristol", "Bristol, Harrow Vale, 4 Willow Road, Flat 12")]
    [InlineData("Rm 905, 9/F, Halcyon Ctr, 70-76 Osprey St, Tai Lam", "Room 905, 9th Floor, Halcyon Centre, 70-76 Osprey Street, Tai Lam")]
    [InlineData("Room 905, Halcyon Centre, 72 Osprey Street, Tai Lam", "Room 905, Halcyon Centre, 70-76 Osprey Street, Tai Lam")]
    [InlineData("9C Halcyon Centre, 70 Osprey Street, Tai Lam", "Room C, 9/F, Halcyon Centre, 70-76 Osprey Street, Tai Lam")]
    [InlineData("905 Halcyon Centre, 70 Osprey Street, Tailam", "Room 905, 9/F, Halcyon Centre, 70-76 Osprey Street, Tai Lam")]
    [InlineData("5 Sosnovaya Street, korpus 2, ofis 14, Moskva", "Sosnovaya ul., 5, Bldg 2, Office 14, Moscow")]
    [InlineData("ул. Сосновая, д. 5, корп. 2, оф. 14, Москва", "5 Sosnovaya Street, Building 2, Office 14, Moscow, Russia")]
    [InlineData("北京市海淀区松树路35号", "No. 35 Songshu Lu, Haidian District, Beijing, China")]
    [InlineData("No. 18 Songshu Raod, Suzhou", "No. 18 Songshu Road, Suzhou")]
    [InlineData("No. 18 Sognshu Road, Suzhou, China", "No. 18 Songshu Road, Suzhou")]
    [InlineData("Calle Los Pinos 45, Guadalajara", "45 Calle Los Pinos, Guadalajara, Mexico")]
    [InlineData("12 Park Avenue, Dublin", "12 Park Ave., Dublin, Ireland")]
    [InlineData("P.O. Box 4410, Tehran", "PO Box 4410, Tehran, Iran")]
    [InlineData("Room 411, Kestrel Building, Luohu District, Shenzhen", "Kestrel Bldg Rm 411, Luohu, Shenzhen, China")]
    public void TheSamePremises_AreRecognisedInAnotherSpelling(string first, string second) =>
        Assert.Equal(AddressAgreement.SamePremises, Compare(first, second).Agreement);

    [Theory]
    [InlineData("Room 905, 70 Osprey Street, Tai Lam", "Room 907, 70 Osprey Street, Tai Lam")]
    [InlineData("Room 905, 70 Osprey Street, Tai Lam", "70 Osprey Street, Tai Lam")]
    [InlineData("Room A, 9/F, 70 Osprey Street, Tai Lam", "Room A, 8/F, 70 Osprey Street, Tai Lam")]
    [InlineData("Room 411, Kestrel Building, Luohu, Shenzhen", "Room 412, Kestrel Building, Luohu, Shenzhen")]
    [InlineData("Room 8, 15 Osprey Street, Tai Lam", "15 Osprey Street, Tai Lam, 3/F")]
    public void AnotherOrMissingUnit_IsTheSameBuilding(string first, string second) =>
        Assert.Equal(AddressAgreement.SameBuilding, Compare(first, second).Agreement);

    [Theory]
    [InlineData("70 Osprey Street, Tai Lam", "72 Osprey Street, Tai Lam")]
    [InlineData("78 Osprey Street, Tai Lam", "70-76 Osprey Street, Tai Lam")]
    [InlineData("71 Osprey Street, Tai Lam", "70-76 Osprey Street, Tai Lam")]
    [InlineData("Osprey Street, Tai Lam", "70 Osprey Street, Tai Lam")]
    [InlineData("Osprey Street, Tai Lam", "Osprey Street, Tai Lam")]
    [InlineData("5 Sosnovaya Street, Building 2, Moscow", "5 Sosnovaya Street, Building 3, Moscow")]
    [InlineData("Room 8, 15 Osprey Street, Tai Lam", "Room 15, 8 Osprey Street, Tai Lam")]
    [InlineData("70 Osprey Street", "70 Osprey Street, Tai Lam")]
    public void AnotherOrMissingHouse_IsTheSameStreetAtMost(string first, string second) =>
        Assert.Equal(AddressAgreement.SameStreet, Compare(first, second).Agreement);

    [Theory]
    [InlineData("Moscow, Russia", "Moscow, Russia")]
    [InlineData("Unit 3, Singapore", "Unit 3, Singapore")]
    [InlineData("", "70 Osprey Street, Tai Lam")]
    [InlineData("70 Osprey Street, Tai Lam", "70 Heron Street, Tai Lam")]
    [InlineData("70 Osprey East Road, Beijing", "70 Osprey West Road, Beijing")]
    [InlineData("34 Gorky Street, Balakhna", "34 Gorky Street, Vyksa")]
    [InlineData("34 Gorky Street, Omsk", "34 Gorky Street, Tomsk")]
    [InlineData("34 Gorky Street, Khimki, Moscow Oblast", "34 Gorky Street, Vidnoye, Moscow Oblast")]
    [InlineData("12 Church Street, Dublin, Ireland", "12 Church Street, Dublin, United States")]
    [InlineData("Room 5, Kestrel Building, Luohu, Shenzhen", "Room 5, Merlin Building, Luohu, Shenzhen")]
    [InlineData("P.O. Box 4410, Tehran", "P.O. Box 4411, Tehran")]
    [InlineData("P.O. Box 16765-1835, Tehran", "P.O. Box 16765-34, Tehran")]
    public void OtherPlaces_HaveNothingInCommon(string first, string second) =>
        Assert.Equal(AddressAgreement.None, Compare(first, second).Agreement);

    // Unpunctuated numbers of one mark are parted between unit and house by a guess, which must not lose the match.
    [Theory]
    [InlineData("Office No. 3, I-8 Heronry, Islamabad", "OFFICE NO 3 I 8 HERONRY ISLAMABAD")]
    [InlineData("Floor 2, 4 Bldg., Osprey Road, Shenzhen", "FLOOR 2 4 BLDG OSPREY ROAD SHENZHEN")]
    [InlineData("Room 2, Unit A 14/F Kestrel Building, 112-114 Osprey Road", "ROOM 2 UNIT A 14 F KESTREL BUILDING 112 114 OSPREY ROAD")]
    [InlineData("Room 3, 1 Unit, 18 Building, Songshu Street, Yiwu", "ROOM 3 1 UNIT 18 BUILDING SONGSHU STREET YIWU")]
    public void WithoutPunctuation_TheSamePremisesAreRecognised(string first, string second) =>
        Assert.Equal(AddressAgreement.SamePremises, Compare(first, second).Agreement);

    [Fact]
    public void TheReason_NamesWhatAgreesAndWhatDiffers()
    {
        Assert.Equal(
            "the same premises (house number 70-76, unit 905, `osprey tai lam`)",
            Compare("Room 905, 70-76 Osprey Street, Tai Lam", "Rm 905, 70-76 Osprey St., Tai Lam").Reason);
        Assert.Equal(
            "the same building, but not shown to be the same unit (house number 70, `osprey tai lam`; unit 905 against unit 907)",
            Compare("Room 905, 70 Osprey Street, Tai Lam", "Room 907, 70 Osprey Street, Tai Lam").Reason);
        Assert.Equal(
            "the same street, not shown to be the same house (`osprey tai lam`; house number 70 against house number 72)",
            Compare("72 Osprey Street, Tai Lam", "70 Osprey Street, Tai Lam").Reason);
    }

    [Theory]
    [InlineData("Address 03", true)]
    [InlineData(" ADDRESS 19 ", true)]
    [InlineData("Address", false)]
    [InlineData("Address03", false)]
    [InlineData("Address 03 Ltd", false)]
    [InlineData("New Address 3", false)]
    public void ALabel_IsTheWordAddressAndANumber(string name, bool expected) => Assert.Equal(expected, ListedNames.IsAddressLabel(name));
}
