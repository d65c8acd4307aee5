using System.Net;
using System.Text;
using System.Text.Json;

namespace Screening.Functions.Tests.Worlds;

/// <summary>A response of the app, read completely.</summary>
internal sealed record Reply(
    HttpStatusCode Status, string? MediaType, string? ETag, string? RetryAfter, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonElement.Parse(Text);

    public JsonElement Decision => Json.GetProperty("decision");

    public string Outcome => Decision.GetProperty("outcome").GetString()!;

    /// <summary>The decision exactly as sent.</summary>
    public string DecisionText => Decision.GetRawText();

    /// <summary>Path and code of every error of a problem.</summary>
    public (string Path, string Code)[] Errors =>
    [
        .. Json.GetProperty("errors").EnumerateArray()
            .Select(error => (error.GetProperty("path").GetString()!, error.GetProperty("code").GetString()!)),
    ];

    /// <summary>Fails unless it is a problem of this kind.</summary>
    public void Is(string slug) => Assert.Equal("/problems/" + slug, Json.GetProperty("type").GetString());

    /// <summary>
    /// Fails, with the response in the message, unless it has this status; problems must have the form of a problem.
    /// </summary>
    public Reply Expect(HttpStatusCode status)
    {
        Assert.True(status == Status, $"expected {(int)status}, got {(int)Status}: {Text}");
        if ((int)status >= 400)
        {
            Assert.Equal("application/problem+json", MediaType);
            Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
            Assert.False(Json.TryGetProperty("decision", out _), "a problem carries no decision");
        }

        return this;
    }
}
