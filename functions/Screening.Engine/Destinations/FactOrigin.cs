using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>Basis of a fact.</summary>
public enum FactBasis
{
    /// <summary>The named source was read.</summary>
    Source,

    /// <summary>No source was found; the fact is assumed until there is one.</summary>
    Assumption,

    /// <summary>General knowledge; the named source was not read for the fact, or not for its date.</summary>
    Memory,
}

/// <summary>Source of a dated fact, and the date until which it is confirmed.</summary>
public sealed record FactOrigin
{
    /// <summary>Members of a row that state its source.</summary>
    internal static readonly string[] Grounds = ["source", "sourceDate", "basis", "note"];

    /// <summary>Members of a row that state until when it is confirmed.</summary>
    internal static readonly string[] Confirmation = ["confirmBy", "confirmer", "sentence"];

    /// <summary>Source of the row, or of its document if the row names none.</summary>
    public string Source { get; init; } = "";

    /// <summary>Date of the source.</summary>
    public DateOnly? SourceDate { get; init; }

    /// <summary>Basis of the fact.</summary>
    public FactBasis Basis { get; init; }

    /// <summary>Last day on which the fact is relied on without a new confirmation; null when none is pending.</summary>
    public DateOnly? ConfirmBy { get; init; }

    /// <summary>Who must confirm the fact; null when no confirmation is pending.</summary>
    public string? Confirmer { get; init; }

    /// <summary>What the fact states and what is unconfirmed; required with <see cref="ConfirmBy"/>.</summary>
    public string? Sentence { get; init; }

    /// <summary>Remark of the author.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the confirmation is overdue at <paramref name="date"/>.</summary>
    public bool IsUnconfirmedAt(DateOnly date) => ConfirmBy < date;

    /// <summary>This fact as an unconfirmed fact.</summary>
    internal Unconfirmed Unconfirmed(string document, CountryCode country) =>
        new(document, country, Sentence ?? "", Source, ConfirmBy.GetValueOrDefault(), Confirmer ?? "");

    /// <summary>Reads the source and the confirmation of a row.</summary>
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
    /// Reads a row whose source and date earlier versions accepted without validation. A value that is not a text or a date
    /// counts as absent, because a document that was accepted once must stay readable.
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

    // Earlier versions accepted any value here, so a value that is not a text counts as absent.
    private static string? TextOf(Dictionary<string, JsonCursor> members, string name) =>
        members.TryGetValue(name, out var member) && member.Element.ValueKind == JsonValueKind.String
        && !string.IsNullOrWhiteSpace(member.Element.GetString())
            ? member.Element.GetString()
            : null;
}
