using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Screening.Engine.Model;

namespace Screening.Engine.Policies;

/// <summary>Sentences with {fact} placeholders, filled with the values that were used.</summary>
internal static partial class Template
{
    public static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => match.Groups[1].Value);

    public static bool IsKnown(string name, ImmutableArray<DerivedFact> derived) =>
        Code<Fact>.TryParse(name, out _) || derived.Any(fact => fact.Id == name);

    public static string Fill(string text, Func<string, string> value) =>
        Placeholder().Replace(text, match => value(match.Groups[1].Value));

    [GeneratedRegex(@"\{([a-z0-9_]+)\}")]
    private static partial Regex Placeholder();
}
