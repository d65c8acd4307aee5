using Screening.Functions.Hosting;
using Screening.Functions.Security;

namespace Screening.Functions.Pages;

/// <summary>The routes of the pages.</summary>
public static class PageEndpoints
{
    /// <summary>
    /// Maps the sign-in page, the application, the reference and their files. The Functions host uses the sign-in page for its readiness ping.
    /// </summary>
    public static void MapPages(this IEndpointRouteBuilder routes, HostSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var page = new SignInPage(settings.Mode);
        routes.MapMethods("/", ["GET", "HEAD"], (HttpContext context) => page.Answer(context))
            .AllowAnonymous().WithMetadata(new OpensInABrowser("start"));
        routes.MapMethods(PageFile.Folder + "{name}", ["GET", "HEAD"], (HttpContext context, string name) => PageFile.Answer(context, name))
            .AllowAnonymous();
        routes.MapApp();
        routes.MapReference();
    }
}
