using System.Net;
using System.Text.Json.Nodes;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Faults;

/// <summary>A change of one country set that adds a country or removes it again, so that each row has an effect.</summary>
internal sealed class Toggle
{
    private readonly FlowApp app;
    private readonly string set;
    private readonly string country;
    private readonly string body;
    private readonly string tag;

    private Toggle(FlowApp app, string set, string country, Reply read)
    {
        (this.app, this.set, this.country, tag) = (app, set, country, read.ETag!);
        HasCountry = !Has(read);
        var json = JsonNode.Parse(read.Text)!;
        var members = json["members"]!.AsArray();
        if (HasCountry)
        {
            members.Add(new JsonObject { ["country"] = country });
        }
        else
        {
            members.Remove(members.Single(member => member!["country"]?.GetValue<string>() == country));
        }

        body = json.ToJsonString();
    }

    /// <summary>Whether the set contains the country after the change.</summary>
    public bool HasCountry { get; }

    public static async Task<Toggle> ReadAsync(FlowApp app, string set, string country) =>
        new(app, set, country, (await app.GetAsync(set)).Expect(HttpStatusCode.OK));

    /// <summary>Proposes the change and lets another person approve it. The reply is 202 if both succeed.</summary>
    public async Task<Reply> SendAsync()
    {
        var proposed = await app.PutAsync(set, Roles.PolicyEditor, body, tag);
        if (proposed.Status != HttpStatusCode.Accepted)
        {
            return proposed;
        }

        var approved = await app.ApproveAsync(proposed);
        return approved.Status == HttpStatusCode.OK ? approved with { Status = HttpStatusCode.Accepted } : approved;
    }

    /// <summary>Whether the change is applied. Fails when the set is neither the old one nor the new one.</summary>
    public async Task<bool> StandsAsync()
    {
        Reply? read = null;
        await FlowApp.UntilAsync("the set can be read", async () => (read = await app.GetAsync(set)).Status == HttpStatusCode.OK);
        var stands = Has(read!) == HasCountry;
        Assert.Equal(stands, read!.ETag != tag);
        return stands;
    }

    private bool Has(Reply read) => JsonNode.Parse(read.Text)!["members"]!.AsArray()
        .Any(member => member!["country"]?.GetValue<string>() == country);
}

/// <summary>Decisions of one transaction over several snapshots.</summary>
internal sealed class SeenDecisions(FlowApp app, string body)
{
    private readonly Dictionary<string, HashSet<string>> outcomes = new(StringComparer.Ordinal);

    public string? Last { get; private set; }

    /// <summary>Sends one request; refusals are not decisions.</summary>
    public async Task<bool> TryAsync()
    {
        var answer = await app.ScreenAsync(body);
        if (answer.Status != HttpStatusCode.OK)
        {
            answer.Expect(HttpStatusCode.ServiceUnavailable);
            return false;
        }

        var revision = answer.Decision.GetProperty("snapshot").GetProperty("revision").GetString()!;
        outcomes.TryAdd(revision, []);
        outcomes[revision].Add(Last = answer.Outcome);
        return true;
    }

    /// <summary>Repeats the request until a decision is returned.</summary>
    public Task UntilDecidedAsync() => FlowApp.UntilAsync("there is a decision", TryAsync);

    /// <summary>A snapshot is consistent: it never decides the same transaction in two ways.</summary>
    public void EachSnapshotDecidesOneWay() => Assert.All(outcomes.Values, ways => Assert.Single(ways));
}
