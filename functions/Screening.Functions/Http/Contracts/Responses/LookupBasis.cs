using Screening.Engine.Model;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>What the response of every lookup states about itself.</summary>
public static class LookupBasis
{
    /// <summary>That it is not a decision.</summary>
    public const string Notice = "A lookup, not a screening: no decision was made and no record was written.";

    /// <summary>The snapshot a response is based on.</summary>
    public static SnapshotIdentity Identity(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new SnapshotIdentity(snapshot.Revision, snapshot.SourceVersion);
    }
}
