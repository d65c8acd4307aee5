using System.Text;
using Azure.Identity;
using Azure.Storage.Queues;
using Screening.Functions.Http.OpenApi;

namespace Screening.Functions.Storage;

/// <summary>Where queues are: exactly one of connection string and address is given.</summary>
public sealed record MessageQueueOptions
{
    /// <summary>Connection string of the account.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Address of the queue service, for the app's own identity.</summary>
    public Uri? QueueAddress { get; init; }

    /// <summary>
    /// Client id of a user-assigned identity; null for the system-assigned one or a developer's sign-in.
    /// </summary>
    public string? ManagedIdentityClientId { get; init; }
}

/// <summary>A message as its handler sees it.</summary>
/// <param name="Id">The queue's id of the message.</param>
/// <param name="Text">The text, decoded.</param>
/// <param name="DequeueCount">How often it was delivered, this time included; from 1.</param>
public sealed record QueueMessage(string Id, string Text, long DequeueCount);

/// <summary>A message taken for a while: it comes back unless it is deleted in time.</summary>
/// <param name="Id">The queue's id of the message.</param>
/// <param name="RawText">The text as stored: Base64, unless someone else wrote it.</param>
/// <param name="DequeueCount">How often it was delivered, this time included; from 1.</param>
/// <param name="Receipt">Proof of this delivery; changes with every extension.</param>
public sealed record LeasedMessage(string Id, string RawText, long DequeueCount, string Receipt)
{
    /// <summary>
    /// The decoded message; null when the text is not Base64 of UTF-8, which the Functions host refuses too.
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
/// One storage queue, spoken to as the Functions host speaks to it: texts travel as Base64, and a message given up is
/// moved to <c>&lt;queue&gt;-poison</c> with its text unchanged. Safe for concurrent use.
/// </summary>
public sealed class MessageQueue
{
    /// <summary>What the host adds to the name of a queue for messages given up.</summary>
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

    /// <summary>The queue's name.</summary>
    public string Name => queue.Name;

    /// <summary>Whether messages given up can be moved: not from a poison queue, which keeps them.</summary>
    public bool HasPoisonQueue => poison is not null;

    /// <summary>Names a queue; nothing is sent yet.</summary>
    /// <exception cref="ArgumentException">Neither or both of connection string and address are given.</exception>
    public static MessageQueue Open(MessageQueueOptions options, string name)
    {
        ArgumentNullException.ThrowIfNull(options);
        // Base64 is done here: the client's own encoding throws on a foreign text, which must reach the poison queue.
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

    /// <summary>Makes the queue, and its poison queue, where they are missing.</summary>
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

    /// <summary>
    /// Takes up to <paramref name="limit"/> (1 to 32) messages and hides them for <paramref name="lease"/>.
    /// </summary>
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

    /// <summary>Hides a taken message for <paramref name="time"/> from now; zero gives it back at once.</summary>
    /// <returns>The message with its new receipt.</returns>
    public async Task<LeasedMessage> HideAsync(LeasedMessage message, TimeSpan time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var updated = await queue.UpdateMessageAsync(
            message.Id, message.Receipt, message.RawText, time, cancellation);
        return message with { Receipt = updated.Value.PopReceipt };
    }

    /// <summary>Deletes a taken message: it is done.</summary>
    public Task DeleteAsync(LeasedMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        return queue.DeleteMessageAsync(message.Id, message.Receipt, cancellation);
    }

    /// <summary>
    /// Moves a taken message to the poison queue, text unchanged. Copied before deleted: it may arrive twice, and is
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

    /// <summary>Roughly how many messages are in it, hidden ones included.</summary>
    public async Task<int> CountAsync(CancellationToken cancellation) =>
        (await queue.GetPropertiesAsync(cancellation)).Value.ApproximateMessagesCount;

    private static DefaultAzureCredential Identity(string? clientId) =>
        new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId });
}
