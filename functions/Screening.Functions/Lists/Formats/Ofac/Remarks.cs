using System.Text.RegularExpressions;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Lists.Formats.Ofac;

/// <summary>Remarks of the legacy files, which hold what has no column: "DOB 1962; POB Shati; nationality Iran; Passport A1 (Iran); a.k.a. 'X'; Linked To: Y."</summary>
internal static partial class Remarks
{
    /// <summary>Adds everything that remarks say of a party.</summary>
    public static void Add(string remarks, OfacParty party)
    {
        foreach (var item in Several.Of(remarks.TrimEnd().TrimEnd('.')))
        {
            var plain = item.StartsWith("alt. ", StringComparison.Ordinal) ? item["alt. ".Length..] : item;
            if (Alias().Match(plain) is { Success: true } alias)
            {
                party.Names.Add(new EntryName(alias.Groups["name"].Value, IsWeak: true));
            }
            else if (Fact().Match(plain) is { Success: true } fact)
            {
                party.Add(fact.Groups["type"].Value switch
                {
                    "DOB" => "Birthdate",
                    "POB" => "Place of Birth",
                    "citizen" => "Citizenship Country",
                    _ => "Nationality Country",
                }, fact.Groups["value"].Value);
            }
            else if (IdentifierText.TypeAtTheStartOf(plain) is { } type && Value().Match(plain[type.Length..]) is { Success: true } value)
            {
                party.Add(type, value.Groups["value"].Value);
            }
        }

        AddRelations(remarks, party);
    }

    /// <summary>Adds the parties to which remarks link a party.</summary>
    public static void AddRelations(string remarks, OfacParty party) =>
        party.Relations.AddRange(Link().Matches(remarks).Select(link => new EntryRelation("Linked To", link.Groups["other"].Value.Trim().TrimEnd('.'))));

    [GeneratedRegex("^[afn]\\.k\\.a\\. ['\"](?<name>.+)['\"]$", RegexOptions.CultureInvariant)]
    private static partial Regex Alias();

    [GeneratedRegex("^(?<type>DOB|POB|citizen|nationality) (?<value>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Fact();

    // The value ends before its country, its dates, or the end.
    [GeneratedRegex(@"^:? (?<value>.+?)(?= \(|,? (?:expires|issued) |$)", RegexOptions.CultureInvariant)]
    private static partial Regex Value();

    [GeneratedRegex(@"Linked To: (?<other>[^;)]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
