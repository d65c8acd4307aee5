using System.Collections.Frozen;
using System.Security.Cryptography;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Pages;

/// <summary>
/// A file of the application as Vite built it. Its name has a hash of its content, so a browser keeps it for good. It is compressed
/// by the build, once.
/// </summary>
internal sealed class AppFile
{
    /// <summary>Prefix of the route of every file.</summary>
    public const string Folder = "/app/assets/";

    private const string ResourcePrefix = "app/";

    /// <summary>Ends of the names of compressed files with their content coding, the smallest first.</summary>
    private static readonly (string End, string Coding)[] Codings = [(".br", "br"), (".gz", "gzip")];

    private static readonly FrozenDictionary<string, AppFile> All = Load();

    private readonly Dictionary<string, Content> contents = new(StringComparer.Ordinal);

    private AppFile(string name) => MediaType = Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml; charset=utf-8",
        var other => throw new InvalidOperationException($"a file of the application cannot have the extension {other}"),
    };

    private string MediaType { get; }

    /// <summary>The page into which the session is written.</summary>
    public static string Shell { get; } = System.Text.Encoding.UTF8.GetString(Read(ResourcePrefix + "index.html"));

    /// <summary>
    /// Returns the file with this name, compressed if the client takes it; 304 if the client has it; a problem if there is none.
    /// </summary>
    public static IResult Answer(HttpContext context, string name)
    {
        if (!All.TryGetValue(name, out var file))
        {
            return Problems.NotFound("There is no file of this name.");
        }

        var headers = context.Response.Headers;
        var coding = file.CodingFor(context.Request);
        var content = file.contents[coding];
        headers.CacheControl = "private, max-age=31536000, immutable";
        headers.ETag = content.Tag;
        headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch == content.Tag)
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        if (coding.Length > 0)
        {
            headers.ContentEncoding = coding;
        }

        return Results.Bytes(content.Bytes, file.MediaType);
    }

    private string CodingFor(HttpRequest request)
    {
        var accepted = request.Headers.AcceptEncoding.ToString().Split(',')
            .Select(one => one.Split(';') is [var coding, .. var rest] && !rest.Any(value => value.Trim() is "q=0" or "q=0.0") ? coding.Trim() : "")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Codings.Select(one => one.Coding).FirstOrDefault(coding => accepted.Contains(coding) && contents.ContainsKey(coding)) ?? "";
    }

    private static FrozenDictionary<string, AppFile> Load()
    {
        const string Assets = ResourcePrefix + "assets/";
        var files = new Dictionary<string, AppFile>(StringComparer.Ordinal);
        foreach (var resource in typeof(AppFile).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Assets, StringComparison.Ordinal)))
        {
            var name = resource[Assets.Length..];
            var (end, coding) = Codings.FirstOrDefault(one => name.EndsWith(one.End, StringComparison.Ordinal), (End: "", Coding: ""));
            var plain = name[..^end.Length];
            if (!files.TryGetValue(plain, out var file))
            {
                files.Add(plain, file = new AppFile(plain));
            }

            file.contents.Add(coding, new Content(Read(resource)));
        }

        return files.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static byte[] Read(string resource)
    {
        using var stream = typeof(AppFile).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not in the assembly: the application was not built");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private sealed record Content(byte[] Bytes)
    {
        public string Tag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes))[..16]}\"";
    }
}
