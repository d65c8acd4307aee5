using Screening.Functions.Http.OpenApi;

namespace Screening.Functions.Tests.Flows;

/// <summary>What a wire does to one request.</summary>
internal enum WireHarm
{
    /// <summary>The connection is dropped before storage sees anything.</summary>
    Refuse,

    /// <summary>Storage sees half of the request, then the connection is dropped.</summary>
    CutRequest,

    /// <summary>Storage does what it is asked, and its answer is lost.</summary>
    LoseAnswer,

    /// <summary>Storage does what it is asked, and half of its answer arrives.</summary>
    CutAnswer,

    /// <summary>Storage never sees the request, and nobody answers, until the wire is mended.</summary>
    Hang,

    /// <summary>Storage does what it is asked, and its answer is held back until the wire is mended, then lost.</summary>
    HoldAnswer,

    /// <summary>The request arrives late.</summary>
    Delay,

    /// <summary>The request arrives twice; the second answer is given.</summary>
    Repeat,

    /// <summary>Storage never sees the request; an error status is the answer.</summary>
    Answer,
}

/// <summary>One harm, with what it needs.</summary>
internal sealed record WireFault(WireHarm Harm)
{
    public TimeSpan Time { get; private init; }

    public int Status { get; private init; }

    public int? RetryAfterSeconds { get; private init; }

    public static WireFault Of(WireHarm harm) => new(harm);

    public static WireFault Late(TimeSpan by) => new(WireHarm.Delay) { Time = by };

    public static WireFault Error(int status, int? retryAfterSeconds = null) =>
        new(WireHarm.Answer) { Status = status, RetryAfterSeconds = retryAfterSeconds };
}

/// <summary>One request on a wire.</summary>
/// <param name="Method">Its verb.</param>
/// <param name="Target">Path and query, as sent.</param>
internal sealed record WireRequest(string Method, string Target)
{
    /// <summary>Its body; the names of tables stand there, or in the target.</summary>
    public required string Payload { get; init; }

    public bool IsWrite => Method is not ("GET" or "HEAD");

    public bool Names(string part) =>
        Target.Contains(part, StringComparison.Ordinal) || Payload.Contains(part, StringComparison.Ordinal);
}
