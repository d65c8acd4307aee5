using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Lists.Formats.Model;

/// <summary>
/// A list while it is read: checks every entry, makes the stored one, and keeps errors, values left out and what the reader noticed.
/// </summary>
/// <param name="format">Format of the file.</param>
/// <param name="seen">Receives every entry as it was read; null when none is wanted.</param>
/// <param name="cancellation">Stops reading.</param>
internal sealed partial class ListReading(string format, Action<ListEntry>? seen, CancellationToken cancellation)
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

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
