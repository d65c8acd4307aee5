using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Lists;
using Screening.Functions.Lists.Formats;

namespace Screening.Functions.Http.Contracts.Requests.Watchlists;

/// <summary>The query of a list import. The list itself is the body.</summary>
internal static partial class ImportQuery
{
    /// <summary>Maximum number of lists that one import may confirm to be empty.</summary>
    private const int MostEmptyCodes = 50;

    /// <summary>The properties of the list given in the query string. All errors are reported.</summary>
    public static ListImport Read(IQueryCollection query, string id, DateOnly today, List<RequestError> errors)
    {
        errors.AddRange(new QueryInput(query, "date", "source", "title", "format", "confirmDrop", "confirmEmpty", "reason").Errors);
        errors.AddRange(FeedErrors(id));

        if (!DateOnly.TryParseExact(query["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date > today)
        {
            errors.Add(new RequestError("date", ErrorCodes.Required, "give the date of the list, yyyy-MM-dd, not after today"));
        }

        var source = query["source"].ToString();
        if (source.Length is 0 or > 300)
        {
            errors.Add(new RequestError("source", ErrorCodes.Required, "say where the list comes from, up to 300 characters"));
        }

        var format = query["format"].ToString();
        if (format.Length > 0 && !ListFormats.All.Contains(format))
        {
            errors.Add(new RequestError("format", ErrorCodes.UnknownCode, "is not a known layout", ListFormats.All));
        }

        var title = query["title"].ToString();
        var isDrop = query["confirmDrop"] == "true";
        var empty = EmptyCodes(query, errors);
        var reason = Reason(query, isDrop || !empty.IsEmpty, errors);
        return new ListImport
        {
            Feed = id,
            Title = title.Length is 0 or > 300 ? id : title,
            Date = date,
            Source = source,
            Entries = [],
            ConfirmDrop = isDrop,
            ConfirmEmpty = empty,
            Reason = reason,
        };
    }

    /// <summary>What is wrong with the id of a feed.</summary>
    public static ImmutableArray<RequestError> FeedErrors(string id) => FeedId().IsMatch(id)
        ? []
        : [new RequestError("id", ErrorCodes.InvalidFormat, "a feed id is 2 to 40 lower-case letters, digits and hyphens")];

    private static ImmutableArray<string> EmptyCodes(IQueryCollection query, List<RequestError> errors)
    {
        string[] codes = [.. query["confirmEmpty"].ToString().Split(',').Where(code => code.Length > 0).Distinct(StringComparer.Ordinal)];
        if (codes.Length > MostEmptyCodes || !codes.All(ListCode().IsMatch))
        {
            errors.Add(new RequestError("confirmEmpty", ErrorCodes.InvalidFormat, $"must be up to {MostEmptyCodes} list codes with commas between them, such as UVL,CAP"));
            return [];
        }

        return [.. codes];
    }

    private static string? Reason(IQueryCollection query, bool isRequired, List<RequestError> errors)
    {
        var reason = query["reason"].ToString();
        if (reason.Length == 0 && !isRequired)
        {
            return null;
        }

        if (reason.Trim().Length < ListImport.LeastReason || reason.Length > ListImport.MostReason)
        {
            errors.Add(new RequestError(
                "reason", ErrorCodes.Required, $"say why a drop or an empty list is right, in {ListImport.LeastReason} to {ListImport.MostReason} characters"));
        }
        else if (reason.Any(char.IsControl))
        {
            errors.Add(new RequestError("reason", ErrorCodes.InvalidText, "has control characters"));
        }

        return reason;
    }

    [GeneratedRegex(@"^[A-Z][A-Z0-9-]{1,19}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ListCode();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{1,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FeedId();
}
