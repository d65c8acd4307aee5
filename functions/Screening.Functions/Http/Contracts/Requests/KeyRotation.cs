using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>The body of a request to replace a key.</summary>
/// <param name="Days">Validity of the new key in days.</param>
/// <param name="OverlapHours">Hours for which the old key stays valid; 0 ends it at once.</param>
/// <param name="Owner">Owner of the new key, for an old key that states none; null keeps the owner.</param>
public sealed record KeyRotation(int Days, int OverlapHours, string? Owner)
{
    /// <summary>Reads a body.</summary>
    public static Parsed<KeyRotation> Parse(ReadOnlyMemory<byte> utf8) => StrictJson.Read(utf8, from => new KeyRotation(
        Whole(from["days"], 1, ApiKeyIssue.MostDays, "days") ?? ApiKeyIssue.UsualDays,
        Whole(from["overlapHours"], 0, ApiKeyIssue.MostOverlapHours, "hours") ?? ApiKeyIssue.UsualOverlapHours,
        OwnerOf(from["owner"])));

    /// <summary>The owner of a key; null if absent or invalid.</summary>
    internal static string? OwnerOf(JsonInput input)
    {
        var owner = input.Text(ApiKeyIssue.OwnerCharacters);
        if (owner is not null && !ApiKeyIssue.IsOwner(owner))
        {
            input.Fail(ErrorCodes.InvalidFormat, "must not begin or end with a blank");
        }

        return owner;
    }

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
