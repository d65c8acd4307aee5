using System.Net;
using Microsoft.Extensions.Configuration;
using Screening.Engine.Model;
using Screening.Functions.Hosting;

namespace Screening.Functions.Tests.Hosting;

public sealed class HostSettingsTests
{
    [Theory]
    [InlineData("", HostMode.StandaloneEmbedded, true)]
    [InlineData("SCREENING_ADDRESS=0.0.0.0", HostMode.StandaloneEmbedded, false)]
    [InlineData("AzureWebJobsStorage=UseDevelopmentStorage=true", HostMode.StandaloneConfigured, false)]
    [InlineData("AzureWebJobsStorage:accountName=acct", HostMode.StandaloneConfigured, false)]
    [InlineData("AzureWebJobsStorage=x;FUNCTIONS_CUSTOMHANDLER_PORT=5001", HostMode.FunctionsHost, false)]
    [InlineData("AzureWebJobsStorage=x;FUNCTIONS_CUSTOMHANDLER_PORT=5001;SCREENING_ADDRESS=0.0.0.0;SCREENING_PORT=1", HostMode.FunctionsHost, false)]
    public void ResolvesTheMode(string settings, HostMode mode, bool hasDevelopmentIdentities)
    {
        var read = Read(settings);
        Assert.Equal(mode, read.Mode);
        Assert.Equal(hasDevelopmentIdentities, read.AllowsDevelopmentIdentities);
        Assert.Equal(mode == HostMode.StandaloneEmbedded, read.Queues is null);
    }

    [Theory]
    [InlineData("", "127.0.0.1:7071")]
    [InlineData("SCREENING_PORT=0", "127.0.0.1:0")]
    [InlineData("SCREENING_PORT=8080;SCREENING_ADDRESS=0.0.0.0", "0.0.0.0:8080")]
    [InlineData("AzureWebJobsStorage=x;FUNCTIONS_CUSTOMHANDLER_PORT=5001;SCREENING_PORT=1;ASPNETCORE_URLS=http://*:9", "127.0.0.1:5001")]
    public void ListensOnTheConfiguredAddress(string settings, string endpoint) =>
        Assert.Equal(IPEndPoint.Parse(endpoint), Read(settings).Endpoint);

    [Theory]
    [InlineData("SCREENING_PORT=web", "SCREENING_PORT is not a port")]
    [InlineData("SCREENING_PORT=65536", "SCREENING_PORT is not a port")]
    [InlineData("SCREENING_PORT=-1", "SCREENING_PORT is not a port")]
    [InlineData("SCREENING_ADDRESS=here", "SCREENING_ADDRESS is not an IP address")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT=5001", "AzureWebJobsStorage is not set")]
    [InlineData("AzureWebJobsStorage=x;FUNCTIONS_CUSTOMHANDLER_PORT=0", "FUNCTIONS_CUSTOMHANDLER_PORT is not a port")]
    [InlineData("ScreeningStorage=x", "AzureWebJobsStorage is not set")]
    [InlineData("SCREENING_LOOPBACK_SOURCES=yes", "SCREENING_LOOPBACK_SOURCES 'yes' is neither true nor false")]
    [InlineData("AzureWebJobsStorage=x;FUNCTIONS_CUSTOMHANDLER_PORT=5001;SCREENING_LOOPBACK_SOURCES=true", "SCREENING_LOOPBACK_SOURCES is for tests and development")]
    [InlineData("AzureWebJobsStorage:blobServiceUri=https://b", "AzureWebJobsStorage__queueServiceUri")]
    [InlineData("AzureWebJobsStorage:accountName=a;AzureWebJobsStorage:tableServiceUri=nowhere", "AzureWebJobsStorage__tableServiceUri is not an address")]
    public void RefusesWhatItCannotRead(string settings, string words)
    {
        var failure = Assert.Throws<StartupException>(() => Read(settings));
        Assert.Equal(ExitCode.SettingsInvalid, failure.Code);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage:accountName=acct;ScreeningCheckpoints:credential=managedidentity;ScreeningCheckpoints:clientId=c1;ScreeningCheckpoints:blobServiceUri=", null, null)]
    [InlineData("AzureWebJobsStorage:accountName=acct;ScreeningCheckpoints:accountName=other", "https://other.blob.core.windows.net/", "record-checkpoints")]
    [InlineData("ScreeningCheckpoints:blobServiceUri=https://other.blob.example;ScreeningCheckpoints:container=two", "https://other.blob.example/", "two")]
    public void WritesCheckpoints_OnlyToAnAccountThatIsNamed(string settings, string? address, string? container)
    {
        var checkpoints = Read(settings).Checkpoints;
        Assert.Equal((address, container), (checkpoints?.BlobAddress?.ToString(), checkpoints?.Container));
    }

    [Theory]
    [InlineData("AzureWebJobsStorage:accountName=acct;ScreeningCheckpoints:accountName=ACCT")]
    [InlineData("AzureWebJobsStorage:accountName=acct;ScreeningCheckpoints:blobServiceUri=https://acct.blob.core.windows.net/")]
    [InlineData("AzureWebJobsStorage=UseDevelopmentStorage=true;ScreeningCheckpoints=UseDevelopmentStorage=true")]
    public void RefusesCheckpointsInTheAccountOfTheRecords(string settings)
    {
        var failure = Assert.Throws<StartupException>(() => Read(settings));
        Assert.Equal(ExitCode.SettingsInvalid, failure.Code);
        Assert.Contains("names the account of the records", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=k;EndpointSuffix=core.windows.net", true)]
    [InlineData("BlobEndpoint=https://acct.blob.core.windows.net/;SharedAccessSignature=s", true)]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=other;AccountKey=k", false)]
    [InlineData("AccountName=acct;AccountKey=k;BlobEndpoint=http://127.0.0.1:10000/acct", false)]
    public void RecognisesAnAccount_HoweverItIsGiven(string connection, bool isSame) => Assert.Equal(
        isSame,
        new StorageConnection { ConnectionString = connection }.HasSameBlobsAs(new StorageConnection { BlobAddress = new Uri("https://acct.blob.core.windows.net") }));

    [Fact]
    public void ReachesAnAccountByItsIdentity()
    {
        var queues = Read("AzureWebJobsStorage:accountName=acct;AzureWebJobsStorage:clientId=c1").Queues!;
        Assert.Null(queues.ConnectionString);
        Assert.Equal(new Uri("https://acct.blob.core.windows.net"), queues.BlobAddress);
        Assert.Equal(new Uri("https://acct.queue.core.windows.net"), queues.QueueAddress);
        Assert.Equal(new Uri("https://acct.table.core.windows.net"), queues.TableAddress);
        Assert.Equal("c1", queues.ManagedIdentityClientId);
    }

    [Fact]
    public void KeepsProductDataElsewhere_WhenConfigured()
    {
        Assert.Equal("jobs", Read("AzureWebJobsStorage=jobs").Product!.ConnectionString);
        var both = Read("AzureWebJobsStorage=jobs;ScreeningStorage=product");
        Assert.Equal("jobs", both.Queues!.ConnectionString);
        Assert.Equal("product", both.Product!.ConnectionString);
    }

    [Fact]
    public void NeverShowsAConnectionString() =>
        Assert.DoesNotContain("AccountKey", $"{Read("AzureWebJobsStorage=AccountName=a,AccountKey=secret")}", StringComparison.Ordinal);

    private static HostSettings Read(string settings)
    {
        var values = settings.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create<string, string?>(pair[0], pair[1]));
        return HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }
}
