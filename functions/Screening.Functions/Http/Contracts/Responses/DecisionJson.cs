using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// The canonical JSON of a decision. Its bytes are determined by request, snapshot revision, asOf date, mode and recorded inputs.
/// Arrays keep the order of the engine; facts are ordered by name.
/// </summary>
public static class DecisionJson
{
    /// <summary>The decision as UTF-8.</summary>
    public static byte[] Write(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return CanonicalJson.Bytes(writer => Write(writer, decision));
    }

    private static void Write(Utf8JsonWriter writer, Decision decision)
    {
        writer.WriteStartObject();
        writer.WriteString("mode", Code<ScreeningMode>.Of(decision.Mode));
        writer.Date("asOf", decision.AsOf);
        writer.WriteString("disposition", Code<Disposition>.Of(decision.Disposition));
        writer.WriteString("outcome", Code<Outcome>.Of(decision.Outcome));
        writer.WriteString("text", decision.Text);
        writer.Member("undecided", decision.Undecided, Undecided);
        writer.Member("policy", decision.Policy, Policy);
        writer.Objects("findings", decision.Findings, Finding);
        writer.Objects("items", decision.Items, Item);
        writer.Objects("matches", decision.Matches, Match);
        writer.Objects("mustAnswer", decision.MustAnswer, MustAnswer);
        writer.Objects("reviewNotes", decision.ReviewNotes, ReviewNote);
        writer.Objects("missing", decision.Missing, Missing);
        writer.Member("compared", decision.Compared, Compared);
        writer.Objects("defaultsUsed", decision.DefaultsUsed, DefaultUsed);
        writer.Objects("factors", decision.Factors, Factor);
        writer.Objects("exceptionCandidates", decision.ExceptionCandidates, Exception);
        writer.Objects("conditions", decision.Conditions, Condition);
        writer.Texts("notChecked", decision.NotChecked);
        writer.Objects("lists", decision.Lists, Vintage);
        writer.Member("snapshot", decision.Snapshot, Snapshot);
        writer.WriteString("engine", decision.Engine);
        writer.WriteEndObject();
    }

    private static void Undecided(Utf8JsonWriter writer, Undecided undecided)
    {
        writer.Codes("possible", undecided.Possible);
        writer.WriteString("worst", Code<Outcome>.Of(undecided.Worst));
        writer.Texts("ask", undecided.Ask);
        writer.WriteString("label", undecided.Label);
        writer.WriteBoolean("exact", undecided.Exact);
    }

    private static void Policy(Utf8JsonWriter writer, PolicyIdentity policy)
    {
        writer.WriteString("id", policy.Id);
        writer.WriteNumber("version", policy.Version);
        writer.WriteString("hash", policy.Hash);
    }

    private static void Finding(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteString("item", finding.Item);
        writer.WriteString("destination", finding.Destination);
        writer.WriteString("ruleSet", finding.RuleSet);
        writer.WriteString("rule", finding.Rule);
        writer.WriteString("outcome", Code<Outcome>.Of(finding.Outcome));
        writer.WriteBoolean("wins", finding.Wins);
        writer.WriteBoolean("certain", finding.Certain);
        writer.WriteString("text", finding.Text);
        writer.WriteString("citation", finding.Citation);
        writer.WriteStartObject("facts");
        for (var index = 0; index < finding.Facts.Count; index++)
        {
            var (name, value) = finding.Facts.At(index);
            writer.Fact(name, value);
        }

        writer.WriteEndObject();
    }

    private static void Item(Utf8JsonWriter writer, ItemDecision item)
    {
        writer.WriteString("id", item.Id);
        writer.WriteString("category", item.Category);
        writer.Texts("possibleCategories", item.PossibleCategories);
        writer.WriteString("annexItem", item.AnnexItem);
        writer.Member("decisivePoint", item.DecisivePoint, Point);
        writer.WriteString("explanation", item.Explanation);
        writer.WriteString("outcome", Code<Outcome>.Of(item.Outcome));
        writer.Codes("possible", item.Possible);
    }

    private static void Point(Utf8JsonWriter writer, PerformancePoint point)
    {
        writer.Number("rangeKm", point.RangeKm);
        writer.Number("payloadKg", point.PayloadKg);
    }

    /// <summary>Writes the member <c>matches</c>, as in a decision.</summary>
    internal static void WriteMatches(Utf8JsonWriter writer, ImmutableArray<PartyMatch> matches) => writer.Objects("matches", matches, Match);

    /// <summary>Writes the member <c>lists</c>, as in a decision.</summary>
    internal static void WriteLists(Utf8JsonWriter writer, ImmutableArray<ListVintage> lists) => writer.Objects("lists", lists, Vintage);

    private static void Match(Utf8JsonWriter writer, PartyMatch match)
    {
        writer.WriteString("party", match.Party);
        writer.WriteString("owner", match.Owner);
        writer.Number("share", (double?)match.Share);
        writer.Texts("chain", match.Chain);
        writer.WriteString("feed", match.Feed);
        writer.WriteString("list", match.List);
        writer.WriteString("entry", match.Entry);
        writer.WriteString("name", match.Name);
        writer.Number("score", match.Score);
        writer.WriteString("strength", Code<MatchStrength>.Of(match.Strength));
        writer.WriteString("restricts", match.Restricts);
        writer.Texts("relations", match.Relations);
        writer.Texts("scope", match.Scope);
        writer.Date("startDate", match.StartDate);
        writer.Date("endDate", match.EndDate);
        writer.WriteBoolean("inForce", match.InForce);
        writer.Texts("explanation", match.Explanation);
    }

    private static void MustAnswer(Utf8JsonWriter writer, MustAnswer question)
    {
        writer.WriteString("fact", question.Fact);
        writer.WriteString("question", question.Question);
        writer.WriteString("type", Code<AnswerType>.Of(question.Type));
        writer.WriteString("unit", question.Unit);
        writer.Texts("options", question.Options);
        writer.WriteString("settles", Code<Settles>.Of(question.Settles));
    }

    private static void ReviewNote(Utf8JsonWriter writer, ReviewNote note)
    {
        writer.WriteString("fact", note.Fact);
        writer.WriteString("note", note.Note);
    }

    private static void Compared(Utf8JsonWriter writer, Compared compared)
    {
        writer.Texts("parties", compared.Parties);
        writer.Texts("notFound", compared.NotFound);
        writer.Objects("lists", compared.Lists, ComparedList);
        writer.WriteNumber("entries", compared.Entries);
    }

    private static void ComparedList(Utf8JsonWriter writer, ComparedList list)
    {
        writer.WriteString("list", list.List);
        writer.Date("date", list.Date);
        writer.WriteNumber("entries", list.Entries);
        writer.Date("confirmedOn", list.ConfirmedOn);
    }

    private static void Missing(Utf8JsonWriter writer, MissingFact missing)
    {
        writer.WriteString("fact", missing.Fact);
        writer.WriteString("question", missing.Question);
    }

    private static void DefaultUsed(Utf8JsonWriter writer, DefaultUsed used)
    {
        writer.WriteString("fact", used.Fact);
        writer.Fact("value", used.Value);
        writer.WriteString("reason", used.Reason);
    }

    private static void Factor(Utf8JsonWriter writer, Factor factor)
    {
        writer.WriteString("id", factor.Id);
        writer.WriteString("item", factor.Item);
        writer.Fact("value", factor.Value);
        writer.WriteString("text", factor.Text);
        writer.WriteString("destination", factor.Destination);
        writer.WriteString("citation", factor.Citation);
    }

    private static void Exception(Utf8JsonWriter writer, ExceptionCandidate candidate)
    {
        writer.WriteString("id", candidate.Id);
        writer.WriteString("title", candidate.Title);
        writer.WriteString("item", candidate.Item);
        writer.WriteString("destination", candidate.Destination);
        writer.WriteString("available", Code<Availability>.Of(candidate.Available));
        writer.WriteString("why", candidate.Why);
        writer.WriteString("citation", candidate.Citation);
    }

    private static void Condition(Utf8JsonWriter writer, Condition condition)
    {
        writer.WriteString("rule", condition.Rule);
        writer.WriteString("text", condition.Text);
    }

    private static void Vintage(Utf8JsonWriter writer, ListVintage list)
    {
        writer.WriteString("feed", list.Feed);
        writer.Date("date", list.Date);
        writer.WriteNumber("entries", list.Entries);
    }

    private static void Snapshot(Utf8JsonWriter writer, SnapshotIdentity snapshot)
    {
        writer.WriteString("revision", snapshot.Revision);
        writer.WriteNumber("sourceVersion", snapshot.SourceVersion);
    }
}
