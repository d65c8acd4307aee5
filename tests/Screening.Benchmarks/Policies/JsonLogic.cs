using System.Text.Json.Nodes;

namespace Screening.Benchmarks.Policies;

/// <summary>
/// A small interpreter of the JSON-logic notation (var, ==, in, comparisons, and, or, !, if). As in libraries for this notation,
/// each operator is an object built once from the JSON, and each fact is read by name from a dictionary.
/// </summary>
internal abstract class JsonLogic
{
    public abstract object? Apply(IReadOnlyDictionary<string, object> facts);

    public bool Holds(IReadOnlyDictionary<string, object> facts) => Apply(facts) is true;

    public static JsonLogic Parse(JsonNode? node)
    {
        if (node is not JsonObject { Count: 1 } operation)
        {
            return new Literal(ValueOf(node));
        }

        var (name, arguments) = operation.Single();
        JsonLogic[] parts = arguments is JsonArray list ? [.. list.Select(Parse)] : [Parse(arguments)];
        return name switch
        {
            "var" => new Var((string)((Literal)parts[0]).Value!),
            "and" => new Group(parts, isAll: true),
            "or" => new Group(parts, isAll: false),
            "!" => new Negation(parts[0]),
            "if" => new Choice(parts),
            "in" => new Among(parts[0], ((JsonArray)((JsonArray)arguments!)[1]!).Select(ValueOf).ToHashSet()),
            "<" => new Compare(parts, (left, right) => left < right),
            "<=" => new Compare(parts, (left, right) => left <= right),
            ">" => new Compare(parts, (left, right) => left > right),
            ">=" => new Compare(parts, (left, right) => left >= right),
            _ => throw new NotSupportedException(name),
        };
    }

    private static object? ValueOf(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when value.TryGetValue<double>(out var number) => number,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => null,
    };

    private sealed class Literal(object? value) : JsonLogic
    {
        public object? Value => value;

        public override object? Apply(IReadOnlyDictionary<string, object> facts) => value;
    }

    private sealed class Var(string name) : JsonLogic
    {
        public override object? Apply(IReadOnlyDictionary<string, object> facts) => facts.GetValueOrDefault(name);
    }

    private sealed class Group(JsonLogic[] parts, bool isAll) : JsonLogic
    {
        public override object? Apply(IReadOnlyDictionary<string, object> facts)
        {
            foreach (var part in parts)
            {
                if (part.Holds(facts) != isAll)
                {
                    return !isAll;
                }
            }

            return isAll;
        }
    }

    private sealed class Negation(JsonLogic part) : JsonLogic
    {
        public override object? Apply(IReadOnlyDictionary<string, object> facts) => !part.Holds(facts);
    }

    private sealed class Choice(JsonLogic[] parts) : JsonLogic
    {
        public override object? Apply(IReadOnlyDictionary<string, object> facts)
        {
            for (var index = 0; index + 1 < parts.Length; index += 2)
            {
                if (parts[index].Holds(facts))
                {
                    return parts[index + 1].Apply(facts);
                }
            }

            return parts[^1].Apply(facts);
        }
    }

    private sealed class Among(JsonLogic subject, HashSet<object?> values) : JsonLogic
    {
        public override object? Apply(IReadOnlyDictionary<string, object> facts) => values.Contains(subject.Apply(facts));
    }

    private sealed class Compare(JsonLogic[] parts, Func<double, double, bool> compare) : JsonLogic
    {
        public override object? Apply(IReadOnlyDictionary<string, object> facts) =>
            parts[0].Apply(facts) is double left && parts[1].Apply(facts) is double right && compare(left, right);
    }
}
