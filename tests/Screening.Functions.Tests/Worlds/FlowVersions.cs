using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Tests.Worlds;

/// <summary>Instances of different versions or settings on the storage of the caller.</summary>
internal sealed partial class FlowApp
{
    /// <summary>Starts an app with another compiler, and so another snapshot format, and waits until it can decide.</summary>
    public static async Task<FlowApp> StartVersionAsync(WiredStorage storage, Compiler compiler) =>
        await ReadyAsync(await StartOnAsync(new() { ["SCREENING_PORT"] = "0" }, storage, isGuest: true, compiler));

    /// <summary>Starts an app with these record keys, and waits until it can decide.</summary>
    public static async Task<FlowApp> StartVersionAsync(WiredStorage storage, string recordKeys) =>
        await ReadyAsync(await StartAsGuestAsync(storage, (RecordKeys.Setting, recordKeys)));

    private static async Task<FlowApp> ReadyAsync(FlowApp flow)
    {
        await FirstSnapshot.WaitAsync(flow.App, Stop);
        return flow;
    }
}
