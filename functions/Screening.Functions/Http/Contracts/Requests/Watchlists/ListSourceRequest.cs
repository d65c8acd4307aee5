using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Lists.Refresh;

namespace Screening.Functions.Http.Contracts.Requests.Watchlists;

/// <summary>Reads the body that proposes where a list is fetched from.</summary>
public static class ListSourceRequest
{
    /// <summary>Reads a body.</summary>
    /// <param name="utf8">Bytes received.</param>
    /// <param name="rule">Which addresses may be asked.</param>
    public static Parsed<ListSource> Parse(ReadOnlyMemory<byte> utf8, SourceAddressRule rule) => StrictJson.Read(utf8, from =>
    {
        var address = from["address"].Required("give the address that the list is fetched from");
        var (uri, text) = (AddressOf(address, rule), from["format"].Required("name the layout of the file").Text(Limits.CodeCharacters));
        if (text is not null && !ListFormats.All.Contains(text))
        {
            from["format"].Fail(ErrorCodes.UnknownCode, "is not a known layout", ListFormats.All);
        }

        var hours = KeyRotation.Whole(from["everyHours"], 1, ListSource.MostHours, "hours") ?? ListSource.UsualHours;
        return uri is null || text is null ? null : new ListSource(uri.AbsoluteUri, text, hours);
    });

    private static Uri? AddressOf(JsonInput input, SourceAddressRule rule)
    {
        if (input.Text(ListSource.AddressCharacters) is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            input.Fail(ErrorCodes.InvalidFormat, "is not an absolute address such as https://example.org/list.csv");
            return null;
        }

        var refusal = rule.RefusalOf(address) ?? (address.Fragment.Length > 0 ? "must have no fragment" : null);
        if (refusal is not null)
        {
            input.Fail(ErrorCodes.InvalidFormat, refusal);
        }

        return address;
    }
}
