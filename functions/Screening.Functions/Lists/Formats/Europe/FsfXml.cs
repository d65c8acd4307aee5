using Screening.Engine.Model;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.Europe;

/// <summary>The consolidated list of financial sanctions of the European Union, XML 1.1 (FSF). The logical id identifies a party, in the files before 2018, too.</summary>
internal static class FsfXml
{
    /// <summary>Code of the list.</summary>
    internal const string Code = "EU";

    /// <summary>Reads the file.</summary>
    public static void Read(XmlRecords xml, ListReading reading)
    {
        reading.Date = Dates.Iso(xml.Root.Attribute("generationDate"));
        foreach (var record in xml.Read(name => name == "sanctionEntity", _ => false))
        {
            if (reading.IsFull)
            {
                return;
            }

            Add(record, reading);
        }
    }

    /// <summary>Kind of a printed type; null when it is none.</summary>
    internal static PartyKind? KindOf(string type) => type.ToUpperInvariant() switch
    {
        "P" or "PERSON" => PartyKind.Person,
        "E" or "ENTERPRISE" or "ENTITY" => PartyKind.Organization,
        "V" or "VESSEL" or "S" or "SHIP" => PartyKind.Vessel,
        _ => null,
    };

    private static void Add(XmlRecord record, ListReading reading)
    {
        var type = record.First("subjectType") is { } subject ? First(subject.Attribute("code"), subject.Attribute("classificationCode"), subject.Text) : "";
        if (record.Attribute("logicalId") is not { Length: > 0 } number || KindOf(type) is not { } kind)
        {
            reading.Error(record.Line, "subjectType", $"has no logical id, or `{type}` is not a kind of party");
            return;
        }

        reading.Add(new ListEntry
        {
            Line = record.Line,
            List = Code,
            Number = number,
            Kind = kind,
            Names = [.. record.All("nameAlias").Select(NameOf)],
            Addresses = [.. record.All("address").Select(AddressOf).Where(address => address.Text.Length > 0)],
            Citizenships = [.. record.All("citizenship").Concat(record.All("birthdate")).Select(CountryOf).Where(country => country.Length > 0)],
            BirthDates = [.. record.All("birthdate").Select(BirthOf).Where(date => date.Length > 0)],
            Identifiers = [.. record.All("identification").Where(one => one.Attribute("knownFalse") != "true").Select(one => new PartyIdentifier(
                First(one.Attribute("identificationTypeDescription"), one.Attribute("identificationTypeCode"), "Identification"), First(one.Attribute("number"), one.Attribute("latinNumber"), "")))],
            Programs = [.. record.All("regulation").Select(regulation => regulation.Attribute("programme"))],
            Notice = record.First("regulation")?.Attribute("numberTitle") is { Length: > 0 } title ? title : record.Attribute("euReferenceNumber"),
        });
    }

    private static EntryName NameOf(XmlRecord name) => new(
        First(name.Attribute("wholeName"), name.Attributes(" ", "firstName", "middleName", "lastName"), ""),
        name.Attribute("strong") == "false",
        name.Attribute("nameLanguage") is { Length: > 0 } language ? language : null);

    private static EntryAddress AddressOf(XmlRecord address) => new(
        address.Attributes(", ", "street", "poBox", "place"),
        address.Attribute("city"), address.Attribute("region"), address.Attribute("zipCode"), CountryOf(address));

    // "00" and UNKNOWN stand for no country.
    private static string CountryOf(XmlRecord record) => record.Attribute("countryIso2Code") is { Length: 2 } code && code != "00" ? code
        : record.Attribute("countryDescription") is var name && name != "UNKNOWN" ? name : "";

    private static string BirthOf(XmlRecord birth)
    {
        var (from, to) = (birth.Attribute("yearRangeFrom"), birth.Attribute("yearRangeTo"));
        var text = from.Length > 0 && to.Length > 0 ? $"{from} to {to}" : First(birth.Attribute("birthdate"), MonthOf(birth), birth.Attribute("year"));
        return text.Length > 0 && birth.Attribute("circa") == "true" ? $"circa {text}" : text;
    }

    private static string MonthOf(XmlRecord birth) =>
        birth.Attribute("year") is { Length: 4 } year && birth.Attribute("monthOfYear") is { Length: > 0 } month && month != "0" ? $"{year}-{month.PadLeft(2, '0')}" : "";

    private static string First(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length > 0)
            {
                return text;
            }
        }

        return "";
    }
}
