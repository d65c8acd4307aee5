namespace Screening.Functions.Hosting;

/// <summary>
/// A foreseen reason why the server cannot start. The message is one sentence that states the problem and what to do. It is
/// printed without a stack trace.
/// </summary>
public sealed class StartupException : Exception
{
    /// <summary>Creates a failure that ends the process with <paramref name="code"/>.</summary>
    public StartupException(ExitCode code, string message, Exception? cause = null)
        : base(message, cause) => Code = code;

    /// <summary>The exit code of the process.</summary>
    public ExitCode Code { get; }
}
