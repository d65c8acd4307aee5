using System.Net;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Security;
using Screening.Functions.Tests.Flows;

namespace Screening.Functions.Tests.Faults;

/// <summary>A change of one country set that puts a country in, or takes it out again: each row finds something to do.</summary>
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

    /// <summary>Whether the country is in the set once the change stands.</summary>
    public bool HasCountry { get; }

    public static async Task<Toggle> ReadAsync(FlowApp app, string set, string country) =>
        new(app, set, country, (await app.GetAsync(set)).Expect(HttpStatusCode.OK));

    public Task<Reply> SendAsync() => app.PutAsync(set, Roles.PolicyEditor, body, tag);

    /// <summary>Whether the change is there, wholly; a set that is neither the old nor the new one fails.</summary>
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

/// <summary>Decisions of one transaction over the life of several snapshots.</summary>
internal sealed class SeenDecisions(FlowApp app, string body)
{
    private readonly Dictionary<string, HashSet<string>> outcomes = new(StringComparer.Ordinal);

    /// <summary>Outcome of the last decision.</summary>
    public string? Last { get; private set; }

    /// <summary>Asks once; refusals are no decisions.</summary>
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

    /// <summary>Asks until there is a decision.</summary>
    public Task LookAsync() => FlowApp.UntilAsync("there is a decision", TryAsync);

    /// <summary>A snapshot is one whole: it never decides the same transaction in two ways.</summary>
    public void EachSnapshotDecidesOneWay() => Assert.All(outcomes.Values, ways => Assert.Single(ways));
}
