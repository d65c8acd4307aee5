using System.Collections.Immutable;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Anchors;

/// <summary>A part of the anchor chain: one append blob.</summary>
/// <param name="Name">Name of the blob.</param>
/// <param name="First">Number of its first link.</param>
/// <param name="From">Hour at which it was begun, UTC; the smallest time for the first part.</param>
internal sealed record ChainPart(string Name, long First, DateTimeOffset From);

/// <summary>Outcome of an attempt to append a link.</summary>
internal enum Appending
{
    /// <summary>The link is stored.</summary>
    Done,

    /// <summary>The part has another length than the writer assumed.</summary>
    Moved,

    /// <summary>The part does not exist, or is no part any more.</summary>
    Gone,
}

/// <summary>
/// The anchor chain in storage: append blobs in the container of the anchors. A link is appended only at the position its writer
/// has read up to, so the instances write one chain without a lock.
/// </summary>
public sealed class AnchorChainBlobs
{
    private const string Prefix = "chain-";
    private const string HourFormat = "yyyyMMddHH";
    private const int NumberDigits = 12;

    private readonly BlobContainerClient container;

    internal AnchorChainBlobs(BlobContainerClient container) => this.container = container;

    /// <summary>The first part. Its name is fixed, so that instances that begin together begin one chain.</summary>
    internal static ChainPart FirstPart { get; } = new(Prefix + "000000000001", 1, DateTimeOffset.MinValue);

    /// <summary>Name of a later part.</summary>
    internal static string NameOf(long first, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{first:D12}-{at.UtcDateTime.ToString(HourFormat, CultureInfo.InvariantCulture)}");

    /// <summary>The part of a name; null when it is no name of a part.</summary>
    internal static ChainPart? PartOf(string name)
    {
        if (name == FirstPart.Name)
        {
            return FirstPart;
        }

        var rest = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : "";
        return rest.Length == NumberDigits + 1 + HourFormat.Length && rest[NumberDigits] == '-'
            && long.TryParse(rest[..NumberDigits], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && DateTimeOffset.TryParseExact(
                rest[(NumberDigits + 1)..], HourFormat, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var from)
            ? new(name, first, from)
            : null;
    }

    /// <summary>All parts, in order.</summary>
    internal async Task<ImmutableArray<ChainPart>> PartsAsync(CancellationToken cancellation)
    {
        var parts = ImmutableArray.CreateBuilder<ChainPart>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Prefix, cancellation))
        {
            if (PartOf(blob.Name) is { } part)
            {
                parts.Add(part);
            }
        }

        return parts.ToImmutable();
    }

    /// <summary>Creates a part if it does not exist.</summary>
    internal Task BeginAsync(string part, CancellationToken cancellation) =>
        container.GetAppendBlobClient(part).CreateIfNotExistsAsync(cancellationToken: cancellation);

    /// <summary>Length of a part in bytes; null when it does not exist.</summary>
    internal async Task<long?> LengthAsync(string part, CancellationToken cancellation)
    {
        try
        {
            return (await container.GetBlobClient(part).GetPropertiesAsync(cancellationToken: cancellation)).Value.ContentLength;
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Content of a part from a position on; empty when there is nothing, null when the part does not exist.</summary>
    internal async Task<byte[]?> ReadAsync(string part, long from, CancellationToken cancellation)
    {
        try
        {
            var options = new BlobDownloadOptions { Range = new HttpRange(from) };
            return (await container.GetBlobClient(part).DownloadContentAsync(options, cancellation)).Value.Content.ToArray();
        }
        catch (RequestFailedException failure) when (failure.Status == 416)
        {
            return [];
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Appends to a part if it has the given length.</summary>
    internal async Task<Appending> TryAppendAsync(string part, long length, byte[] line, CancellationToken cancellation)
    {
        try
        {
            using var bytes = new MemoryStream(line);
            var condition = new AppendBlobRequestConditions { IfAppendPositionEqual = length };
            await container.GetAppendBlobClient(part).AppendBlockAsync(
                bytes, new AppendBlobAppendBlockOptions { Conditions = condition }, cancellation);
            return Appending.Done;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 409 or 412)
        {
            return failure.Status == 412 ? Appending.Moved : Appending.Gone;
        }
    }
}
