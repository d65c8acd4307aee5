using Screening.Engine.Model;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.Others;

/// <summary>
/// The Swiss list (SECO). Programmes and places stand apart from the parties and are tied to them by numbers. A party whose last
/// modification delists it is in the file and not on the list.
/// </summary>
internal sealed class SecoXml(ListReading reading)
{
    private static readonly HashSet<string> Records = ["sanctions-program", "target", "place"];

    private readonly Dictionary<string, string> programs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Location, string Area, string Country)> places = new(StringComparer.Ordinal);
    private readonly List<XmlRecord> targets = [];

    /// <summary>Reads the file.</summary>
    public static void Read(XmlRecords xml, ListReading reading) => new SecoXml(reading).Read(xml);

    private void Read(XmlRecords xml)
    {
        reading.Date = Dates.Iso(xml.Root.Attribute("date"));
        if (xml.Root.Attribute("list-type").StartsWith("amend", StringComparison.Ordinal))
        {
            reading.Part = "is an amendment, which holds only what has changed: the whole list is needed";
        }

        foreach (var record in xml.Read(Records.Contains, _ => false))
        {
            switch (record.Name)
            {
                case "sanctions-program":
                    Keep(record);
                    break;
                case "place":
                    places[record.Attribute("ssid")] = (record.Value("location"), record.Value("area"), CountryOf(record));
                    break;
                default:
                    // Places come after the parties, so a party is complete at the end only.
                    targets.Add(record);
                    break;
            }
        }

        foreach (var target in targets.Where(target => !IsDelisted(target)))
        {
            Add(target);
        }
    }

    private void Keep(XmlRecord program)
    {
        var key = program.All("program-key").FirstOrDefault(name => name.Attribute("lang") == "eng")?.Text ?? program.Value("program-key");
        foreach (var set in program.All("sanctions-set"))
        {
            programs[set.Attribute("ssid")] = key;
        }
    }

    private void Add(XmlRecord target)
    {
        var (party, kind) = target.First("individual") is { } person ? (person, PartyKind.Person)
            : target.First("entity") is { } entity ? (entity, PartyKind.Organization)
            : (target.First("object"), KindOf(target.First("object")?.Attribute("object-type") ?? ""));
        if (party is null || target.Attribute("ssid").Length == 0)
        {
            reading.Error(target.Line, "target", "is no individual, entity or object");
            return;
        }

        var identities = party.All("identity").OrderBy(identity => identity.Attribute("main") != "true").ToArray();
        reading.Add(new ListEntry
        {
            Line = target.Line,
            List = "CH",
            Number = target.Attribute("ssid"),
            Kind = kind,
            Names = [.. identities.SelectMany(identity => identity.All("name").OrderBy(name => name.Attribute("name-type") != "primary-name")).SelectMany(NamesOf)],
            Addresses = [.. identities.SelectMany(identity => identity.All("address")).Select(AddressOf).Where(address => address.Text.Length > 0)],
            Citizenships =
            [
                .. identities.SelectMany(identity => identity.All("nationality")).Select(CountryOf),
                .. identities.SelectMany(identity => identity.All("place-of-birth")).Select(place => PlaceOf(place).Country),
            ],
            BirthDates = [.. identities.SelectMany(identity => identity.All("day-month-year")).Where(date => date.Attribute("calendar") is "" or "Gregorian").Select(BirthOf)],
            Identifiers = [.. identities.SelectMany(identity => identity.All("identification-document"))
                .Select(document => new PartyIdentifier(document.Attribute("document-type") is { Length: > 0 } type ? type : "Document", document.Value("number")))],
            Programs = [.. target.All("sanctions-set-id").Select(set => programs.GetValueOrDefault(set.Text) ?? "")],
            Notice = target.Value("foreign-identifier") is { Length: > 0 } foreign ? foreign : null,
        });
    }

    // Each part has a value and spellings, so the primary one is the values in order; other spellings are names of one part.
    private static IEnumerable<EntryName> NamesOf(XmlRecord name)
    {
        var isWeak = name.Attribute("quality") == "low";
        XmlRecord[] parts = [.. name.All("name-part").OrderBy(part => int.TryParse(part.Attribute("order"), out var order) ? order : 0)];
        yield return new EntryName(string.Join(' ', parts.Select(part => part.Value("value")).Where(value => value.Length > 0)), isWeak, name.Attribute("lang"));
        foreach (var script in parts.SelectMany(part => part.All("spelling-variant")).Select(variant => (Language: variant.Attribute("lang"), Script: variant.Attribute("script"))).Distinct())
        {
            yield return new EntryName(string.Join(' ', parts.Select(part =>
                part.All("spelling-variant")
                    .FirstOrDefault(variant => variant.Attribute("lang") == script.Language && variant.Attribute("script") == script.Script)?.Text ?? part.Value("value"))), isWeak, script.Script);
        }
    }

    private EntryAddress AddressOf(XmlRecord address)
    {
        var (location, area, country) = PlaceOf(address);
        return new EntryAddress(address.Values(", ", "address-details", "p-o-box"), location, area, address.Value("zip-code"), country);
    }

    private (string Location, string Area, string Country) PlaceOf(XmlRecord record) => places.GetValueOrDefault(record.Attribute("place-id"), ("", "", ""));

    private static string CountryOf(XmlRecord record) => record.First("country") is { } country ? country.Attribute("iso-code") is { Length: 2 } code ? code : country.Text : "";

    private static string BirthOf(XmlRecord date)
    {
        var (year, month, day) = (date.Attribute("year"), date.Attribute("month").PadLeft(2, '0'), date.Attribute("day").PadLeft(2, '0'));
        return year.Length != 4 ? "" : month == "00" ? year : day == "00" ? $"{year}-{month}" : $"{year}-{month}-{day}";
    }

    private static PartyKind KindOf(string type) => type switch
    {
        "vessel" or "ship" => PartyKind.Vessel,
        "aircraft" => PartyKind.Aircraft,
        _ => PartyKind.Unknown,
    };

    private static bool IsDelisted(XmlRecord target) =>
        target.All("modification").OrderBy(change => change.Attribute("effective-date"), StringComparer.Ordinal).LastOrDefault()?.Attribute("modification-type") == "de-listed";
}
