using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Screenings;

/// <summary>
/// Invalid input end to end: it is refused with every error and its path, and nothing is recorded. Details of the parser are
/// covered by the parser tests.
/// </summary>
[Collection(FlowGroup.Name)]
public sealed class BadInputFlowTests(FlowFixture fixture)
{
    private const string Path = "/api/v1/screenings";

    public static TheoryData<string, string[]> Bodies => new()
    {
        { "", ["$ malformed"] },
        { "{", ["$ malformed"] },
        { "[]", ["$"] },
        { "{}", ["items", "destination"] },
        { Set("payloadKG", 5), ["payloadKG unknown_member"] },
        { Transactions.Uav("Congo"), ["destination.country", "parties[0].country"] },
        { Transactions.Uav("XX"), ["destination.country", "parties[0].country"] },
        { Set("movement", "SMUGGLING"), ["movement unknown_code"] },
        { Set("policy", "us-uas-2025-90"), ["policy"] },
        { Set("redFlags", new JsonArray("evasive_custmer")), ["redFlags[0]"] },
        { Set("asOf", "1066-10-14"), ["asOf"] },
        { Transactions.Uav().Replace("1850", "-1", StringComparison.Ordinal), ["items[0].performance[0].rangeKm"] },
        { Transactions.Uav().Replace("1850", "1e999", StringComparison.Ordinal), ["items[0].performance[0].rangeKm"] },
        { Transactions.Uav().Replace("\"movement\"", "\"reference\": \"twice\", \"movement\"", StringComparison.Ordinal), ["reference"] },
    };

    private FlowApp App => fixture.App;

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task ABadBody_IsRefusedWithItsPaths_AndNothingIsOnRecord(string body, string[] expected)
    {
        var before = (await App.RecordIdsAsync()).Count;
        var errors = (await App.ScreenAsync(body)).Expect(HttpStatusCode.BadRequest).Errors;
        Assert.All(expected, place => Assert.Contains(
            errors, error => place.Contains(' ', StringComparison.Ordinal) ? place == $"{error.Path} {error.Code}" : place == error.Path));
        Assert.Equal(expected.Length, errors.Length);
        Assert.Equal(before, (await App.RecordIdsAsync()).Count);
    }

    [Theory]
    [InlineData("policy", "us-uas-2025-90", "us-uas-2025-09")]
    [InlineData("redFlags", "frieght_forwarder_final_destination", "freight_forwarder_final_destination")]
    public async Task ACodeUnknownToTheSnapshot_IsRefused_WithASuggestion(string member, string code, string meant)
    {
        var body = Transactions.With(Transactions.Uav(), member, member == "policy" ? code : new JsonArray(code));
        var answer = (await App.ScreenAsync(body)).Expect(HttpStatusCode.BadRequest);
        var candidates = answer.Json.GetProperty("errors")[0].GetProperty("candidates");
        Assert.Contains(candidates.EnumerateArray(), candidate => candidate.GetString() == meant);
    }

    [Fact]
    public async Task AnAmbiguousCountry_ListsTheCandidates()
    {
        var answer = (await App.ScreenAsync(Transactions.Uav("Congo"))).Expect(HttpStatusCode.BadRequest);
        var candidates = answer.Json.GetProperty("errors")[0].GetProperty("candidates").GetRawText();
        Assert.Contains("CD", candidates, StringComparison.Ordinal);
        Assert.Contains("CG", candidates, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("application/json", "gzip")]
    [InlineData(null, null)]
    public async Task ABodyOfAnotherKind_IsRefused(string? type, string? encoding)
    {
        var before = (await App.RecordIdsAsync()).Count;
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Transactions.Uav()));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        var answer = await App.SendAsync(HttpMethod.Post, Path, App.KeyOf(Roles.Screener), content);
        answer.Expect(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal(before, (await App.RecordIdsAsync()).Count);
    }

    /// <summary>A client that is still sending also receives the refusal.</summary>
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 8)]
    [InlineData(false, 8)]
    public async Task ABodyPastTheLimit_IsRefused(bool isChunked, int times)
    {
        var before = (await App.RecordIdsAsync()).Count;
        var body = Encoding.UTF8.GetBytes(Transactions.Uav() + new string(' ', times * Limits.BodyBytes));
        using HttpContent content = isChunked ? new StreamContent(new Unmeasured(body)) : new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await App.SendAsync(HttpMethod.Post, Path, App.KeyOf(Roles.Screener), content)).Expect(HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal(before, (await App.RecordIdsAsync()).Count);
    }

    private static string Set(string member, JsonNode value) => Transactions.With(Transactions.Uav(), member, value);

    /// <summary>A stream without a length, so that it is sent in chunks.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
