using System.Text.Json;
using System.Text.Json.Serialization;

namespace Screening.Functions.Endpoints;

/// <summary>JSON of everything that is not a decision: camelCase, codes as text, no nulls hidden.</summary>
internal static class Wire
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>An answer in JSON.</summary>
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, Options, statusCode: status);
}
