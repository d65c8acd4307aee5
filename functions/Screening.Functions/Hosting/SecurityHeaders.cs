namespace Screening.Functions.Hosting;

/// <summary>Headers of every answer. An endpoint may widen the content policy for its own page, and nothing else.</summary>
public static class SecurityHeaders
{
    /// <summary>What an answer that is no page lets a browser do with it.</summary>
    public const string NothingAllowed = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Two years, as preload lists ask for.</summary>
    private const string Hsts = "max-age=63072000; includeSubDomains";

    /// <summary>Sets them, just before the first byte of the answer leaves.</summary>
    public static Task SetAsync(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers[CorrelationId.Header] = context.TraceIdentifier;
        headers.TryAdd("Content-Security-Policy", NothingAllowed);
        headers.TryAdd("Cache-Control", "no-store");
        if (IsHttps(context.Request))
        {
            headers.StrictTransportSecurity = Hsts;
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Whether the caller came by HTTPS, also to a front end that ends it. The header can be forged: it only ever makes
    /// the forger's own answer stricter.
    /// </summary>
    public static bool IsHttps(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.IsHttps
            || string.Equals(request.Headers["X-Forwarded-Proto"].ToString(), "https", StringComparison.OrdinalIgnoreCase);
    }
}
