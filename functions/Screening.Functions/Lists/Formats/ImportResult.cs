using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Lists.Formats;

/// <summary>Result of reading a list. With any error the list must not be used: nothing is dropped silently.</summary>
/// <param name="Entries">One entry per row that could be read, in the order of the file.</param>
/// <param name="Errors">Errors, at most <see cref="ImportLimits.Errors"/>, in the order of the file.</param>
/// <param name="Format">Layout found or requested; empty when none matches.</param>
public sealed record ImportResult(
    ImmutableArray<WatchlistEntrySource> Entries, ImmutableArray<ImportError> Errors, string Format)
{
    /// <summary>
    /// Values of an official list that cannot be used, such as an IMO number with a wrong check digit. Their entries are kept
    /// without them. At most <see cref="ImportLimits.LeftOut"/>; more are an error.
    /// </summary>
    public ImmutableArray<ImportError> LeftOut { get; init; } = [];
}

/// <summary>One reason a list cannot be imported.</summary>
/// <param name="Line">Line on which the row begins, counted from 1.</param>
/// <param name="Column">Column; empty for the whole row.</param>
/// <param name="Message">The error and what is expected; lower case, no full stop.</param>
public sealed record ImportError(long Line, string Column, string Message);

/// <summary>Limits of an imported list.</summary>
public static class ImportLimits
{
    /// <summary>Maximum bytes of a file.</summary>
    public const int FileBytes = 64 * 1024 * 1024;

    /// <summary>Errors after which reading stops.</summary>
    public const int Errors = 100;

    /// <summary>
    /// Values that may be left out of an official list. The list of 2022 has two. More mean that the format of the file has changed.
    /// </summary>
    public const int LeftOut = 100;

    /// <summary>Maximum characters of a name. The longest name in an official list has 384.</summary>
    public const int NameCharacters = 500;

    /// <summary>Maximum aliases of one entry. Entries of official lists have fewer than 100.</summary>
    public const int Aliases = 500;

    /// <summary>Maximum characters of any other text.</summary>
    public const int TextCharacters = 10_000;

    /// <summary>Maximum bytes of one row. Limits the effect of a quotation mark that is never closed.</summary>
    public const int RowBytes = 1024 * 1024;
}

/// <summary>Supported layouts of a list.</summary>
public static class ListFormats
{
    /// <summary>The official CSV of the Consolidated Screening List, 29 columns.</summary>
    public const string OfficialCsl = "csl";

    /// <summary>The flat layout of the Consolidated Screening List, 12 columns.</summary>
    public const string FlatCsl = "csl-flat";

    /// <summary>The product's own layout, 17 columns and two optional ones.</summary>
    public const string Own = "own";

    /// <summary>All layouts.</summary>
    public static ImmutableArray<string> All { get; } = [OfficialCsl, FlatCsl, Own];
}
