using System.Globalization;

namespace Screening.Functions.Hosting;

/// <summary>
/// Limits per caller that apply before an endpoint reads the request: rates, times and sizes, each with its unit. Counts inside a
/// body are in <see cref="Screening.Engine.Model.Limits"/>.
/// </summary>
public sealed record RequestLimits
{
    /// <summary>Setting that overrides <see cref="ClientUnitsPerSecond"/>.</summary>
    public const string ClientRateVariable = "SCREENING_CLIENT_RATE";

    /// <summary>Setting that overrides <see cref="FailedAttempts"/>.</summary>
    public const string FailedAttemptsVariable = "SCREENING_FAILED_ATTEMPTS";

    /// <summary>Setting that overrides <see cref="DecisionTime"/>, in seconds.</summary>
    public const string DecisionTimeVariable = "SCREENING_DECISION_SECONDS";

    /// <summary>
    /// Maximum time of a response, after which the request is cancelled. The Functions host stops the whole handler, with all
    /// requests in progress, at its <c>functionTimeout</c> of 10 minutes.
    /// </summary>
    public static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(2);

    /// <summary>The same limit for a request that compiles all documents or reads a list.</summary>
    public static readonly TimeSpan ChangeTime = TimeSpan.FromMinutes(5);

    /// <summary>The same limit for a message or timer tick of the host, which builds a snapshot.</summary>
    public static readonly TimeSpan TriggerTime = TimeSpan.FromMinutes(8);

    /// <summary>Maximum time until the headers of a request have arrived.</summary>
    public static readonly TimeSpan HeaderTime = TimeSpan.FromSeconds(15);

    /// <summary>Maximum bytes of all headers of a request together.</summary>
    public const int HeaderBytes = 32 * 1024;

    /// <summary>Maximum bytes of the request line, which contains the URL.</summary>
    public const int RequestLineBytes = 8 * 1024;

    /// <summary>
    /// Behind the Functions host the two limits above are this many times larger. The host has applied its own, which are as large,
    /// and then adds headers and percent codes; a request refused here for its size would be an empty 500 to the client.
    /// </summary>
    public const int HostFactor = 4;

    /// <summary>Maximum number of open connections.</summary>
    public const int Connections = 4000;

    /// <summary>Burst of a client, in seconds of <see cref="ClientUnitsPerSecond"/>.</summary>
    public const int BurstSeconds = 10;

    /// <summary>Seconds over which <see cref="FailedAttempts"/> are counted.</summary>
    public const int FailedAttemptsSeconds = 60;

    /// <summary>
    /// Failed attempts in the same time with one key that has a mark, and so was issued and is no longer good. Beyond that it is not
    /// looked up.
    /// </summary>
    public const int FailedAttemptsOfKey = 20;

    private const int MostSet = 1_000_000;

    // A decision ends well before its response would be cancelled.
    private const int MostDecisionSeconds = 100;

    /// <summary>
    /// Units per second for one client on one instance. A request is one unit. A transaction is one unit for each started ten of
    /// its names and items; a batch is the sum of its lines.
    /// </summary>
    public int ClientUnitsPerSecond { get; init; } = 500;

    /// <summary>
    /// Failed authentication attempts allowed for one address in <see cref="FailedAttemptsSeconds"/>. Beyond that, only keys that
    /// were issued are looked up, by their mark or by their id.
    /// </summary>
    public int FailedAttempts { get; init; } = 200;

    /// <summary>
    /// Maximum time of one decision or one search for a party, after which the engine is ended and the response is 503. A line of a
    /// batch is one decision.
    /// </summary>
    public TimeSpan DecisionTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The limits, with the settings of the environment.</summary>
    /// <exception cref="StartupException">A setting is not a number, or out of bounds.</exception>
    public static RequestLimits Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var usual = new RequestLimits();
        return new RequestLimits
        {
            ClientUnitsPerSecond = Number(settings, ClientRateVariable, usual.ClientUnitsPerSecond),
            FailedAttempts = Number(settings, FailedAttemptsVariable, usual.FailedAttempts),
            DecisionTime = TimeSpan.FromSeconds(Number(settings, DecisionTimeVariable, (int)usual.DecisionTime.TotalSeconds, MostDecisionSeconds)),
        };
    }

    private static int Number(IConfiguration settings, string name, int usual, int most = MostSet)
    {
        if (settings[name] is not { Length: > 0 } text)
        {
            return usual;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most
            ? number
            : throw new StartupException(
                ExitCode.SettingsInvalid, $"{name} is not a number from 1 to {most}.");
    }
}
