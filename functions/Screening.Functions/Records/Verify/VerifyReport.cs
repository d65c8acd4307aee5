using System.Collections.Immutable;

namespace Screening.Functions.Records.Verify;

/// <summary>What is wrong with a record or a partition.</summary>
public enum DamageKind
{
    /// <summary>Content does not have its hash, or its body is not the one it had.</summary>
    Altered,

    /// <summary>Records lie in each other's place.</summary>
    Reordered,

    /// <summary>Records between others are not there, or a whole partition is not.</summary>
    Removed,

    /// <summary>The newest records of a chain are not there.</summary>
    Truncated,

    /// <summary>A record this system did not write: no seal of ours, or after the end of its chain.</summary>
    Forged,

    /// <summary>A partition nobody announced, or whose anchor is gone or damaged.</summary>
    Unanchored,

    /// <summary>A key was destroyed without an erasure on record.</summary>
    KeyMissing,

    /// <summary>
    /// Sealed with a key that is not configured: hashes and links were checked, and who wrote them cannot be told here.
    /// </summary>
    KeyNotConfigured,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="Partition">Where.</param>
/// <param name="Id">Which record; null when it is a whole partition.</param>
/// <param name="Detail">In a sentence.</param>
public sealed record Damage(DamageKind Kind, string Partition, string? Id, string Detail);

/// <summary>A chain that was not closed: its writer was killed, or still writes.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Records">Records vouched for.</param>
/// <param name="AnchoredAt">When; younger records, if they were removed with their index rows, are not missed.</param>
public sealed record UnclosedChain(string Partition, long Records, DateTimeOffset AnchoredAt);

/// <summary>Result of a verification.</summary>
/// <param name="IsSound">Whether nothing is wrong.</param>
/// <param name="From">First hour, UTC.</param>
/// <param name="Before">End, exclusive.</param>
/// <param name="Partitions">Partitions checked.</param>
/// <param name="Records">Records checked.</param>
/// <param name="Erased">Those among them whose personal fields were erased.</param>
/// <param name="Retired">Partitions removed because they were past their retention.</param>
/// <param name="Retiring">Partitions whose removal for that reason is under way; what is left of them was not checked.</param>
/// <param name="Unclosed">Chains that were not closed.</param>
/// <param name="Damages">What is wrong, at most <see cref="MaxDamages"/>.</param>
public sealed record VerifyReport(
    bool IsSound, DateTimeOffset From, DateTimeOffset Before, int Partitions, long Records, int Erased, int Retired, int Retiring,
    ImmutableArray<UnclosedChain> Unclosed, ImmutableArray<Damage> Damages)
{
    /// <summary>Damages listed; more do not tell more.</summary>
    public const int MaxDamages = 1000;
}
