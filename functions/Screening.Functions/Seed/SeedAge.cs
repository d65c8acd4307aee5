using Screening.Functions.Changes;

namespace Screening.Functions.Seed;

/// <summary>
/// Determines, for the status, whether the documents of the environment are older than the seed of the running program.
/// </summary>
public sealed class SeedAge(ShippedSeed seed, SeedUpgradePlanner planner)
{
    private const string IsOlder = "documents are older than the shipped seed; see GET /api/v1/seed";

    private const string IsUnknown = "the documents cannot be compared with the shipped seed: a version on record is missing";

    // Without a recorded seed the documents are compared, once per source version.
    private volatile Compared? last;

    /// <summary>The reason in one sentence; null when the documents are up to date or newer than the program.</summary>
    public async Task<string?> ReasonAsync(HeadState head, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (head.SourceVersion == 0)
        {
            return null;
        }

        if (head.Seed is { Id: { } id } mark)
        {
            return id == seed.Id || mark.Earlier.Contains(seed.Id) ? null : IsOlder;
        }

        if (last is not { } known || known.SourceVersion != head.SourceVersion)
        {
            try
            {
                var plan = await planner.PlanAsync(head, cancellation);
                // A seed that an older program dropped from the versions row is still in the history.
                last = known = new Compared(head.SourceVersion, plan.IsCurrent || plan.IsProgramOlder);
            }
            catch (InvalidDataException)
            {
                // The status must be available above all when rows are missing.
                return IsUnknown;
            }
        }

        return known.IsUpToDate ? null : IsOlder;
    }

    private sealed record Compared(long SourceVersion, bool IsUpToDate);
}
