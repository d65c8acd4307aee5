using System.Text.RegularExpressions;

namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>The formats of codes. A match does not mean that the code exists.</summary>
public static partial class WireForms
{
    /// <summary>MTCR Annex item, such as 2.A.1.c.2. Items 5, 7 and 8 are reserved.</summary>
    [GeneratedRegex(@"^(1|2|3|4|6|9|1[0-9]|20)\.[A-E]\.[0-9]+(\.[a-z](\.[0-9]+)?)?\z", RegexOptions.CultureInvariant)]
    public static partial Regex AnnexItem();

    /// <summary>Export Control Classification Number with optional paragraphs, or EAR99.</summary>
    [GeneratedRegex(@"^([0-9][A-E][0-9]{3}(\.[a-z0-9]+)*|EAR99)\z", RegexOptions.CultureInvariant)]
    public static partial Regex Eccn();

    /// <summary>U.S. Munitions List category I to XXI with optional paragraphs, such as VIII(a)(5).</summary>
    [GeneratedRegex(
        @"^(I{1,3}|I[VX]|VI{0,3}|XI{0,3}|XI[VX]|XVI{0,3}|XXI?)"
        + @"(\([a-z]{1,2}\)(\([0-9]{1,2}\)(\([ivxl]{1,5}\)(\([A-Z]\))?)?)?)?\z",
        RegexOptions.CultureInvariant)]
    public static partial Regex Usml();

    /// <summary>ISO 3166-2 subdivision, such as UA-43.</summary>
    [GeneratedRegex(@"^[A-Z]{2}-[A-Z0-9]{1,3}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Region();

    /// <summary>Harmonized System or Schedule B code, 6 to 10 digits, with or without dots between them.</summary>
    [GeneratedRegex(@"^[0-9](\.?[0-9]){5,9}\z", RegexOptions.CultureInvariant)]
    public static partial Regex HsCode();

    /// <summary>ISO 4217 currency.</summary>
    [GeneratedRegex(@"^[A-Z]{3}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Currency();

    /// <summary>Code of a coded list, lower snake case.</summary>
    [GeneratedRegex(@"^[a-z][a-z0-9]*(_[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    public static partial Regex LowerSnake();

    /// <summary>Id of an authored document, such as us-uas-2025-09.</summary>
    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    public static partial Regex DocumentId();

    /// <summary>
    /// Id of a listed entry as a match shows it, the same behind its list and a colon, or a list alone: each begins with a code in
    /// capitals.
    /// </summary>
    [GeneratedRegex(@"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*([:-].+)?\z", RegexOptions.CultureInvariant)]
    public static partial Regex ListEntry();

    /// <summary>Id of any authored document, such as EAR-E1: it becomes part of the key of a row.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    public static partial Regex RowId();
}
