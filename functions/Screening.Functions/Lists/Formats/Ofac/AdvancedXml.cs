using System.Globalization;
using Screening.Engine.Model;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.Ofac;

/// <summary>
/// The advanced XML of the Treasury (SDN_ADVANCED, CONS_ADVANCED), in the namespaces of the United Nations model and of 2024. A party,
/// its places, its documents and its lists stand in different sections, tied by numbers; the lists come last.
/// </summary>
internal sealed class AdvancedXml(ListReading reading)
{
    private static readonly HashSet<string> Records = ["DateOfIssue", "Location", "IDRegDocument", "DistinctParty", "ProfileRelationship", "SanctionsEntry", "SanctionsEntryLink"];

    private static readonly HashSet<string> Holders =
        ["ReferenceValueSets", "Locations", "IDRegDocuments", "DistinctParties", "ProfileRelationships", "SanctionsEntries", "SanctionsEntryLinks"];

    private readonly AdvancedValues values = new();
    private readonly Dictionary<string, EntryAddress> places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Type, string Number)>> documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (OfacParty Party, long Line, string Number, PartyKind Kind, HashSet<string> Lists)> parties = new(StringComparer.Ordinal);

    /// <summary>Reads the file.</summary>
    public static void Read(XmlRecords xml, ListReading reading) => new AdvancedXml(reading).Read(xml);

    private void Read(XmlRecords xml)
    {
        foreach (var record in xml.Read(name => Records.Contains(name) || name.EndsWith("Values", StringComparison.Ordinal), Holders.Contains))
        {
            Take(record);
            if (reading.IsFull)
            {
                return;
            }
        }

        OfacLists.AddByName([.. parties.Values.Select(one => (one.Party.ToEntry(one.Line, one.Number, one.Kind), (IReadOnlyList<string>)[.. one.Lists]))], reading);
    }

    private void Take(XmlRecord record)
    {
        switch (record.Name)
        {
            case "DateOfIssue":
                reading.Date = AdvancedDates.Day(record);
                break;
            case "Location":
                places[record.Attribute("ID")] = PlaceOf(record);
                break;
            case "IDRegDocument":
                var of = record.Attribute("IdentityID");
                if (!documents.TryGetValue(of, out var held))
                {
                    documents[of] = held = [];
                }

                held.Add((values.Of("IDRegDocType", record.Attribute("IDRegDocTypeID")), record.Value("IDRegistrationNo")));
                break;
            case "DistinctParty":
                Add(record);
                break;
            case "ProfileRelationship":
                if (parties.TryGetValue(record.Attribute("From-ProfileID"), out var from))
                {
                    from.Party.Relations.Add(new EntryRelation(values.Of("RelationType", record.Attribute("RelationTypeID")), record.Attribute("To-ProfileID")));
                }

                break;
            case "SanctionsEntry":
                Tie(record);
                break;
            default:
                values.Add(record);
                break;
        }
    }

    private void Tie(XmlRecord entry)
    {
        if (!parties.TryGetValue(entry.Attribute("ProfileID"), out var party))
        {
            reading.Error(entry.Line, "ProfileID", $"names the party `{entry.Attribute("ProfileID")}`, which the file does not have");
            return;
        }

        party.Lists.Add(values.Of("List", entry.Attribute("ListID")));
        party.Party.Programs.AddRange(entry.All("SanctionsMeasure")
            .Where(measure => values.Of("SanctionsType", measure.Attribute("SanctionsTypeID")) == "Program").Select(measure => measure.Value("Comment")));
    }

    private void Add(XmlRecord record)
    {
        if (record.First("Profile") is not { } profile || profile.First("Identity") is null || values.KindOf(profile.Attribute("PartySubTypeID")) is not { } kind)
        {
            reading.Error(record.Line, "Profile", "has no identity, or a type that is no kind of party");
            return;
        }

        var party = new OfacParty();
        foreach (var identity in profile.All("Identity"))
        {
            party.Names.AddRange(NamesOf(identity));
            foreach (var (type, number) in documents.GetValueOrDefault(identity.Attribute("ID")) ?? [])
            {
                party.Add(type, number, isDocument: true);
            }
        }

        foreach (var feature in profile.All("Feature"))
        {
            AddFeature(values.Of("FeatureType", feature.Attribute("FeatureTypeID")), feature, party);
        }

        parties[profile.Attribute("ID")] = (party, record.Line, record.Attribute("FixedRef"), kind, []);
    }

    private void AddFeature(string type, XmlRecord feature, OfacParty party)
    {
        foreach (var version in feature.All("FeatureVersion"))
        {
            foreach (var place in version.All("VersionLocation").Select(one => places.GetValueOrDefault(one.Attribute("LocationID"))).OfType<EntryAddress>())
            {
                if (type is "Location" or "Address")
                {
                    party.Addresses.Add(place);
                }
                else if (type is not "Place of Birth" || place.Country.Length > 0)
                {
                    party.Add(type, place.Country.Length > 0 ? place.Country : place.Text);
                }
            }

            foreach (var period in version.All("DatePeriod").Select(AdvancedDates.Period).OfType<string>())
            {
                party.Add(type, period);
            }

            foreach (var detail in version.All("VersionDetail"))
            {
                party.Add(type, detail.Text.Length > 0 ? detail.Text : values.Of("DetailReference", detail.Attribute("DetailReferenceID")));
            }
        }
    }

    private IEnumerable<EntryName> NamesOf(XmlRecord identity)
    {
        var types = identity.Within("NamePartGroup").GroupBy(group => group.Attribute("ID"), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => values.Of("NamePartType", group.First().Attribute("NamePartTypeID")), StringComparer.Ordinal);
        foreach (var alias in identity.All("Alias").OrderBy(alias => alias.Attribute("Primary") != "true"))
        {
            foreach (var name in alias.All("DocumentedName"))
            {
                var parts = name.Path("DocumentedNamePart", "NamePartValue").ToArray();
                bool IsLast(XmlRecord part) => types.GetValueOrDefault(part.Attribute("NamePartGroupID")) == "Last Name";
                yield return new EntryName(
                    OfacParty.NameOf(string.Join(' ', parts.Where(IsLast).Select(part => part.Text)), string.Join(' ', parts.Where(part => !IsLast(part)).Select(part => part.Text))),
                    alias.Attribute("LowQuality") == "true",
                    parts.Length == 0 ? null : values.Of("Script", parts[0].Attribute("ScriptID")));
            }
        }
    }

    private EntryAddress PlaceOf(XmlRecord location) => AddressParts.Of(
        [.. location.All("LocationPart").Select(part => (values.Of("LocPartType", part.Attribute("LocPartTypeID")), part.Path("LocationPartValue", "Value").FirstOrDefault()?.Text ?? ""))],
        location.First("LocationCountry") is { } country ? values.Of("Country", country.Attribute("CountryID")) : "");
}

/// <summary>The words behind the numbers of the advanced XML.</summary>
internal sealed class AdvancedValues
{
    private readonly Dictionary<string, XmlRecord> values = new(StringComparer.Ordinal);

    /// <summary>Keeps a set of values.</summary>
    public void Add(XmlRecord set)
    {
        foreach (var value in set.Children)
        {
            values[$"{value.Name} {value.Attribute("ID")}"] = value;
        }
    }

    /// <summary>The word of a number; empty when it has none.</summary>
    public string Of(string kind, string id) => values.GetValueOrDefault($"{kind} {id}")?.Text is { } text && text != "undetermined" ? text : "";

    /// <summary>Kind of a sub type, by its own word or, where that is "Unknown", by its type.</summary>
    public PartyKind? KindOf(string subType)
    {
        if (values.GetValueOrDefault($"PartySubType {subType}") is not { } sub)
        {
            return null;
        }

        var word = sub.Text is "Unknown" or "" ? Of("PartyType", sub.Attribute("PartyTypeID")) : sub.Text;
        return word.Length == 0 ? null : OfacParty.KindOf(word);
    }
}

/// <summary>Dates of the advanced XML.</summary>
internal static class AdvancedDates
{
    /// <summary>A day; null when a part is missing.</summary>
    public static DateOnly? Day(XmlRecord? date) => date is not null
        && int.TryParse(date.Value("Year"), out var year) && int.TryParse(date.Value("Month"), out var month) && int.TryParse(date.Value("Day"), out var day)
        && DateOnly.TryParseExact(string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}-{day:D2}"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;

    /// <summary>A period in the words of <see cref="BirthDateText"/>: a whole year and a whole month by their names.</summary>
    public static string? Period(XmlRecord period)
    {
        var (start, end) = (period.First("Start"), period.First("End"));
        if (Day(start?.First("From")) is not { } from || Day(end?.First("To")) is not { } to)
        {
            return null;
        }

        var isCirca = start!.Attribute("Approximate") == "true" || end!.Attribute("Approximate") == "true";
        var text = from == to ? Text($"{from:yyyy-MM-dd}")
            : from.Year == to.Year && from is { Month: 1, Day: 1 } && to is { Month: 12, Day: 31 } ? Text($"{from:yyyy}")
            : from.Year == to.Year && from.Month == to.Month && from.Day == 1 && to.AddDays(1).Day == 1 ? Text($"{from:yyyy-MM}")
            : from is { Month: 1, Day: 1 } && to is { Month: 12, Day: 31 } ? Text($"{from:yyyy} to {to:yyyy}")
            : Text($"{from:yyyy-MM-dd} to {to:yyyy-MM-dd}");
        return isCirca ? $"circa {text}" : text;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
