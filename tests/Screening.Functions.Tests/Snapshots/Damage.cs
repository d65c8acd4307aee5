using Azure.Storage.Blobs;
using Screening.Functions.Snapshots;
using Screening.Functions.Tests.Storage;

namespace Screening.Functions.Tests.Snapshots;

/// <summary>Damage to snapshots by a failing disk or by tampering.</summary>
internal static class Damage
{
    internal static Task TearAsync(AzuriteFixture azurite, string prefix, SnapshotPointer pointer) =>
        ChangeAsync(azurite, prefix, pointer, bytes => bytes[..(bytes.Length / 2)]);

    internal static Task TamperAsync(AzuriteFixture azurite, string prefix, SnapshotPointer pointer) =>
        ChangeAsync(azurite, prefix, pointer, bytes => [(byte)(bytes[0] ^ 1), .. bytes[1..]]);

    private static async Task ChangeAsync(
        AzuriteFixture azurite, string prefix, SnapshotPointer pointer, Func<byte[], byte[]> change)
    {
        var stop = TestContext.Current.CancellationToken;
        var container = new BlobContainerClient(azurite.ConnectionString, $"{prefix}-snapshots");
        var blob = container.GetBlobClient($"{pointer.Format}/{pointer.Revision}");
        var bytes = (await blob.DownloadContentAsync(stop)).Value.Content.ToArray();
        await blob.UploadAsync(BinaryData.FromBytes(change(bytes)), overwrite: true, stop);
    }
}
