using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Requests;

internal static class DestinationParser
{
    /// <summary>The destination. It is valid only if no errors were added.</summary>
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
            Region = from["region"].Region(country),
            Transit =
            [
                .. from["transit"].Array(Limits.Transit).Select(transit => transit.Country()).OfType<CountryCode>(),
            ],
        };
        from.Finish();
        return destination;
    }
}
