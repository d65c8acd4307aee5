using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.Europe;

/// <summary>The list of the European Union as CSV 1.1: a row for every name, birth, address and document of a party.</summary>
internal static class FsfCsv
{
    /// <summary>The formats.</summary>
    public static ImmutableArray<TableFormat> All { get; } =
    [
        new(ListFormats.EuCsv, ';',
            [
                "fileGenerationDate", "Entity_LogicalId", "Entity_EU_ReferenceNumber", "Entity_SubjectType", "Entity_Regulation_NumberTitle", "Entity_Regulation_Programme",
                "NameAlias_LastName", "NameAlias_FirstName", "NameAlias_MiddleName", "NameAlias_WholeName", "NameAlias_NameLanguage",
            ],
            Read)
        {
            Optional =
            [
                "Entity_UnitedNationId", "Entity_DesignationDate", "Entity_DesignationDetails", "Entity_Remark", "Entity_SubjectType_ClassificationCode", "Entity_Regulation_Type",
                "Entity_Regulation_OrganisationType", "Entity_Regulation_PublicationDate", "Entity_Regulation_EntryIntoForceDate", "Entity_Regulation_PublicationUrl",
                "NameAlias_Strong", "Address_City", "Address_Street", "Address_PoBox", "Address_ZipCode", "Address_Region", "Address_Place", "Address_CountryIso2Code",
                "BirthDate_BirthDate", "BirthDate_Year", "BirthDate_CountryIso2Code", "Citizenship_CountryIso2Code", "Identification_Number", "Identification_TypeDescription",
            ],
        },
    ];

    private static void Read(IEnumerable<ListRow> rows, ListReading reading)
    {
        foreach (var party in Groups.Of(rows, row => row.Text("Entity_LogicalId")))
        {
            var first = party[0];
            reading.Date ??= Dates.DayFirst(first.Text("fileGenerationDate"));
            var type = first.Text("Entity_SubjectType");
            if (first.Text("Entity_LogicalId") is not { Length: > 0 } number || FsfXml.KindOf(type) is not { } kind)
            {
                reading.Error(first.Line, "Entity_SubjectType", $"has no logical id, or `{type}` is not a kind of party");
                continue;
            }

            reading.Add(new ListEntry
            {
                Line = first.Line,
                List = FsfXml.Code,
                Number = number,
                Kind = kind,
                Names = [.. party.Select(NameOf).OfType<EntryName>()],
                Addresses = [.. party.Select(row => new EntryAddress(
                    string.Join(", ", row.Each("Address_Street", "Address_PoBox", "Address_Place")), row.Text("Address_City"), row.Text("Address_Region"),
                    row.Text("Address_ZipCode"), CountryOf(row, "Address_CountryIso2Code")))
                    .Where(address => address.Text.Length > 0)],
                Citizenships = [.. party.SelectMany(row => new[] { CountryOf(row, "Citizenship_CountryIso2Code"), CountryOf(row, "BirthDate_CountryIso2Code") })],
                BirthDates = [.. party.Select(row => row.OptionalText("BirthDate_BirthDate") ?? row.Text("BirthDate_Year"))],
                Identifiers = [.. party.Where(row => row.Text("Identification_Number").Length > 0)
                    .Select(row => new PartyIdentifier(row.OptionalText("Identification_TypeDescription") ?? "Identification", row.Text("Identification_Number")))],
                Programs = [.. party.Select(row => row.Text("Entity_Regulation_Programme"))],
                Notice = first.OptionalText("Entity_Regulation_NumberTitle"),
            });
        }
    }

    private static EntryName? NameOf(ListRow row)
    {
        var whole = row.OptionalText("NameAlias_WholeName") ?? string.Join(' ', row.Each("NameAlias_FirstName", "NameAlias_MiddleName", "NameAlias_LastName"));
        return whole.Length == 0 ? null : new EntryName(whole, row.Text("NameAlias_Strong") == "false", row.OptionalText("NameAlias_NameLanguage"));
    }

    private static string CountryOf(ListRow row, string column) => row.Text(column) is var code && code != "00" ? code : "";
}
