using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Screening.Engine.Model;
using Screening.Engine.Parties.Identifiers;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Lists.Formats.Model;

/// <summary>
/// A list while it is read: checks every entry, makes the stored one, and keeps errors, values left out and what the reader noticed.
/// </summary>
/// <param name="format">Format of the file.</param>
/// <param name="seen">Receives every entry as it was read; null when nobody looks.</param>
/// <param name="cancellation">Stops reading.</param>
internal sealed class ListReading(string format, Action<ListEntry>? seen, CancellationToken cancellation)
{
    private readonly List<long> repeated = [];
    private readonly Dictionary<string, (string Content, long Line)> numbers = new(StringComparer.Ordinal);
    private readonly List<ReadRow> rows = [];
    private readonly List<ImportError> notes = [];
    private int broken;
    private long firstBroken;

    /// <summary>Errors so far.</summary>
    public List<ImportError> Errors { get; } = [];

    /// <summary>Values left out so far.</summary>
    public List<ImportError> LeftOut { get; } = [];

    /// <summary>Date inside the file; null when it has none.</summary>
    public DateOnly? Date { get; set; }

    /// <summary>Number of parties that the file says it has; null when it does not say.</summary>
    public int? Promised { get; set; }

    /// <summary>Parties read so far. A party on two lists is two entries.</summary>
    public int Parties { get; private set; }

    /// <summary>Why the file is only a part of a list; null when it is whole.</summary>
    public string? Part { get; set; }

    /// <summary>Whether so many errors were found that reading may stop.</summary>
    public bool IsFull => Errors.Count >= ImportLimits.Errors;

    /// <summary>Reports an error that refuses the file.</summary>
    public void Error(long line, string column, string message) => Errors.Add(new ImportError(line, column, message));

    /// <summary>Reports a value that its entry is read without.</summary>
    public void LeaveOut(long line, string column, string message) => LeftOut.Add(new ImportError(line, column, message));

    /// <summary>Reports something that a person should know and that refuses nothing.</summary>
    public void Note(long line, string message) => notes.Add(new ImportError(line, "", message));

    /// <summary>Adds a party to its list.</summary>
    public void Add(ListEntry entry) => Add(entry, [entry.List]);

    /// <summary>Adds a party that is on several lists, once for each.</summary>
    public void Add(ListEntry entry, IReadOnlyList<string> lists)
    {
        cancellation.ThrowIfCancellationRequested();
        seen?.Invoke(entry with { List = string.Join(", ", lists) });
        Parties++;
        if (lists.Count == 0 || lists.Any(list => list.Length == 0))
        {
            Error(entry.Line, "", "is on no list that is known");
            return;
        }

        var errors = Errors.Count;
        var stored = Stored(entry);
        if (Errors.Count > errors)
        {
            return;
        }

        foreach (var list in lists)
        {
            Keep(stored with
            {
                List = list,
                Id = entry.Number is { } number ? EntryIdentity.OfNumber(list, number) : EntryIdentity.OfContent(list, stored.Name, stored.Countries, stored.Notice),
            }, entry);
        }
    }

    /// <summary>The result, when the file has been read to its end or reading has stopped.</summary>
    public ImportResult Result()
    {
        if (Promised is { } promised && promised != Parties && !IsFull)
        {
            Error(1, "", Text($"says that it has {promised} parties and has {Parties}, so it is not whole"));
        }

        if (repeated.Count > 0)
        {
            Note(repeated[0], Text($"{repeated.Count} rows repeat an earlier row to the last character, the first in line {repeated[0]}; each party was read once"));
        }

        if (broken > 0)
        {
            Note(firstBroken, Text($"{broken} names hold sequences of UTF-8 that was read as another encoding, the first in line {firstBroken}"));
        }

        var entries = EntryIdentity.Settle(rows, Errors);
        if (entries.IsEmpty && Errors.Count == 0 && Part is null)
        {
            Error(1, "", "holds no entry");
        }

        if (LeftOut.Count > MostLeftOut(entries.Length))
        {
            var last = LeftOut[^1];
            Error(last.Line, last.Column, Text($"{last.Message}; {LeftOut.Count} values of the file cannot be used, so its format has probably changed"));
        }

        return new ImportResult(entries, [.. Errors.OrderBy(error => error.Line).Take(ImportLimits.Errors)], format)
        {
            LeftOut = [.. notes.Concat(LeftOut).OrderBy(value => value.Line).Take(ImportLimits.LeftOut)],
            Date = Date,
            Parties = Parties,
            Part = Part,
        };
    }

    // One value in a hundred entries is a misprint of the agency; the floor is the limit of the lists of one format.
    private static int MostLeftOut(int entries) => Math.Max(ImportLimits.LeftOut, entries / 100);

    private void Keep(WatchlistEntrySource entry, ListEntry read)
    {
        if (read.Number is null)
        {
            rows.Add(new ReadRow(entry, ContentOf(entry), read.Line));
            return;
        }

        var content = ContentOf(entry);
        if (numbers.TryAdd(entry.Id, (content, read.Line)))
        {
            rows.Add(new ReadRow(entry, content, read.Line));
        }
        else if (numbers[entry.Id].Content == content)
        {
            repeated.Add(read.Line);
            Parties--;
        }
        else
        {
            Error(read.Line, "", Text($"repeats the number {read.Number} of line {numbers[entry.Id].Line} with other content"));
        }
    }

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

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
