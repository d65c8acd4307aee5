using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.Others;

/// <summary>The consolidated Canadian autonomous sanctions list (SEMA), in its element names before and since 2025. Country, schedule and item identify a party.</summary>
internal static partial class SemaXml
{
    private static readonly ImmutableHashSet<string> LegalForms = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "Ltd", "Inc", "LLC", "Co", "Corp", "Limited", "S.A", "SA", "JSC", "OJSC", "PJSC", "CJSC", "GmbH", "Jr", "Sr", "L.L.C", "FZE", "FZC");

    /// <summary>Reads the file.</summary>
    public static void Read(XmlRecords xml, ListReading reading)
    {
        foreach (var record in xml.Read(name => name == "record", _ => false))
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
        var entity = First(record, "EntityOrShip", "Entity");
        var imo = record.Value("ShipIMONumber");
        var given = record.Values(" ", "GivenName", "LastName");
        var kind = imo.Length > 0 ? PartyKind.Vessel : entity.Length > 0 ? PartyKind.Organization : PartyKind.Person;
        string[] key = [record.Value("Country"), record.Value("Schedule"), record.Value("Item")];
        if (key[0].Length == 0 || key[2].Length == 0)
        {
            reading.Error(record.Line, "Item", "has no country or no item; a party is known by them");
            return;
        }

        var birth = First(record, "DateOfBirthOrShipBuildDate", "DateOfBirth");
        reading.Add(new ListEntry
        {
            Line = record.Line,
            List = "CA",
            Number = NotPlain().Replace(string.Join('-', [key[0].Split('/')[0].Trim(), .. key[1..]]), "-").Trim('-'),
            Kind = kind,
            Names = [new EntryName(entity.Length > 0 ? entity : given), .. AliasesOf(record.Value("Aliases"))],
            BirthDates = kind == PartyKind.Person ? [birth] : [],
            Identifiers = imo.Length > 0 ? [new PartyIdentifier("IMO number", imo)] : [],
            Programs = [key[0]],
            Notice = $"{key[0].Split('/')[0].Trim()}, schedule {key[1]}, item {key[2]}",
            StartDate = Dates.Iso(record.Value("DateOfListing")),
        });
    }

    private static string First(XmlRecord record, string name, string old) => record.Value(name) is { Length: > 0 } value ? value : record.Value(old);

    // A comma separates two names, or stands inside one: before a legal form, and between a surname and a given name that are the whole text.
    private static IEnumerable<EntryName> AliasesOf(string text)
    {
        foreach (var part in Several.Of(text))
        {
            string[] pieces = [.. Several.Of(part, ',')];
            var isOne = pieces.Length > 1 && (pieces.Skip(1).Any(piece => LegalForms.Contains(piece.TrimEnd('.'))) || (pieces.Length == 2 && pieces.All(piece => !piece.Contains(' ', StringComparison.Ordinal))));
            foreach (var piece in isOne ? [part] : pieces)
            {
                yield return Language().Match(piece) is { Success: true } language
                    ? new EntryName(piece[language.Length..], Script: language.Groups["language"].Value)
                    : new EntryName(piece);
            }
        }
    }

    // As "Belarusian: ..." and "Russian : ...".
    [GeneratedRegex(@"^\s*(?<language>Belarus+ian|Russian|Ukrainian|Arabic|Persian|Chinese|Burmese|Spanish|French|English)\s*:\s*(?=\S)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Language();

    [GeneratedRegex("[^A-Za-z0-9.]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotPlain();
}
