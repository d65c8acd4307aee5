using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.Europe;

/// <summary>The list of the European Union in its XML before 2018 (global.xml).</summary>
internal static partial class GlobalXml
{
    /// <summary>Reads the file.</summary>
    public static void Read(XmlRecords xml, ListReading reading)
    {
        reading.Date = Dates.DayFirst(xml.Root.Attribute("Date"));
        foreach (var record in xml.Read(name => name == "ENTITY", _ => false))
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
        if (record.Attribute("Id") is not { Length: > 0 } number || FsfXml.KindOf(record.Attribute("Type")) is not { } kind)
        {
            reading.Error(record.Line, "Type", $"has no id, or `{record.Attribute("Type")}` is not a kind of party");
            return;
        }

        reading.Add(new ListEntry
        {
            Line = record.Line,
            List = FsfXml.Code,
            Number = number,
            Kind = kind,
            Names = [.. record.All("NAME").Select(NameOf)],
            Addresses = [.. record.All("ADDRESS").Select(AddressOf).Where(address => address.Text.Length > 0)],
            Citizenships = [.. record.All("CITIZEN").Concat(record.All("BIRTH")).Select(one => one.Value("COUNTRY")).Where(country => country.Length > 0)],
            BirthDates = [.. record.All("BIRTH").Select(birth => birth.Value("DATE"))],
            Identifiers = [.. record.All("PASSPORT").Select(DocumentOf).OfType<PartyIdentifier>()],
            Programs = [record.Attribute("programme")],
            Notice = record.Attribute("legal_basis"),
        });
    }

    private static EntryName NameOf(XmlRecord name) => new(
        name.Value("WHOLENAME") is { Length: > 0 } whole ? whole
            : name.Values(" ", "FIRSTNAME", "MIDDLENAME", "LASTNAME"),
        Script: name.Value("LANGUAGE") is { Length: > 0 } language ? language : null);

    private static EntryAddress AddressOf(XmlRecord address) => new(
        address.Values(" ", "NUMBER", "STREET"), address.Value("CITY"), "", address.Value("ZIPCODE"), address.Value("COUNTRY"));

    // As "AD001095 (passport-National passport) ((passport))".
    private static PartyIdentifier? DocumentOf(XmlRecord document)
    {
        var printed = Document().Match(document.Value("NUMBER"));
        return printed.Success && printed.Groups["number"].Value.Any(char.IsDigit)
            ? new PartyIdentifier(printed.Groups["type"] is { Success: true, Value: var type } ? type : "Document", printed.Groups["number"].Value)
            : null;
    }

    [GeneratedRegex(@"^(?<number>[^(]+?)\s*(?:\((?:[a-z]+-)?(?<type>[^()]+)\).*)?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Document();
}
