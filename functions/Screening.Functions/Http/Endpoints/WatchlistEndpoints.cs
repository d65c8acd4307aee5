using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests.Watchlists;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Lists;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Lists.Formats.Reading;
using Screening.Functions.Proposals;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Endpoints;

/// <summary>Watchlists: read the active ones, import a new version completely or not at all, confirm an import.</summary>
public static partial class WatchlistEndpoints
{
    /// <summary>Maximum size in bytes of a list imported over HTTP.</summary>
    public const int BodyLimit = ImportLimits.FileBytes;

    /// <summary>Media types of a list. The content tells the format; the type of the request only says that it is a list.</summary>
    public static ImmutableArray<string> MediaTypes { get; } =
    [
        "text/csv", "text/plain", "text/tab-separated-values", "application/xml", "text/xml", "application/zip", "application/gzip", "application/octet-stream",
    ];

    /// <summary>Maximum number of confirmations returned, latest day first.</summary>
    private const int ConfirmationsShown = 100;

    /// <summary>Maps the routes.</summary>
    public static void MapWatchlists(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/api/v1/watchlists", ["GET", "HEAD"], ListAsync).RequireAccess(Access.ReadRules);
        routes.MapMethods("/api/v1/watchlists/{id}", ["GET", "HEAD"], ReadAsync).RequireAccess(Access.ReadRules);
        routes.MapMethods("/api/v1/watchlists/{id}/imports/{importId}", ["GET", "HEAD"], ImportAsync).RequireAccess(Access.ReadRules);
        routes.MapPost("/api/v1/watchlists/{id}/imports", AddAsync)
            .RequireAccess(Access.EditLists).WithBodyLimit(BodyLimit).TakesBody([.. MediaTypes]);
        routes.MapPost("/api/v1/watchlists/{id}/confirm", ConfirmAsync).RequireAccess(Access.EditLists).WithBodyLimit(Limits.BodyBytes + 1);
    }

    private static async Task<IResult> ListAsync(ScreeningStorage storage, CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        var lists = await Task.WhenAll(head.Manifest.Lists.Select(list => storage.Imports.FindAsync(list.Key, list.Value, cancellation)));
        return Wire.Json(new WatchlistsAnswer(head.SourceVersion, lists));
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string id, ScreeningStorage storage, CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        if (!head.Manifest.Lists.TryGetValue(id, out var active))
        {
            return Problems.NotFound("There is no watchlist with this id.");
        }

        context.Response.Headers.ETag = head.Manifest.ETagOf(id);
        return await ImportAsync(id, active, storage, cancellation);
    }

    private static async Task<IResult> ImportAsync(string id, string importId, ScreeningStorage storage, CancellationToken cancellation)
    {
        var head = await storage.Head.ReadAsync(cancellation);
        if (!StorageKey().IsMatch(id) || !StorageKey().IsMatch(importId) || await storage.Imports.FindAsync(id, importId, cancellation) is not { } header)
        {
            return Problems.NotFound("There is no such import.");
        }

        var confirmations = await storage.Confirmations.ListAsync(id, importId, cancellation).Take(ConfirmationsShown).ToListAsync(cancellation);
        return Wire.Json(new ImportAnswer(
            head.Manifest.Lists.GetValueOrDefault(id) == importId, header, ConfirmedOn(header, confirmations.FirstOrDefault()?.CheckedOn), confirmations));
    }

    private static DateOnly ConfirmedOn(ImportHeader header, DateOnly? confirmed) => confirmed > header.ImportedOn ? confirmed.Value : header.ImportedOn;

    /// <summary>Records the statement of a person or a job that the active import is still what the source publishes.</summary>
    private static async Task<IResult> ConfirmAsync(
        HttpContext context, string id, ScreeningStorage storage, ListStandings standings, TimeProvider time, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        var head = await storage.Head.ReadAsync(cancellation);
        if (!head.Manifest.Lists.TryGetValue(id, out var active) || await storage.Imports.FindAsync(id, active, cancellation) is not { } header)
        {
            return Problems.NotFound("There is no watchlist with this id.");
        }

        if (!context.Change().Holds(head.Manifest.ETagOf(id)))
        {
            return Problems.PreconditionFailed($"Another import is active since you read it; its tag is now {head.Manifest.ETagOf(id)}. Read it again.");
        }

        var now = time.GetUtcNow();
        var asked = ConfirmationBody.Parse(body.Utf8, header.ImportedOn, DateOnly.FromDateTime(now.UtcDateTime));
        if (!asked.IsValid)
        {
            return Problems.InvalidRequest(asked.Errors);
        }

        var confirmation = ListConfirmation.Of(header, context.Actor(), asked.Value.Reason, now) with { CheckedOn = asked.Value.CheckedOn };
        await storage.Confirmations.AddAsync(confirmation, cancellation);
        await standings.LookAgainAsync();
        var newest = await storage.Confirmations.NewestAsync(id, active, cancellation);
        return Wire.Json(new ConfirmedAnswer(id, active, ConfirmedOn(header, newest), confirmation));
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, string id, ScreeningStorage storage, ProposalFlow flow, TimeProvider time, CancellationToken cancellation)
    {
        var errors = new List<RequestError>();
        var import = ImportQuery.Read(context.Request.Query, id, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), errors);
        if (context.Request.ContentLength is null)
        {
            errors.Add(new RequestError("$", ErrorCodes.LengthRequired, "a list is sent with a Content-Length"));
        }

        if (errors.Count > 0)
        {
            return Problems.InvalidRequest([.. errors]);
        }

        var change = context.Change();
        var head = await storage.Head.ReadAsync(cancellation);
        if (change.IsBlind(head.Manifest.ETagOf(id)))
        {
            return Problems.PreconditionRequired();
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellation);
        body.Position = 0;
        var format = context.Request.Query["format"];
        var read = ListFile.Read(body, format.Count == 0 ? null : format.ToString(), cancellation: cancellation);
        var faults = read.FaultsOfImport(import.Date);
        if (!faults.IsEmpty)
        {
            return Problems.Unprocessable(
                "The list was not imported; the active one stays. Nothing was changed.",
                [.. faults.Select(error => new RequestError($"line {error.Line.ToString(CultureInfo.InvariantCulture)}", ErrorCodes.BadRow, error.Column.Length == 0 ? error.Message : $"{error.Column}: {error.Message}"))]);
        }

        var sha = Convert.ToHexStringLower(SHA256.HashData(body.ToArray()));
        var list = import with { Entries = read.Entries, Sha256 = sha, LeftOut = read.LeftOut };
        var terms = new ProposalTerms(list.Reason ?? $"import of {list.Source}", ProposalFlow.UsualDays);
        var outcome = await flow.ImportListAsync(list, terms, context.Person(), change, cancellation);
        return outcome.ToResult(context, read.LeftOut);
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex StorageKey();
}
