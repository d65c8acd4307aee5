using System.Collections.Immutable;
using System.Globalization;
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

    /// <summary>Date inside the file; null when it states none.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Parties of the file. A party on two lists of one file is two entries. 0 for formats of which each row is an entry.</summary>
    public int Parties { get; init; }

    /// <summary>Why the file is a part of a list and must not be imported alone; null when it is whole.</summary>
    public string? Part { get; init; }

    /// <summary>Everything that refuses an import of this file: its errors, that it is a part, and another date than it says itself.</summary>
    /// <param name="stated">Date that the importer states; null when it is taken from the file.</param>
    public ImmutableArray<ImportError> FaultsOfImport(DateOnly? stated) =>
    [
        .. Errors,
        .. Part is { } part ? [new ImportError(1, "", part)] : Array.Empty<ImportError>(),
        .. Date is { } date && stated is { } other && date != other
            ? [new ImportError(1, "", string.Create(CultureInfo.InvariantCulture, $"says that it is of {date:yyyy-MM-dd}, and the import that it is of {other:yyyy-MM-dd}"))]
            : Array.Empty<ImportError>(),
    ];
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

    /// <summary>Maximum bytes of a file after it is unpacked. The largest official list has about 130 MB.</summary>
    public const long UnpackedBytes = 512L * 1024 * 1024;

    /// <summary>Maximum ratio of the unpacked to the compressed size. Official lists have up to 41.</summary>
    public const int Ratio = 100;

    /// <summary>Bytes from which the ratio counts; a few repeated lines compress better than any list.</summary>
    public const int RatioFrom = 1024 * 1024;

    /// <summary>Maximum files of an archive. The Treasury publishes a list in four.</summary>
    public const int Files = 8;

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

/// <summary>Supported formats of a list.</summary>
public static class ListFormats
{
    /// <summary>The official CSV of the Consolidated Screening List, 27 to 29 columns.</summary>
    public const string OfficialCsl = "csl";

    /// <summary>The flat layout of the Consolidated Screening List, 12 columns.</summary>
    public const string FlatCsl = "csl-flat";

    /// <summary>The product's own layout, 17 columns and two optional ones.</summary>
    public const string Own = "own";

    /// <summary>XML of the United Nations Security Council.</summary>
    public const string Un = "un-xml";

    /// <summary>XML of the Treasury: sdn.xml, consolidated.xml.</summary>
    public const string OfacXml = "ofac-xml";

    /// <summary>Enhanced XML of the Treasury.</summary>
    public const string OfacEnhanced = "ofac-enhanced-xml";

    /// <summary>Advanced XML of the Treasury.</summary>
    public const string OfacAdvanced = "ofac-advanced-xml";

    /// <summary>Legacy files of the Treasury, given together.</summary>
    public const string OfacCsv = "ofac-csv";

    /// <summary>XML 1.1 of the European Union.</summary>
    public const string EuFsf = "eu-xml";

    /// <summary>XML of the European Union before 2018.</summary>
    public const string EuGlobal = "eu-global-xml";

    /// <summary>CSV 1.1 of the European Union.</summary>
    public const string EuCsv = "eu-csv";

    /// <summary>The UK sanctions list, XML or CSV.</summary>
    public const string Uk = "uk";

    /// <summary>The UK consolidated list of asset freeze targets.</summary>
    public const string UkConList = "uk-conlist";

    /// <summary>XML of Canada.</summary>
    public const string Canada = "ca-xml";

    /// <summary>XML of Switzerland.</summary>
    public const string Swiss = "ch-xml";

    /// <summary>The Denied Persons List, text with tabs.</summary>
    public const string Dpl = "bis-dpl";

    /// <summary>The Unverified List as a table of names and addresses.</summary>
    public const string Uvl = "bis-uvl";

    /// <summary>The Entity List and the Military End-User List as a table of names and addresses.</summary>
    public const string Bis = "bis-entities";

    /// <summary>15 CFR part 744, supplement no. 4, as a table.</summary>
    public const string Supplement4 = "bis-744s4";

    /// <summary>15 CFR part 744, supplement no. 6, as a table.</summary>
    public const string Supplement6 = "bis-744s6";

    /// <summary>15 CFR part 744, supplement no. 7, as a table.</summary>
    public const string Supplement7 = "bis-744s7";

    /// <summary>Parties debarred under the Arms Export Control Act.</summary>
    public const string Dtc = "state-dtc";

    /// <summary>Nonproliferation sanctions.</summary>
    public const string Isn = "state-isn";

    /// <summary>All formats.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        OfficialCsl, FlatCsl, Own, Un, OfacXml, OfacEnhanced, OfacAdvanced, OfacCsv, EuFsf, EuGlobal, EuCsv, Uk, UkConList, Canada, Swiss, Dpl, Uvl, Bis, Supplement4, Supplement6,
        Supplement7, Dtc, Isn,
    ];
}
