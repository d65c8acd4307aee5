using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Screening.Benchmarks.Requests;

/// <summary>The members of a response that expectations are checked against.</summary>
internal sealed record Answered
{
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An empty response.</summary>
    public static Answered Nothing { get; } = new();

    public string Disposition { get; private init; } = "";

    public string Outcome { get; private init; } = "";

    /// <summary>Whether more than one outcome is possible.</summary>
    public bool IsUndecided { get; private init; }

    /// <summary>Winning rules.</summary>
    public ImmutableArray<string> WinningRules { get; private init; } = [];

    /// <summary>Paths in <c>undecided.ask</c> and <c>mustAnswer</c>.</summary>
    public ImmutableArray<string> Asked { get; private init; } = [];

    /// <summary>The same paths, with those of the deprecated <c>missing</c>.</summary>
    public ImmutableArray<string> AskedAnywhere { get; private init; } = [];

    /// <summary>Paths and sentences of the notes for a reviewer.</summary>
    public ImmutableArray<string> ReviewNotes { get; private init; } = [];

    /// <summary>Availability of every exception, by id.</summary>
    public ILookup<string, string> Exceptions { get; private init; } = Array.Empty<string>().ToLookup(id => id);

    /// <summary>Parts that were not checked.</summary>
    public ImmutableArray<string> NotChecked { get; private init; } = [];

    /// <summary>Conditions of an approval.</summary>
    public ImmutableArray<string> Conditions { get; private init; } = [];

    /// <summary>Sentence of the decision and of every finding.</summary>
    public ImmutableArray<string> Sentences { get; private init; } = [];

    /// <summary>The whole decision, without escapes that JSON does not require.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Findings for display, the winning ones first.</summary>
    public ImmutableArray<string> Findings { get; private init; } = [];

    /// <summary>Reads a response of status 200.</summary>
    public static Answered Read(string body)
    {
        var decision = JsonElement.Parse(body).GetProperty("decision");
        var undecided = decision.GetProperty("undecided");
        var isUndecided = undecided.ValueKind == JsonValueKind.Object;
        var findings = decision.GetProperty("findings").EnumerateArray().OrderByDescending(Wins).ToArray();
        ImmutableArray<string> asked =
        [
            .. isUndecided ? undecided.GetProperty("ask").EnumerateArray().Select(path => path.GetString()!) : [],
            .. All(decision, "mustAnswer").Select(question => TextOf(question, "fact")),
        ];
        return new()
        {
            Disposition = TextOf(decision, "disposition"),
            Outcome = TextOf(decision, "outcome"),
            IsUndecided = isUndecided,
            WinningRules = [.. findings.Where(Wins).Select(finding => TextOf(finding, "rule")).Distinct()],
            Asked = [.. asked.Distinct()],
            AskedAnywhere = [.. asked.Concat(All(decision, "missing").Select(missing => TextOf(missing, "fact"))).Distinct()],
            ReviewNotes = [.. All(decision, "reviewNotes").SelectMany(note => new[] { TextOf(note, "fact"), TextOf(note, "note") })],
            Exceptions = All(decision, "exceptionCandidates").ToLookup(one => TextOf(one, "id"), one => TextOf(one, "available"), StringComparer.Ordinal),
            NotChecked = [.. All(decision, "notChecked").Select(text => text.GetString()!)],
            Conditions = [.. All(decision, "conditions").Select(condition => TextOf(condition, "text"))],
            Sentences = [TextOf(decision, "text"), .. findings.Select(finding => TextOf(finding, "text"))],
            Text = JsonNode.Parse(decision.GetRawText())!.ToJsonString(AsWritten),
            Findings = [.. findings.Select(Shown)],
        };
    }

    private static ImmutableArray<JsonElement> All(JsonElement decision, string name) =>
        decision.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];

    private static bool Wins(JsonElement finding) => finding.GetProperty("wins").GetBoolean();

    private static string Shown(JsonElement finding) =>
        $"{TextOf(finding, "rule")}={TextOf(finding, "outcome")}{(Wins(finding) ? " wins" : "")}{(finding.GetProperty("certain").GetBoolean() ? "" : " (possible)")}"
        + $"{At(finding, "item")}{At(finding, "destination")}: {TextOf(finding, "text")}";

    private static string At(JsonElement finding, string name) =>
        finding.GetProperty(name).ValueKind == JsonValueKind.String ? $" [{name} {TextOf(finding, name)}]" : "";

    private static string TextOf(JsonElement from, string name) => from.GetProperty(name).GetString() ?? "";
}
