using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Screening.Functions.Security;

namespace Screening.Functions.Pages;

/// <summary>
/// The application at <c>/app/</c>. Every address below it is answered with the same page, which reads the address itself. Page and
/// files need a session; the page has the user, the roles and what they allow, so that it needs no request for them.
/// </summary>
internal static class AppPage
{
    /// <summary>Where the build of the page leaves room for the session.</summary>
    private const string Place = "<!--session-->";

    /// <summary>Maps the page and its files.</summary>
    public static void MapApp(this IEndpointRouteBuilder routes)
    {
        var marked = new OpensInABrowser("app", ReturnsToAddress: true);
        routes.MapMethods(AppFile.Folder + "{name}", ["GET", "HEAD"], (HttpContext context, string name) => AppFile.Answer(context, name))
            .RequireAccess(Access.UsePages).WithMetadata(marked);
        routes.MapMethods("/app/{*path}", ["GET", "HEAD"], (HttpContext context) => Answer(context))
            .RequireAccess(Access.UsePages).WithMetadata(marked);
    }

    private static IResult Answer(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = PagePolicies.Own;
        return Results.Bytes(Encoding.UTF8.GetBytes(AppFile.Shell.Replace(Place, Session(context.User), StringComparison.Ordinal)), "text/html; charset=utf-8");
    }

    private static string Session(ClaimsPrincipal user)
    {
        var roles = Roles.All.Where(user.IsInRole);
        var access = Enum.GetValues<Access>().Where(one => AccessTable.RolesFor(one).Any(user.IsInRole));
        return string.Concat(
            Meta("user", user.Identity?.Name), Meta("roles", string.Join(' ', roles)), Meta("access", string.Join(' ', access)),
            Meta("ends", user.FindFirst(SessionAuthentication.EndsClaim)?.Value));
    }

    private static string Meta(string name, string? value) =>
        $"""<meta name="screening-{name}" content="{HtmlEncoder.Default.Encode(value ?? "")}">{"\n"}""";
}
