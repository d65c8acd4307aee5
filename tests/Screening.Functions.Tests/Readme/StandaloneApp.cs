using Screening.Functions.Development;
using Screening.Functions.Hosting;

namespace Screening.Functions.Tests.Readme;

/// <summary>The app as the first README command starts it, with a data folder of its own and a free port.</summary>
public sealed class StandaloneApp : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("screening-readme-").FullName;
    private ScreeningApp? app;

    /// <summary>The running app, ready to decide.</summary>
    internal ScreeningApp App => app!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var settings = new Dictionary<string, string?>
        {
            [HostSettings.PortVariable] = "0", [DataFolder.FolderVariable] = folder,
            [HostSettings.JobsStorage] = "", [HostSettings.ProductStorage] = "", [HostSettings.HandlerPortVariable] = "",
        };
        app = await ScreeningApp.StartAsync(new ScreeningAppOptions { Settings = settings }, CancellationToken.None);
        await FirstSnapshot.WaitAsync(app, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(folder, recursive: true);
    }
}
