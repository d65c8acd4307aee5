using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Screening.Functions.Contracts;
using Screening.Functions.Hosting;
using Screening.Functions.Lists;
using Screening.Functions.Security;
using Screening.Functions.Snapshots;
using Screening.Functions.Storage;

namespace Screening.Functions.Endpoints;

/// <summary>Watchlists: which are active, and importing a new version of one, whole or not at all.</summary>
public static partial class WatchlistEndpoints
{
    /// <summary>Largest list accepted over HTTP, bytes.</summary>
    public const int BodyLimit = 64 * 1024 * 1024;

    /// <summary>Maps the routes.</summary>
    public static void MapWatchlists(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/api/v1/watchlists", ["GET", "HEAD"], ListAsync).RequireAccess(Access.ReadRules);
        routes.MapMethods("/api/v1/watchlists/{id}", ["GET", "HEAD"], ReadAsync).RequireAccess(Access.ReadRules);
        routes.MapMethods("/api/v1/watchlists/{id}/imports/{importId}", ["GET", "HEAD"], ImportAsync).RequireAccess(Access.ReadRules);
        routes.MapPost("/api/v1/watchlists/{id}/imports", AddAsync)
            .RequireAccess(Access.EditLists).WithBodyLimit(BodyLimit).TakesBody("text/csv");
    }

    private static async Task<IResult> ListAsync(StorageRoom room, CancellationToken cancellation)
    {
        var head = await room.Head.ReadAsync(cancellation);
        var lists = await Task.WhenAll(head.Manifest.Lists.Select(list => room.Imports.FindAsync(list.Key, list.Value, cancellation)));
        return Wire.Json(new WatchlistsAnswer(head.SourceVersion, lists));
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string id, StorageRoom room, CancellationToken cancellation)
    {
        var head = await room.Head.ReadAsync(cancellation);
        if (!head.Manifest.Lists.TryGetValue(id, out var active))
        {
            return Problems.NotFound("There is no watchlist with this id.");
        }

        context.Response.Headers.ETag = head.Manifest.ETagOf(id);
        return await ImportAsync(id, active, room, cancellation);
    }

    private static async Task<IResult> ImportAsync(string id, string importId, StorageRoom room, CancellationToken cancellation)
    {
        var head = await room.Head.ReadAsync(cancellation);
        return StorageKey().IsMatch(id) && StorageKey().IsMatch(importId) && await room.Imports.FindAsync(id, importId, cancellation) is { } header
            ? Wire.Json(new ImportAnswer(head.Manifest.Lists.GetValueOrDefault(id) == importId, header))
            : Problems.NotFound("There is no such import.");
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, string id, ChangeFlow flow, TimeProvider time, CancellationToken cancellation)
    {
        var errors = new List<RequestError>();
        var import = Header(context.Request, id, time, errors);
        if (context.Request.ContentLength is null)
        {
            errors.Add(new RequestError("$", ErrorCodes.LengthRequired, "a list is sent with a Content-Length"));
        }

        if (errors.Count > 0)
        {
            return Problems.InvalidRequest([.. errors]);
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellation);
        body.Position = 0;
        var format = context.Request.Query["format"];
        var read = WatchlistCsv.Read(body, format.Count == 0 ? null : format.ToString(), cancellation);
        if (!read.Errors.IsEmpty)
        {
            return Problems.Unprocessable(
                "The list was not imported; the active one stays. Nothing was changed.",
                [.. read.Errors.Select(error => new RequestError($"line {error.Line.ToString(CultureInfo.InvariantCulture)}", ErrorCodes.BadRow, error.Column.Length == 0 ? error.Message : $"{error.Column}: {error.Message}"))]);
        }

        var sha = Convert.ToHexStringLower(SHA256.HashData(body.ToArray()));
        return (await flow.ImportListAsync(import with { Entries = read.Entries, Sha256 = sha }, context.Change(), cancellation)).ToResult(context);
    }

    /// <summary>What the query says of the list; every problem is reported.</summary>
    private static ListImport Header(HttpRequest request, string id, TimeProvider time, List<RequestError> errors)
    {
        if (!FeedId().IsMatch(id))
        {
            errors.Add(new RequestError("id", ErrorCodes.InvalidFormat, "a feed id is 2 to 40 lower-case letters, digits and hyphens"));
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (!DateOnly.TryParseExact(request.Query["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date > today)
        {
            errors.Add(new RequestError("date", ErrorCodes.Required, "give the date of the list, yyyy-MM-dd, not after today"));
        }

        var source = request.Query["source"].ToString();
        if (source.Length is 0 or > 300)
        {
            errors.Add(new RequestError("source", ErrorCodes.Required, "say where the list comes from, up to 300 characters"));
        }

        var format = request.Query["format"].ToString();
        if (format.Length > 0 && !ListFormats.All.Contains(format))
        {
            errors.Add(new RequestError("format", ErrorCodes.UnknownCode, "is not a known layout", ListFormats.All));
        }

        var title = request.Query["title"].ToString();
        return new ListImport
        {
            Feed = id,
            Title = title.Length is 0 or > 300 ? id : title,
            Date = date,
            Source = source,
            Entries = [],
            ConfirmDrop = request.Query["confirmDrop"] == "true",
        };
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{1,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FeedId();

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex StorageKey();
}
