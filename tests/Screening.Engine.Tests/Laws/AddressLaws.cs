using CsCheck;
using Screening.Engine.Parties.Addresses;

namespace Screening.Engine.Tests.Laws;

/// <summary>Laws of the comparison of addresses, on made-up addresses and on arbitrary words.</summary>
public sealed class AddressLaws
{
    private const int Cases = 2_000;

    private static readonly string[] Names = ["Osprey", "Kestrel", "Songshu", "Tamarind", "Halcyon", "Zarechnaya", "Bellweather", "Man Yue"];

    private static readonly string[] Words =
    [
        .. Names, "Road", "St.", "ul.", "Room", "5/F", "Floor", "Building", "Block", "No.", "#", "12", "12", "14-18", "7th", "B", "310001", "Moscow", "Hong Kong",
        "District", "Oblast", "East", "d.", "k.", "P.O. Box", ",", ",", "-", "/", "路", "号", "ул.",
    ];

    private static readonly Gen<string> Soup = Gen.OneOfConst(Words).Array[0, 14].Select(words => string.Join(' ', words));

    private sealed record Place(int Unit, int Floor, string Building, int House, string Street, string District, string[] Parts);

    private static readonly Gen<Place> Made = Gen.Select(
        Gen.Int[100, 999], Gen.Int[2, 40], Gen.OneOfConst(Names), Gen.Int[1, 299], Gen.OneOfConst(Names), Gen.OneOfConst("Tai Lam", "Luohu", "Harrow Vale"))
        .Where(place => place.Item3 != place.Item5)
        .Select(place => Of(place.Item1, place.Item2, place.Item3, place.Item4, place.Item5, place.Item6));

    private static Place Of(int unit, int floor, string building, int house, string street, string district) => new(
        unit, floor, building, house, street, district, [$"Room {unit}", $"{floor}/F", $"{building} Building", $"{house} {street} Road", district]);

    private static AddressMatch Compare(string first, string second) => AddressComparison.Compare(AddressReader.Read(first), AddressReader.Read(second));

    private static string Text(Place place) => string.Join(", ", place.Parts);

    [Fact]
    public void TheComparison_IsSymmetric() => Gen.Select(Soup, Soup).Sample(
        (first, second) => Assert.Equal(Compare(first, second), Compare(second, first)), iter: Effort.Of(Cases));

    [Fact]
    public void TheSamePremises_AlwaysHaveAKeyInCommon() => Gen.Select(Soup, Soup).Sample(
        (first, second) =>
        {
            if (Compare(first, second).Agreement == AddressAgreement.SamePremises)
            {
                Assert.NotEmpty(AddressReader.Read(first).Keys.Intersect(AddressReader.Read(second).Keys));
            }
        },
        iter: Effort.Of(Cases));

    [Fact]
    public void CasePunctuationAndOrderOfParts_ChangeNothing() => Gen.Select(Made, Gen.Shuffle(new[] { 0, 1, 2, 3, 4 })).Sample(
        (place, order) =>
        {
            var turned = string.Join(", ", order.Select(at => place.Parts[at]));
            Assert.Equal(AddressAgreement.SamePremises, Compare(Text(place), turned).Agreement);
            var bare = Text(place).ToUpperInvariant().Replace(",", "", StringComparison.Ordinal).Replace('/', ' ');
            Assert.Equal(AddressAgreement.SamePremises, Compare(Text(place), bare).Agreement);
        },
        iter: Effort.Of(Cases));

    [Fact]
    public void AnotherUnit_IsNeverTheSamePremises() => Gen.Select(Made, Gen.Int[100, 999]).Where((place, unit) => place.Unit != unit).Sample(
        (place, unit) => Assert.Equal(
            AddressAgreement.SameBuilding,
            Compare(Text(place), Text(Of(unit, place.Floor, place.Building, place.House, place.Street, place.District))).Agreement),
        iter: Effort.Of(Cases));

    [Fact]
    public void AnotherHouse_IsNeverTheSameBuilding() => Gen.Select(Made, Gen.Int[1, 299]).Where((place, house) => place.House != house).Sample(
        (place, house) => Assert.Equal(
            AddressAgreement.SameStreet,
            Compare(Text(place), Text(Of(place.Unit, place.Floor, place.Building, house, place.Street, place.District))).Agreement),
        iter: Effort.Of(Cases));

    [Fact]
    public void AnyText_IsReadWithinBounds() => Gen.String[0, 2_000].Sample(
        text =>
        {
            var address = AddressReader.Read(text);
            Assert.InRange(address.Numbers.Length, 0, AddressReader.Most);
            Assert.InRange(address.Words.Length, 0, AddressReader.Most);
            Assert.InRange(address.Keys.Length, 0, AddressKeys.Most);
        },
        iter: Effort.Of(Cases));
}
