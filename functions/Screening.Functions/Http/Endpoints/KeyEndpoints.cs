using System.Security.Claims;
using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Proposals;
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
        routes.MapPost("/api/v1/keys/{id}/approve", ApproveAsync).RequireAccess(Access.ManageKeys);
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
        HttpContext context, ScreeningStorage storage, KeyMarks marks, TimeProvider time, CancellationToken cancellation)
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

        var needsTwo = ApiKeyIssue.NeedsTwoAdministrators(parsed.Value.Roles);
        if (needsTwo && context.Owner() is null)
        {
            return Problems.Forbidden(ProposalFlow.NoOwner);
        }

        var wanted = new WantedKey
        {
            Name = parsed.Value.Name, Owner = parsed.Value.Owner, Roles = parsed.Value.Roles, Days = parsed.Value.Days,
            By = context.Actor(), ByOwner = context.Owner(), PendingOverlapHours = needsTwo ? 0 : null, Now = time.GetUtcNow(),
        };
        return Issued(await ApiKeyIssue.CreateAsync(storage.Keys, marks, wanted, cancellation), context);
    }

    private static async Task<IResult> RotateAsync(
        HttpContext context, string id, ScreeningStorage storage, KeyMarks marks, TimeProvider time, CancellationToken cancellation)
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

        if (old.IsPending || old.RevokedAt is not null || old.ExpiresAt <= now)
        {
            return Problems.Conflict("This key is no longer good, so there is nothing to go on with; make a new one.");
        }

        var needsTwo = ApiKeyIssue.NeedsTwoAdministrators(old.Roles);
        if (needsTwo && context.Owner() is null)
        {
            return Problems.Forbidden(ProposalFlow.NoOwner);
        }

        if (parsed.Value.Owner is { } owner ? old.Owner is not null && old.Owner != owner : needsTwo && old.Owner is null)
        {
            return Problems.Conflict(old.Owner is null
                ? "This key states no owner, and its roles need one: give `owner`."
                : "This key has another owner. Make a new key for a new owner.");
        }

        var wanted = new WantedKey
        {
            Name = old.Name, Owner = parsed.Value.Owner, Roles = old.Roles, Days = parsed.Value.Days, By = context.Actor(),
            ByOwner = context.Owner(), PendingOverlapHours = needsTwo ? parsed.Value.OverlapHours : null, Now = now,
        };
        return Issued(await ApiKeyIssue.RotateAsync(storage.Keys, marks, old, wanted, parsed.Value.OverlapHours, cancellation), context);
    }

    /// <summary>
    /// Lets a key take effect that one administrator made. With one stolen key of an administrator no one can make the two keys that
    /// a change of the rules needs.
    /// </summary>
    private static async Task<IResult> ApproveAsync(
        HttpContext context, string id, ScreeningStorage storage, TimeProvider time, CancellationToken cancellation)
    {
        if (await storage.Keys.FindAsync(id, cancellation) is not { } key)
        {
            return Problems.NotFound("There is no key with this id.");
        }

        if (!key.IsPending || !(key with { PendingOverlapHours = null }).IsGoodAt(time.GetUtcNow()))
        {
            return Problems.Conflict("There is nothing to approve: the key is in effect already, has expired, or is revoked.");
        }

        if (context.Owner() is not { } owner)
        {
            return Problems.Forbidden(ProposalFlow.NoOwner);
        }

        if (string.Equals(owner, key.CreatedByOwner, StringComparison.OrdinalIgnoreCase))
        {
            return Problems.Forbidden("You made this key. Another administrator must approve it.");
        }

        var approved = await ApiKeyIssue.ApproveAsync(storage.Keys, key, context.Actor(), time.GetUtcNow(), cancellation);
        LogApproved(LogOf(context), key.KeyId, MakerOf(context));
        return Wire.Json(Shown(approved));
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
        new(key.KeyId, key.Name, key.Owner, key.Roles, key.IsPending, key.CreatedAt, key.CreatedBy, key.ApprovedBy, key.Replaces, key.ExpiresAt, key.RevokedAt);

    /// <summary>The id of the caller's key, because names of persons are not logged.</summary>
    private static string MakerOf(HttpContext context) =>
        context.User.FindFirstValue(ApiKeyAuthentication.KeyIdClaim) ?? "(a token)";

    private static ILogger LogOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(KeyEndpoints));

    [LoggerMessage(LogEvents.KeyEndpointsMade, LogLevel.Warning, "A key was made. Key: {KeyId}. Replaces: {Replaces}. By key: {Maker}.")]
    private static partial void LogMade(ILogger log, string keyId, string? replaces, string maker);

    [LoggerMessage(LogEvents.KeyEndpointsApproved, LogLevel.Warning, "A key was approved. Key: {KeyId}. By key: {Maker}.")]
    private static partial void LogApproved(ILogger log, string keyId, string maker);

    [LoggerMessage(LogEvents.KeyEndpointsRevoked, LogLevel.Warning, "A key was revoked. Key: {KeyId}. By key: {Maker}.")]
    private static partial void LogRevoked(ILogger log, string keyId, string maker);
}
