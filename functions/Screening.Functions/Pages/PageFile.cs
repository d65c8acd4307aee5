using System.Collections.Frozen;
using System.Security.Cryptography;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Pages;

/// <summary>
/// A file loaded by the pages: style sheet, script or icon. The files are the same for every caller and contain no personal data,
/// so they are anonymous like any static file.
/// </summary>
internal sealed class PageFile
{
    /// <summary>Prefix of the route of every file.</summary>
    public const string Folder = "/assets/";

    private const string ResourcePrefix = "pages/";

    private static readonly FrozenDictionary<string, PageFile> All = typeof(PageFile).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[ResourcePrefix.Length..], name => new PageFile(name), StringComparer.Ordinal);

    private readonly Lazy<byte[]> bytes;
    private readonly Lazy<string> tag;

    private PageFile(string resource)
    {
        bytes = new(() => Read(resource));
        tag = new(() => $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes.Value))[..16]}\"");
        MediaType = Path.GetExtension(resource) switch
        {
            ".css" => "text/css",
            ".js" => "text/javascript",
            ".svg" => "image/svg+xml",
            var other => throw new InvalidOperationException($"a page file cannot have the extension {other}"),
        };
    }

    private string MediaType { get; }

    /// <summary>
    /// Returns the file with this name: 304 if the client has the current version, a problem if there is no such file.
    /// </summary>
    public static IResult Answer(HttpContext context, string name)
    {
        if (!All.TryGetValue(name, out var file))
        {
            return Problems.NotFound("There is no file of this name.");
        }

        // The browser must revalidate on every load, so that a page never runs with the script of another version.
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ETag = file.tag.Value;
        return context.Request.Headers.IfNoneMatch == file.tag.Value
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(file.bytes.Value, file.MediaType + "; charset=utf-8");
    }

    private static byte[] Read(string resource)
    {
        using var stream = typeof(PageFile).Assembly.GetManifestResourceStream(resource)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
