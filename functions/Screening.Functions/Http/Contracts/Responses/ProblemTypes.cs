using System.Collections.Immutable;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>One kind of problem, as described on its page and in the API reference.</summary>
/// <param name="Slug">Last segment of its type, /problems/{slug}. It is never renamed.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">Title, identical for every occurrence.</param>
/// <param name="Meaning">What has happened, and whether anything was written.</param>
/// <param name="Remedy">What the caller can do.</param>
public sealed record ProblemType(string Slug, int Status, string Title, string Meaning, string Remedy);

/// <summary>All kinds of problems that this service returns. A test checks the program against this list.</summary>
public static class ProblemTypes
{
    /// <summary>The kinds, ordered by status.</summary>
    public static ImmutableArray<ProblemType> All { get; } =
    [
        new("invalid-request", 400, "The request is not valid",
            "The body, a query key or a header is wrong. Every error is listed with its path; nothing was written.",
            "Correct every path in errors and send it again."),
        new("unauthenticated", 401, "Credentials are required",
            "No credentials were sent, or they are unknown, expired or revoked. Which of these is not said.",
            "Send a valid key in X-API-Key, or a token where the service takes tokens."),
        new("forbidden", 403, "Your role does not allow this",
            "The credentials are good and their roles do not open this address.",
            "Use credentials with one of the roles that the API reference names."),
        new("not-found", 404, "There is nothing here",
            "There is nothing at this address, or nothing you may know of.",
            "Check the address and the id."),
        new("method-not-allowed", 405, "This method is not allowed here",
            "The address exists and takes other methods; Allow names them.",
            "Use one of the methods in Allow."),
        new("timeout", 408, "The request did not arrive in time",
            "The body came too slowly. Nothing was written.",
            "Send it again, over a better connection."),
        new("conflict", 409, "The request conflicts with the present state",
            "What is asked for does not fit what is there now. Nothing was changed.",
            "Read the state again and decide anew."),
        new("record-key-not-configured", 409, "The record cannot be read with the keys configured",
            "It was sealed with a record key that this service is not given. It is still there, and its chain can be checked; nothing was changed.",
            "Have the earlier key added to ScreeningRecordKey, behind the present one. Do not take the answer for a missing record."),
        new("precondition-failed", 412, "It was changed in the meantime",
            "If-Match names a state that is no longer the present one. Nothing was changed.",
            "Read it again and repeat the request with the new ETag."),
        new("too-large", 413, "The body is too large",
            "The body is larger than this address takes.",
            "Send less at a time."),
        new("unsupported-media-type", 415, "The body is of an unsupported kind",
            "The body is not of the media type that this address takes, or is compressed.",
            "Send it plain, in UTF-8, with the right Content-Type."),
        new("unprocessable", 422, "The request cannot be carried out",
            "It is well formed and is refused for what it means. Every reason is listed; nothing was changed.",
            "Correct every path in errors and send it again."),
        new("precondition-required", 428, "If-Match is required",
            "A change to something that exists must say which state it was made from.",
            "Read it, and send its ETag in If-Match."),
        new("too-many-requests", 429, "Too many requests",
            "This client has used up its rate, or this address has failed to prove an identity too often. Nothing was written.",
            "Wait as long as Retry-After says."),
        new("internal", 500, "Something went wrong here",
            "A fault of this service. It was not decided; a change may or may not have been made.",
            "Report the correlation id: the log has the cause under it."),
        new("unavailable", 503, "No decision can be given now",
            "Storage does not answer, there is no usable snapshot, or it took too long; detail says which. No decision was given.",
            "Wait as long as Retry-After says and try again; if the decision took too long, send fewer parties, names or items. Do not ship meanwhile."),
        new("settings-invalid", 503, "The service is not configured",
            "A setting of this service is missing or cannot be read; detail names it. Nothing was decided or written.",
            "Tell the operator, who corrects the setting. Do not ship meanwhile."),
    ];

    /// <summary>The default kind for a status; null if there is none.</summary>
    public static ProblemType? Of(int status) => All.FirstOrDefault(type => type.Status == status);

    /// <summary>The kind with this slug; null if there is none.</summary>
    public static ProblemType? Find(string slug) => All.FirstOrDefault(type => type.Slug == slug);
}
