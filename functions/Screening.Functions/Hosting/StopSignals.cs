using System.Runtime.InteropServices;

namespace Screening.Functions.Hosting;

/// <summary>
/// Ctrl-C and SIGTERM as a cancellation, from the start of the process: also while packages are being installed, before there is
/// a web host that handles signals.
/// </summary>
public sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    /// <summary>Registers the signal handlers.</summary>
    public StopSignals()
    {
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM];
        registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Stop))];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        // A second signal ends the process at once.
        signal.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
