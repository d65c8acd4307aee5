using Screening.Engine.Model;

namespace Screening.Functions.Contracts;

/// <summary>Reads destination.</summary>
internal static class DestinationParser
{
    private static readonly CountryCode Ukraine = CountryCode.Of("UA");

    /// <summary>The destination; null or meaningless when errors were added.</summary>
    public static Destination? Read(JsonInput input)
    {
        if (input.Required().Object() is not { } from)
        {
            return null;
        }

        var country = from["country"].Required().Country();
        var destination = new Destination
        {
            Country = country ?? default,
            Region = Region(from["region"], country),
            Transit =
            [
                .. from["transit"].Array(Limits.Transit).Select(transit => transit.Country()).OfType<CountryCode>(),
            ],
        };
        from.Finish();
        return destination;
    }

    // DNR and LNR are no ISO subdivisions, but the embargo names them (15 CFR 746.6).
    private static string? Region(JsonInput input, CountryCode? country)
    {
        if (input.Text(Limits.CodeCharacters) is not { } region)
        {
            return null;
        }

        var isBreakaway = region is "DNR" or "LNR";
        if (!isBreakaway && !WireForms.Region().IsMatch(region))
        {
            input.Fail(
                ErrorCodes.InvalidFormat,
                $"{Echo.QuoteCode(region)} is no region; give an ISO 3166-2 code such as UA-43, or DNR or LNR");
            return null;
        }

        var owner = isBreakaway ? Ukraine : CountryCode.Of(region[..2]);
        if (country is { } destination && owner != destination)
        {
            input.Fail(ErrorCodes.NotApplicable, $"{Echo.Quote(region)} is a region of {owner}, not of {destination}");
            return null;
        }

        return region;
    }
}
