using System.Text;
using System.Text.Encodings.Web;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Http.Endpoints;

/// <summary>
/// The pages at the <c>type</c> of problems: cause and remedy. They are the same for every caller and contain no personal data,
/// so they are anonymous like any static file.
/// </summary>
public static class ProblemPageEndpoints
{
    /// <summary>Maps the route.</summary>
    public static void MapProblemPages(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/problems/{slug}", ["GET", "HEAD"], (string slug) => ProblemTypes.Find(slug) is { } type
            ? Results.Text(PageOf(type), "text/html", Encoding.UTF8)
            : Problems.NotFound("There is no problem of this type.")).AllowAnonymous();
    }

    /// <summary>
    /// The page. It has no style and no script, because the content security policy of every response forbids both.
    /// </summary>
    internal static string PageOf(ProblemType type)
    {
        static string Text(string text) => HtmlEncoder.Default.Encode(text);
        var codes = type.Status is 400 or 422
            ? $"<h2>Codes in errors</h2><dl>{string.Concat(ErrorCodes.All.Select(code => $"<dt><code>{code.Key}</code></dt><dd>{Text(code.Value)}</dd>"))}</dl>"
            : "";
        return $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Text(type.Title)}</title></head>
            <body><h1>{Text(type.Title)}</h1><p><code>/problems/{type.Slug}</code>, HTTP {type.Status}</p>
            <p>{Text(type.Meaning)}</p><h2>What to do</h2><p>{Text(type.Remedy)}</p>{codes}</body></html>
            """;
    }
}
