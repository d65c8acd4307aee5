using System.Collections.Immutable;
using System.Text;
using Screening.Engine.Model;
using Screening.Engine.Parties.Identifiers;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Lists.Formats.Model;

/// <content>From the entry as it was read to the stored one: what is checked, and what is left out.</content>
internal sealed partial class ListReading
{
    private WatchlistEntrySource Stored(ListEntry entry)
    {
        var names = NamesOf(entry);
        var citizenships = CountryText.Everywhere(entry.Citizenships);
        var countries = CountryText.Everywhere(
            [.. entry.Addresses.Select(address => address.Country).Where(country => country.Length > 0), .. entry.Countries, .. citizenships]);
        var (start, end) = (entry.StartDate, entry.EndDate);
        if (end < start)
        {
            LeaveOut(entry.Line, "", Text($"the end {end:yyyy-MM-dd} is before the start {start:yyyy-MM-dd}; both are left out"));
            (start, end) = (null, null);
        }

        return new WatchlistEntrySource
        {
            Id = "",
            List = "",
            Kind = entry.Kind,
            Name = names.Length > 0 ? names[0].Text : "",
            Aliases = [.. names.Skip(1).Select(name => new ListedAlias(name.Text, name.IsWeak))],
            Countries = countries,
            Citizenships = citizenships,
            BirthDates = BirthDatesOf(entry),
            Identifiers = IdentifiersOf(entry),
            Addresses = [.. entry.Addresses.Where(address => address.IsPlace).Select(address => Plain(address.Text)).Distinct(StringComparer.Ordinal)],
            Programs = [.. entry.Programs.Select(Plain).Where(program => program.Length > 0).Distinct(StringComparer.Ordinal)],
            LicenseRequirement = Optional(entry.LicenseRequirement),
            LicensePolicy = Optional(entry.LicensePolicy),
            Notice = Optional(entry.Notice),
            StartDate = start,
            EndDate = end,
        };
    }

    // The primary name is an error when it cannot be used; another name is left out and reported, because the party has other names.
    private ImmutableArray<EntryName> NamesOf(ListEntry entry)
    {
        var names = new List<EntryName>();
        foreach (var name in entry.Names.Select(one => one with { Text = Plain(one.Text) }))
        {
            NoteBroken(name.Text, entry.Line);
            var known = names.FindIndex(other => other.Text == name.Text);
            if (Fault(name.Text) is { } fault)
            {
                Report(entry.Line, names.Count == 0, fault);
            }
            else if (known < 0)
            {
                names.Add(name);
            }
            else if (names[known].IsWeak && !name.IsWeak)
            {
                names[known] = name;
            }
        }

        if (entry.Names.IsEmpty)
        {
            Error(entry.Line, "name", "is empty; an entry needs a name");
        }

        if (names.Count > ImportLimits.Aliases + 1)
        {
            Error(entry.Line, "alias", Text($"has {names.Count} names; at most {ImportLimits.Aliases} are read"));
        }

        return [.. names];
    }

    private void Report(long line, bool isPrimary, string fault)
    {
        if (isPrimary)
        {
            Error(line, "name", fault);
        }
        else
        {
            LeaveOut(line, "alias", fault);
        }
    }

    private static string? Fault(string name) =>
        name.Length > ImportLimits.NameCharacters ? Text($"has a name of {name.Length} characters; at most {ImportLimits.NameCharacters} are read")
        : name.Contains('\uFFFD', StringComparison.Ordinal) ? "holds U+FFFD, which stands for characters that were lost before the file was published"
        : name.Length == 0 ? "is empty; an entry needs a name"
        : !name.Any(char.IsLetterOrDigit) ? $"`{name}` has no letter or digit; no party could be found by it"
        : null;

    private ImmutableArray<string> BirthDatesOf(ListEntry entry)
    {
        var dates = ImmutableArray.CreateBuilder<string>();
        foreach (var printed in entry.BirthDates.Select(Plain).Where(text => text.Length > 0))
        {
            var read = BirthDateText.Read(printed);
            if (read.IsEmpty)
            {
                LeaveOut(entry.Line, "date of birth", $"`{printed}` is not a date of birth that can be read");
            }

            dates.AddRange(read);
        }

        return [.. dates.Distinct(StringComparer.Ordinal)];
    }

    private ImmutableArray<PartyIdentifier> IdentifiersOf(ListEntry entry)
    {
        var identifiers = ImmutableArray.CreateBuilder<PartyIdentifier>();
        foreach (var identifier in entry.Identifiers.Select(one => new PartyIdentifier(Plain(one.Type), Plain(one.Value))).Where(one => one.Value.Length > 0).Distinct())
        {
            if (ImoNumber.IsWrong(identifier, entry.Kind))
            {
                LeaveOut(entry.Line, "identifier", $"`{identifier.Value}` is not an IMO number: seven digits with a right check digit are");
            }
            else
            {
                identifiers.Add(identifier);
            }
        }

        return identifiers.ToImmutable();
    }

    private static string? Optional(string? text)
    {
        var plain = Plain(text ?? "");
        return plain.Length == 0 ? null : plain.Length <= ImportLimits.TextCharacters ? plain : plain[..ImportLimits.TextCharacters];
    }

    // "Ã©" and "Ø§" are what two bytes of UTF-8 look like in a one-byte encoding.
    private void NoteBroken(string name, long line)
    {
        for (var at = 0; at + 1 < name.Length; at++)
        {
            if (name[at] is 'Ã' or 'Ð' or 'Ñ' or 'Ø' or 'Ù' && name[at + 1] is (>= '\u0080' and <= '\u00BF') or '€' or '™' or '„' or '…')
            {
                firstBroken = broken == 0 ? line : firstBroken;
                broken++;
                return;
            }
        }
    }

    /// <summary>A text with single spaces and none around it, whatever kind of white space was printed.</summary>
    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
            {
                plain.Append(character);
            }
            else if (plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd();
    }

    private static string ContentOf(WatchlistEntrySource entry) => string.Join('\u001F',
    [
        entry.List, entry.Name, entry.Kind.ToString(), .. entry.Aliases.Select(alias => $"{alias.IsWeak}{alias.Name}"), "|", .. entry.Countries, "|", .. entry.Citizenships,
        "|", .. entry.BirthDates, "|", .. entry.Identifiers.Select(one => $"{one.Type}={one.Value}"), "|", .. entry.Addresses, "|", .. entry.Programs,
        "|", entry.LicenseRequirement ?? "", entry.LicensePolicy ?? "", entry.Notice ?? "", Text($"{entry.StartDate:O}/{entry.EndDate:O}"),
    ]);
}
