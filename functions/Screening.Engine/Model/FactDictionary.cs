using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Screening.Engine.Model;

/// <summary>
/// The facts that a rule read, by name in ordinal order. All findings of a rule share the names; only the values belong to one
/// decision.
/// </summary>
public sealed class FactDictionary : IReadOnlyDictionary<string, FactValue>
{
    private readonly ImmutableArray<string> names;
    private readonly ImmutableArray<FactValue> values;

    internal FactDictionary(ImmutableArray<string> names, ImmutableArray<FactValue> values) => (this.names, this.values) = (names, values);

    /// <summary>An empty dictionary.</summary>
    public static FactDictionary None { get; } = new([], []);

    internal ImmutableArray<string> Names => names;

    /// <summary>Number of facts.</summary>
    public int Count => names.Length;

    /// <summary>Names, in ordinal order.</summary>
    public IEnumerable<string> Keys => names;

    /// <summary>Values, in the order of the names.</summary>
    public IEnumerable<FactValue> Values => values;

    /// <summary>Value of a fact that the rule read.</summary>
    /// <exception cref="KeyNotFoundException">The rule did not read it.</exception>
    public FactValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"the rule did not read `{key}`");

    /// <summary>Creates a dictionary from facts in any order.</summary>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public static FactDictionary Of(IEnumerable<KeyValuePair<string, FactValue>> facts)
    {
        var ordered = facts.OrderBy(fact => fact.Key, StringComparer.Ordinal).ToArray();
        return ordered.DistinctBy(fact => fact.Key, StringComparer.Ordinal).Count() == ordered.Length
            ? new FactDictionary([.. ordered.Select(fact => fact.Key)], [.. ordered.Select(fact => fact.Value)])
            : throw new ArgumentException("a fact is named twice", nameof(facts));
    }

    /// <summary>The fact at an index, for enumeration without allocation.</summary>
    public KeyValuePair<string, FactValue> At(int index) => new(names[index], values[index]);

    /// <inheritdoc />
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc />
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out FactValue value)
    {
        var index = names.IndexOf(key, StringComparer.Ordinal);
        value = index < 0 ? default : values[index];
        return index >= 0;
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, FactValue>> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return At(index);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
