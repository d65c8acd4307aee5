using System.Collections.Immutable;
using System.Text.Json;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// Whether a recorded decision would be given again today (decision D40). It is stated beside the record and is no part of it.
/// </summary>
/// <param name="IsCurrent">
/// Whether disposition, outcome, findings and matches are equal today; null when the request cannot be decided now.
/// </param>
public sealed record DecisionToday(bool? IsCurrent)
{
    /// <summary>Date of the decision of today; null when none was made.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Revision of the snapshot of today's decision; null when none was made.</summary>
    public string? Revision { get; init; }

    /// <summary>Disposition of today's decision; null when none was made.</summary>
    public string? Disposition { get; init; }

    /// <summary>Outcome of today's decision; null when none was made.</summary>
    public string? Outcome { get; init; }

    /// <summary>Paths within the decision that differ. Values are left out because they may be personal.</summary>
    public ImmutableArray<string> Differs { get; init; } = [];

    /// <summary>Why the request cannot be decided now; null when it was decided.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether today's disposition or outcome is another, or the request would be refused, so that the recorded decision must no longer be acted on.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>The result when the request cannot be decided now.</summary>
    public static DecisionToday Unknown(string reason) => new(IsCurrent: null) { Reason = reason };

    /// <summary>Writes the members <c>current</c> and <c>today</c> into an object opened by the caller.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (IsCurrent is { } isCurrent)
        {
            writer.WriteBoolean("current", isCurrent);
        }
        else
        {
            writer.WriteNull("current");
        }

        writer.WriteStartObject("today");
        writer.Date("asOf", AsOf);
        writer.WriteString("revision", Revision);
        writer.WriteString("disposition", Disposition);
        writer.WriteString("outcome", Outcome);
        writer.Texts("differs", Differs);
        writer.WriteString("reason", Reason);
        writer.WriteEndObject();
    }
}
