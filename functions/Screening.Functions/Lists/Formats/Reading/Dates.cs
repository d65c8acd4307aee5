using System.Globalization;

namespace Screening.Functions.Lists.Formats.Reading;

/// <summary>Dates of files and of acts, as agencies print them.</summary>
internal static class Dates
{
    private static readonly string[] American = ["MM/dd/yyyy", "M/d/yyyy", "MM/dd/yy", "M/d/yy"];
    private static readonly string[] British = ["dd/MM/yyyy", "d/M/yyyy", "dd-MMM-yyyy", "d MMM yyyy", "dd/MM/yyyy HH:mm", "dd/MM/yyyy HH:mm:ss"];

    /// <summary>A date that begins with yyyy-MM-dd, or null.</summary>
    public static DateOnly? Iso(string text) => text.Length >= 10 ? Exact(text[..10], ["yyyy-MM-dd"]) : null;

    /// <summary>A date with the month first, or null.</summary>
    public static DateOnly? MonthFirst(string text) => Exact(text, American);

    /// <summary>A date with the day first, or null.</summary>
    public static DateOnly? DayFirst(string text) => Exact(text, British);

    /// <summary>A date of birth with the day first, where 00 stands for a part that is not known: as yyyy-MM-dd, yyyy-MM or yyyy. Any other text is unchanged.</summary>
    public static string Birth(string text)
    {
        var parts = text.Trim().Split('/');
        return parts.Length == 3 && parts[2].Length == 4 && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit))
            ? $"{parts[2]}-{parts[1].PadLeft(2, '0')}-{parts[0].PadLeft(2, '0')}" is var iso && parts[1].All(digit => digit == '0') ? parts[2]
            : parts[0].All(digit => digit == '0') ? iso[..7] : iso
            : text;
    }

    private static DateOnly? Exact(string text, string[] formats) =>
        DateOnly.TryParseExact(text.Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : DateTime.TryParseExact(text.Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? DateOnly.FromDateTime(time) : null;
}
