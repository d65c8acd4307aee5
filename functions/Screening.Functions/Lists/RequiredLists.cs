using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Lists;

/// <summary>State of one required list.</summary>
/// <param name="Code">List code.</param>
/// <param name="Present">Whether an active import contains it, or its importer confirmed that it is empty.</param>
/// <param name="ConfirmedOn">Day of the last confirmation, UTC; null when it is missing.</param>
/// <param name="AgeDays">Days since then; null when it is missing.</param>
/// <param name="MostDays">Maximum age in days.</param>
public sealed record RequiredListStatus(string Code, bool Present, DateOnly? ConfirmedOn, int? AgeDays, int MostDays)
{
    /// <summary>Whether it is older than allowed.</summary>
    internal bool IsTooOld => AgeDays > MostDays;

    /// <summary>Its problem in one sentence; null when there is none.</summary>
    internal string? Problem => this switch
    {
        { Present: false } => $"watchlists incomplete: {Code} is missing",
        { IsTooOld: true } => string.Create(
            CultureInfo.InvariantCulture, $"{Code} was last confirmed {AgeDays} days ago, at most {MostDays} are allowed"),
        _ => null,
    };
}

/// <summary>State of all required lists.</summary>
/// <param name="Lists">One row per list, in the order of the policy.</param>
/// <param name="IsSample">Whether the shipped sample is the only list.</param>
public sealed record RequiredListReport(ImmutableArray<RequiredListStatus> Lists, bool IsSample)
{
    private const string Sample = "only the sample list is on file: import the full lists before real use";

    /// <summary>A report without required lists.</summary>
    public static RequiredListReport None { get; } = new([], IsSample: false);

    /// <summary>Problems, one sentence each. With the sample, only the notice that it is a sample.</summary>
    public ImmutableArray<string> Problems => IsSample ? [Sample] : [.. Lists.Select(list => list.Problem).OfType<string>()];

    /// <summary>Codes that are missing; empty with the sample.</summary>
    public ImmutableArray<string> Missing => IsSample ? [] : [.. Lists.Where(list => !list.Present).Select(list => list.Code)];

    /// <summary>Codes that are older than allowed; empty with the sample.</summary>
    public ImmutableArray<string> TooOld => IsSample ? [] : [.. Lists.Where(list => list.IsTooOld).Select(list => list.Code)];

    /// <summary>Compares a standing with the required lists.</summary>
    /// <param name="required">The lists that are required.</param>
    /// <param name="standing">The standing.</param>
    /// <param name="today">Day on which the age is measured, UTC.</param>
    public static RequiredListReport Of(ImmutableArray<RequiredList> required, ListStanding standing, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return new([.. required.Select(list => Row(list, standing, today))], standing.IsSample);
    }

    private static RequiredListStatus Row(RequiredList list, ListStanding standing, DateOnly today) =>
        standing.ConfirmedOn.TryGetValue(list.Code, out var day)
            ? new(list.Code, true, day, Math.Max(0, today.DayNumber - day.DayNumber), list.MostDays)
            : new(list.Code, false, null, null, list.MostDays);
}
