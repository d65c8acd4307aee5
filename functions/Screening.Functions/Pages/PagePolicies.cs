namespace Screening.Functions.Pages;

/// <summary>Content policies of the pages: what a browser may load and do for each of them, and nothing else.</summary>
internal static class PagePolicies
{
    /// <summary>
    /// Our own pages: files and answers of this origin. No page can be framed, no form can be sent by the browser itself,
    /// and no text can become markup or script.
    /// </summary>
    public const string Own =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-ancestors 'none'; "
        + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>
    /// The reference. Scripts of this origin and those with the nonce of this one answer. Scalar writes style elements and
    /// attributes as it goes and draws some signs as data addresses; neither can run anything or reach another host.
    /// </summary>
    public static string Reference(string nonce) =>
        $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
}
