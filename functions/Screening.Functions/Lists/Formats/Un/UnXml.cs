using Screening.Engine.Model;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.Un;

/// <summary>
/// The consolidated list of the United Nations Security Council. A party is identified by its reference, because its DATAID changes;
/// some files print the reference with spaces around it.
/// </summary>
internal static class UnXml
{
    private static readonly HashSet<string> Records = ["INDIVIDUAL", "ENTITY"];
    private static readonly HashSet<string> Holders = ["INDIVIDUALS", "ENTITIES"];

    /// <summary>Reads the file.</summary>
    public static void Read(XmlRecords xml, ListReading reading)
    {
        reading.Date = Dates.Iso(xml.Root.Attribute("dateGenerated"));
        foreach (var record in xml.Read(Records.Contains, Holders.Contains))
        {
            if (reading.IsFull)
            {
                return;
            }

            Add(record, reading);
        }
    }

    private static void Add(XmlRecord record, ListReading reading)
    {
        var isPerson = record.Name == "INDIVIDUAL";
        var reference = record.Value("REFERENCE_NUMBER");
        if (reference.Length == 0)
        {
            reading.Error(record.Line, "REFERENCE_NUMBER", "is empty; a party is known by it");
            return;
        }

        var births = record.All("INDIVIDUAL_DATE_OF_BIRTH").Select(BirthOf).Concat(record.All("INDIVIDUAL_ALIAS").Select(alias => Years(alias.Value("DATE_OF_BIRTH"))));
        reading.Add(new ListEntry
        {
            Line = record.Line,
            List = "UN",
            Number = reference,
            Kind = isPerson ? PartyKind.Person : PartyKind.Organization,
            Names = [.. NamesOf(record)],
            Addresses = [.. record.All($"{record.Name}_ADDRESS").Select(AddressOf).Where(address => address.Text.Length > 0)],
            Citizenships =
            [
                .. record.Path("NATIONALITY", "VALUE").Select(value => value.Text).Where(text => text.Length > 0),
                .. record.All("INDIVIDUAL_PLACE_OF_BIRTH").Select(place => place.Value("COUNTRY")).Where(text => text.Length > 0),
            ],
            BirthDates = [.. births.OfType<string>()],
            Identifiers = [.. record.All("INDIVIDUAL_DOCUMENT").Select(DocumentOf).OfType<PartyIdentifier>()],
            Programs = [record.Value("UN_LIST_TYPE")],
            Notice = reference,
            StartDate = Dates.Iso(record.Value("LISTED_ON")),
        });
    }

    private static IEnumerable<EntryName> NamesOf(XmlRecord record)
    {
        yield return new EntryName(record.Values(" ", "FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"));
        if (record.Value("NAME_ORIGINAL_SCRIPT") is { Length: > 0 } original)
        {
            yield return new EntryName(original, Script: "original");
        }

        foreach (var alias in record.All($"{record.Name}_ALIAS"))
        {
            foreach (var name in Several.Of(alias.Value("ALIAS_NAME")))
            {
                yield return new EntryName(name, alias.Value("QUALITY").Equals("Low", StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    private static EntryAddress AddressOf(XmlRecord address) =>
        new(address.Value("STREET"), address.Value("CITY"), address.Value("STATE_PROVINCE"), address.Value("ZIP_CODE"), address.Value("COUNTRY"));

    private static PartyIdentifier? DocumentOf(XmlRecord document)
    {
        var number = document.Value("NUMBER");
        var type = document.Value("TYPE_OF_DOCUMENT");
        return number.Any(char.IsDigit) ? new PartyIdentifier(type.Length > 0 ? type : "Document", number) : null;
    }

    // A note such as "Nov. 1973" stands in place of the date, or beside it and then is a remark.
    private static string? BirthOf(XmlRecord birth)
    {
        var (date, year) = (birth.Value("DATE"), birth.Value("YEAR"));
        var (from, to) = (birth.Value("FROM_YEAR"), birth.Value("TO_YEAR"));
        var isCirca = birth.Value("TYPE_OF_DATE").Equals("APPROXIMATELY", StringComparison.OrdinalIgnoreCase);
        var text = from.Length > 0 && to.Length > 0 ? $"{from} to {to}"
            : date.Length > 0 ? date.Length >= 10 && date[4] == '-' ? date[..10] : date
            : year.Length > 0 ? year
            : from.Length > 0 ? from
            : birth.Value("NOTE").Replace(".", "", StringComparison.Ordinal);
        return text.Length == 0 ? null : isCirca ? $"circa {text}" : text;
    }

    private static string? Years(string text) => text.Length >= 4 && text.All(character => char.IsAsciiDigit(character) || character == '-') ? text : null;
}
