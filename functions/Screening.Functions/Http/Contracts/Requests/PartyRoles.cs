using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>
/// Roles as named in orders and deliveries of ERP systems, with the role each name maps to. Only the mapped role is recorded.
/// </summary>
internal static class PartyRoles
{
    /// <summary>The role code that each additional name maps to.</summary>
    public static FrozenDictionary<string, string> Aliases { get; } = new Dictionary<string, string>
    {
        ["SHIP_TO"] = Code<PartyRole>.Of(PartyRole.UltimateConsignee),
        ["SOLD_TO"] = Code<PartyRole>.Of(PartyRole.Purchaser),
        ["BILL_TO"] = Code<PartyRole>.Of(PartyRole.Purchaser),
        ["PAYER"] = Code<PartyRole>.Of(PartyRole.Purchaser),
        ["NOTIFY_PARTY"] = Code<PartyRole>.Of(PartyRole.Other),
        ["CONTACT"] = Code<PartyRole>.Of(PartyRole.Other),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All accepted names of roles. The codes of the roles come first.</summary>
    public static ImmutableArray<string> All { get; } = [.. Code<PartyRole>.All, .. Aliases.Keys.Order(StringComparer.Ordinal)];
}
