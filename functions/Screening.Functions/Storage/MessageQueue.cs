using System.Text;
using Azure;
using Azure.Identity;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Screening.Functions.Storage;

/// <summary>Location of the queue service. Exactly one of connection string and address is set.</summary>
public sealed record MessageQueueOptions
{
    /// <summary>Connection string of the account.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Address of the queue service, used with the app's own identity.</summary>
    public Uri? QueueAddress { get; init; }

    /// <summary>Client id of a user-assigned identity; null for the system-assigned identity or a developer's sign-in.</summary>
    public string? ManagedIdentityClientId { get; init; }
}

/// <summary>A message as passed to its handler.</summary>
/// <param name="Id">The queue's id of the message.</param>
/// <param name="Text">The text, decoded.</param>
/// <param name="DequeueCount">Number of deliveries, this one included; from 1.</param>
public sealed record QueueMessage(string Id, string Text, long DequeueCount);

/// <summary>A leased message. It becomes visible again unless it is deleted in time.</summary>
/// <param name="Id">The queue's id of the message.</param>
/// <param name="RawText">The text as stored: Base64, unless another sender wrote it.</param>
/// <param name="DequeueCount">Number of deliveries, this one included; from 1.</param>
/// <param name="Receipt">Pop receipt of this delivery; changes with every extension.</param>
public sealed record LeasedMessage(string Id, string RawText, long DequeueCount, string Receipt)
{
    /// <summary>
    /// The decoded message; null when the text is not Base64 of UTF-8. The Functions host rejects such a text too.
    /// </summary>
    public QueueMessage? TryDecode()
    {
        try
        {
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            return new QueueMessage(Id, strict.GetString(Convert.FromBase64String(RawText)), DequeueCount);
        }
        catch (Exception error) when (error is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}

/// <summary>
/// One storage queue with the conventions of the Functions host: texts are Base64, and a dead-lettered message is moved to
/// <c>&lt;queue&gt;-poison</c> with its text unchanged. Safe for concurrent use.
/// </summary>
public sealed class MessageQueue
{
    /// <summary>Suffix of the queue for dead-lettered messages, as used by the Functions host.</summary>
    public const string PoisonSuffix = "-poison";

    private static readonly TimeSpan MessageLife = TimeSpan.FromDays(7);

    private readonly QueueClient queue;
    private readonly QueueClient? poison;

    private MessageQueue(QueueServiceClient service, string name)
    {
        queue = service.GetQueueClient(name);
        poison = name.EndsWith(PoisonSuffix, StringComparison.Ordinal)
            ? null
            : service.GetQueueClient(name + PoisonSuffix);
    }

    /// <summary>Name of the queue.</summary>
    public string Name => queue.Name;

    /// <summary>Whether messages can be dead-lettered. False for a poison queue, which keeps its messages.</summary>
    public bool HasPoisonQueue => poison is not null;

    /// <summary>Creates the client of a queue. Sends nothing.</summary>
    /// <exception cref="ArgumentException">Neither or both of connection string and address are given.</exception>
    public static MessageQueue Open(MessageQueueOptions options, string name)
    {
        ArgumentNullException.ThrowIfNull(options);
        // Base64 is handled here: the client's own encoding throws on a foreign text, which must reach the poison queue.
        var client = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        client.RetryPolicy = new StorageRetryPolicy(StorageRetryOptions.Requests);
        client.Diagnostics.IsLoggingEnabled = false;
        client.Diagnostics.IsDistributedTracingEnabled = false;
        return options switch
        {
            { ConnectionString: { } connection, QueueAddress: null } =>
                new(new QueueServiceClient(connection, client), name),
            { ConnectionString: null, QueueAddress: { } address } =>
                new(new QueueServiceClient(address, Identity(options.ManagedIdentityClientId), client), name),
            _ => throw new ArgumentException("give either a connection string or the address", nameof(options)),
        };
    }

    /// <summary>Creates the queue and its poison queue if they are missing.</summary>
    public async Task CreateAsync(CancellationToken cancellation)
    {
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
        if (poison is not null)
        {
            await poison.CreateIfNotExistsAsync(cancellationToken: cancellation);
        }
    }

    /// <summary>Sends <paramref name="text"/>, visible at once or after <paramref name="delay"/>.</summary>
    public Task SendAsync(string text, CancellationToken cancellation, TimeSpan? delay = null) =>
        queue.SendMessageAsync(
            Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), delay, MessageLife, cancellation);

    /// <summary>Leases up to <paramref name="limit"/> messages (1 to 32) and hides them for <paramref name="lease"/>.</summary>
    public async Task<IReadOnlyList<LeasedMessage>> ReceiveAsync(
        int limit, TimeSpan lease, CancellationToken cancellation)
    {
        var received = await queue.ReceiveMessagesAsync(limit, lease, cancellation);
        return
        [
            .. received.Value.Select(one =>
                new LeasedMessage(one.MessageId, one.Body.ToString(), one.DequeueCount, one.PopReceipt)),
        ];
    }

    /// <summary>Hides a leased message for <paramref name="time"/> from now; zero makes it visible at once.</summary>
    /// <returns>The message with its new receipt.</returns>
    public async Task<LeasedMessage> HideAsync(LeasedMessage message, TimeSpan time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var updated = await queue.UpdateMessageAsync(
            message.Id, message.Receipt, message.RawText, time, cancellation);
        return message with { Receipt = updated.Value.PopReceipt };
    }

    /// <summary>Deletes a leased message after it was handled.</summary>
    public Task DeleteAsync(LeasedMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        return queue.DeleteMessageAsync(message.Id, message.Receipt, cancellation);
    }

    /// <summary>
    /// Dead-letters a leased message with its text unchanged. It is copied before it is deleted, so it may arrive twice but is
    /// never lost.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is a poison queue.</exception>
    public async Task MoveToPoisonAsync(LeasedMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var target = poison ?? throw new InvalidOperationException($"{Name} has no poison queue");
        await target.CreateIfNotExistsAsync(cancellationToken: cancellation);
        await target.SendMessageAsync(message.RawText, null, MessageLife, cancellation);
        await DeleteAsync(message, cancellation);
    }

    /// <summary>
    /// Approximate number of messages, hidden ones included. A poison queue that does not exist has none: the host creates it for
    /// its first message.
    /// </summary>
    public async Task<int> CountAsync(CancellationToken cancellation)
    {
        try
        {
            return (await queue.GetPropertiesAsync(cancellation)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException missing) when (!HasPoisonQueue && missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return 0;
        }
    }

    private static DefaultAzureCredential Identity(string? clientId) =>
        new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId });
}
