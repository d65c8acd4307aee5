using System.Collections.Immutable;

namespace Screening.Engine.Classification;

/// <summary>One reason for control of an entry and the part of the entry it covers.</summary>
/// <param name="Reason">Reason for control, such as MT.</param>
/// <param name="In">Paragraphs it is limited to, such as a.1.a; empty means the entire entry.</param>
/// <param name="Except">Paragraphs it does not cover.</param>
/// <param name="When">Condition, as text, that the item must meet; null means none.</param>
internal sealed record EccnControl(string Reason, ImmutableArray<string> In, ImmutableArray<string> Except, string? When)
{
    /// <summary>Scope of the control for a paragraph of the entry. An empty text means the entry without a paragraph.</summary>
    public MtReach ReachFor(string paragraph)
    {
        var isWithin = In.IsEmpty || In.Any(named => Paragraphs.Covers(named, paragraph));
        if (!isWithin)
        {
            return In.Any(named => Paragraphs.Covers(paragraph, named)) ? MtReach.Paragraphs : MtReach.None;
        }

        if (Except.Any(named => Paragraphs.Covers(named, paragraph)))
        {
            return MtReach.None;
        }

        // A paragraph above an exception contains items inside and outside the control.
        return Except.Any(named => Paragraphs.Covers(paragraph, named)) ? MtReach.Paragraphs
            : When is null ? MtReach.Entire : MtReach.Condition;
    }

    /// <summary>Scope of the control within a paragraph, as text that continues "applies only to".</summary>
    public string Describe(string paragraph)
    {
        var named = In.Where(one => Paragraphs.Covers(paragraph, one) || Paragraphs.Covers(one, paragraph)).ToArray();
        var excepted = Except.Where(one => Paragraphs.Covers(paragraph, one)).ToArray();
        var scope = named.Length > 0 ? $"paragraph{(named.Length == 1 ? "" : "s")} {Paragraphs.Join(named)}" : "every paragraph";
        var except = excepted.Length > 0 ? $" except {Paragraphs.Join(excepted)}" : "";
        var condition = When is null ? "" : $" where {When}";
        return scope + except + condition;
    }
}

/// <summary>Comparison of paragraphs of an entry, such as a.1.a.</summary>
internal static class Paragraphs
{
    /// <summary>
    /// Whether <paramref name="paragraph"/> equals <paramref name="above"/> or is below it. The empty text is above all
    /// paragraphs.
    /// </summary>
    public static bool Covers(string above, string paragraph) =>
        above.Length == 0 || (paragraph.StartsWith(above, StringComparison.Ordinal)
            && (paragraph.Length == above.Length || paragraph[above.Length] == '.'));

    /// <summary>Whether a text has the form of a paragraph: lower-case letters and digits, separated by full stops.</summary>
    public static bool IsForm(string text) =>
        text.Length > 0 && char.IsAsciiLetterLower(text[0]) && text[^1] != '.' && !text.Contains("..", StringComparison.Ordinal)
            && text.All(letter => letter == '.' || char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));

    /// <summary>The texts as a list with "and" before the last.</summary>
    public static string Join(IReadOnlyList<string> texts) => texts.Count switch
    {
        0 => "",
        1 => texts[0],
        _ => $"{string.Join(", ", texts.Take(texts.Count - 1))} and {texts[^1]}",
    };
}
