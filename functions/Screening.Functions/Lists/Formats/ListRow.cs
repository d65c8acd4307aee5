using System.Collections.Immutable;

namespace Screening.Functions.Lists.Formats;

/// <summary>One row, with its columns by name. Errors are reported here, so that each has its line.</summary>
internal sealed class ListRow(IReadOnlyDictionary<string, int> columns, string[] values, long line, List<ImportError> errors, List<ImportError>? leftOut)
{
    private const string Separator = ";";

    /// <summary>Line on which the row begins.</summary>
    public long Line => line;

    /// <summary>Whether an error was reported for this row.</summary>
    public bool IsBad { get; private set; }

    /// <summary>A text without surrounding white space; empty when the column is empty or, being optional, absent.</summary>
    public string Text(string column)
    {
        if (!columns.TryGetValue(column, out var place))
        {
            return "";
        }

        var text = values[place].Trim();
        if (text.Length > ImportLimits.TextCharacters)
        {
            Report(column, $"has {text.Length} characters; at most {ImportLimits.TextCharacters} are read");
        }

        return text;
    }

    /// <summary>A text, or null when the column is empty.</summary>
    public string? OptionalText(string column) => Text(column) is { Length: > 0 } text ? text : null;

    /// <summary>The texts of several columns, without empty ones.</summary>
    public IEnumerable<string> Each(params string[] names) => names.Select(Text).Where(text => text.Length > 0);

    /// <summary>The parts of a column separated by semicolons, without duplicates, in order.</summary>
    public ImmutableArray<string> Parts(string column) =>
        [.. Text(column).Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal)];

    /// <summary>A name, checked against the limits.</summary>
    public string Name(string column) => Checked(column, Text(column));

    /// <summary>Aliases, each checked against the limits.</summary>
    public ImmutableArray<string> Names(string column)
    {
        var names = Parts(column);
        if (names.Length > ImportLimits.Aliases)
        {
            Report(column, $"has {names.Length} names; at most {ImportLimits.Aliases} are read");
        }

        return [.. names.Select(name => Checked(column, name))];
    }

    /// <summary>Reports an error of this row.</summary>
    public void Report(string column, string message)
    {
        IsBad = true;
        errors.Add(new ImportError(line, column, message));
    }

    /// <summary>
    /// Reports a value that cannot be used. The author of an own list can correct it, so there it is an error. In an official list
    /// the entry stays without the value, because without the list no party could be compared with it; the import reports the value.
    /// </summary>
    public void ReportValue(string column, string message)
    {
        if (leftOut is null)
        {
            Report(column, message);
        }
        else
        {
            leftOut.Add(new ImportError(line, column, message));
        }
    }

    private string Checked(string column, string name)
    {
        if (name.Length == 0)
        {
            Report(column, "is empty; an entry needs a name");
        }
        else if (name.Length > ImportLimits.NameCharacters)
        {
            Report(column, $"has a name of {name.Length} characters; at most {ImportLimits.NameCharacters} are read");
        }
        else if (!name.Any(char.IsLetterOrDigit))
        {
            Report(column, $"`{name}` has no letter or digit; no party could be found by it");
        }
        else if (name.Contains('\uFFFD', StringComparison.Ordinal))
        {
            Report(column, "is not UTF-8");
        }

        return name;
    }
}
