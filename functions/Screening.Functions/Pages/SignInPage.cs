using System.Collections.Immutable;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Screening.Functions.Hosting;
using Screening.Functions.Security;

namespace Screening.Functions.Pages;

/// <summary>
/// The page at <c>/</c>: a form for a key or, for a signed-in user, the name, the roles and links. It is also the response to the
/// readiness ping of the Functions host, so it requires no credentials.
/// </summary>
/// <param name="mode">How this service is run.</param>
internal sealed class SignInPage(HostMode mode)
{
    private const string Name = "Export-control screening";

    /// <summary>The permissions of each role, in the order in which roles are listed.</summary>
    private static readonly ImmutableArray<(string Role, string Means)> RoleMeanings =
    [
        (Roles.Screener, "Asks for decisions and reads them."),
        (Roles.Reviewer, "Asks for decisions, reads them, and rules on matches."),
        (Roles.PolicyEditor, "Writes and proposes policies, country sets, the control list and registries."),
        (Roles.PolicyApprover, "Approves or rejects what a policy editor proposes."),
        (Roles.ListEditor, "Imports watchlists."),
        (Roles.ListApprover, "Approves or rejects imports that remove or change entries."),
        (Roles.Auditor, "Reads everything, verifies and exports records, changes nothing."),
        (Roles.Admin, "Manages keys, and erases personal fields without reading them."),
    ];

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

    /// <summary>The page for this caller.</summary>
    public IResult Answer(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = PagePolicies.Own;
        return Results.Bytes(
            context.User.FindFirst(SessionAuthentication.EndsClaim) is { } ends ? Encoding.UTF8.GetBytes(Whole($"Signed in · {Name}", SignedIn(context.User, ends.Value))) : form,
            "text/html; charset=utf-8");
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
        <p class="lead">May this transaction go ahead? Sign in to read the API and try a screening.</p>
        {Coverage}
        <noscript><p class="message">This page needs JavaScript to exchange the key for a session.</p></noscript>
        <p class="message" id="reason" role="alert" hidden></p>
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
            ? "On your own machine, seven development keys stand in the terminal where the server was started."
            : "No key? An administrator of this service makes one for you.")}</p>
        """;

    private static string SignedIn(ClaimsPrincipal caller, string ends)
    {
        var roles = RoleMeanings.Where(role => caller.IsInRole(role.Role))
            .Select(role => $"<dt>{role.Role}</dt><dd>{role.Means}</dd>");
        var who = HtmlEncoder.Default.Encode(caller.Identity?.Name ?? "");
        return $"""
            <h1>Signed in</h1>
            <p class="lead">You are <strong id="who">{who}</strong>, until <time id="ends" datetime="{HtmlEncoder.Default.Encode(ends)}">{HtmlEncoder.Default.Encode(ends)}</time>.</p>
            {Coverage}
            <h2 id="roles">What you may do</h2>
            <dl aria-labelledby="roles">{string.Concat(roles)}</dl>
            <p class="message" id="reason" role="alert" hidden></p>
            <div class="ways">
            <a class="button" id="reference" href="{ReferencePage.Path}/">Open the API reference</a>
            <button id="sign-out" type="button" class="quiet">Sign out</button>
            </div>
            <p class="help">The reference describes every operation and sends requests for you. A screening you try there is a real one: it is put on record under your name, unless <code>dryRun</code> is true.</p>
            """;
    }
}
