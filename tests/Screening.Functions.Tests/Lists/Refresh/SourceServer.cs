using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Screening.Functions.Tests.Lists.Refresh;

/// <summary>
/// A server on loopback that writes exactly the bytes of its script, so that it can also be wrong: each connection takes one
/// request, and is closed when the script ends.
/// </summary>
internal sealed class SourceServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly X509Certificate2? certificate;
    private readonly Task loop;

    private SourceServer(Script script, X509Certificate2? certificate)
    {
        (Answer, this.certificate) = (script, certificate);
        listener.Start();
        loop = AcceptAsync();
    }

    /// <summary>Writes the answer to a request.</summary>
    /// <param name="head">Request line and headers.</param>
    /// <param name="body">Connection.</param>
    /// <param name="stop">The server ends.</param>
    public delegate Task Script(string head, Stream body, CancellationToken stop);

    /// <summary>The script, which may be replaced at any time.</summary>
    public Script Answer { get; set; }

    /// <summary>Heads of all requests so far.</summary>
    public ConcurrentQueue<string> Heads { get; } = new();

    /// <summary>Connections so far, with or without a request.</summary>
    public int Connections;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public Uri Address => new($"{(certificate is null ? "http" : "https")}://127.0.0.1:{Port}/list.csv");

    public static SourceServer Start(Script script) => new(script, null);

    /// <summary>A server whose certificate no one has signed.</summary>
    public static SourceServer StartTls(Script script)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var own = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return new(script, X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null));
    }

    /// <summary>A file with its length.</summary>
    public static Script File(string text, string headers = "") => (_, body, stop) => WriteAsync(
        body, string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\n{headers}\r\n{text}"), stop);

    /// <summary>A file that is sent once; a client that names its tag gets 304.</summary>
    public static Script Tagged(string text, string tag) => (head, body, stop) => head.Contains($"If-None-Match: {tag}", StringComparison.Ordinal)
        ? WriteAsync(body, $"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n", stop)
        : File(text, $"ETag: {tag}\r\n")("", body, stop);

    /// <summary>A status without a body.</summary>
    public static Script Status(int status, string headers = "") => (_, body, stop) => WriteAsync(
        body, string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Status\r\nContent-Length: 0\r\n{headers}\r\n"), stop);

    /// <summary>A redirect.</summary>
    public static Script Redirect(string to) => Status(302, $"Location: {to}\r\n");

    /// <summary>Any bytes, after which the connection is closed.</summary>
    public static Script Raw(string text) => (_, body, stop) => WriteAsync(body, text, stop);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await loop;
        certificate?.Dispose();
        stop.Dispose();
    }

    private static async Task WriteAsync(Stream body, string text, CancellationToken stop) => await body.WriteAsync(Encoding.UTF8.GetBytes(text), stop);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                Interlocked.Increment(ref Connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server ends.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (certificate is not null)
                {
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(certificate);
                    stream = secure;
                }

                var head = new StringBuilder();
                var buffer = new byte[4096];
                while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    var read = await stream.ReadAsync(buffer, stop.Token);
                    if (read == 0)
                    {
                        return;
                    }

                    head.Append(Encoding.ASCII.GetString(buffer, 0, read));
                }

                Heads.Enqueue(head.ToString());
                await Answer(head.ToString(), stream, stop.Token);
                await stream.FlushAsync(stop.Token);
                client.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // The client has left, or the server ends.
            }
        }
    }
}
