using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Lists.Formats;

/// <summary>What reading a list gave. With any error the list must not be used: nothing is dropped in silence.</summary>
/// <param name="Entries">One entry per row that could be read, in the order of the file.</param>
/// <param name="Errors">What is wrong, at most <see cref="ImportLimits.Errors"/> of it, in the order of the file.</param>
/// <param name="Format">Layout found or named; empty when none fits.</param>
public sealed record ImportResult(
    ImmutableArray<WatchlistEntrySource> Entries, ImmutableArray<ImportError> Errors, string Format);

/// <summary>One reason a list cannot be imported.</summary>
/// <param name="Line">Line of the file the row begins on, counted from 1.</param>
/// <param name="Column">Column, or empty when the whole row is meant.</param>
/// <param name="Message">What is wrong and what would be right; lower case, no full stop.</param>
public sealed record ImportError(long Line, string Column, string Message);

/// <summary>Limits of an imported list.</summary>
public static class ImportLimits
{
    /// <summary>Errors collected before reading stops.</summary>
    public const int Errors = 100;

    /// <summary>Characters of a name. The longest printed by an official list has 384.</summary>
    public const int NameCharacters = 500;

    /// <summary>Other names of one entry. The most printed by an official list are below 100.</summary>
    public const int Aliases = 500;

    /// <summary>Characters of any other text.</summary>
    public const int TextCharacters = 10_000;

    /// <summary>Bytes of one row: guards against a quotation mark that is never closed.</summary>
    public const int RowBytes = 1024 * 1024;
}

/// <summary>Layouts a list can come in.</summary>
public static class ListFormats
{
    /// <summary>The official CSV of the Consolidated Screening List, 29 columns.</summary>
    public const string OfficialCsl = "csl";

    /// <summary>The flat layout of the Consolidated Screening List, 12 columns.</summary>
    public const string FlatCsl = "csl-flat";

    /// <summary>Our own layout, 17 columns.</summary>
    public const string Own = "own";

    /// <summary>Every layout.</summary>
    public static ImmutableArray<string> All { get; } = [OfficialCsl, FlatCsl, Own];
}
