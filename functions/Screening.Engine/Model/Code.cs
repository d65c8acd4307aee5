using System.Runtime.CompilerServices;
using System.Text;

namespace Screening.Engine.Model;

/// <summary>
/// The wire spelling of an enumeration: SCREAMING_SNAKE by default, lower snake case for enumerations marked with
/// <see cref="LowerCaseCodesAttribute"/>. Spelt once, from the member names, so that wire and code cannot drift.
/// </summary>
public static class Code<T>
    where T : struct, Enum
{
    private static readonly bool IsLower = typeof(T).IsDefined(typeof(LowerCaseCodesAttribute), false);

    // Plain arrays, and a few comparisons to read a code: a dictionary over each enumeration is a type of its own, whose code
    // a cold start would have to compile.
    private static readonly T[] Values = InOrder();
    private static readonly string[] Spellings = Array.ConvertAll(Values, value => Spell(value.ToString()));

    /// <summary>Every code, in declaration order.</summary>
    public static IReadOnlyList<string> All { get; } = Spellings;

    /// <summary>The wire spelling of <paramref name="value"/>.</summary>
    /// <exception cref="IndexOutOfRangeException">The enumeration has no such member.</exception>
    public static string Of(T value) => Spellings[Number(value)];

    /// <summary>Reads a wire spelling; exact, case-sensitive.</summary>
    public static bool TryParse(string? text, out T value)
    {
        var at = text is null ? -1 : Array.IndexOf(Spellings, text);
        value = at < 0 ? default : Values[at];
        return at >= 0;
    }

    /// <summary>The values; each is its place, because no member of these enumerations is given a number.</summary>
    private static T[] InOrder()
    {
        var values = Enum.GetValues<T>();
        for (var at = 0; at < values.Length; at++)
        {
            if (Unsafe.SizeOf<T>() != sizeof(int) || Number(values[at]) != at)
            {
                throw new InvalidOperationException($"{typeof(T).Name} has members with numbers of their own");
            }
        }

        return values;
    }

    private static int Number(T value) => Unsafe.As<T, int>(ref value);

    private static string Spell(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var index = 0; index < name.Length; index++)
        {
            if (index > 0 && char.IsUpper(name[index]))
            {
                text.Append('_');
            }

            text.Append(IsLower ? char.ToLowerInvariant(name[index]) : char.ToUpperInvariant(name[index]));
        }

        return text.ToString();
    }
}

/// <summary>Marks an enumeration whose wire codes are lower snake case.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class LowerCaseCodesAttribute : Attribute;
