using Screening.Engine.Parties.Identifiers;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Text;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>Reads one element of parties. Names, aliases and addresses are never quoted in a message.</summary>
internal static class PartyParser
{
    /// <summary>The party. It is valid only if no errors were added.</summary>
    public static Party? Read(JsonInput input, DateOnly? today)
    {
        if (input.Object() is not { } from)
        {
            return null;
        }

        var country = from["country"].Country();
        var party = new Party
        {
            Id = from["id"].Required().Text(Limits.CodeCharacters) ?? "",
            Role = from["role"].Required().Code<PartyRole>(PartyRoles.Aliases) ?? default,
            Kind = from["kind"].Code<PartyKind>() ?? PartyKind.Unknown,
            Name = from["name"].Required().Text(Limits.NameCharacters) ?? "",
            Aliases = [.. from["aliases"].Array(Limits.Aliases).Select(Name).OfType<string>()],
            Country = country,
            Region = from["region"].Region(country),
            Military = from["military"].Code<MilitaryStatus>(),
            PartnerId = from["partnerId"].Text(Limits.CodeCharacters),
            Address = from["address"].FreeText(Limits.TextCharacters),
            BirthDate = from["birthDate"].Date(WireLimits.EarliestBirth, today ?? DateOnly.MaxValue),
            Identifiers =
            [
                .. from["identifiers"].Array(Limits.Identifiers).Select(Identifier).OfType<PartyIdentifier>(),
            ],
            Owners = OwnerParser.Read(from["owners"]),
            AukusAuthorizedUser = from["aukusAuthorizedUser"].Flag() ?? false,
        };

        // A recorded request was accepted on its day and is read again without this check.
        if (today is not null)
        {
            OwnerCycles.Refuse(from["owners"], party);
        }

        from.Finish();
        return party;
    }

    /// <summary>
    /// A party query inside an object that the caller finishes. It has no id, role or owner, because there is no transaction.
    /// </summary>
    /// <remarks>
    /// A wrong IMO number is an error here. A screening accepts it and asks for it, so that the other findings are shown.
    /// </remarks>
    public static PartyQuery Query(ObjectReader from, DateOnly today)
    {
        var identifiers = from["identifiers"].Array(Limits.Identifiers);
        var query = new PartyQuery(
            from["name"].Required().Text(Limits.NameCharacters) ?? "",
            [.. from["aliases"].Array(Limits.Aliases).Select(Name).OfType<string>()],
            from["kind"].Code<PartyKind>() ?? PartyKind.Unknown,
            from["country"].Country(),
            from["address"].FreeText(Limits.TextCharacters),
            from["birthDate"].Date(WireLimits.EarliestBirth, today),
            []);
        return query with { Identifiers = [.. identifiers.Select(input => Checked(input, query.Kind)).OfType<PartyIdentifier>()] };
    }

    private static PartyIdentifier? Checked(JsonInput input, PartyKind kind)
    {
        var identifier = Identifier(input);
        if (identifier is not null && ImoNumber.IsWrong(identifier, kind))
        {
            input.FailMember("value", ErrorCodes.InvalidFormat, "is not an IMO number: seven digits with a right check digit are");
        }

        return identifier;
    }

    private static string? Name(JsonInput input) => input.Text(Limits.NameCharacters);

    private static PartyIdentifier? Identifier(JsonInput input)
    {
        if (input.Object() is not { } from)
        {
            return null;
        }

        var type = from["type"].Required().Text(Limits.CodeCharacters);
        var value = from["value"].Required().Text(Limits.CodeCharacters);
        from.Finish();
        return new PartyIdentifier(type ?? "", value ?? "");
    }
}
