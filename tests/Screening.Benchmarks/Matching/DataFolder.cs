namespace Screening.Benchmarks.Matching;

/// <summary>The data files of the commands: the complete list, the labelled files and the ordinary names.</summary>
internal static class DataFolder
{
    public static string List => Of("watchlists", "csl_2026-07-31.flat.csv.gz");

    /// <summary>Queries derived from the list, and ordinary names.</summary>
    public static string Questions => Of("pairs", "csl_queries_dev.tsv");

    /// <summary>Names as records hold them: listed names with additions and in other spellings, and ordinary names.</summary>
    public static string Asked => Of("pairs", "csl_asked_dev.tsv");

    /// <summary>Whole entities with queries.</summary>
    public static string Entities => Of("pairs", "entity_checks_dev.jsonl");

    /// <summary>Labelled pairs.</summary>
    public static string Pairs => Of("pairs", "dev.csv.gz");

    /// <summary>Names of companies of SEC filings.</summary>
    public static string Companies => Of("negatives", "sec_company_names.txt.gz");

    /// <summary>Companies of the S&amp;P 500.</summary>
    public static string Constituents => Of("negatives", "sp500_constituents.csv");

    /// <summary>Synthetic people of many locales.</summary>
    public static string People => Of("negatives", "people_global_8000.csv.gz");

    /// <summary>Synthetic people of the United States.</summary>
    public static string PeopleOfUs => Of("negatives", "yente_validation_negatives_us.csv");

    /// <summary>The folder: SCREENING_DATA, or <c>shared/data</c> next to the project.</summary>
    /// <exception cref="DirectoryNotFoundException">Neither exists.</exception>
    public static string Path => Found ?? throw new DirectoryNotFoundException("the data is not beside the project; set SCREENING_DATA");

    /// <summary>The complete list; null when it does not exist next to the project.</summary>
    public static string? ListIfThere => Found is null ? null : new[] { List }.FirstOrDefault(File.Exists);

    private static string? Found { get; } = Find();

    private static string Of(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SCREENING_DATA") is { Length: > 0 } named)
        {
            return named;
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var candidate = System.IO.Path.Combine(at.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
