using Screening.Engine.Model;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.Ofac;

/// <summary>The SDN list and the consolidated list of the Treasury in their plain XML (sdn.xml, consolidated.xml), in the namespaces before and since 2024.</summary>
internal static class SdnXml
{
    private static readonly HashSet<string> Records = ["publshInformation", "sdnEntry"];

    /// <summary>Reads the file.</summary>
    public static void Read(XmlRecords xml, ListReading reading)
    {
        var parties = new List<ListEntry>();
        foreach (var record in xml.Read(Records.Contains, _ => false))
        {
            if (record.Name == "publshInformation")
            {
                reading.Date = Dates.MonthFirst(record.Value("Publish_Date"));
                reading.Promised = int.TryParse(record.Value("Record_Count"), out var count) ? count : null;
            }
            else if (EntryOf(record, reading) is { } entry)
            {
                parties.Add(entry);
            }

            if (reading.IsFull)
            {
                return;
            }
        }

        OfacLists.AddByProgram(parties, reading);
    }

    private static ListEntry? EntryOf(XmlRecord record, ListReading reading)
    {
        var number = record.Value("uid");
        var type = record.Value("sdnType") is { Length: > 0 } printed ? printed : record.Value("nspType");
        if (number.Length == 0 || !number.All(char.IsAsciiDigit) || OfacParty.KindOf(type) is not { } kind)
        {
            reading.Error(record.Line, "uid", $"has no number, or `{type}` is not a kind of party");
            return null;
        }

        var party = new OfacParty();
        party.Names.Add(NameOf(record, isWeak: false));
        party.Names.AddRange(record.Path("akaList", "aka").Select(alias => NameOf(alias, alias.Value("category") == "weak")));
        party.Addresses.AddRange(record.Path("addressList", "address").Select(AddressOf));
        party.Programs.AddRange(record.Path("programList", "program").Select(program => program.Text));
        foreach (var (list, item, value, fact) in new[]
        {
            ("dateOfBirthList", "dateOfBirthItem", "dateOfBirth", "Birthdate"), ("placeOfBirthList", "placeOfBirthItem", "placeOfBirth", "Place of Birth"),
            ("nationalityList", "nationality", "country", "Nationality Country"), ("citizenshipList", "citizenship", "country", "Citizenship Country"),
        })
        {
            foreach (var one in record.Path(list, item))
            {
                party.Add(fact, one.Value(value));
            }
        }

        foreach (var id in record.Path("idList", "id"))
        {
            party.Add(id.Value("idType"), id.Value("idNumber"), isDocument: true);
        }

        if (record.First("vesselInfo") is { } vessel)
        {
            party.Add("Vessel Flag", vessel.Value("vesselFlag"));
            party.Add("Vessel Call Sign", vessel.Value("callSign"));
        }

        Remarks.AddRelations(record.Value("remarks"), party);
        return party.ToEntry(record.Line, number, kind);
    }

    private static EntryName NameOf(XmlRecord record, bool isWeak) => new(OfacParty.NameOf(record.Value("lastName"), record.Value("firstName")), isWeak);

    private static EntryAddress AddressOf(XmlRecord address) => new(
        address.Values(", ", "address1", "address2", "address3"),
        address.Value("city"), address.Value("stateOrProvince"), address.Value("postalCode"), address.Value("country"));
}
