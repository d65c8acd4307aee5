using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.Tokens;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Callers;

/// <summary>Every mapped endpoint, called with every kind of insufficient key.</summary>
[Collection(FlowGroup.Name)]
public sealed partial class AccessFlowTests(FlowFixture fixture)
{
    private FlowApp App => fixture.App;

    [Fact]
    public async Task EveryEndpoint_RefusesEveryKeyThatIsNotGood()
    {
        var now = App.Clock.GetUtcNow();
        var real = await App.AddKeyAsync([.. Roles.All]);
        var keys = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["none"] = null,
            ["empty"] = "",
            ["malformed"] = "let me in",
            ["unknown"] = ApiKeyText.Create().Reveal(),
            ["another secret"] = ApiKeyText.TryParse(real)! is var key ? new ApiKeyText(key.Id, ApiKeyText.Create().Secret).Reveal() : null,
            ["expired"] = await App.AddKeyAsync([.. Roles.All], expiresAt: now.AddSeconds(-1)),
            ["revoked"] = await App.AddKeyAsync([.. Roles.All], revokedAt: now.AddSeconds(-1)),
        };
        var wrong = new List<string>();
        foreach (var (endpoint, verb, path) in Endpoints().Where(one => !IsOpen(one.Endpoint)))
        {
            foreach (var (what, value) in keys)
            {
                var answer = await App.SendAsync(new HttpMethod(verb), path, value);
                if (answer.Status != HttpStatusCode.Unauthorized || answer.Text.Contains("decision", StringComparison.Ordinal))
                {
                    wrong.Add($"{verb} {path} with {what}: {answer.Status}");
                }
            }
        }

        Assert.Empty(wrong);

        // The same key with its own secret is accepted, so the test above refuses for the right reason.
        Assert.Equal(HttpStatusCode.OK, (await App.SendAsync(HttpMethod.Get, "/api/v1/status", real)).Status);
    }

    [Fact]
    public async Task EveryEndpoint_RefusesEveryTokenThatIsNotGood()
    {
        var now = App.Clock.GetUtcNow();
        using var unauthenticated = RSA.Create(2048);
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["empty"] = "",
            ["nonsense"] = "let.me.in",
            ["expired"] = fixture.Authority.Token(now.AddHours(-2), Roles.All),
            ["not yet good"] = fixture.Authority.Token(now.AddHours(1), Roles.All),
            ["another audience"] = fixture.Authority.Token(now, Roles.All, token => token.Audience = "another-api"),
            ["another issuer"] = fixture.Authority.Token(now, Roles.All, token => token.Issuer = "https://elsewhere.example"),
            ["a critical extension"] = fixture.Authority.Token(now, Roles.All, token => token.AdditionalHeaderClaims =
                new Dictionary<string, object> { ["crit"] = new[] { "urn:example:extension" } }),
            ["another signer"] = fixture.Authority.Token(now, Roles.All, token => token.SigningCredentials =
                new SigningCredentials(new RsaSecurityKey(unauthenticated) { KeyId = fixture.Authority.KeyId }, "RS256")),
        };
        var wrong = new List<string>();
        foreach (var (_, verb, path) in Endpoints().Where(one => !IsOpen(one.Endpoint)))
        {
            foreach (var (what, value) in tokens)
            {
                var answer = await SendWithTokenAsync(verb, path, value);
                if (answer.Status != HttpStatusCode.Unauthorized || answer.Text.Contains("decision", StringComparison.Ordinal))
                {
                    wrong.Add($"{verb} {path} with {what}: {answer.Status}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(HttpStatusCode.OK, (await SendWithTokenAsync("GET", "/api/v1/status", fixture.Authority.Token(now, Roles.All))).Status);
    }

    [Fact]
    public async Task EveryEndpoint_AnswersExactlyTheRolesOfItsAccess_AlsoToTokens()
    {
        var wrong = new List<string>();
        foreach (var (endpoint, verb, path) in Endpoints().Where(one => !IsOpen(one.Endpoint)))
        {
            var access = Enum.Parse<Access>(endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Single().Policy!);
            foreach (var role in Roles.All)
            {
                var answer = await SendWithTokenAsync(verb, path, fixture.Authority.Token(App.Clock.GetUtcNow(), [role, "role-of-another-service"]));
                var mayPass = AccessTable.RolesFor(access).Contains(role);
                var isRefused = answer.Status is HttpStatusCode.Forbidden;
                if (mayPass == isRefused || answer.Status is HttpStatusCode.Unauthorized || (int)answer.Status >= 500)
                {
                    wrong.Add($"{verb} {path} as {role}: {answer.Status}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task EveryEndpoint_AnswersExactlyTheRolesOfItsAccess()
    {
        var wrong = new List<string>();
        foreach (var (endpoint, verb, path) in Endpoints().Where(one => !IsOpen(one.Endpoint)))
        {
            var access = Enum.Parse<Access>(endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Single().Policy!);
            foreach (var role in Roles.All)
            {
                var answer = await App.SendAsync(new HttpMethod(verb), path, App.KeyOf(role));
                var mayPass = AccessTable.RolesFor(access).Contains(role);
                var isRefused = answer.Status is HttpStatusCode.Forbidden;
                if (mayPass == isRefused || answer.Status is HttpStatusCode.Unauthorized || (int)answer.Status >= 500)
                {
                    wrong.Add($"{verb} {path} as {role}: {answer.Status}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task AnUnauthenticatedCaller_ReachesTheProbesAndPagesOnly()
    {
        foreach (var (_, verb, path) in Endpoints())
        {
            var answer = await App.SendAsync(new HttpMethod(verb), path, null);
            Assert.Equal(
                path switch
                {
                    "/" or "/healthz" or "/readyz" or "/reference/scalar.js" or "/reference/scalar.aspnetcore.js" or "/reference/favicon.svg" => HttpStatusCode.OK,
                    // Problem pages and page files are public; there is none with this name.
                    "/problems/x1" or "/assets/x1" => HttpStatusCode.NotFound,
                    _ => HttpStatusCode.Unauthorized,
                },
                answer.Status);
        }

        (await App.SendAsync(HttpMethod.Post, "/CompileSnapshot", null, "{}")).Expect(HttpStatusCode.Unauthorized);
        (await App.SendAsync(HttpMethod.Post, "/CompileSnapshot", App.KeyOf(Roles.Admin), "{}")).Expect(HttpStatusCode.NotFound);
    }

    private async Task<Reply> SendWithTokenAsync(string verb, string path, string token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        return await App.SendAsync(request);
    }

    private static bool IsOpen(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private IEnumerable<(RouteEndpoint Endpoint, string Verb, string Path)> Endpoints() =>
        from endpoint in App.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from verb in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        select (endpoint, verb, "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), Sample));

    private static string Sample(Match parameter) => parameter.Value.Contains(":int", StringComparison.Ordinal) ? "1" : "x1";

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
