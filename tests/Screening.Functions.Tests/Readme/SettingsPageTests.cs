using Screening.Functions.Development;
using Screening.Functions.Hosting;
using Screening.Functions.Security;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Tests.Readme;

/// <summary>docs/settings.md lists every setting that the product reads, and no other.</summary>
public sealed class SettingsPageTests
{
    [Fact]
    public void TheSettingsShown_AreReadSomewhere()
    {
        var shown = new Page("docs/settings.md").Table("variable", "meaning").Select(row => row[0]).ToArray();
        string[] constants =
        [
            HostSettings.PortVariable, HostSettings.AddressVariable, DataFolder.FolderVariable, DataFolder.InstallVariable,
            HostSettings.JobsStorage, HostSettings.ProductStorage, HostSettings.CheckpointStorage, RecordKeys.Setting,
            TokenSettings.AuthorityVariable, TokenSettings.AudienceVariable,
            TokenSettings.IssuerVariable, TokenSettings.RolesVariable, TokenSettings.NameVariable,
            RequestLimits.ClientRateVariable, RequestLimits.FailedAttemptsVariable, RequestLimits.DecisionTimeVariable, HostSettings.LoopbackSourcesVariable, HostSettings.HandlerPortVariable,
            TelemetryExport.OtlpEndpoint, TelemetryExport.MonitorConnection, HostSettings.CacheFolderVariable,
        ];
        Assert.Equal([.. constants, "SCREENING_DATA"], shown);
    }
}
