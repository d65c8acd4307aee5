using Screening.Engine.Model;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.Europe;

/// <summary>The UK sanctions list as XML.</summary>
internal static class UkXml
{
    /// <summary>Code of the list.</summary>
    internal const string Code = "UK";

    private static readonly string[] NameParts = ["Name1", "Name2", "Name3", "Name4", "Name5", "Name6"];

    /// <summary>Reads the file.</summary>
    public static void Read(XmlRecords xml, ListReading reading)
    {
        foreach (var record in xml.Read(name => name is "DateGenerated" or "Designation", _ => false))
        {
            if (record.Name == "DateGenerated")
            {
                reading.Date = Dates.DayFirst(record.Text);
            }
            else
            {
                Add(record, reading);
            }

            if (reading.IsFull)
            {
                return;
            }
        }
    }

    /// <summary>Kind of a printed type; null when it is none.</summary>
    internal static PartyKind? KindOf(string type) => type.Trim().ToUpperInvariant() switch
    {
        "INDIVIDUAL" => PartyKind.Person,
        "ENTITY" => PartyKind.Organization,
        "SHIP" => PartyKind.Vessel,
        _ => null,
    };

    /// <summary>Whether a printed type of name is that of a primary name, however it is spelt.</summary>
    internal static bool IsPrimary(string type) => type.Trim().StartsWith("prim", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a printed strength is low.</summary>
    internal static bool IsWeak(string strength) => strength.Contains("low", StringComparison.OrdinalIgnoreCase);

    private static void Add(XmlRecord record, ListReading reading)
    {
        var type = record.Value("IndividualEntityShip");
        if (record.Value("UniqueID") is not { Length: > 0 } number || KindOf(type) is not { } kind)
        {
            reading.Error(record.Line, "IndividualEntityShip", $"has no unique id, or `{type}` is not a kind of party");
            return;
        }

        reading.Add(new ListEntry
        {
            Line = record.Line,
            List = Code,
            Number = number,
            Kind = kind,
            Names =
            [
                .. record.Path("Names", "Name").OrderBy(name => !IsPrimary(name.Value("NameType")))
                    .Select(name => new EntryName(name.Values(" ", NameParts), IsWeak(name.Value("AliasStrength")))),
                .. Texts(record, "NameNonLatinScript").Select(name => new EntryName(name, Script: "non-Latin")),
            ],
            Addresses = [.. record.Path("Addresses", "Address").Select(AddressOf).Where(address => address.Text.Length > 0)],
            Citizenships = [.. Texts(record, "Nationality"), .. Texts(record, "CountryOfBirth")],
            Countries = [.. Texts(record, "CurrentBelievedFlagOfShip")],
            BirthDates = [.. Texts(record, "DOB").Select(Dates.Birth)],
            Identifiers =
            [
                .. Texts(record, "PassportNumber").Select(value => new PartyIdentifier("Passport", value)),
                .. Texts(record, "NationalIdentifierNumber").Select(value => new PartyIdentifier("National ID No.", value)),
                .. Texts(record, "BusinessRegistrationNumber").Select(value => new PartyIdentifier("Registration Number", value)),
                .. Texts(record, "IMONumber").Select(value => new PartyIdentifier("IMO number", value)),
            ],
            Programs = [record.Value("RegimeName")],
            Notice = number,
            StartDate = Dates.DayFirst(record.Value("DateDesignated")),
        });
    }

    private static EntryAddress AddressOf(XmlRecord address) => new(
        string.Join(", ", Enumerable.Range(1, 6).Select(line => address.Value($"AddressLine{line}")).Where(line => line.Length > 0)),
        PostalCode: address.Value("AddressPostalCode"), Country: address.Value("AddressCountry"));

    private static IEnumerable<string> Texts(XmlRecord record, string name) => record.Within(name).Select(one => one.Text).Where(text => text.Length > 0);
}
