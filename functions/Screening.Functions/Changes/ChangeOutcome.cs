using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Changes;

/// <summary>Result of a change.</summary>
public abstract record ChangeOutcome
{
    private ChangeOutcome()
    {
    }

    /// <summary>The change is committed and becomes live with the next snapshot (202).</summary>
    /// <param name="SourceVersion">Source version after the change.</param>
    /// <param name="Version">Version of the document, or id of the import, that becomes live; null for neither.</param>
    public sealed record Accepted(long SourceVersion, string? Version) : ChangeOutcome;

    /// <summary>A version was written but is not live (201).</summary>
    /// <param name="Version">The version.</param>
    public sealed record Drafted(int Version) : ChangeOutcome;

    /// <summary>The change does not compile or a guard forbids it; nothing was changed (422).</summary>
    /// <param name="Errors">All reasons, with their locations.</param>
    public sealed record Refused(ImmutableArray<CompileError> Errors) : ChangeOutcome;

    /// <summary>The document or list is not in the state the caller saw; nothing was changed (412).</summary>
    /// <param name="ETag">Its current ETag; null when it does not exist.</param>
    public sealed record Conflict(string? ETag) : ChangeOutcome;
}

/// <summary>Author of a change, and the state it is based on.</summary>
/// <param name="Actor">Name of the person or system.</param>
/// <param name="IfMatch">ETags seen by the caller, separated by commas; "*" for any existing state, null for no condition.</param>
public sealed record ChangeContext(string Actor, string? IfMatch = null)
{
    /// <summary>Whether there must be no state yet (If-None-Match: *).</summary>
    public bool IsCreation { get; init; }

    /// <summary>The proposal that is carried out; null for a change at once.</summary>
    public string? Proposal { get; init; }

    /// <summary>Name of the person who approved the proposal; null for a change at once.</summary>
    public string? Approver { get; init; }

    /// <summary>Reason for the history, unless the change states its own.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the condition holds for a state with this tag; null where there is no state.</summary>
    public bool Holds(string? tag) => IsCreation ? tag is null : IfMatch switch
    {
        null => true,
        "*" => tag is not null,
        _ => tag is not null && IfMatch.Split(',', StringSplitOptions.TrimEntries).Contains(tag, StringComparer.Ordinal),
    };
}
