namespace Screening.Functions.Telemetry;

/// <summary>
/// Every log event, with a number whose meaning never changes, because alerts and operators search for it. A new event gets a new
/// number; the number of a removed event is not reused. Messages contain ids, counts, codes and revisions, never text entered by
/// a user.
/// </summary>
public static class LogEvents
{
    /// <summary>A request failed. Method: {Method}. Route: {Route}. Correlation: {Correlation}.</summary>
    public const int RequestFrameFailed = 1001;

    /// <summary>The empty environment was seeded. Source version: {SourceVersion}.</summary>
    public const int SeedOnStartSeeded = 1101;

    /// <summary>The shipped seed does not compile. Document: {Document}. Path: {Path}. Error: {Error}.</summary>
    public const int SeedOnStartRefused = 1102;

    /// <summary>The environment could not be seeded yet.</summary>
    public const int SeedOnStartFailed = 1103;

    /// <summary>Started: {Phases}.</summary>
    public const int ScreeningAppStarted = 1201;

    /// <summary>The embedded storage is for trying only.</summary>
    public const int ScreeningAppEmbedded = 1202;

    /// <summary>The embedded storage cannot write to its disk: {Code}.</summary>
    public const int ScreeningAppStorageFailed = 1203;

    /// <summary>The embedded storage can write to its disk again.</summary>
    public const int ScreeningAppStorageSound = 1204;

    /// <summary>The settings are invalid, and every request is refused: {Reason}.</summary>
    public const int RefusedStartRefused = 1205;

    /// <summary>A trigger failed and will be retried. Function: {Function}.</summary>
    public const int TriggerEndpointsFailed = 2001;

    /// <summary>The payload of a trigger cannot be read. Function: {Function}. Bytes: {Bytes}.</summary>
    public const int TriggerEndpointsUnreadable = 2002;

    /// <summary>A message failed. Queue: {Queue}. Message: {Message}. Try: {Try}.</summary>
    public const int QueuePumpFailed = 2011;

    /// <summary>A message was dead-lettered. Queue: {Queue}. Message: {Message}. Tries: {Tries}.</summary>
    public const int QueuePumpPoisoned = 2012;

    /// <summary>A queue does not respond. Queue: {Queue}.</summary>
    public const int QueuePumpQueueFailed = 2013;

    /// <summary>A timer failed and fires again next period. Timer: {Timer}.</summary>
    public const int TimerLoopFailed = 2021;

    /// <summary>A key cannot be looked up. Key: {KeyId}.</summary>
    public const int ApiKeyAuthenticationUnavailable = 3001;

    /// <summary>A session cannot be looked up. Session: {SessionId}.</summary>
    public const int SessionAuthenticationUnavailable = 3002;

    /// <summary>A key was made. Key: {KeyId}. Replaces: {Replaces}. By key: {Maker}.</summary>
    public const int KeyEndpointsMade = 3010;

    /// <summary>A key was revoked. Key: {KeyId}. By key: {Maker}.</summary>
    public const int KeyEndpointsRevoked = 3011;

    /// <summary>A key was approved. Key: {KeyId}. By key: {Maker}.</summary>
    public const int KeyEndpointsApproved = 3012;

    /// <summary>A change of rule data was proposed. Proposal: {Proposal}. Action: {Action}. Target: {Target}. Entries removed: {Removed}.</summary>
    public const int ProposalFlowFiled = 3020;

    /// <summary>A change of rule data was approved. Proposal: {Proposal}. Action: {Action}. Target: {Target}. Source version: {SourceVersion}. Entries removed: {Removed}.</summary>
    public const int ProposalDecisionApproved = 3021;

    /// <summary>An emergency stop was set. Stop: {Stop}. Scope: {Scope}. Source version: {SourceVersion}.</summary>
    public const int EmergencyStopFlowSet = 3023;

    /// <summary>A proposal was rejected or withdrawn. Proposal: {Proposal}. Action: {Action}. Target: {Target}.</summary>
    public const int ProposalDecisionRejected = 3022;

    /// <summary>The address of a list was proposed. Proposal: {Proposal}. Action: {Action}. Target: {Target}.</summary>
    public const int ListSourceFlowFiled = 3024;

    /// <summary>A transaction of a batch failed because of an internal fault and was not decided.</summary>
    public const int BatchFlowFailed = 3101;

    /// <summary>A recorded request could not be decided again. Record: {Record}.</summary>
    public const int CurrentCheckFailed = 3104;

    /// <summary>A decision took longer than it may and was ended. Route: {Route}. Correlation: {Correlation}.</summary>
    public const int RequestFrameEnded = 3102;

    /// <summary>A line of a batch took longer than a decision may and was ended. Line: {Line}.</summary>
    public const int BatchFlowEnded = 3103;

    /// <summary>Swept records. Idempotency keys removed: {Keys}. Partitions retired: {Partitions}.</summary>
    public const int RecordUpkeepSwept = 3201;

    /// <summary>The upkeep of records failed and is retried.</summary>
    public const int RecordUpkeepFailed = 3202;

    /// <summary>A snapshot on the local disk is not what its name says, and was deleted: {Revision}.</summary>
    public const int SnapshotCacheDamaged = 4001;

    /// <summary>The local disk cannot keep a snapshot: {Reason}.</summary>
    public const int SnapshotCacheUnusable = 4002;

    /// <summary>Compile request for source version {SourceVersion} was lost; the sweep sends it again.</summary>
    public const int CompileRequestsLost = 4011;

    /// <summary>A message to the compiler was dead-lettered; it is kept in status as {Id}.</summary>
    public const int DeadLetterHandlerPoison = 4012;

    /// <summary>Messages are in the poison queue. Queue: {Queue}. Messages: {Messages}.</summary>
    public const int DeadLetterQueueHolds = 4025;

    /// <summary>Deciding from source version {SourceVersion}, {Revision}.</summary>
    public const int SnapshotProviderActivated = 4013;

    /// <summary>Snapshot check failed, keeping the last good one: {What}.</summary>
    public const int SnapshotProviderFailed = 4014;

    /// <summary>Snapshot of source version {SourceVersion} is current: {Revision}.</summary>
    public const int SnapshotPublisherActivated = 4015;

    /// <summary>Source version {SourceVersion} does not compile: {Errors} errors, see status.</summary>
    public const int SnapshotPublisherRefused = 4016;

    /// <summary>There is no snapshot yet. The first one is used as soon as it is built.</summary>
    public const int SnapshotProviderEmpty = 4017;

    /// <summary>The standing of the watchlists could not be refreshed. The last one stays in use: {What}.</summary>
    public const int ListStandingsFailed = 4018;

    /// <summary>Required watchlists are incomplete. Missing: {Missing}. Too old: {TooOld}.</summary>
    public const int ListWatchIncomplete = 4019;

    /// <summary>All required watchlists are present and current again.</summary>
    public const int ListWatchComplete = 4020;

    /// <summary>No segment of the previous snapshot is reused: {Reason}.</summary>
    public const int SnapshotPublisherNotReused = 4021;

    /// <summary>Rule data were changed. Source version: {SourceVersion}. Documents: {Documents}. Kinds: {Kinds}.</summary>
    public const int ChangeNoticeRules = 4031;

    /// <summary>A drop of list entries was confirmed. Source version: {SourceVersion}. Feed: {Feed}. Confirmed: {Confirmed}.</summary>
    public const int ChangeNoticeDrop = 4032;

    /// <summary>A list was refreshed and is live. Feed: {Feed}. Host: {Host}. Import: {ImportId}. Source version: {SourceVersion}.</summary>
    public const int ListRefreshImported = 4041;

    /// <summary>A list is unchanged at its source and was confirmed. Feed: {Feed}. Host: {Host}. Import: {ImportId}.</summary>
    public const int ListRefreshUnchanged = 4042;

    /// <summary>A list could not be refreshed, the active one stays. Feed: {Feed}. Host: {Host}. Reason: {Reason}.</summary>
    public const int ListRefreshFailed = 4043;

    /// <summary>A list was not refreshed for two intervals. Feed: {Feed}. Host: {Host}. Hours of an interval: {Hours}.</summary>
    public const int ListRefreshOverdue = 4044;

    /// <summary>The refresh of a list ended with a fault. Feed: {Feed}.</summary>
    public const int ListRefreshFault = 4045;

    /// <summary>The stored snapshot cannot be used, a rebuild is requested: {What}.</summary>
    public const int StoredSnapshotCheckDamaged = 4022;

    /// <summary>The stored snapshot can be used again.</summary>
    public const int StoredSnapshotCheckSound = 4023;

    /// <summary>The stored snapshot could not be checked: {Reason}.</summary>
    public const int StoredSnapshotCheckUnknown = 4024;

    /// <summary>Another version of the app has published source version {SourceVersion} in its format. This one builds it in format {Format}.</summary>
    public const int StoredSnapshotCheckOvertaken = 4026;
}
