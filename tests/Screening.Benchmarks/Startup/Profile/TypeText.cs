namespace Screening.Benchmarks.Startup.Profile;

/// <summary>A type as the runtime writes it: <c>Space.Outer`1+Nested[int,Space.Other[]]</c>.</summary>
/// <param name="Name">Full name without arguments, nested types after a plus; or a keyword of C#.</param>
/// <param name="Arguments">What stands for the type parameters of it and of the types around it.</param>
/// <param name="Ranks">For an array, how many dimensions, innermost first; empty for other types.</param>
internal sealed record TypeText(string Name, IReadOnlyList<TypeText> Arguments, IReadOnlyList<int> Ranks)
{
    /// <summary>Reads one type and leaves <paramref name="at"/> behind it.</summary>
    public static TypeText Parse(string text, ref int at)
    {
        var end = text.AsSpan(at).IndexOfAny("[],)") is var length and >= 0 ? at + length : text.Length;
        var name = text[at..end];
        at = end;
        IReadOnlyList<TypeText> arguments = [];
        var ranks = new List<int>();
        while (at < text.Length && text[at] == '[')
        {
            if (text[at + 1] is ']' or ',')
            {
                var close = text.IndexOf(']', at);
                ranks.Add(close - at);
                at = close + 1;
            }
            else
            {
                arguments = ParseList(text, ref at, ']');
            }
        }

        return new TypeText(name, arguments, ranks);
    }

    /// <summary>Reads types between a bracket at <paramref name="at"/> and <paramref name="close"/>, and leaves it behind that.</summary>
    public static List<TypeText> ParseList(string text, ref int at, char close)
    {
        var list = new List<TypeText>();
        at++;
        while (text[at] != close)
        {
            list.Add(Parse(text, ref at));
            if (text[at] == ',')
            {
                at++;
            }
        }

        at++;
        return list;
    }
}
