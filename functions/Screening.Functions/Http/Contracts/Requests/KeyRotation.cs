using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>The body of a request to replace a key.</summary>
/// <param name="Days">Validity of the new key in days.</param>
/// <param name="OverlapHours">Hours for which the old key stays valid; 0 ends it at once.</param>
public sealed record KeyRotation(int Days, int OverlapHours)
{
    /// <summary>Reads a body.</summary>
    public static Parsed<KeyRotation> Parse(ReadOnlyMemory<byte> utf8) => StrictJson.Read(utf8, from => new KeyRotation(
        Whole(from["days"], 1, ApiKeyIssue.MostDays, "days") ?? ApiKeyIssue.UsualDays,
        Whole(from["overlapHours"], 0, ApiKeyIssue.MostOverlapHours, "hours") ?? ApiKeyIssue.UsualOverlapHours));

    /// <summary>A whole number between two inclusive bounds; null if absent or invalid.</summary>
    internal static int? Whole(JsonInput input, int least, int most, string unit)
    {
        if (input.Number(least, most, unit) is not { } number)
        {
            return null;
        }

        if (number == Math.Floor(number))
        {
            return (int)number;
        }

        input.Fail(ErrorCodes.OutOfRange, "must be a whole number");
        return null;
    }
}
