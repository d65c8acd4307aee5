namespace Screening.Functions.Pages;

/// <summary>Content security policies of the pages. A browser may load and do only what the policy of the page allows.</summary>
internal static class PagePolicies
{
    /// <summary>
    /// Policy of our own pages: only files and responses of this origin. A page cannot be framed, the browser cannot submit a
    /// form itself, and text cannot become markup or script.
    /// </summary>
    public const string Own =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-ancestors 'none'; "
        + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>
    /// Policy of the reference: only scripts of this origin or with the nonce of this response. Scalar creates style elements and
    /// attributes at run time and uses data URLs for some icons. Neither can run code or reach another host.
    /// </summary>
    public static string Reference(string nonce) =>
        $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
}
