using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>Reads a country: an ISO 3166-1 code of two or three letters, or an unambiguous English name.</summary>
internal static class CountryInput
{
    /// <summary>The country; null if absent or after an error. The error lists the candidates of an ambiguous name.</summary>
    public static CountryCode? Country(this JsonInput input)
    {
        if (input.Text(Limits.CodeCharacters) is not { } text)
        {
            return null;
        }

        var lookup = Countries.Resolve(text);
        if (lookup.IsAmbiguous)
        {
            var codes = lookup.Candidates.Select(code => code.ToString()).ToArray();
            var named = lookup.Candidates.Select(code => $"{code} ({Countries.NameOf(code)})");
            input.Fail(
                ErrorCodes.AmbiguousCountry,
                $"{Echo.Quote(text)} may be {string.Join(" or ", named)}; give the ISO code",
                [.. codes]);
        }
        else if (lookup.IsUnknown)
        {
            input.Fail(
                ErrorCodes.UnknownCountry,
                $"{Echo.QuoteCode(text)} is no country; give an ISO 3166-1 code such as AU or AUS, or the English name");
        }

        return lookup.Found;
    }
}

/// <summary>Reads a region: an ISO 3166-2 code, or DNR or LNR.</summary>
internal static class RegionInput
{
    private static readonly CountryCode Ukraine = CountryCode.Of("UA");

    /// <summary>The region; null if absent or after an error.</summary>
    /// <param name="input">The member.</param>
    /// <param name="country">The country that the region must belong to; null skips this check.</param>
    public static string? Region(this JsonInput input, CountryCode? country)
    {
        if (input.Text(Limits.CodeCharacters) is not { } region)
        {
            return null;
        }

        // DNR and LNR are not ISO subdivisions, but the embargo names them (15 CFR 746.6).
        var isBreakaway = region is "DNR" or "LNR";
        if (!isBreakaway && !WireForms.Region().IsMatch(region))
        {
            input.Fail(
                ErrorCodes.InvalidFormat,
                $"{Echo.QuoteCode(region)} is no region; give an ISO 3166-2 code such as UA-43, or DNR or LNR");
            return null;
        }

        var owner = isBreakaway ? Ukraine : CountryCode.Of(region[..2]);
        if (country is { } given && owner != given)
        {
            input.Fail(ErrorCodes.NotApplicable, $"{Echo.Quote(region)} is a region of {owner}, not of {given}");
            return null;
        }

        if (!Countries.Exists(owner))
        {
            input.Fail(ErrorCodes.UnknownCountry, $"{Echo.Quote(region)} begins with no ISO 3166-1 code");
            return null;
        }

        return region;
    }
}
