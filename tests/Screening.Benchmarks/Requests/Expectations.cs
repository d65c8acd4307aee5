using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Benchmarks.Requests;

/// <summary>A difference between a response and its expectation.</summary>
/// <param name="Member">Member of the expectation.</param>
/// <param name="Expected">Its value.</param>
/// <param name="Actual">The value in the response.</param>
internal sealed record Difference(string Member, string Expected, string Actual);

/// <summary>The expected response. Every member is checked, and an unknown member is an error.</summary>
internal sealed class Expectations
{
    private const int Ok = 200;

    private static readonly ImmutableSortedDictionary<string, Func<JsonElement, Answered, string?>> Checks =
        new Dictionary<string, Func<JsonElement, Answered, string?>>
        {
            ["disposition"] = (expected, answer) => OneOf(expected, answer.Disposition),
            ["outcome"] = (expected, answer) => OneOf(expected, answer.Outcome),
            ["notLaxerThan"] = NotLaxer,
            ["undecided"] = (expected, answer) => expected.GetBoolean() == answer.IsUndecided ? null : answer.IsUndecided ? "undecided" : "decided",
            ["rule"] = (expected, answer) => Texts(expected).Intersect(answer.WinningRules).Any() ? null : Joined(answer.WinningRules),
            ["ask"] = (expected, answer) => Texts(expected).Except(answer.AskedAnywhere).Any() ? Joined(answer.AskedAnywhere) : null,
            ["notAsk"] = (expected, answer) => Texts(expected).Intersect(answer.Asked).Any() ? Joined(answer.Asked) : null,
            ["reviewNotesContains"] = (expected, answer) => Hold(expected, answer.ReviewNotes, StringComparison.OrdinalIgnoreCase),
            ["exceptionsNo"] = ExceptionsNo,
            ["notCheckedContains"] = (expected, answer) => Hold(expected, answer.NotChecked, StringComparison.Ordinal),
            ["conditionContains"] = (expected, answer) => Hold(expected, answer.Conditions, StringComparison.Ordinal),
            ["textContains"] = (expected, answer) => Texts(expected).All(text => answer.Text.Contains(text, StringComparison.Ordinal)) ? null : "not in the decision",
            ["textMustNotContain"] = TextMustNotContain,
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private readonly ImmutableArray<(string Name, JsonElement Value)> members;

    private Expectations(int status, ImmutableArray<(string Name, JsonElement Value)> members) => (Status, this.members) = (status, members);

    /// <summary>HTTP status of the response; with a status other than 200 nothing else is checked.</summary>
    public int Status { get; }

    /// <exception cref="FormatException">It expects nothing, or has an unknown member.</exception>
    public static Expectations Read(JsonElement from)
    {
        var status = from.TryGetProperty("status", out var given) ? given.GetInt32() : Ok;
        var members = from.EnumerateObject().Where(member => member.Name != "status").Select(member => (member.Name, member.Value)).ToImmutableArray();
        if (members.FirstOrDefault(member => !Checks.ContainsKey(member.Name)).Name is { } unknown)
        {
            throw new FormatException($"expect.{unknown} is not known");
        }

        if (status == Ok && members.IsEmpty)
        {
            throw new FormatException("expect is empty");
        }

        var expected = new Expectations(status, members);
        expected.TryEvery();
        return expected;
    }

    /// <summary>All differences; empty when there are none.</summary>
    /// <param name="status">Status of the response.</param>
    /// <param name="body">Body of the response.</param>
    public ImmutableArray<Difference> Check(int status, string body)
    {
        if (status != Status)
        {
            return [new("status", $"{Status}", $"{status} {(body.Length > 600 ? body[..600] : body)}")];
        }

        if (status != Ok)
        {
            return [];
        }

        var answer = Answered.Read(body);
        return
        [
            .. members.Select(member => (member, Actual: Checks[member.Name](member.Value, answer)))
                .Where(check => check.Actual is not null)
                .Select(check => new Difference(check.member.Name, check.member.Value.GetRawText(), check.Actual!)),
        ];
    }

    /// <summary>A value of the wrong shape is reported when the file is read, not only when a response reaches it.</summary>
    private void TryEvery()
    {
        foreach (var (name, value) in members)
        {
            Checks[name](value, Answered.Nothing);
        }
    }

    private static string? OneOf(JsonElement expected, string actual) => Texts(expected).Contains(actual) ? null : actual;

    private static string? NotLaxer(JsonElement expected, Answered answer)
    {
        var least = Code<Disposition>.TryParse(expected.GetString(), out var disposition) && disposition != Disposition.WhatIf
            ? disposition
            : throw new FormatException($"expect.notLaxerThan: {expected.GetRawText()} is no disposition");
        return Code<Outcome>.TryParse(answer.Outcome, out var outcome) && outcome.Disposition() >= least ? null : answer.Outcome;
    }

    private static string? ExceptionsNo(JsonElement expected, Answered answer)
    {
        var wrong = Texts(expected).Where(id => answer.Exceptions[id].ToArray() is not { Length: > 0 } found || found.Any(available => available != "no")).ToArray();
        return wrong.Length == 0 ? null : Joined(wrong.Select(id => $"{id}: {(answer.Exceptions.Contains(id) ? string.Join('/', answer.Exceptions[id]) : "not there")}"));
    }

    private static string? TextMustNotContain(JsonElement expected, Answered answer)
    {
        var found = Texts(expected).SelectMany(text => answer.Sentences.Where(sentence => StartsAWord(sentence, text))).ToArray();
        return found.Length == 0 ? null : Joined(found);
    }

    /// <summary>Whether a text occurs in a sentence at the start of a word.</summary>
    private static bool StartsAWord(string sentence, string text)
    {
        for (var at = sentence.IndexOf(text, StringComparison.OrdinalIgnoreCase); at >= 0; at = sentence.IndexOf(text, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at == 0 || !char.IsLetterOrDigit(sentence[at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Hold(JsonElement expected, ImmutableArray<string> actual, StringComparison comparison) =>
        Texts(expected).All(text => actual.Any(one => one.Contains(text, comparison))) ? null : Joined(actual);

    private static string Joined(IEnumerable<string> texts) => $"[{string.Join(" | ", texts)}]";

    private static string[] Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? [value.GetString()!] : [.. value.EnumerateArray().Select(one => one.GetString()!)];
}
