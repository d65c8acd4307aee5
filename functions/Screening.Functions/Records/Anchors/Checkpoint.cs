using System.Globalization;

namespace Screening.Functions.Records.Anchors;

/// <summary>A link of the anchor chain, noted outside the account that holds the chain.</summary>
/// <param name="Number">Number of the link.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="At">When it was noted, UTC.</param>
/// <param name="Partitions">Number of partitions up to it.</param>
/// <param name="Records">Number of records up to it.</param>
/// <param name="Seal">Seal over the checkpoint.</param>
public sealed record Checkpoint(long Number, string Hash, DateTimeOffset At, long Partitions, long Records, string Seal)
{
    /// <summary>Text that is sealed.</summary>
    internal string Sealed() => string.Create(
        CultureInfo.InvariantCulture, $"checkpoint {Number} {Hash} {At.UtcDateTime:O} {Partitions} {Records}");
}

/// <summary>State of the checkpoints outside the account.</summary>
/// <param name="IsConfigured">Whether an account outside is configured.</param>
/// <param name="Link">Number of the link last noted there by this instance; null when it has noted none.</param>
/// <param name="At">When it was noted, UTC.</param>
/// <param name="Note">What does not protect the records at present, in one sentence; null when everything does.</param>
public sealed record CheckpointStatus(bool IsConfigured, long? Link, DateTimeOffset? At, string? Note)
{
    /// <summary>The state without an account outside.</summary>
    public static CheckpointStatus None { get; } = new(
        false, null, null, "there is no outside checkpoint: a rollback of the whole storage account to an earlier state is not detected");
}
