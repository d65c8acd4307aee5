using System.Collections.Immutable;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// The problems this service answers with. Details are written by the program: never pass a name of a party, free text
/// of a sender or the message of an exception.
/// </summary>
public static class Problems
{
    /// <summary>400: the request has errors, all of them listed.</summary>
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

    /// <summary>401: no credentials, or none that are known.</summary>
    /// <param name="challenge">How to authenticate, for the WWW-Authenticate header, which a 401 must have.</param>
    public static Problem Unauthenticated(string challenge) => new()
    {
        Slug = "unauthenticated",
        Title = "Credentials are required",
        Status = StatusCodes.Status401Unauthorized,
        Detail = "send a valid key or token",
        Challenge = challenge,
    };

    /// <summary>403: known, and not allowed to do this.</summary>
    public static Problem Forbidden(string? detail = null) => new()
    {
        Slug = "forbidden",
        Title = "Your role does not allow this",
        Status = StatusCodes.Status403Forbidden,
        Detail = detail,
    };

    /// <summary>404: nothing here, or nothing the caller may know of.</summary>
    public static Problem NotFound(string? detail = null) => new()
    {
        Slug = "not-found",
        Title = "There is nothing here",
        Status = StatusCodes.Status404NotFound,
        Detail = detail,
    };

    /// <summary>405: another method is needed.</summary>
    public static Problem MethodNotAllowed(params ImmutableArray<string> allow) => new()
    {
        Slug = "method-not-allowed",
        Title = "This method is not allowed here",
        Status = StatusCodes.Status405MethodNotAllowed,
        Allow = allow,
    };

    /// <summary>409: the request does not fit the present state.</summary>
    public static Problem Conflict(string detail) => new()
    {
        Slug = "conflict",
        Title = "The request conflicts with the present state",
        Status = StatusCodes.Status409Conflict,
        Detail = detail,
    };

    /// <summary>409: what was asked for is sealed with a record key that is not configured.</summary>
    /// <param name="keyId">Name of the key, which says nothing of it.</param>
    public static Problem RecordKeyNotConfigured(string keyId) => new()
    {
        Slug = "record-key-not-configured",
        Title = "The record cannot be read with the keys configured",
        Status = StatusCodes.Status409Conflict,
        Detail = $"it was sealed with the record key {keyId}, which is not configured",
    };

    /// <summary>412: somebody changed it since the caller read it.</summary>
    public static Problem PreconditionFailed(string? detail = null) => new()
    {
        Slug = "precondition-failed",
        Title = "It was changed in the meantime",
        Status = StatusCodes.Status412PreconditionFailed,
        Detail = detail ?? "read it again and repeat the request with the new ETag",
    };

    /// <summary>413: the body is larger than allowed.</summary>
    /// <param name="limitBytes">Bytes allowed.</param>
    public static Problem TooLarge(long limitBytes) => new()
    {
        Slug = "too-large",
        Title = "The body is too large",
        Status = StatusCodes.Status413PayloadTooLarge,
        Detail = StrictJson.Invariant($"at most {limitBytes} bytes are allowed"),
    };

    /// <summary>415: the body is of a kind nobody reads here.</summary>
    public static Problem UnsupportedMediaType(string expected = "application/json") => new()
    {
        Slug = "unsupported-media-type",
        Title = "The body is of an unsupported kind",
        Status = StatusCodes.Status415UnsupportedMediaType,
        Detail = $"send {expected} in UTF-8 without content encoding",
    };

    /// <summary>422: well formed, and refused for what it means, such as a policy that does not compile.</summary>
    public static Problem Unprocessable(string detail, ImmutableArray<RequestError> errors) => new()
    {
        Slug = "unprocessable",
        Title = "The request cannot be carried out",
        Status = StatusCodes.Status422UnprocessableEntity,
        Detail = detail,
        Errors = errors,
    };

    /// <summary>428: a change needs the ETag of what it changes.</summary>
    public static Problem PreconditionRequired() => new()
    {
        Slug = "precondition-required",
        Title = "If-Match is required",
        Status = StatusCodes.Status428PreconditionRequired,
        Detail = "send the ETag you read in If-Match",
    };

    /// <summary>429: the client has used up its rate.</summary>
    /// <param name="detail">Which rate.</param>
    /// <param name="retryAfter">When there will be more.</param>
    public static Problem TooManyRequests(string detail, TimeSpan retryAfter) => new()
    {
        Slug = "too-many-requests",
        Title = "Too many requests",
        Status = StatusCodes.Status429TooManyRequests,
        Detail = detail,
        RetryAfter = retryAfter,
    };

    /// <summary>500: a fault of this service; the log has more under the correlation id.</summary>
    public static Problem Internal() => new()
    {
        Slug = "internal",
        Title = "Something went wrong here",
        Status = StatusCodes.Status500InternalServerError,
        Detail = "the correlation id finds the cause in the logs",
    };

    /// <summary>503: no decision can be made or recorded now.</summary>
    /// <param name="detail">What is missing, in words of the operator's guide.</param>
    /// <param name="retryAfter">When it is sensible to try again.</param>
    public static Problem Unavailable(string detail, TimeSpan retryAfter) => new()
    {
        Slug = "unavailable",
        Title = "No decision can be given now",
        Status = StatusCodes.Status503ServiceUnavailable,
        Detail = detail,
        RetryAfter = retryAfter,
    };
}
