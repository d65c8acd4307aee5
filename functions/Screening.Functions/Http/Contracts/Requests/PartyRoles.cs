using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>Roles as orders and deliveries of ERP systems call them, and the role each means. Only the latter is recorded.</summary>
internal static class PartyRoles
{
    /// <summary>Code of the role that each further name means.</summary>
    public static FrozenDictionary<string, string> Aliases { get; } = new Dictionary<string, string>
    {
        ["SHIP_TO"] = Code<PartyRole>.Of(PartyRole.UltimateConsignee),
        ["SOLD_TO"] = Code<PartyRole>.Of(PartyRole.Purchaser),
        ["BILL_TO"] = Code<PartyRole>.Of(PartyRole.Purchaser),
        ["PAYER"] = Code<PartyRole>.Of(PartyRole.Purchaser),
        ["NOTIFY_PARTY"] = Code<PartyRole>.Of(PartyRole.Other),
        ["CONTACT"] = Code<PartyRole>.Of(PartyRole.Other),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every name of a role that is taken, the roles themselves first.</summary>
    public static ImmutableArray<string> All { get; } = [.. Code<PartyRole>.All, .. Aliases.Keys.Order(StringComparer.Ordinal)];
}
