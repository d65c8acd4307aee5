using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;

namespace Screening.Engine.Policies.Wording;

/// <summary>A fact or derived fact, resolved once from its name.</summary>
/// <param name="Fact">The fact, when it is not a derived fact.</param>
/// <param name="Derived">Index of the derived fact, or -1.</param>
internal readonly record struct NamedFact(Fact Fact, int Derived)
{
    public static NamedFact Of(string name, ImmutableArray<DerivedFact> derived) => Code<Fact>.TryParse(name, out var fact)
        ? new NamedFact(fact, -1)
        : new NamedFact(default, derived.IndexOf(derived.First(table => table.Id == name)));
}

/// <summary>A sentence with {fact} placeholders, which are replaced by the values used.</summary>
internal sealed partial class Template
{
    private readonly ImmutableArray<Part> parts;

    private Template(ImmutableArray<Part> parts) => this.parts = parts;

    public bool IsEmpty => parts.IsEmpty;

    public static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => match.Groups[1].Value);

    public static bool IsKnown(string name, ImmutableArray<DerivedFact> derived) =>
        Code<Fact>.TryParse(name, out _) || derived.Any(fact => fact.Id == name);

    /// <summary>Fills a sentence without compiling it, for texts that are rarely used.</summary>
    public static string Fill(string text, Func<string, string> value) =>
        Placeholder().Replace(text, match => value(match.Groups[1].Value));

    /// <summary>Splits a sentence at its placeholders. Every placeholder must name a known fact or derived fact.</summary>
    public static Template Compile(string text, ImmutableArray<DerivedFact> derived)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        var from = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            AddLiteral(parts, text[from..match.Index]);
            parts.Add(new Part(null, NamedFact.Of(match.Groups[1].Value, derived)));
            from = match.Index + match.Length;
        }

        AddLiteral(parts, text[from..]);
        return new Template(parts.ToImmutable());
    }

    public void Write(TextBuffer buffer, in FactReader facts)
    {
        foreach (var part in parts)
        {
            if (part.Literal is { } literal)
            {
                buffer.Append(literal);
            }
            else
            {
                facts.Write(buffer, part.Fact);
            }
        }
    }

    private static void AddLiteral(ImmutableArray<Part>.Builder parts, string literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new Part(literal, default));
        }
    }

    [GeneratedRegex(@"\{([a-z0-9_]+)\}")]
    private static partial Regex Placeholder();

    private readonly record struct Part(string? Literal, NamedFact Fact);
}
