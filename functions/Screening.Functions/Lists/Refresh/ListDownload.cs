using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using Polly;
using Polly.Retry;

namespace Screening.Functions.Lists.Refresh;

/// <summary>
/// Fetches a file from an address that <see cref="SourceAddressRule"/> allows. The address that a host resolves to is checked when
/// the connection is made, and the connection goes to the address that was checked, so a name that resolves differently a moment
/// later gains nothing. Proxies of the environment are not used, because they would connect in place of this check. No
/// credentials, cookies or trace headers are sent.
/// </summary>
public sealed class ListDownload : IDisposable
{
    /// <summary>Maximum number of redirects.</summary>
    public const int MostRedirects = 5;

    /// <summary>Maximum characters of an entity tag that is sent back.</summary>
    private const int TagCharacters = 300;

    private static readonly ProductInfoHeaderValue Product = new("Screening", typeof(ListDownload).Assembly.GetName().Version!.ToString(3));

    private readonly SourceAddressRule rule;
    private readonly TimeProvider time;
    private readonly DownloadLimits limits;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;
    private readonly Lazy<HttpMessageInvoker> http;
    private readonly ResiliencePipeline<Downloaded> retries;

    /// <summary>Creates a download.</summary>
    /// <param name="rule">Which addresses may be reached.</param>
    /// <param name="time">Clock.</param>
    /// <param name="limits">Limits; null for the usual ones.</param>
    /// <param name="resolve">Resolves host names; null for that of the machine.</param>
    public ListDownload(
        SourceAddressRule rule, TimeProvider time, DownloadLimits? limits = null, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        (this.rule, this.time, this.limits) = (rule, time, limits ?? new());
        this.resolve = resolve ?? Dns.GetHostAddressesAsync;
        http = new(NewClient);
        retries = new ResiliencePipelineBuilder<Downloaded> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Downloaded>
            {
                MaxRetryAttempts = this.limits.Retries,
                Delay = this.limits.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is Downloaded.Failed { IsTransient: true }),
            })
            .Build();
    }

    /// <summary>Fetches a file.</summary>
    /// <param name="address">The address.</param>
    /// <param name="validators">What the source said of the file that is known; null to fetch it in any case.</param>
    /// <param name="cancellation">Ends the download.</param>
    public async Task<Downloaded> GetAsync(Uri address, SourceValidators? validators, CancellationToken cancellation)
    {
        using var total = new CancellationTokenSource(limits.Total, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(total.Token, cancellation);
        try
        {
            return await retries.ExecuteAsync(async stop => await AttemptAsync(address, validators, stop), both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Downloaded.Failed(Text($"the download took longer than {limits.Total.TotalSeconds:0.#} seconds"));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (http.IsValueCreated)
        {
            http.Value.Dispose();
        }
    }

    private async Task<Downloaded> AttemptAsync(Uri address, SourceValidators? validators, CancellationToken cancellation)
    {
        try
        {
            return await FollowAsync(address, validators, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Downloaded.Failed("no connection was made in time", IsTransient: true);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return Reason(failure);
        }
    }

    private async Task<Downloaded> FollowAsync(Uri address, SourceValidators? validators, CancellationToken cancellation)
    {
        for (var (at, redirects) = (address, 0); ; redirects++)
        {
            if (rule.RefusalOf(at) is { } refusal)
            {
                return new Downloaded.Failed(redirects == 0 ? $"the address {refusal}" : $"a redirect leads to an address that {refusal}");
            }

            using var request = Request(at, validators);
            using var response = await http.Value.SendAsync(request, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                return await ReadAsync(response, at.IdnHost, validators is not null, cancellation);
            }

            if (redirects == MostRedirects)
            {
                return new Downloaded.Failed(Text($"the source redirects more than {MostRedirects} times"));
            }

            if (response.Headers.Location is not { } location || !Uri.TryCreate(at, location, out var next))
            {
                return new Downloaded.Failed($"{at.IdnHost} redirects and does not state where to");
            }

            at = next;
        }
    }

    private async Task<Downloaded> ReadAsync(HttpResponseMessage response, string host, bool isConditional, CancellationToken cancellation)
    {
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            return isConditional ? new Downloaded.Unchanged() : new Downloaded.Failed($"{host} answers 304 to a request without a condition");
        }

        var status = (int)response.StatusCode;
        if (status != 200)
        {
            return new Downloaded.Failed(Text($"{host} answers with status {status}"), IsTransient: status is 408 or 429 or >= 500);
        }

        var headers = response.Content.Headers;
        var problem = headers switch
        {
            { ContentType.MediaType: { } type } when type.Contains("html", StringComparison.OrdinalIgnoreCase) => "a page (HTML) instead of a list",
            { ContentEncoding.Count: > 0 } => "a compressed file, which was not asked for",
            { ContentLength: { } length } when length > limits.Bytes => TooLarge(),
            // Without either, a connection that breaks looks like the end of the file.
            { ContentLength: null } when response.Version.Major < 2 && response.Headers.TransferEncodingChunked != true => "a file whose length it does not state",
            _ => null,
        };
        if (problem is not null)
        {
            return new Downloaded.Failed($"{host} answers with {problem}");
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        using var file = new MemoryStream((int)(headers.ContentLength ?? 0));
        var buffer = new byte[81920];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (file.Length + read > limits.Bytes)
            {
                return new Downloaded.Failed($"{host} answers with {TooLarge()}");
            }

            file.Write(buffer, 0, read);
        }

        var tag = response.Headers.ETag?.ToString();
        return file.Length == 0
            ? new Downloaded.Failed($"{host} answers with an empty file")
            : new Downloaded.Whole(new(file.GetBuffer(), 0, (int)file.Length), new(tag?.Length <= TagCharacters ? tag : null, headers.LastModified));
    }

    private static HttpRequestMessage Request(Uri address, SourceValidators? validators)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(Product);
        request.Headers.Accept.ParseAdd("text/csv, application/xml, application/zip, application/gzip, */*;q=0.5");
        request.Headers.AcceptEncoding.ParseAdd("identity");
        if (validators?.ETag is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        request.Headers.IfModifiedSince = validators?.LastModified;
        return request;
    }

    private HttpMessageInvoker NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        ConnectTimeout = limits.Connect,
        ConnectCallback = ConnectAsync,
        MaxResponseHeadersLength = 32,
        // A name may resolve to another address next time, so no connection is kept for the next refresh.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
        SslOptions = { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
    });

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await resolve(host, cancellation);
        var scheme = context.InitialRequestMessage.RequestUri!.Scheme;
        // One address inside would be enough for a name with two, so all of them must be allowed.
        if (addresses.Length == 0 || !addresses.All(address => rule.Allows(address, scheme)))
        {
            throw new AddressRefusedException(host);
        }

        for (var index = 0; ; index++)
        {
            var socket = new Socket(addresses[index].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses[index], port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (index < addresses.Length - 1)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    // Messages of the framework hold addresses, so the reason is said anew.
    private static Downloaded.Failed Reason(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AddressRefusedException refused:
                    return new(refused.Message);
                case AuthenticationException:
                    return new("the certificate of the source is not valid for its host");
                case HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }:
                    return new("the answer of the source ended before it was complete", IsTransient: true);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return new("the host of the source is not known", IsTransient: true);
                case SocketException socket:
                    return new($"the source cannot be reached ({socket.SocketErrorCode})", IsTransient: true);
            }
        }

        return new("the source does not answer in HTTP", IsTransient: true);
    }

    private string TooLarge() => Text($"a file of more than {limits.Bytes} bytes");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
