using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>An end user or ultimate consignee of unknown country.</summary>
/// <param name="Path">JSON path of the member that would supply it.</param>
/// <param name="Party">The party; null when no end user or ultimate consignee is named.</param>
public sealed record OpenCountry(string Path, Party? Party);

/// <summary>
/// The countries of a transaction by function: destinations, countries on the way, banks, origin. Only this class maps the role
/// of a party to the function of its country (docs/policy.md, "Countries of the parties").
/// </summary>
public sealed class Route
{
    private static readonly CountryCode UnitedStates = CountryCode.Of("US");

    private Route(ScreeningRequest request)
    {
        IsDeemed = IsDeemedMovement(request.Movement);
        Destinations = IsDeemed && !request.Nationalities.IsEmpty
            ? [.. request.Nationalities.Distinct().Order().Select(country => new CountryRole(country, "nationality"))]
            : [.. Counted(request)];
        Way = [.. Transit(request), .. Parties(request, IsOnTheWay)];
        Banks = [.. Parties(request, role => role == PartyRole.Bank)];
        Origin = request.From is { } from
            ? [new CountryRole(from, null)]
            : [.. Parties(request, role => role == PartyRole.Exporter)];
        Open = [.. OpenCountries(request)];
    }

    /// <summary>Whether the movement is a release of technology to a person.</summary>
    public bool IsDeemed { get; }

    /// <summary>Whether a movement releases technology to a person instead of moving items.</summary>
    public static bool IsDeemedMovement(Movement movement) => movement is Movement.DeemedExport or Movement.DeemedReexport;

    /// <summary>
    /// Countries against which every item is evaluated: the declared destination first, or the nationalities of a deemed export.
    /// </summary>
    public ImmutableArray<CountryRole> Destinations { get; }

    /// <summary>Countries on the way, without those of banks.</summary>
    public ImmutableArray<CountryRole> Way { get; }

    /// <summary>Countries of banks.</summary>
    public ImmutableArray<CountryRole> Banks { get; }

    /// <summary>Country that the items leave; those of the exporters when none is declared.</summary>
    public ImmutableArray<CountryRole> Origin { get; }

    /// <summary>End users and ultimate consignees of unknown country; one entry without a party when none is named.</summary>
    public ImmutableArray<OpenCountry> Open { get; }

    /// <summary>Reads the countries of a request.</summary>
    public static Route Of(ScreeningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new Route(request);
    }

    /// <summary>Whether the country of a party in this role is a destination.</summary>
    public static bool IsDestination(PartyRole role) => role is PartyRole.EndUser or PartyRole.UltimateConsignee;

    /// <summary>Whether the country of a party in this role is on the way.</summary>
    public static bool IsOnTheWay(PartyRole role) =>
        role is PartyRole.Purchaser or PartyRole.IntermediateConsignee or PartyRole.FreightForwarder or PartyRole.Broker or PartyRole.Other;

    /// <summary>Text for a party in sentences: its role and id, never its name.</summary>
    public static string Name(Party party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return $"{RoleName(party.Role)} {party.Id}";
    }

    /// <summary>
    /// The declared destination, then the countries of end users and ultimate consignees other than it and the United States.
    /// </summary>
    private static IEnumerable<CountryRole> Counted(ScreeningRequest request)
    {
        var seen = new HashSet<CountryCode> { request.Destination.Country, UnitedStates };
        yield return new CountryRole(request.Destination.Country, null);
        foreach (var party in request.Parties)
        {
            if (IsDestination(party.Role) && party.Country is { } country && seen.Add(country))
            {
                yield return new CountryRole(country, Name(party));
            }
        }
    }

    private static IEnumerable<CountryRole> Transit(ScreeningRequest request) =>
        request.Destination.Transit.Select(country => new CountryRole(country, "transit"));

    private static IEnumerable<CountryRole> Parties(ScreeningRequest request, Func<PartyRole, bool> isMeant) => request.Parties
        .Where(party => isMeant(party.Role) && party.Country is not null)
        .Select(party => new CountryRole(party.Country!.Value, Name(party)));

    private IEnumerable<OpenCountry> OpenCountries(ScreeningRequest request)
    {
        if (IsDeemed)
        {
            yield break;
        }

        for (var index = 0; index < request.Parties.Length; index++)
        {
            var party = request.Parties[index];
            if (IsDestination(party.Role) && party.Country is null)
            {
                yield return new OpenCountry($"parties[{index}].country", party);
            }
        }

        if (!request.Parties.Any(party => IsDestination(party.Role)))
        {
            yield return new OpenCountry("parties", null);
        }
    }

    private static string RoleName(PartyRole role) => role switch
    {
        PartyRole.Exporter => "exporter",
        PartyRole.Purchaser => "purchaser",
        PartyRole.IntermediateConsignee => "intermediate consignee",
        PartyRole.UltimateConsignee => "ultimate consignee",
        PartyRole.EndUser => "end user",
        PartyRole.FreightForwarder => "freight forwarder",
        PartyRole.Bank => "bank",
        PartyRole.Broker => "broker",
        _ => "other party",
    };
}
