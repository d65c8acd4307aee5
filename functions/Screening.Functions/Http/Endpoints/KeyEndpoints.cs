using System.Security.Claims;
using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Security;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Http.Endpoints;

/// <summary>API keys: create, list, rotate and revoke. A secret is returned only in the response that created the key.</summary>
public static partial class KeyEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/api/v1/keys", ["GET", "HEAD"], ListAsync).RequireAccess(Access.ManageKeys);
        routes.MapPost("/api/v1/keys", CreateAsync).RequireAccess(Access.ManageKeys).WithBodyLimit(Limits.BodyBytes + 1);
        routes.MapPost("/api/v1/keys/{id}/rotate", RotateAsync).RequireAccess(Access.ManageKeys).WithBodyLimit(Limits.BodyBytes + 1);
        routes.MapPost("/api/v1/keys/{id}/revoke", RevokeAsync).RequireAccess(Access.ManageKeys);
    }

    private static async Task<IResult> ListAsync(ScreeningStorage storage, CancellationToken cancellation)
    {
        var keys = new List<ApiKey>();
        await foreach (var key in storage.Keys.ListAsync(cancellation))
        {
            keys.Add(key);
        }

        return Wire.Json(new KeysAnswer(keys.OrderBy(key => key.Name, StringComparer.Ordinal).ThenBy(key => key.CreatedAt).Take(ApiKeyIssue.MostKeys).Select(Shown)));
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, ScreeningStorage storage, TimeProvider time, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var parsed = KeyRequest.Parse(body.Utf8);
        if (!parsed.IsValid)
        {
            return Problems.InvalidRequest(parsed.Errors);
        }

        if (await ApiKeyIssue.IsFullAsync(storage.Keys, cancellation))
        {
            return Problems.Conflict("There are as many keys as can be kept; revoked ones count.");
        }

        var wanted = new WantedKey
        {
            Name = parsed.Value.Name, Roles = parsed.Value.Roles, Days = parsed.Value.Days, By = context.Actor(), Now = time.GetUtcNow(),
        };
        return Issued(await ApiKeyIssue.CreateAsync(storage.Keys, wanted, cancellation), context);
    }

    private static async Task<IResult> RotateAsync(
        HttpContext context, string id, ScreeningStorage storage, TimeProvider time, CancellationToken cancellation)
    {
        var body = await RequestBody.ReceiveAsync(context.Request, Limits.BodyBytes, cancellation);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var parsed = KeyRotation.Parse(body.Utf8);
        if (!parsed.IsValid)
        {
            return Problems.InvalidRequest(parsed.Errors);
        }

        var now = time.GetUtcNow();
        if (await storage.Keys.FindAsync(id, cancellation) is not { } old)
        {
            return Problems.NotFound("There is no key with this id.");
        }

        if (old.RevokedAt is not null || old.ExpiresAt <= now)
        {
            return Problems.Conflict("This key is no longer good, so there is nothing to go on with; make a new one.");
        }

        var wanted = new WantedKey { Name = old.Name, Roles = old.Roles, Days = parsed.Value.Days, By = context.Actor(), Now = now };
        return Issued(await ApiKeyIssue.RotateAsync(storage.Keys, old, wanted, parsed.Value.OverlapHours, cancellation), context);
    }

    private static async Task<IResult> RevokeAsync(
        HttpContext context, string id, ScreeningStorage storage, TimeProvider time, CancellationToken cancellation)
    {
        // The first revocation counts. Revoking again does not change its time.
        if (await storage.Keys.FindAsync(id, cancellation) is not { } key)
        {
            return Problems.NotFound("There is no key with this id.");
        }

        var at = key.RevokedAt ?? time.GetUtcNow();
        if (key.RevokedAt is null)
        {
            await storage.Keys.RevokeAsync(id, at, cancellation);
            LogRevoked(LogOf(context), key.KeyId, MakerOf(context));
        }

        return Wire.Json(Shown(key with { RevokedAt = at }));
    }

    private static IResult Issued(IssuedKey issued, HttpContext context)
    {
        LogMade(LogOf(context), issued.Key.KeyId, issued.Key.Replaces, MakerOf(context));
        return Wire.Json(new IssuedKeyAnswer(issued.Text.Reveal(), Shown(issued.Key)), StatusCodes.Status201Created);
    }

    private static KeyRow Shown(ApiKey key) =>
        new(key.KeyId, key.Name, key.Roles, key.CreatedAt, key.CreatedBy, key.Replaces, key.ExpiresAt, key.RevokedAt);

    /// <summary>The id of the caller's key, because names of persons are not logged.</summary>
    private static string MakerOf(HttpContext context) =>
        context.User.FindFirstValue(ApiKeyAuthentication.KeyIdClaim) ?? "(a token)";

    private static ILogger LogOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(KeyEndpoints));

    [LoggerMessage(LogEvents.KeyEndpointsMade, LogLevel.Warning, "A key was made. Key: {KeyId}. Replaces: {Replaces}. By key: {Maker}.")]
    private static partial void LogMade(ILogger log, string keyId, string? replaces, string maker);

    [LoggerMessage(LogEvents.KeyEndpointsRevoked, LogLevel.Warning, "A key was revoked. Key: {KeyId}. By key: {Maker}.")]
    private static partial void LogRevoked(ILogger log, string keyId, string maker);
}
