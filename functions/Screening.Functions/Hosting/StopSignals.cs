using System.Runtime.InteropServices;

namespace Screening.Functions.Hosting;

/// <summary>
/// Ctrl-C and SIGTERM as a cancellation, from the first moment on: also while packages are being installed, when no web
/// host is there yet to listen.
/// </summary>
public sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    /// <summary>Starts to listen.</summary>
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
        // A second signal ends the process at once, without waiting.
        signal.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
