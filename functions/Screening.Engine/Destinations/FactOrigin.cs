using System.Text.Json;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;

namespace Screening.Engine.Destinations;

/// <summary>What kind of ground a fact has.</summary>
public enum FactBasis
{
    /// <summary>The source named was read.</summary>
    Source,

    /// <summary>Nobody found it; it is assumed until somebody does.</summary>
    Assumption,

    /// <summary>General knowledge; the source named was not read for it, or not for its day.</summary>
    Memory,
}

/// <summary>What a dated fact rests on, and until when it is confirmed.</summary>
public sealed record FactOrigin
{
    /// <summary>Members of a row that say what it rests on.</summary>
    internal static readonly string[] Grounds = ["source", "sourceDate", "basis", "note"];

    /// <summary>Members of a row that say until when it is confirmed.</summary>
    internal static readonly string[] Confirmation = ["confirmBy", "confirmer", "sentence"];

    /// <summary>Its own source; where the row names none, that of its document.</summary>
    public string Source { get; init; } = "";

    /// <summary>Date of the source.</summary>
    public DateOnly? SourceDate { get; init; }

    /// <summary>What kind of ground it has.</summary>
    public FactBasis Basis { get; init; }

    /// <summary>Last day on which it is relied on unless somebody confirms it; null when nothing is left to confirm.</summary>
    public DateOnly? ConfirmBy { get; init; }

    /// <summary>Who must confirm it; null when nothing is left to confirm.</summary>
    public string? Confirmer { get; init; }

    /// <summary>What it says and what is not confirmed; null when nothing needs saying.</summary>
    public string? Sentence { get; init; }

    /// <summary>A remark of the author.</summary>
    public string? Note { get; init; }

    /// <summary>Whether nobody has confirmed it since its day.</summary>
    public bool IsUnconfirmedAt(DateOnly date) => ConfirmBy < date;

    /// <summary>The fact as one that is not confirmed.</summary>
    internal Unconfirmed Unconfirmed(string document, CountryCode country) =>
        new(document, country, Sentence ?? "", Source, ConfirmBy.GetValueOrDefault(), Confirmer ?? "");

    /// <summary>Reads the ground and the confirmation of a row.</summary>
    internal static FactOrigin Read(Dictionary<string, JsonCursor> members, string source, DateOnly? sourceDate)
    {
        var origin = new FactOrigin
        {
            Source = members.OptionalText("source") ?? source,
            SourceDate = members.Date("sourceDate") ?? sourceDate,
        };
        return origin.WithRest(members);
    }

    /// <summary>
    /// Reads a row whose source and date earlier versions took unread: what is no text or no date there counts as absent,
    /// because a document that was accepted once must stay readable.
    /// </summary>
    internal static FactOrigin ReadLeniently(Dictionary<string, JsonCursor> members, string source, DateOnly? sourceDate)
    {
        var origin = new FactOrigin
        {
            Source = TextOf(members, "source") ?? source,
            SourceDate = DateOnly.TryParseExact(TextOf(members, "sourceDate"), "yyyy-MM-dd", out var date) ? date : sourceDate,
        };
        return origin.WithRest(members);
    }

    private FactOrigin WithRest(Dictionary<string, JsonCursor> members)
    {
        var read = this with
        {
            Basis = !members.TryGetValue("basis", out var basis) ? FactBasis.Source : basis.OneOf(["source", "assumption", "memory"]) switch
            {
                "assumption" => FactBasis.Assumption,
                "memory" => FactBasis.Memory,
                _ => FactBasis.Source,
            },
            ConfirmBy = members.Date("confirmBy"),
            Confirmer = members.OptionalText("confirmer"),
            Sentence = members.OptionalText("sentence"),
            Note = TextOf(members, "note"),
        };
        if (members.TryGetValue("confirmBy", out var day) && read.ConfirmBy is not null)
        {
            Need(day, "sentence", read.Sentence, "what it says and what is not confirmed");
            Need(day, "confirmer", read.Confirmer, "who must confirm it");
        }

        return read;
    }

    private static void Need(JsonCursor day, string member, string? text, string meaning)
    {
        if (text is null)
        {
            day.Error($"needs `{member}` beside it: {meaning}");
        }
    }

    // Whatever it is, it was accepted before it was read.
    private static string? TextOf(Dictionary<string, JsonCursor> members, string name) =>
        members.TryGetValue(name, out var member) && member.Element.ValueKind == JsonValueKind.String
        && !string.IsNullOrWhiteSpace(member.Element.GetString())
            ? member.Element.GetString()
            : null;
}
