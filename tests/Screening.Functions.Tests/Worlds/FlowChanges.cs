using System.Net;
using System.Text.Json;
using Screening.Functions.Security;

namespace Screening.Functions.Tests.Worlds;

/// <summary>Changes of rule data as two persons make them: one proposes, the other approves.</summary>
internal sealed partial class FlowApp
{
    /// <summary>Proposes to activate a version of a policy, on the state that is there.</summary>
    public async Task<Reply> ActivateAsync(string policy, int version, string role = Roles.PolicyEditor) => await PostAsync(
        $"{policy}/activate?reason=test", role, $$"""{ "version": {{version}} }""", (await GetAsync(policy)).ETag);

    /// <summary>Proposes to retire a policy, on the state that is there.</summary>
    public async Task<Reply> RetireAsync(string policy, string role = Roles.PolicyEditor) =>
        await PostAsync($"{policy}/retire?reason=test", role, null, (await GetAsync(policy)).ETag);

    /// <summary>Waits until this instance uses the source version of a change, or a later one. A proposal is approved first.</summary>
    public async Task UntilActiveAsync(Reply accepted) => await UntilActiveAsync(await VersionOfAsync(accepted));

    /// <summary>Source version of a change that was made, after its approval by another person if it was proposed.</summary>
    public async Task<long> VersionOfAsync(Reply accepted)
    {
        var answer = accepted.Expect(HttpStatusCode.Accepted).Json;
        return answer.GetProperty("sourceVersion") is { ValueKind: JsonValueKind.Number } version
            ? version.GetInt64()
            : (await ApproveAsync(accepted)).Expect(HttpStatusCode.OK).Json.GetProperty("sourceVersion").GetInt64();
    }

    /// <summary>Approves what a reply says is proposed.</summary>
    public Task<Reply> ApproveAsync(Reply proposed)
    {
        var answer = proposed.Expect(HttpStatusCode.Accepted).Json;
        var proposal = answer.TryGetProperty("proposal", out var inside) ? inside : answer;
        return PostAsync(
            $"/api/v1/proposals/{proposal.GetProperty("id").GetString()}/approve", proposal.GetProperty("approverRole").GetString()!, """{ "reason": "test" }""");
    }
}
