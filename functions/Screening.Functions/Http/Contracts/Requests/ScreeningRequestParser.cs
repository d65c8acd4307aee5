using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>
/// Parses the body of a screening into a <see cref="ScreeningRequest"/> in which every single value is valid, or returns all
/// errors. Null is treated as absent. Whether a red flag code or a policy exists is checked later against the snapshot: see
/// <see cref="KnownCodes"/>.
/// </summary>
public static class ScreeningRequestParser
{
    /// <summary>Reads a body.</summary>
    /// <param name="utf8">Bytes received.</param>
    /// <param name="today">Today, UTC: the upper bound of dates; null sets no bound.</param>
    public static Parsed<ScreeningRequest> Parse(ReadOnlyMemory<byte> utf8, DateOnly? today) =>
        StrictJson.Read(utf8, from => Read(from, today));

    /// <summary>Reads an object inside a larger body, such as a batch. The caller finishes the reader.</summary>
    /// <returns>The request. It is valid only if no errors were added.</returns>
    public static ScreeningRequest? Read(ObjectReader from, DateOnly? today)
    {
        ArgumentNullException.ThrowIfNull(from);
        var movement = from["movement"].Code<Movement>();
        bool? isDeemed = from["movement"].IsGiven && movement is null
            ? null
            : movement is Movement.DeemedExport or Movement.DeemedReexport;
        return new ScreeningRequest
        {
            Reference = from["reference"].Text(Limits.CodeCharacters),
            OrderId = from["orderId"].Text(Limits.CodeCharacters),
            AsOf = from["asOf"].Date(WireLimits.EarliestAsOf, WireLimits.LatestAsOf(today)),
            Policy = from["policy"].Pattern(WireForms.DocumentId(), "a policy id such as us-uas-2025-09"),
            Movement = movement ?? default,
            From = from["from"].Country(),
            Items = Items(from["items"]),
            Destination = DestinationParser.Read(from["destination"])!,
            Nationalities = Nationalities(from["nationalities"], isDeemed),
            Parties = Parties(from["parties"], today),
            EndUse = EndUseParser.Read(from["endUse"]),
            RedFlags = [.. from["redFlags"].Array(Limits.RedFlags).Select(EndUseParser.RedFlag).OfType<RedFlag>()],
        };
    }

    internal static ImmutableArray<Item> Items(JsonInput input)
    {
        var elements = input.Required().Array(Limits.Items);
        if (input.IsEmptyArray)
        {
            input.Fail(ErrorCodes.Required, "needs at least one item");
        }

        var items = elements.Select(ItemParser.Read).ToArray();
        RefuseDuplicates(elements, [.. items.Select(item => item?.Id)]);
        return [.. items.OfType<Item>()];
    }

    private static ImmutableArray<Party> Parties(JsonInput input, DateOnly? today)
    {
        var elements = input.Array(Limits.Parties);
        var parties = elements.Select(element => PartyParser.Read(element, today)).ToArray();
        RefuseDuplicates(elements, [.. parties.Select(party => party?.Id)]);
        return [.. parties.OfType<Party>()];
    }

    // The id itself is not quoted, because some senders use names as ids.
    private static void RefuseDuplicates(ImmutableArray<JsonInput> elements, IReadOnlyList<string?> ids)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < ids.Count; index++)
        {
            if (!string.IsNullOrEmpty(ids[index]) && !first.TryAdd(ids[index]!, index))
            {
                var earlier = elements[first[ids[index]!]].Path;
                elements[index].FailMember("id", ErrorCodes.DuplicateId, $"is the id of {earlier} already");
            }
        }
    }

    private static ImmutableArray<CountryCode> Nationalities(JsonInput input, bool? isDeemed)
    {
        var elements = input.Array(Limits.Nationalities);
        var nationalities = new List<CountryCode>();
        foreach (var element in elements)
        {
            if (element.Country() is not { } country)
            {
                continue;
            }

            if (nationalities.Contains(country))
            {
                element.Fail(ErrorCodes.DuplicateValue, $"`{country}` is listed already");
            }

            nationalities.Add(country);
        }

        CheckDeemed(input, elements.Length, isDeemed);
        return [.. nationalities];
    }

    // An unknown movement is an error of its own and implies nothing about nationalities.
    private static void CheckDeemed(JsonInput input, int count, bool? isDeemed)
    {
        if (isDeemed is true && (!input.IsGiven || input.IsEmptyArray))
        {
            input.Fail(ErrorCodes.Required, "needs at least one nationality for DEEMED_EXPORT and DEEMED_REEXPORT");
        }
        else if (isDeemed is false && count > 0)
        {
            input.Fail(ErrorCodes.NotApplicable, "is only for DEEMED_EXPORT and DEEMED_REEXPORT");
        }
    }
}
