using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>
/// The canonical JSON of a request. A record stores it and a replay reads it. Parsing it gives an equal request, and writing that
/// request gives the same bytes. Countries are always written as codes. Members of the first version are always written, null if
/// they are empty. Members added later are written only if they are set, so that a request without them keeps its bytes:
/// idempotency keys and hashes depend on them.
/// </summary>
public static class ScreeningRequestJson
{
    /// <summary>The request as UTF-8.</summary>
    public static byte[] Write(ScreeningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CanonicalJson.Bytes(writer => Write(writer, request));
    }

    private static void Write(Utf8JsonWriter writer, ScreeningRequest request)
    {
        writer.WriteStartObject();
        writer.WriteString("reference", request.Reference);
        writer.WriteString("orderId", request.OrderId);
        writer.Date("asOf", request.AsOf);
        writer.WriteString("policy", request.Policy);
        writer.WriteString("movement", Code<Movement>.Of(request.Movement));
        writer.WriteString("from", request.From?.ToString());
        writer.Objects("items", request.Items, Item);
        writer.Member("destination", request.Destination, Destination);
        writer.Countries("nationalities", request.Nationalities);
        writer.Objects("parties", request.Parties, Party);
        writer.Member("endUse", request.EndUse, EndUse);
        writer.Objects("redFlags", request.RedFlags, RedFlag);
        writer.WriteEndObject();
    }

    private static void Item(Utf8JsonWriter writer, Item item)
    {
        writer.WriteString("id", item.Id);
        writer.WriteString("description", item.Description);
        writer.CodeOf("class", item.Class);
        writer.Objects("performance", item.Performance, Point);
        writer.Number("totalImpulseNs", item.TotalImpulseNs);
        writer.Number("maxTrueAirspeedKmh", item.MaxTrueAirspeedKmh);
        writer.CodeOf("propulsion", item.Propulsion);
        writer.CodeOf("jurisdiction", item.Jurisdiction);
        writer.WriteString("annexItem", item.AnnexItem);
        writer.WriteString("eccn", item.Eccn);
        writer.WriteString("usml", item.Usml);
        writer.Number("aerosolCapacityL", item.AerosolCapacityL);
        writer.Flag("autonomousOrBeyondVisualLine", item.AutonomousOrBeyondVisualLine);
        writer.Flag("forUasBelow800Kmh", item.ForUasBelow800Kmh);
        writer.Flag("slvRelated", item.SlvRelated);
        writer.Flag("facilityComplete", item.FacilityComplete);
        writer.WriteString("categoryIIReliefNote", item.CategoryIIReliefNote);
        Availability(writer, item);
        writer.Number("quantity", item.Quantity);
        writer.Member("value", item.Value, Value);
        writer.FlagIfSet("performanceIsEnvelope", item.PerformanceIsEnvelope);
        writer.NumberIfSet("rangeAt500KgKm", item.RangeAt500KgKm);
        writer.NumberIfSet("payloadAt300KmKg", item.PayloadAt300KmKg);
        writer.NumberIfSet("maxRangeKm", item.MaxRangeKm);
        writer.TextIfSet("hsCode", item.HsCode);
        writer.CodeIfSet("humanitarian", item.Humanitarian);
        writer.TextIfSet("materialId", item.MaterialId);
    }

    private static void Point(Utf8JsonWriter writer, PerformancePoint point)
    {
        writer.Number("rangeKm", point.RangeKm);
        writer.Number("payloadKg", point.PayloadKg);
    }

    private static void Availability(Utf8JsonWriter writer, Item item)
    {
        if (item.ForeignAvailability is not { } status)
        {
            writer.WriteNull("foreignAvailability");
            return;
        }

        writer.WriteStartObject("foreignAvailability");
        writer.WriteString("status", Code<ForeignAvailability>.Of(status));
        writer.WriteString("evidence", item.ForeignAvailabilityEvidence);
        writer.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter writer, Money value)
    {
        writer.WriteNumber("amount", value.Amount);
        writer.WriteString("currency", value.Currency);
    }

    private static void Destination(Utf8JsonWriter writer, Destination destination)
    {
        writer.WriteString("country", destination.Country.ToString());
        writer.WriteString("region", destination.Region);
        writer.Countries("transit", destination.Transit);
    }

    private static void Party(Utf8JsonWriter writer, Party party)
    {
        writer.WriteString("id", party.Id);
        writer.WriteString("role", Code<PartyRole>.Of(party.Role));
        writer.WriteString("kind", Code<PartyKind>.Of(party.Kind));
        writer.WriteString("name", party.Name);
        writer.Texts("aliases", party.Aliases);
        writer.WriteString("country", party.Country?.ToString());
        writer.WriteString("address", party.Address);
        writer.Date("birthDate", party.BirthDate);
        writer.Objects("identifiers", party.Identifiers, Identifier);
        writer.Objects("owners", party.Owners, Owner);
        writer.WriteBoolean("aukusAuthorizedUser", party.AukusAuthorizedUser);
        writer.TextIfSet("region", party.Region);
        writer.CodeIfSet("military", party.Military);
        writer.TextIfSet("partnerId", party.PartnerId);
    }

    private static void Identifier(Utf8JsonWriter writer, PartyIdentifier identifier)
    {
        writer.WriteString("type", identifier.Type);
        writer.WriteString("value", identifier.Value);
    }

    private static void Owner(Utf8JsonWriter writer, Owner owner)
    {
        writer.WriteString("name", owner.Name);
        writer.NumberIfSet("percent", owner.Percent);
        if (!owner.Owners.IsDefaultOrEmpty)
        {
            writer.Objects("owners", owner.Owners, Owner);
        }
    }

    private static void EndUse(Utf8JsonWriter writer, EndUse endUse)
    {
        writer.WriteString("code", Code<EndUseCode>.Of(endUse.Code));
        writer.WriteString("description", endUse.Description);
        writer.WriteString("programme", endUse.Programme);
        writer.Flag("wmdDelivery", endUse.WmdDelivery);
        writer.Texts("statements", endUse.Statements);
        writer.CodeIfSet("military", endUse.Military);
    }

    private static void RedFlag(Utf8JsonWriter writer, RedFlag flag)
    {
        writer.WriteString("code", flag.Code);
        writer.WriteString("listVersion", flag.ListVersion);
        writer.WriteString("resolvedBy", flag.ResolvedBy);
        writer.WriteString("resolution", flag.Resolution);
    }
}
