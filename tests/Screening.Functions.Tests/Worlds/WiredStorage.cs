using System.Text.RegularExpressions;
using Screening.Functions.Storage;

namespace Screening.Functions.Tests.Worlds;

/// <summary>A storage account of its own in Azurite, with a wire in front of each of its services.</summary>
internal sealed partial class WiredStorage : IAsyncDisposable
{
    private readonly Func<ValueTask> giveBack;

    private WiredStorage(string connectionString, Func<ValueTask> giveBack)
    {
        (DirectConnectionString, this.giveBack) = (connectionString, giveBack);
        (Blob, Queue, Table) = (WireTo("Blob"), WireTo("Queue"), WireTo("Table"));
        ConnectionString = Endpoint().Replace(connectionString, match => match.Groups["service"].Value
            + "Endpoint=http://127.0.0.1:" + WireOf(match.Groups["service"].Value).Port);
    }

    public Wire Blob { get; }

    public Wire Queue { get; }

    public Wire Table { get; }

    /// <summary>Connection string through the wires, for the app.</summary>
    public string ConnectionString { get; }

    /// <summary>Connection string without the wires, for the test.</summary>
    public string DirectConnectionString { get; }

    public static async Task<WiredStorage> StartAsync()
    {
        var (connectionString, giveBack) = await SharedStorage.TakeAsync();
        return new WiredStorage(connectionString, giveBack);
    }

    /// <summary>The tables and blobs of the product, without the wires.</summary>
    public Task<ScreeningStorage> StorageAsync() => ScreeningStorage.OpenAsync(
        new StorageOptions { ConnectionString = DirectConnectionString }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Blob.DisposeAsync();
        await Queue.DisposeAsync();
        await Table.DisposeAsync();
        await giveBack();
    }

    private Wire WireOf(string service) => service switch { "Blob" => Blob, "Queue" => Queue, _ => Table };

    private Wire WireTo(string service) => new(int.Parse(
        Endpoint().Matches(DirectConnectionString).Single(match => match.Groups["service"].Value == service)
            .Groups["port"].Value,
        System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex("(?<service>Blob|Queue|Table)Endpoint=http://127.0.0.1:(?<port>[0-9]+)")]
    private static partial Regex Endpoint();
}
