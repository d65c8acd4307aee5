using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Changes;

/// <summary>What became of a change.</summary>
public abstract record ChangeOutcome
{
    private ChangeOutcome()
    {
    }

    /// <summary>The change is committed and will be live with the next snapshot (202).</summary>
    /// <param name="SourceVersion">Version of the authored whole it made.</param>
    /// <param name="Version">Version of the document, or id of the import, that it made live; null for neither.</param>
    public sealed record Accepted(long SourceVersion, string? Version) : ChangeOutcome;

    /// <summary>A version was written and is not live (201).</summary>
    /// <param name="Version">The version.</param>
    public sealed record Drafted(int Version) : ChangeOutcome;

    /// <summary>
    /// The whole would not compile with the change, or a guard forbids it; nothing has changed (422).
    /// </summary>
    /// <param name="Errors">Every reason, with its place.</param>
    public sealed record Refused(ImmutableArray<CompileError> Errors) : ChangeOutcome;

    /// <summary>What was to be changed is not what the caller saw; nothing has changed (412).</summary>
    /// <param name="ETag">Its tag now; null when it is not there.</param>
    public sealed record Conflict(string? ETag) : ChangeOutcome;
}

/// <summary>Who makes a change, and from which state of what they change.</summary>
/// <param name="Actor">Name of the person or system.</param>
/// <param name="IfMatch">Tag of the document or list as the caller saw it, "*" for any, null for no condition.</param>
public sealed record ChangeContext(string Actor, string? IfMatch = null);
