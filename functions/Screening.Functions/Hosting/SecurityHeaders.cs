namespace Screening.Functions.Hosting;

/// <summary>
/// Security headers of every response. An endpoint may relax only the content security policy, and only for its own page.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>Content security policy of a response that is not a page.</summary>
    public const string NothingAllowed = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Two years, as required by HSTS preload lists.</summary>
    private const string Hsts = "max-age=63072000; includeSubDomains";

    /// <summary>Sets the headers just before the first byte of the response is sent.</summary>
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
    /// Whether the request used HTTPS, including HTTPS terminated by a front end. The header can be forged, but forging it only
    /// makes the response to the forger stricter.
    /// </summary>
    public static bool IsHttps(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.IsHttps
            || string.Equals(request.Headers["X-Forwarded-Proto"].ToString(), "https", StringComparison.OrdinalIgnoreCase);
    }
}
