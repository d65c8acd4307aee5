using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Screening.Functions.Http.OpenApi;

/// <summary>The schema of a record type that is returned as it is. Names and codes are those of <c>Wire</c>.</summary>
internal static class RecordShape
{
    private static readonly Dictionary<Type, Func<JsonObject>> Plain = new()
    {
        [typeof(string)] = () => Schema.Text(),
        [typeof(bool)] = Schema.Flag,
        [typeof(int)] = () => new JsonObject { ["type"] = "integer" },
        [typeof(long)] = () => new JsonObject { ["type"] = "integer" },
        [typeof(double)] = () => new JsonObject { ["type"] = "number" },
        [typeof(DateTimeOffset)] = Schema.Instant,
        [typeof(DateOnly)] = Schema.Date,
    };

    public static JsonObject Of<T>(string description)
    {
        var schema = Of(typeof(T));
        schema["description"] = description;
        return schema;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The package keeps this assembly and its members whole.")]
    private static JsonObject Of(Type type)
    {
        if (Plain.TryGetValue(type, out var plain))
        {
            return plain();
        }

        if (type.IsEnum)
        {
            return Schema.OneOf([.. Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)]);
        }

        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type))
        {
            return Schema.ListOf(Of(type.GetGenericArguments()[0]));
        }

        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(one => Schema.Must(JsonNamingPolicy.CamelCase.ConvertName(one.Name), OfMember(one)));
        return Schema.Answered("A record.", [.. members]);
    }

    private static JsonObject OfMember(PropertyInfo member)
    {
        var type = Nullable.GetUnderlyingType(member.PropertyType);
        var mayBeNull = type is not null || new NullabilityInfoContext().Create(member).ReadState == NullabilityState.Nullable;
        var schema = Of(type ?? member.PropertyType);
        return mayBeNull ? Schema.OrNull(schema) : schema;
    }
}
