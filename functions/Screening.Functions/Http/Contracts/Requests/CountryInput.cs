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
