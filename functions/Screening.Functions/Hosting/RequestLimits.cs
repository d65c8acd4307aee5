using System.Globalization;
using Screening.Functions.Security;

namespace Screening.Functions.Hosting;

/// <summary>
/// How much of everything one caller gets before the endpoints look at what was sent: rates, times and sizes, each with
/// its unit. Counts inside a body are in <see cref="Screening.Engine.Model.Limits"/>.
/// </summary>
public sealed record RequestLimits
{
    /// <summary>Setting that replaces <see cref="ClientUnitsPerSecond"/>.</summary>
    public const string ClientRateVariable = "SCREENING_CLIENT_RATE";

    /// <summary>Setting that replaces <see cref="FailedAttempts"/>.</summary>
    public const string FailedAttemptsVariable = "SCREENING_FAILED_ATTEMPTS";

    /// <summary>How long an answer may take before it is dead-lettered. The Functions host kills the whole handler at its
    /// <c>functionTimeout</c>, 10 minutes, with everything in flight.</summary>
    public static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(2);

    /// <summary>The same where the whole source is compiled or a list is read.</summary>
    public static readonly TimeSpan ChangeTime = TimeSpan.FromMinutes(5);

    /// <summary>The same for a message or a tick of the host, which builds a snapshot.</summary>
    public static readonly TimeSpan TriggerTime = TimeSpan.FromMinutes(8);

    /// <summary>How long the headers of a request may take to arrive.</summary>
    public static readonly TimeSpan HeaderTime = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of all headers of a request together.</summary>
    public const int HeaderBytes = 32 * 1024;

    /// <summary>Bytes of the first line of a request, which holds the address.</summary>
    public const int RequestLineBytes = 8 * 1024;

    /// <summary>Connections open at a time.</summary>
    public const int Connections = 4000;

    /// <summary>Seconds of <see cref="ClientUnitsPerSecond"/> that a quiet client may use at once.</summary>
    public const int BurstSeconds = 10;

    /// <summary>Seconds over which <see cref="FailedAttempts"/> are counted.</summary>
    public const int FailedAttemptsSeconds = 60;

    private const int MostSet = 1_000_000;

    /// <summary>
    /// Units that one client gets per second, per instance. A request is one unit, a batch one for each line.
    /// </summary>
    public int ClientUnitsPerSecond { get; init; } = 500;

    /// <summary>
    /// Failed attempts to prove an identity that one address has in <see cref="FailedAttemptsSeconds"/>. Then only keys
    /// which this instance knows already are looked at.
    /// </summary>
    public int FailedAttempts { get; init; } = 200;

    /// <summary>The limits with what the environment sets.</summary>
    /// <exception cref="StartupException">A setting is no number, or out of bounds.</exception>
    public static RequestLimits Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var usual = new RequestLimits();
        return new RequestLimits
        {
            ClientUnitsPerSecond = Number(settings, ClientRateVariable, usual.ClientUnitsPerSecond),
            FailedAttempts = Number(settings, FailedAttemptsVariable, usual.FailedAttempts),
        };
    }

    private static int Number(IConfiguration settings, string name, int usual)
    {
        if (settings[name] is not { Length: > 0 } text)
        {
            return usual;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostSet
            ? number
            : throw new StartupException(
                ExitCode.SettingsInvalid, $"{name} '{text}' is not a number from 1 to {MostSet}.");
    }
}
