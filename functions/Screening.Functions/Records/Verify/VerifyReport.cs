using System.Collections.Immutable;

namespace Screening.Functions.Records.Verify;

/// <summary>Kinds of damage.</summary>
public enum DamageKind
{
    /// <summary>The content or the type of a column does not match its hash, or the body is not the original one.</summary>
    Altered,

    /// <summary>A record is stored in the place of another one.</summary>
    Reordered,

    /// <summary>Records within a chain, or a whole partition, are missing.</summary>
    Removed,

    /// <summary>The newest records of a chain are missing.</summary>
    Truncated,

    /// <summary>
    /// A record or note that this system did not write: the seal is invalid, it differs from the anchor, or it follows the end of
    /// its chain.
    /// </summary>
    Forged,

    /// <summary>A partition whose anchor is missing or damaged.</summary>
    Unanchored,

    /// <summary>A key is missing and no erasure is on record.</summary>
    KeyMissing,

    /// <summary>A key is present and does not open the personal fields of its record.</summary>
    KeyDamaged,

    /// <summary>The chain over the anchors has a gap, was changed, or is shorter than it was.</summary>
    ChainBroken,

    /// <summary>The chain over the anchors does not contain the newest checkpoint: storage is in an earlier state.</summary>
    RolledBack,

    /// <summary>The newest checkpoint cannot be read or was not written by this system.</summary>
    CheckpointUnread,

    /// <summary>Sealed with a key that is not configured. Hashes and links were checked, but not the seals.</summary>
    KeyNotConfigured,
}

/// <summary>One damage found.</summary>
/// <param name="Kind">Kind of damage.</param>
/// <param name="Partition">Partition affected; the part affected for damage of the anchor chain; empty for the whole chain.</param>
/// <param name="Id">Record affected; null for a whole partition.</param>
/// <param name="Detail">Description in one sentence.</param>
public sealed record Damage(DamageKind Kind, string Partition, string? Id, string Detail);

/// <summary>A chain that was not closed: its writer was killed or is still running.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Records">Number of records anchored.</param>
/// <param name="AnchoredAt">
/// Time of the last anchor line. Removal of younger records together with their index rows is not detected.
/// </param>
public sealed record UnclosedChain(string Partition, long Records, DateTimeOffset AnchoredAt);

/// <summary>The chain over the anchors, which counts every partition and record.</summary>
/// <param name="CountsFrom">
/// Time of its first link, UTC: partitions of earlier hours can be removed together with their anchors undetected. Null while there is no chain.
/// </param>
/// <param name="Links">Number of links.</param>
/// <param name="Partitions">Number of partitions counted.</param>
/// <param name="Records">Number of records counted.</param>
public sealed record ChainReport(DateTimeOffset? CountsFrom, long Links, long Partitions, long Records)
{
    /// <summary>No chain yet.</summary>
    public static ChainReport None { get; } = new(null, 0, 0, 0);
}

/// <summary>The checkpoint outside the account with which the chain was compared.</summary>
/// <param name="IsConfigured">Whether an account outside is configured. Without one a rollback of the whole account is not detected.</param>
/// <param name="Link">Number of the link it names; null when there is no checkpoint.</param>
/// <param name="At">When it was written, UTC.</param>
public sealed record CheckpointReport(bool IsConfigured, long? Link, DateTimeOffset? At);

/// <summary>Result of a verification.</summary>
/// <param name="IsSound">Whether no damage was found.</param>
/// <param name="From">First hour, UTC.</param>
/// <param name="Before">End, exclusive.</param>
/// <param name="Partitions">Partitions checked.</param>
/// <param name="Records">Records checked.</param>
/// <param name="Erased">Records whose personal fields were erased.</param>
/// <param name="Retired">Partitions deleted by retention.</param>
/// <param name="Retiring">
/// Partitions whose deletion by retention is in progress; their remaining records were not checked.
/// </param>
/// <param name="Unclosed">Chains that were not closed.</param>
/// <param name="Damages">Damage found, at most <see cref="MaxDamages"/>.</param>
/// <param name="AnchorChain">The chain over the anchors.</param>
/// <param name="Checkpoint">The checkpoint outside.</param>
public sealed record VerifyReport(
    bool IsSound, DateTimeOffset From, DateTimeOffset Before, int Partitions, long Records, int Erased, int Retired, int Retiring,
    ImmutableArray<UnclosedChain> Unclosed, ImmutableArray<Damage> Damages, ChainReport AnchorChain, CheckpointReport Checkpoint)
{
    /// <summary>Maximum number of damages listed.</summary>
    public const int MaxDamages = 1000;
}
