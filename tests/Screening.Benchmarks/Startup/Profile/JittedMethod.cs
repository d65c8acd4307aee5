using System.Text.RegularExpressions;

namespace Screening.Benchmarks.Startup.Profile;

/// <summary>A method the runtime compiled while it ran.</summary>
/// <param name="Text">As the runtime writes it: <c>Space.Type`1[arguments]:Name[arguments](parameters)</c>.</param>
/// <param name="Owner">The type whose method it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">What stands for its own type parameters.</param>
/// <param name="Parameters">How many it takes.</param>
internal sealed partial record JittedMethod(string Text, TypeText Owner, string Name, IReadOnlyList<TypeText> Arguments, int Parameters)
{
    /// <summary>Reads the runtime's list, each method once and in an order that no start decides.</summary>
    public static IEnumerable<JittedMethod> ReadAll(IEnumerable<string> lines) =>
        from text in lines.Select(line => Line().Match(line).Groups["method"].Value).Distinct().Order(StringComparer.Ordinal)
        let method = Parse(text)
        where method is not null
        select method;

    private static JittedMethod? Parse(string text)
    {
        if (Parts().Match(text) is not { Success: true } parts)
        {
            return null;
        }

        var (at, rest) = (0, parts.Groups["rest"].Value);
        var owner = TypeText.Parse(parts.Groups["type"].Value, ref at);
        at = 0;
        var arguments = rest[0] == '[' ? TypeText.ParseList(rest, ref at, ']') : [];
        return new(text, owner, parts.Groups["name"].Value, arguments, TypeText.ParseList(rest, ref at, ')').Count);
    }

    // A method that was in the image is compiled again when it is called often: that is tier 1, and no matter of the start.
    [GeneratedRegex(@"^\s*\d+: JIT compiled (?<method>.+\)) \[(?!Tier1)[^\[\]]*IL size=")]
    private static partial Regex Line();

    // Neither a type nor the name of a method has a colon or a bracket in it. Code made at run time is of no type.
    [GeneratedRegex(@"^(?!\(dynamicClass\))(?<type>[^:]+):(?<name>[^\[(:]+)(?<rest>[\[(].*\))$")]
    private static partial Regex Parts();
}
