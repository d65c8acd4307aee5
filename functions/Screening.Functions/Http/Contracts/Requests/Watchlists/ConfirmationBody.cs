using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Lists;

namespace Screening.Functions.Http.Contracts.Requests.Watchlists;

/// <summary>The body that confirms a watchlist.</summary>
/// <param name="Reason">How it was established that nothing has changed, such as a 304 response of the source.</param>
/// <param name="CheckedOn">Day on which the source was checked, UTC.</param>
public sealed record ConfirmationBody(string Reason, DateOnly CheckedOn)
{
    /// <summary>Reads a body.</summary>
    /// <param name="utf8">Bytes received.</param>
    /// <param name="importedOn">Day of the import, UTC. An earlier check is refused.</param>
    /// <param name="today">Today, UTC.</param>
    public static Parsed<ConfirmationBody> Parse(ReadOnlyMemory<byte> utf8, DateOnly importedOn, DateOnly today) => StrictJson.Read(utf8, from =>
    {
        var reason = from["reason"].Required().Text(ListImport.MostReason);
        if (reason is not null && reason.Trim().Length < ListImport.LeastReason)
        {
            from["reason"].Fail(ErrorCodes.OutOfRange, StrictJson.Invariant($"must have at least {ListImport.LeastReason} characters"));
        }

        // If the clock was set back, today may be before the day of the import.
        var checkedOn = from["checkedOn"].Date(importedOn < today ? importedOn : today, today) ?? today;
        return reason is null ? null : new ConfirmationBody(reason, checkedOn);
    });
}
