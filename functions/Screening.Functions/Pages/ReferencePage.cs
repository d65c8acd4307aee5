using System.Security.Cryptography;
using Scalar.AspNetCore;
using Screening.Functions.Http.OpenApi;
using Screening.Functions.Security;

namespace Screening.Functions.Pages;

/// <summary>
/// The interactive reference, where a signed-in user can try every operation. Scalar and all its files come from its package and
/// are served by this service. Its features that contact other hosts are turned off, and the content security policy forbids
/// them.
/// </summary>
internal static class ReferencePage
{
    /// <summary>Route of the reference.</summary>
    public const string Path = "/reference";

    private const int NonceBytes = 16;

    /// <summary>
    /// Maps the page, which requires sign-in, and the files of Scalar, which are anonymous like any static file.
    /// </summary>
    public static void MapReference(this IEndpointRouteBuilder routes) =>
        routes.MapScalarApiReference(Path, Configure).RequireAccess(Access.UsePages).WithMetadata(new OpensInABrowser("reference"));

    private static void Configure(ScalarOptions options, HttpContext context)
    {
        options.Nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
        context.Response.Headers.ContentSecurityPolicy = PagePolicies.Reference(options.Nonce);
        options.Title = "API reference: export-control screening";
        options.Favicon = PageFile.Folder + "icon.svg";
        options.OpenApiRoutePattern = ApiDescriptionEndpoints.Path;
        options.JavaScriptConfiguration = PageFile.Folder + "reference.js";
        options.HeadContent = $"""<link rel="stylesheet" href="{PageFile.Folder}reference.css">""";
        options.HeaderContent = $"""
            <header class="bar"><a href="/app/"><img src="{PageFile.Folder}icon.svg" alt="" width="24" height="24">Export-control screening</a>
            <span>Requests are sent as {System.Text.Encodings.Web.HtmlEncoder.Default.Encode(context.User.Identity?.Name ?? "")}, and recorded.</span>
            <span>Checked: missile-technology reasons, embargoes, parties, military end use. Not checked: other reasons for control.</span></header>
            """;
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.ProxyUrl = "";
        options.PersistentAuthentication = false;
        options.HideClientButton = true;
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.DocumentDownloadType = DocumentDownloadType.Direct;
        options.DisableAgent();
        options.DisableMcp();
    }
}
