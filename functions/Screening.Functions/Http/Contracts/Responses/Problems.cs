using System.Collections.Immutable;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// The problems that this service returns. Details are texts of the program: never pass a name of a party, free text of a sender
/// or an exception message.
/// </summary>
public static class Problems
{
    /// <summary>400: the request has errors. All of them are listed.</summary>
    public static Problem InvalidRequest(ImmutableArray<RequestError> errors) => new()
    {
        Slug = "invalid-request",
        Title = "The request is not valid",
        Status = StatusCodes.Status400BadRequest,
        Detail = errors.Length == 1
            ? "the request has 1 error; nothing was written"
            : StrictJson.Invariant($"the request has {errors.Length} errors; nothing was written"),
        Errors = errors,
    };

    /// <summary>400: one error outside the body, such as a query key.</summary>
    public static Problem InvalidRequest(string path, string code, string message) =>
        InvalidRequest([new RequestError(path, code, message)]);

    /// <summary>401: missing or unknown credentials.</summary>
    /// <param name="challenge">How to authenticate, for the WWW-Authenticate header, which a 401 must have.</param>
    public static Problem Unauthenticated(string challenge) => new()
    {
        Slug = "unauthenticated",
        Title = "Credentials are required",
        Status = StatusCodes.Status401Unauthorized,
        Detail = "send a valid key or token",
        Challenge = challenge,
    };

    /// <summary>403: authenticated but not authorised.</summary>
    public static Problem Forbidden(string? detail = null) => new()
    {
        Slug = "forbidden",
        Title = "Your role does not allow this",
        Status = StatusCodes.Status403Forbidden,
        Detail = detail,
    };

    /// <summary>404: not found, or not visible to the caller.</summary>
    public static Problem NotFound(string? detail = null) => new()
    {
        Slug = "not-found",
        Title = "There is nothing here",
        Status = StatusCodes.Status404NotFound,
        Detail = detail,
    };

    /// <summary>405: the method is not allowed.</summary>
    public static Problem MethodNotAllowed(params ImmutableArray<string> allow) => new()
    {
        Slug = "method-not-allowed",
        Title = "This method is not allowed here",
        Status = StatusCodes.Status405MethodNotAllowed,
        Allow = allow,
    };

    /// <summary>409: the request conflicts with the current state.</summary>
    public static Problem Conflict(string detail) => new()
    {
        Slug = "conflict",
        Title = "The request conflicts with the present state",
        Status = StatusCodes.Status409Conflict,
        Detail = detail,
    };

    /// <summary>409: the requested data is encrypted with a record key that is not configured.</summary>
    /// <param name="keyId">Name of the key. It reveals nothing about the key.</param>
    public static Problem RecordKeyNotConfigured(string keyId) => new()
    {
        Slug = "record-key-not-configured",
        Title = "The record cannot be read with the keys configured",
        Status = StatusCodes.Status409Conflict,
        Detail = $"it was sealed with the record key {keyId}, which is not configured",
    };

    /// <summary>412: the resource was changed since the caller read it.</summary>
    public static Problem PreconditionFailed(string? detail = null) => new()
    {
        Slug = "precondition-failed",
        Title = "It was changed in the meantime",
        Status = StatusCodes.Status412PreconditionFailed,
        Detail = detail ?? "read it again and repeat the request with the new ETag",
    };

    /// <summary>413: the body is larger than allowed.</summary>
    public static Problem TooLarge(long limitBytes) => new()
    {
        Slug = "too-large",
        Title = "The body is too large",
        Status = StatusCodes.Status413PayloadTooLarge,
        Detail = StrictJson.Invariant($"at most {limitBytes} bytes are allowed"),
    };

    /// <summary>415: the media type of the body is not accepted.</summary>
    public static Problem UnsupportedMediaType(string expected = "application/json") => new()
    {
        Slug = "unsupported-media-type",
        Title = "The body is of an unsupported kind",
        Status = StatusCodes.Status415UnsupportedMediaType,
        Detail = $"send {expected} in UTF-8 without content encoding",
    };

    /// <summary>422: well formed but refused for its content, such as a policy that does not compile.</summary>
    public static Problem Unprocessable(string detail, ImmutableArray<RequestError> errors) => new()
    {
        Slug = "unprocessable",
        Title = "The request cannot be carried out",
        Status = StatusCodes.Status422UnprocessableEntity,
        Detail = detail,
        Errors = errors,
    };

    /// <summary>428: a change requires the ETag of the resource.</summary>
    public static Problem PreconditionRequired() => new()
    {
        Slug = "precondition-required",
        Title = "If-Match is required",
        Status = StatusCodes.Status428PreconditionRequired,
        Detail = "send the ETag you read in If-Match",
    };

    /// <summary>429: the client has exceeded its rate.</summary>
    /// <param name="detail">Which rate.</param>
    /// <param name="retryAfter">Time until the rate is available again.</param>
    public static Problem TooManyRequests(string detail, TimeSpan retryAfter) => new()
    {
        Slug = "too-many-requests",
        Title = "Too many requests",
        Status = StatusCodes.Status429TooManyRequests,
        Detail = detail,
        RetryAfter = retryAfter,
    };

    /// <summary>500: an internal fault. The log has details under the correlation id.</summary>
    public static Problem Internal() => new()
    {
        Slug = "internal",
        Title = "Something went wrong here",
        Status = StatusCodes.Status500InternalServerError,
        Detail = "the correlation id finds the cause in the logs",
    };

    /// <summary>503: no decision can be made or recorded at the moment.</summary>
    /// <param name="detail">What is unavailable, in the terms of the operator's guide.</param>
    /// <param name="retryAfter">Suggested time to wait.</param>
    public static Problem Unavailable(string detail, TimeSpan retryAfter) => new()
    {
        Slug = "unavailable",
        Title = "No decision can be given now",
        Status = StatusCodes.Status503ServiceUnavailable,
        Detail = detail,
        RetryAfter = retryAfter,
    };

    /// <summary>503: a setting is invalid, so nothing is decided until an operator has corrected it.</summary>
    /// <param name="detail">The setting and its rule, never its value.</param>
    public static Problem SettingsInvalid(string detail) => new()
    {
        Slug = "settings-invalid",
        Title = "The service is not configured",
        Status = StatusCodes.Status503ServiceUnavailable,
        Detail = detail,
        RetryAfter = TimeSpan.FromMinutes(1),
    };
}
