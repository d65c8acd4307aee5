namespace Screening.Functions.Tests.Worlds;

/// <summary>Effect of a wire on one request.</summary>
internal enum WireHarm
{
    /// <summary>The connection is dropped before storage receives anything.</summary>
    Refuse,

    /// <summary>Storage receives half of the request, then the connection is dropped.</summary>
    CutRequest,

    /// <summary>Storage carries out the request, and its response is lost.</summary>
    LoseAnswer,

    /// <summary>Storage carries out the request, and half of its response arrives.</summary>
    CutAnswer,

    /// <summary>Storage never receives the request, and there is no response until the wire is mended.</summary>
    Hang,

    /// <summary>Storage carries out the request. Its response is held until the wire is mended, then lost.</summary>
    HoldAnswer,

    /// <summary>The request arrives late.</summary>
    Delay,

    /// <summary>The request arrives twice; the second response is returned.</summary>
    Repeat,

    /// <summary>Storage never receives the request; an error status is returned.</summary>
    Answer,
}

/// <summary>One fault with its parameters.</summary>
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
    /// <summary>Its body; a table name is in the body or in the target.</summary>
    public required string Payload { get; init; }

    public bool IsWrite => Method is not ("GET" or "HEAD");

    public bool Names(string part) =>
        Target.Contains(part, StringComparison.Ordinal) || Payload.Contains(part, StringComparison.Ordinal);
}
