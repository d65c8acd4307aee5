using System.Net;
using Screening.Functions.Hosting;

namespace Screening.Functions.Tests.Hosting;

/// <summary>Records are only written under a key that is stored deliberately.</summary>
public sealed class RecordKeysTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("screening-keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base 64")]
    public void AConfiguredAccount_NeedsAKey_AndFailsWithOneSentence(string? configured)
    {
        var refused = Assert.Throws<StartupException>(() => RecordKeys.Open(configured, Settings("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=b")));
        Assert.Equal(ExitCode.SettingsInvalid, refused.Code);
        Assert.StartsWith(RecordKeys.Setting, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("AccountName=a;TableEndpoint=http://127.0.0.1:10002/a")]
    public void OnTheEmulator_AKeyIsMadeOnce_AndKept(string connection)
    {
        Assert.NotNull(RecordKeys.Open(null, Settings(connection)));
        var made = File.ReadAllText(Assert.Single(Directory.GetFiles(folder)));
        Assert.NotNull(RecordKeys.Open(null, Settings(connection)));
        Assert.Equal(made, File.ReadAllText(Assert.Single(Directory.GetFiles(folder))));
    }

    private HostSettings Settings(string connection) => new()
    {
        Mode = HostMode.StandaloneConfigured,
        Endpoint = new IPEndPoint(IPAddress.Loopback, 0),
        DataFolder = folder,
        Product = new StorageConnection { ConnectionString = connection },
    };
}
