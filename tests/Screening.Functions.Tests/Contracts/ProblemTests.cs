using System.Text;
using Microsoft.AspNetCore.Http;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Tests.Contracts;

public sealed class ProblemTests
{
    public static TheoryData<Problem, int, string> All => new()
    {
        { Problems.InvalidRequest("$", "malformed", "m"), 400, "invalid-request" },
        { Problems.Unauthenticated("Bearer"), 401, "unauthenticated" },
        { Problems.Forbidden(), 403, "forbidden" },
        { Problems.NotFound(), 404, "not-found" },
        { Problems.MethodNotAllowed("GET", "HEAD"), 405, "method-not-allowed" },
        { Problems.Conflict("d"), 409, "conflict" },
        { Problems.RecordKeyNotConfigured("0a1b2c3d"), 409, "record-key-not-configured" },
        { Problems.PreconditionFailed(), 412, "precondition-failed" },
        { Problems.TooLarge(1024), 413, "too-large" },
        { Problems.UnsupportedMediaType(), 415, "unsupported-media-type" },
        { Problems.Unprocessable("d", []), 422, "unprocessable" },
        { Problems.PreconditionRequired(), 428, "precondition-required" },
        { Problems.Internal(), 500, "internal" },
        { Problems.Unavailable("d", TimeSpan.FromSeconds(1)), 503, "unavailable" },
        { Problems.SettingsInvalid("d"), 503, "settings-invalid" },
    };

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public async Task Problems_CarryStatusTypeAndCorrelation(Problem problem, int status, string slug)
    {
        var (context, body) = await Execute(problem);

        Assert.Equal(status, context.Response.StatusCode);
        Assert.Equal("application/problem+json", context.Response.ContentType);
        Assert.Equal("no-store", context.Response.Headers.CacheControl);
        Assert.StartsWith($"{{\"type\":\"/problems/{slug}\",\"title\":\"", body, StringComparison.Ordinal);
        Assert.Contains($"\"status\":{status}", body, StringComparison.Ordinal);
        Assert.EndsWith("\"correlationId\":\"c-1\"}", body, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetByteCount(body), context.Response.ContentLength);
    }

    [Fact]
    public async Task InvalidRequest_ListsEveryError()
    {
        var (_, body) = await Execute(Problems.InvalidRequest(
            [new("a", "required", "is required"), new("b", "ambiguous_country", "m", ["CD", "CG"])]));

        Assert.Equal(
            """
            {"type":"/problems/invalid-request","title":"The request is not valid","status":400,
            "detail":"the request has 2 errors; nothing was written","errors":[{"path":"a","code":"required","message":"is required"},
            {"path":"b","code":"ambiguous_country","message":"m","candidates":["CD","CG"]}],"correlationId":"c-1"}
            """.Replace("\n", "", StringComparison.Ordinal),
            body);
    }

    [Fact]
    public async Task Headers_StateRetryAfterSchemeAndVerbs()
    {
        Assert.Equal("3", (await Execute(Problems.Unavailable("d", TimeSpan.FromSeconds(2.1)))).Context.Response.Headers.RetryAfter);
        Assert.Equal("1", (await Execute(Problems.Unavailable("d", TimeSpan.Zero))).Context.Response.Headers.RetryAfter);
        Assert.Equal("Bearer", (await Execute(Problems.Unauthenticated("Bearer"))).Context.Response.Headers.WWWAuthenticate);
        Assert.Equal("GET, HEAD", (await Execute(Problems.MethodNotAllowed("GET", "HEAD"))).Context.Response.Headers.Allow);
    }

    [Fact]
    public async Task Head_HasNoBody() => Assert.Empty((await Execute(Problems.NotFound(), "HEAD")).Body);

    [Theory]
    [InlineData("application/json", 0)]
    [InlineData("Application/JSON; charset=\"UTF-8\"", 0)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("text/json", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("", 415)]
    [InlineData(null, 415)]
    public async Task Bodies_ArePlainJson(string? contentType, int status) =>
        Assert.Equal(status, (await Receive("{}", contentType)).Refusal?.Status ?? 0);

    [Theory]
    [InlineData("identity", 0)]
    [InlineData("gzip", 415)]
    public async Task Bodies_AreNotEncoded(string encoding, int status) =>
        Assert.Equal(status, (await Receive("{}", encoding: encoding)).Refusal?.Status ?? 0);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bodies_UpToTheLimitAndNoFurther(bool hasLength)
    {
        const int Limit = 40_000;
        var fits = await Receive(new string(' ', Limit), limit: Limit, hasLength: hasLength);
        var exceeds = await Receive(new string(' ', Limit + 1), limit: Limit, hasLength: hasLength);

        Assert.Null(fits.Refusal);
        Assert.Equal(Limit, fits.Utf8.Length);
        Assert.Equal(413, exceeds.Refusal?.Status);
        Assert.True(exceeds.Utf8.IsEmpty);
    }

    private static async Task<ReceivedBody> Receive(
        string body, string? contentType = "application/json", int limit = 100, bool hasLength = false, string? encoding = null)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = contentType;
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        request.ContentLength = hasLength ? body.Length : null;
        if (encoding is not null)
        {
            request.Headers.ContentEncoding = encoding;
        }

        return await RequestBody.ReceiveAsync(request, limit, TestContext.Current.CancellationToken);
    }

    private static async Task<(HttpContext Context, string Body)> Execute(Problem problem, string method = "GET")
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { TraceIdentifier = "c-1", Request = { Method = method }, Response = { Body = body } };
        await problem.ExecuteAsync(context);
        return (context, Encoding.UTF8.GetString(body.ToArray()));
    }
}
