using System.Runtime.CompilerServices;
using System.Text;

namespace Screening.Engine.Model;

/// <summary>
/// Wire spelling of an enumeration: upper snake case by default, lower snake case for enumerations marked with
/// <see cref="LowerCaseCodesAttribute"/>. Derived from the member names, so that wire and code cannot diverge.
/// </summary>
public static class Code<T>
    where T : struct, Enum
{
    private static readonly bool IsLower = typeof(T).IsDefined(typeof(LowerCaseCodesAttribute), false);

    // Arrays with a linear search: a dictionary per enumeration would be a separate generic instantiation that a cold start has
    // to compile.
    private static readonly T[] Values = InOrder();
    private static readonly string[] Spellings = Array.ConvertAll(Values, value => Spell(value.ToString()));

    /// <summary>Every code, in declaration order.</summary>
    public static IReadOnlyList<string> All { get; } = Spellings;

    /// <summary>Wire spelling of <paramref name="value"/>.</summary>
    /// <exception cref="IndexOutOfRangeException">The enumeration has no such member.</exception>
    public static string Of(T value) => Spellings[Number(value)];

    /// <summary>Parses a wire spelling; case-sensitive.</summary>
    public static bool TryParse(string? text, out T value)
    {
        var at = text is null ? -1 : Array.IndexOf(Spellings, text);
        value = at < 0 ? default : Values[at];
        return at >= 0;
    }

    /// <summary>The values in order. Each number equals its index; members with explicit numbers are rejected.</summary>
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
