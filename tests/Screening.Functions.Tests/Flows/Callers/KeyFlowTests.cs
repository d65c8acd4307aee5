using System.Net;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Callers;

/// <summary>Keys over HTTP: created, rotated with an overlap, revoked. The secret is shown once.</summary>
[Collection(FlowGroup.Name)]
public sealed class KeyFlowTests(FlowFixture fixture)
{
    private const string Path = "/api/v1/keys";

    private FlowApp App => fixture.App;

    [Fact]
    public async Task AKey_IsMadeUsedAndRevoked_AndItsSecretIsShownOnce()
    {
        var made = await MakeAsync("erp one", "screener", "auditor");
        var (key, id) = (made.GetProperty("key").GetString()!, IdOf(made));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        var secret = ApiKeyText.TryParse(key)!.Secret;
        var listed = (await App.GetAsync(Path, Roles.Admin)).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain(secret, listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiKeyText.TryParse(key)!.Hash(), listed.Text, StringComparison.Ordinal);
        var row = Assert.Single(listed.Json.GetProperty("keys").EnumerateArray(), one => one.GetProperty("keyId").GetString() == id);
        Assert.Equal("test-admin", row.GetProperty("createdBy").GetString());
        Assert.DoesNotContain(App.Logs.Lines, line => line.Contains(secret, StringComparison.Ordinal));

        var revoked = (await App.PostAsync($"{Path}/{id}/revoke", Roles.Admin)).Expect(HttpStatusCode.OK);
        var at = revoked.Json.GetProperty("revokedAt").GetDateTimeOffset();
        App.Clock.Advance(ApiKeyDirectory.Memory + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
        var again = (await App.PostAsync($"{Path}/{id}/revoke", Roles.Admin)).Expect(HttpStatusCode.OK);
        Assert.Equal(at, again.Json.GetProperty("revokedAt").GetDateTimeOffset());
        (await App.PostAsync($"{Path}/{id}/rotate", Roles.Admin, "{}")).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task ARotatedKey_StaysValidOnlyForTheOverlap()
    {
        var old = await MakeAsync("erp two", "screener");
        var oldKey = old.GetProperty("key").GetString()!;
        var fresh = (await App.PostAsync($"{Path}/{IdOf(old)}/rotate", Roles.Admin, """{ "overlapHours": 2 }"""))
            .Expect(HttpStatusCode.Created).Json;
        var freshKey = fresh.GetProperty("key").GetString()!;
        Assert.Equal("erp two", fresh.GetProperty("details").GetProperty("name").GetString());
        Assert.Equal(IdOf(old), fresh.GetProperty("details").GetProperty("replaces").GetString());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync(oldKey), await StatusAsync(freshKey)));
        App.Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(oldKey));
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await StatusAsync(oldKey), await StatusAsync(freshKey)));
    }

    [Theory]
    [InlineData("{}", "name required", "roles required")]
    [InlineData("""{ "name": "a:b", "roles": [] }""", "name invalid_format", "roles required")]
    [InlineData("""{ "name": "line\nbreak", "roles": ["owner", "admin", "admin"] }""", "name invalid_text", "owner required", "roles[0] unknown_code", "roles[2] duplicate_value")]
    [InlineData("""{ "name": "a", "roles": ["auditor"], "days": 3651 }""", "days out_of_range")]
    [InlineData("""{ "name": "a", "roles": ["auditor"], "days": 0.5 }""", "days out_of_range")]
    [InlineData("""{ "name": "a", "roles": ["auditor"], "hours": 1 }""", "hours unknown_member")]
    [InlineData("""{ "name": "a", "roles": ["admin"] }""", "owner required")]
    [InlineData("""{ "name": "a", "owner": " x", "roles": ["list-editor"] }""", "owner invalid_format")]
    public async Task AKeyThatCannotBe_IsRefusedWithEveryReason(string body, params string[] expected)
    {
        var answer = (await App.PostAsync(Path, Roles.Admin, body)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(expected.Order(StringComparer.Ordinal), answer.Errors.Select(error => $"{error.Path} {error.Code}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("0123456789abcdef")]
    [InlineData("x'%20or%201%20eq%201")]
    public async Task AKeyThatIsNotThere_CannotBeChanged(string id)
    {
        (await App.PostAsync($"{Path}/{id}/revoke", Roles.Admin)).Expect(HttpStatusCode.NotFound);
        (await App.PostAsync($"{Path}/{id}/rotate", Roles.Admin, "{}")).Expect(HttpStatusCode.NotFound);
        (await App.PostAsync($"{Path}/{id}/approve", Roles.Admin)).Expect(HttpStatusCode.NotFound);
    }

    /// <summary>With one stolen key of an administrator no one makes the keys that a change of the rules needs.</summary>
    [Theory]
    [InlineData(Roles.PolicyEditor)]
    [InlineData(Roles.PolicyApprover)]
    [InlineData(Roles.ListEditor)]
    [InlineData(Roles.ListApprover)]
    [InlineData(Roles.Admin)]
    public async Task AKeyThatCanChangeTheRules_IsInEffectOnlyAfterASecondAdministrator(string role)
    {
        var second = await App.AddKeyAsync([Roles.Admin, Roles.Reviewer]);
        var made = (await App.PostAsync(Path, Roles.Admin, $$"""{ "name": "two", "owner": "somebody", "roles": [ "{{role}}" ] }""")).Expect(HttpStatusCode.Created).Json;
        var (key, id) = (made.GetProperty("key").GetString()!, IdOf(made));
        Assert.True(made.GetProperty("details").GetProperty("pending").GetBoolean());
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
        (await App.PostAsync($"{Path}/{id}/approve", Roles.Admin)).Expect(HttpStatusCode.Forbidden);
        (await App.PostAsync($"{Path}/{id}/rotate", Roles.Admin, "{}")).Expect(HttpStatusCode.Conflict);
        var approved = (await App.SendAsync(HttpMethod.Post, $"{Path}/{id}/approve", second)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal((false, "test-admin-reviewer"), (approved.GetProperty("pending").GetBoolean(), approved.GetProperty("approvedBy").GetString()));
        App.Clock.Advance(ApiKeyDirectory.Memory + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        (await App.SendAsync(HttpMethod.Post, $"{Path}/{id}/approve", second)).Expect(HttpStatusCode.Conflict);

        // A rotation gives the secret of the key to anyone who asks for it, so it needs two as well; the old key stays until then.
        var fresh = (await App.PostAsync($"{Path}/{id}/rotate", Roles.Admin, """{ "overlapHours": 0 }""")).Expect(HttpStatusCode.Created).Json;
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await StatusAsync(fresh.GetProperty("key").GetString()!), await StatusAsync(key)));
        (await App.SendAsync(HttpMethod.Post, $"{Path}/{IdOf(fresh)}/approve", second)).Expect(HttpStatusCode.OK);
        App.Clock.Advance(ApiKeyDirectory.Memory + TimeSpan.FromSeconds(1));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (await StatusAsync(fresh.GetProperty("key").GetString()!), await StatusAsync(key)));
    }

    private static string IdOf(JsonElement made) => made.GetProperty("details").GetProperty("keyId").GetString()!;

    private async Task<JsonElement> MakeAsync(string name, params string[] roles)
    {
        var body = JsonSerializer.Serialize(new { name, roles, days = 30 });
        return (await App.PostAsync(Path, Roles.Admin, body)).Expect(HttpStatusCode.Created).Json;
    }

    private async Task<HttpStatusCode> StatusAsync(string key) => (await App.SendAsync(HttpMethod.Get, "/api/v1/status", key)).Status;
}
