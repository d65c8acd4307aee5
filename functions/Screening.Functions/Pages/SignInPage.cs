using System.Text;
using Screening.Functions.Hosting;
using Screening.Functions.Security;

namespace Screening.Functions.Pages;

/// <summary>
/// The page at <c>/</c>: a form for a key. A signed-in user is sent on to the application. It is also the response to the
/// readiness ping of the Functions host, so it requires no credentials.
/// </summary>
/// <param name="mode">How this service is run.</param>
internal sealed class SignInPage(HostMode mode)
{
    private const string Name = "Export-control screening";

    /// <summary>
    /// What a decision covers and what it leaves out. The member <c>notChecked</c> of every response has the full text.
    /// </summary>
    private const string Coverage = """
        <dl class="coverage">
        <dt>Checked</dt><dd>Missile-technology reasons, embargoes, parties and their owners against the lists on file, military end use, weapons of mass destruction.</dd>
        <dt>Not checked</dt><dd>Other reasons for control, de minimis, foreign direct product rules, licences already held. Free text is not read for meaning.</dd>
        </dl>
        """;

    private readonly byte[] form = Encoding.UTF8.GetBytes(Whole($"Sign in · {Name}", Form(mode)));

    /// <summary>The form; a signed-in user is sent on to the application.</summary>
    public IResult Answer(HttpContext context)
    {
        if (context.User.HasClaim(claim => claim.Type == SessionAuthentication.EndsClaim))
        {
            return Results.Redirect(AppAddress.OrStart(context.Request.Query["to"]));
        }

        context.Response.Headers.ContentSecurityPolicy = PagePolicies.Own;
        return Results.Bytes(form, "text/html; charset=utf-8");
    }

    private static string Whole(string title, string main) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title}</title>
        <link rel="icon" type="image/svg+xml" href="{PageFile.Folder}icon.svg">
        <link rel="stylesheet" href="{PageFile.Folder}pages.css">
        <script type="module" src="{PageFile.Folder}sign-in.js"></script>
        </head>
        <body>
        <header><img src="{PageFile.Folder}icon.svg" alt="" width="40" height="40"><p>{Name}</p></header>
        <main>
        {main}
        </main>
        <footer><p>A screening aid. A person who answers for the export decides, and every answer says what was not checked.</p></footer>
        </body>
        </html>

        """;

    private static string Form(HostMode mode) => $"""
        <h1>Sign in</h1>
        <p class="lead">May this transaction go ahead? Sign in to check a shipment, or to read the API.</p>
        {Coverage}
        <noscript><p class="message">This page needs JavaScript to exchange the key for a session.</p></noscript>
        <p class="message" id="reason" role="alert" hidden></p>
        <p class="help" id="signed-in" hidden>Signed in already in this browser? <a id="continue" href="/app/">Continue</a></p>
        <form id="sign-in">
        <label for="key">API key</label>
        <div class="field">
        <input id="key" type="password" required autofocus autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="200" aria-describedby="key-help">
        <button id="show" type="button" class="quiet" aria-pressed="false" aria-controls="key">Show<span class="unseen"> the key</span></button>
        </div>
        <p class="help" id="key-help">It starts with <code>scr_</code>. It is sent once, for a session of an hour in this browser, and is kept nowhere.</p>
        <button id="go" type="submit">Sign in</button>
        </form>
        <p class="help">{(mode == HostMode.StandaloneEmbedded
            ? "On your own machine, eight development keys stand in the terminal where the server was started."
            : "No key? An administrator of this service makes one for you.")}</p>
        """;
}
