using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Proposals;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>Reads the body that sets an emergency stop.</summary>
public static class EmergencyStopRequest
{
    /// <summary>Reads a body.</summary>
    public static Parsed<WantedStop> Parse(ReadOnlyMemory<byte> utf8) => StrictJson.Read(utf8, Read);

    private static WantedStop Read(ObjectReader from)
    {
        var scope = from["scope"].Required().Code<StopScope>();
        var (country, name) = (from["country"], from["name"]);
        if (scope is { } known)
        {
            Fits(country, isNeeded: known == StopScope.Destination, isAllowed: known != StopScope.Everything);
            Fits(name, isNeeded: known == StopScope.Party, isAllowed: known == StopScope.Party);
        }

        return new WantedStop(
            scope ?? StopScope.Everything, country.Country(), name.Text(Limits.NameCharacters),
            from["reason"].Required("say why; every decision that it holds shows it").Text(EmergencyStops.ReasonCharacters) ?? "");
    }

    private static void Fits(JsonInput input, bool isNeeded, bool isAllowed)
    {
        if (isNeeded)
        {
            input.Required();
        }
        else if (!isAllowed && input.IsGiven)
        {
            input.Fail(ErrorCodes.NotApplicable, "does not belong to this scope");
        }
    }
}
