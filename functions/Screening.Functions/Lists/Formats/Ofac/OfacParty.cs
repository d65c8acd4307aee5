using Screening.Engine.Model;
using Screening.Functions.Lists.Formats.Model;

namespace Screening.Functions.Lists.Formats.Ofac;

/// <summary>What the forms of the Treasury's lists have in common: kinds, names, and facts by their printed type.</summary>
internal sealed class OfacParty
{
    /// <summary>Names, the primary one first.</summary>
    public List<EntryName> Names { get; } = [];

    /// <summary>Addresses.</summary>
    public List<EntryAddress> Addresses { get; } = [];

    /// <summary>Countries of citizenship, nationality or birth.</summary>
    public List<string> Citizenships { get; } = [];

    /// <summary>Other countries.</summary>
    public List<string> Countries { get; } = [];

    /// <summary>Dates of birth.</summary>
    public List<string> BirthDates { get; } = [];

    /// <summary>Identifiers.</summary>
    public List<PartyIdentifier> Identifiers { get; } = [];

    /// <summary>Programmes.</summary>
    public List<string> Programs { get; } = [];

    /// <summary>Relations.</summary>
    public List<EntryRelation> Relations { get; } = [];

    /// <summary>Kind of a printed type; null when it is none.</summary>
    public static PartyKind? KindOf(string type) => type.Trim().ToUpperInvariant() switch
    {
        "INDIVIDUAL" => PartyKind.Person,
        "ENTITY" or "" or "-0-" => PartyKind.Organization,
        "VESSEL" => PartyKind.Vessel,
        "AIRCRAFT" => PartyKind.Aircraft,
        _ => null,
    };

    /// <summary>A name as the lists print it: the surname, a comma and the given names.</summary>
    public static string NameOf(string last, string first) => first.Length == 0 ? last : last.Length == 0 ? first : $"{last}, {first}";

    /// <summary>Adds a fact by its printed type, such as "Citizenship Country" or "SWIFT/BIC". Facts that identify no party are not kept.</summary>
    /// <param name="type">The type.</param>
    /// <param name="value">The value.</param>
    /// <param name="isDocument">Whether the list prints it among documents.</param>
    public void Add(string type, string value, bool isDocument = false)
    {
        if (value.Length == 0)
        {
            return;
        }

        switch (type)
        {
            case "Birthdate" or "Date of Birth":
                BirthDates.Add(value);
                break;
            case "Place of Birth":
                if (CountryText.AtTheEndOf(value) is { } born)
                {
                    Citizenships.Add(born);
                }

                break;
            case "Citizenship Country" or "Nationality Country" or "Citizenship" or "Nationality":
                Citizenships.Add(value);
                break;
            case "Nationality of Registration" or "Vessel Flag":
                Countries.Add(value);
                break;
            case "Vessel Call Sign":
                Identifiers.Add(new PartyIdentifier("Call sign", value));
                break;
            default:
                if (IdentifierText.Identifies(type, isDocument))
                {
                    Identifiers.Add(new PartyIdentifier(type, value));
                }

                break;
        }
    }

    /// <summary>The entry.</summary>
    public ListEntry ToEntry(long line, string number, PartyKind kind) => new()
    {
        Line = line,
        Number = number,
        Kind = kind,
        Names = [.. Names],
        Addresses = [.. Addresses.Where(address => address.Text.Length > 0)],
        Citizenships = [.. Citizenships],
        Countries = [.. Countries],
        BirthDates = [.. BirthDates],
        Identifiers = [.. Identifiers],
        Programs = [.. Programs],
        Relations = [.. Relations],
    };
}
