using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.Ofac;

/// <summary>The enhanced XML of the Treasury's Sanctions List Service, which names the lists of every party and the script of every name.</summary>
internal static class EnhancedXml
{
    private static readonly HashSet<string> Records = ["publicationInfo", "referenceValue", "featureType", "entity"];
    private static readonly HashSet<string> Holders = ["referenceValues", "featureTypes", "entities"];

    /// <summary>Reads the file.</summary>
    public static void Read(XmlRecords xml, ListReading reading)
    {
        var parties = new List<(ListEntry, IReadOnlyList<string>)>();
        foreach (var record in xml.Read(Records.Contains, Holders.Contains))
        {
            if (record.Name == "publicationInfo")
            {
                reading.Date = Dates.Iso(record.Value("dataAsOf"));
            }
            else if (record.Name == "entity" && EntryOf(record, reading) is { } entry)
            {
                parties.Add((entry, [.. record.Path("sanctionsLists", "sanctionsList").Select(list => list.Text)]));
            }

            if (reading.IsFull)
            {
                return;
            }
        }

        OfacLists.AddByName(parties, reading);
    }

    private static ListEntry? EntryOf(XmlRecord record, ListReading reading)
    {
        var number = record.Attribute("id");
        var type = record.Path("generalInfo", "entityType").FirstOrDefault()?.Text ?? "";
        if (number.Length == 0 || type.Length == 0 || OfacParty.KindOf(type) is not { } kind)
        {
            reading.Error(record.Line, "entityType", $"has no number, or `{type}` is not a kind of party");
            return null;
        }

        var party = new OfacParty();
        foreach (var name in record.Path("names", "name").OrderBy(name => name.Value("isPrimary") != "true"))
        {
            party.Names.AddRange(name.Path("translations", "translation").OrderBy(form => form.Value("isPrimary") != "true")
                .Select(form => new EntryName(form.Value("formattedFullName"), name.Value("isLowQuality") == "true", form.Value("script"))));
        }

        party.Addresses.AddRange(record.Path("addresses", "address").SelectMany(AddressesOf));
        party.Programs.AddRange(record.Path("sanctionsPrograms", "sanctionsProgram").Select(program => program.Text));
        foreach (var feature in record.Path("features", "feature"))
        {
            party.Add(feature.Value("type"), feature.Value("value"));
        }

        foreach (var document in record.Path("identityDocuments", "identityDocument"))
        {
            party.Add(document.Value("type"), document.Value("documentNumber"), isDocument: true);
        }

        party.Relations.AddRange(record.Path("relationships", "relationship")
            .Select(relation => new EntryRelation(relation.Value("type"), relation.First("relatedEntity")?.Attribute("entityId") ?? "")));
        return party.ToEntry(record.Line, number, kind);
    }

    private static IEnumerable<EntryAddress> AddressesOf(XmlRecord address)
    {
        var country = address.Value("country");
        foreach (var form in address.Path("translations", "translation"))
        {
            var parts = form.Path("addressParts", "addressPart").Select(part => (Type: part.Value("type"), Value: part.Value("value"))).ToArray();
            if (parts.Length > 0 || form.Value("isPrimary") == "true")
            {
                yield return AddressParts.Of(parts, country);
            }
        }
    }
}

/// <summary>Addresses whose parts have a printed type.</summary>
internal static class AddressParts
{
    /// <summary>The address.</summary>
    public static EntryAddress Of(IReadOnlyCollection<(string Type, string Value)> parts, string country) =>
        new(Join(parts, "ADDRESS"), Join(parts, "CITY"), Join(parts, "STATE", "REGION"), Join(parts, "POSTAL"), country);

    private static string Join(IReadOnlyCollection<(string Type, string Value)> parts, params string[] starts) => string.Join(", ",
        parts.Where(part => part.Value.Length > 0 && starts.Any(start => part.Type.StartsWith(start, StringComparison.OrdinalIgnoreCase))).Select(part => part.Value));
}
