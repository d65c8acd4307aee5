using System.Collections.Frozen;
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

    private static readonly FrozenDictionary<T, string> ToWire =
        Enum.GetValues<T>().ToFrozenDictionary(value => value, value => Spell(value.ToString()));

    private static readonly FrozenDictionary<string, T> FromWire =
        ToWire.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Every code, in declaration order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<T>().Select(value => Spell(value.ToString()))];

    /// <summary>The wire spelling of <paramref name="value"/>.</summary>
    public static string Of(T value) => ToWire[value];

    /// <summary>Reads a wire spelling; exact, case-sensitive.</summary>
    public static bool TryParse(string? text, out T value)
    {
        value = default;
        return text is not null && FromWire.TryGetValue(text, out value);
    }

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
