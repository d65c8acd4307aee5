using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Screening.Functions;
using Screening.Functions.Security;

namespace Screening.Benchmarks.Worlds;

/// <summary>Changes of rule data as two persons make them: one proposes, the other approves.</summary>
internal static class TwoPersons
{
    /// <summary>Adds a key with every role but admin.</summary>
    /// <param name="storage">Storage of the environment.</param>
    /// <param name="owner">Person who owns it.</param>
    /// <param name="at">Time of its creation.</param>
    public static async Task<string> AddKeyAsync(ScreeningStorage storage, string owner, DateTimeOffset at)
    {
        var key = ApiKeyText.Create();
        await storage.Keys.PutAsync(
            new ApiKey
            {
                KeyId = key.Id, Hash = key.Hash(), Name = owner, Owner = owner, CreatedAt = at, Roles = [.. Roles.All.Where(role => role != Roles.Admin)],
            },
            CancellationToken.None);
        return key.Reveal();
    }

    /// <summary>Sends a list on the state that is there.</summary>
    /// <param name="client">Client with the key of the author.</param>
    /// <param name="feed">Id of the feed.</param>
    /// <param name="query">Query of the import.</param>
    /// <param name="csv">The list.</param>
    public static async Task<HttpResponseMessage> ImportAsync(HttpClient client, string feed, string query, byte[] csv)
    {
        using var read = await client.GetAsync($"/api/v1/watchlists/{feed}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/watchlists/{feed}/imports?{query}") { Content = new ByteArrayContent(csv) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        if (read.Headers.ETag is { } tag)
        {
            request.Headers.IfMatch.Add(tag);
        }

        return await client.SendAsync(request);
    }

    /// <summary>Source version of a change, which another person approves first if it is a proposal.</summary>
    /// <param name="client">Client of the environment.</param>
    /// <param name="answer">Answer to the change.</param>
    /// <param name="approver">Key of another person.</param>
    /// <param name="what">What was sent, for the message of a refusal.</param>
    /// <exception cref="FormatException">The change or its approval was refused.</exception>
    public static async Task<long> VersionAsync(HttpClient client, HttpResponseMessage answer, string approver, string what)
    {
        var json = JsonElement.Parse(await TextAsync(answer, what));
        if (json.GetProperty("sourceVersion") is { ValueKind: JsonValueKind.Number } version)
        {
            return version.GetInt64();
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, answer.Headers.Location + "/approve")
        {
            Content = new StringContent("""{ "reason": "benchmark" }""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(ApiKeyAuthentication.Header, approver);
        using var approved = await client.SendAsync(request);
        return JsonElement.Parse(await TextAsync(approved, what)).GetProperty("sourceVersion").GetInt64();
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer, string what)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new FormatException($"{what} was not taken: {(int)answer.StatusCode} {text}");
    }
}
