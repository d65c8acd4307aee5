using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Security;
using static Screening.Functions.Http.OpenApi.Schema;

namespace Screening.Functions.Http.OpenApi;

/// <summary>
/// Schemas of requests, with the names and bounds of the parsers. Rules between members cannot be expressed in a schema; the
/// description of a member states them.
/// </summary>
internal static class RequestSchemas
{
    private const string CountryWords = "ISO 3166-1 alpha-2 or alpha-3 code, or the English name where it is not shared. Answered as alpha-2.";

    private const string RegionWords = "ISO 3166-2 code of that country, or DNR or LNR. An address never supplies it.";

    private const string MilitaryWords =
        "Military (15 CFR 744.21) or military intelligence (15 CFR 744.22). Left out it is unknown where the answer depends on it, else taken as no and listed.";

    public static IEnumerable<KeyValuePair<string, JsonObject>> All() => new Dictionary<string, JsonObject>
    {
        ["ScreeningRequest"] = Screening(),
        ["Batch"] = new JsonObject
        {
            ["description"] = "Transactions, bare or in one member. A bad one fails alone.",
            ["anyOf"] = new JsonArray(
                ListOf(Ref("ScreeningRequest"), Limits.BatchTransactions, 1),
                Sent("Transactions in one member.", Must("transactions", ListOf(Ref("ScreeningRequest"), Limits.BatchTransactions, 1)))),
        },
        ["Item"] = Item(),
        ["PerformancePoint"] = Sent(
            "One point of the performance, strictly as declared; range, payload or both.",
            May("rangeKm", Number(0, WireLimits.RangeKm), "Range, km."),
            May("payloadKg", Number(0, WireLimits.PayloadKg), "Payload at that range, kg.")),
        ["ForeignAvailability"] = Sent(
            "Whether something comparable can be had elsewhere.",
            Must("status", CodeOf<ForeignAvailability>()),
            May("evidence", Text(Limits.TextCharacters))),
        ["Money"] = Sent(
            "An amount of money.",
            Must("amount", Number(0, (double)WireLimits.Amount)),
            Must("currency", Form(WireForms.Currency()), "ISO 4217 code.")),
        ["Destination"] = Sent(
            "Where it goes.",
            Must("country", Country(), CountryWords),
            May("region", Line(Limits.CodeCharacters), RegionWords),
            May("transit", ListOf(Country(), Limits.Transit), "Countries on the way.")),
        ["Party"] = Party(),
        ["PartyIdentifier"] = Sent(
            "An identifier of a party.",
            Must("type", Line(Limits.CodeCharacters), "Such as DUNS, IMO or passport."),
            Must("value", Line(Limits.CodeCharacters))),
        ["Owner"] = Sent(
            "Who owns a party, or another owner.",
            Must("name", Line(Limits.NameCharacters)),
            May("percent", Number(0, 100), "Share held directly, percent. Left out it is unknown."),
            May("owners", ListOf(Ref("Owner"), Limits.Owners), StrictJson.Invariant(
                $"Who owns this owner, with shares in it: {Limits.OwnerDepth} levels at most, {Limits.Owners} owners of a party in all."))),
        ["EndUse"] = Sent(
            "What it is for.",
            May("code", CodeOf<EndUseCode>(), "Unknown unless given."),
            May("description", Text(Limits.TextCharacters)),
            May("programme", Line(Limits.CodeCharacters), "Id in the registry of programmes."),
            May("wmdDelivery", Flag(), "Whether it may deliver weapons of mass destruction; taken as no unless given."),
            May("military", CodeOf<MilitaryStatus>(), MilitaryWords + " The code military_defense counts as yes."),
            May("statements", ListOf(Text(Limits.TextCharacters), WireLimits.Statements), "End-use statements held.")),
        ["RedFlag"] = Sent(
            "A red flag, with who resolved it and why. Resolved by halves it stays open.",
            Must("code", Form(WireForms.LowerSnake()), "Code of the list in party-matching."),
            May("listVersion", Line(Limits.CodeCharacters)),
            May("resolvedBy", Line(Limits.NameCharacters)),
            May("resolution", Text(Limits.TextCharacters))),
        ["KeyRequest"] = Sent(
            "The key that is wanted.",
            Must("name", new JsonObject { ["type"] = "string", ["pattern"] = ApiKeyIssue.NameForm.Replace(@"\z", "$", StringComparison.Ordinal) }, "Name of the holder, recorded with everything done."),
            Must("roles", ListOf(OneOf([.. Roles.All]), Roles.All.Length, 1), "Roles, each once."),
            May("owner", Line(ApiKeyIssue.OwnerCharacters), $"Person who owns the key, as the subject of a token names a person; required for {string.Join(", ", Roles.OfTwoAdministrators)}."),
            May("days", Whole(1, ApiKeyIssue.MostDays), "Days it is good for; 365 unless given.")),
        ["KeyRotation"] = Sent(
            "How one key takes the place of another.",
            May("days", Whole(1, ApiKeyIssue.MostDays), "Days the new one is good for; 365 unless given."),
            May("overlapHours", Whole(0, ApiKeyIssue.MostOverlapHours), "Hours the old one stays good; 24 unless given."),
            May("owner", Line(ApiKeyIssue.OwnerCharacters), "Owner of the new key, when the old one states none.")),
        ["WatchlistConfirmation"] = Sent(
            "That a list is still what its source publishes.",
            Must("reason", Text(Lists.ListImport.MostReason), "How it was found, such as an answer 304 of the source."),
            May("checkedOn", Date(), "Day on which the source was checked, from the import to today; today unless given.")),
        ["WatchlistSourceRequest"] = Sent(
            "Where a list is to be fetched from.",
            Must("address", Line(Lists.Refresh.ListSource.AddressCharacters), "Absolute, https, of the public internet, without user name, password and fragment. It must hold no secret."),
            Must("format", OneOf([.. Lists.Formats.ListFormats.All]), "Format of the file."),
            May("everyHours", Whole(1, Lists.Refresh.ListSource.MostHours), "Hours between two refreshes; 24 unless given.")),
        ["Activation"] = Sent(
            "The version that is to go live.",
            Must("version", Whole(1, int.MaxValue), "A version that was drafted.")),
        ["AuthoredDocument"] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "A document as its author writes it: a policy, country set, control list, registry or party matching. It is kept as it is "
                + "written and compiled with everything else; what does not compile is refused with every reason. Its other members "
                + "are those of its kind.",
            ["properties"] = new JsonObject { ["id"] = Line(Limits.CodeCharacters) },
            ["additionalProperties"] = true,
        },
    };

    private static JsonObject Screening() => Sent(
        "A transaction: what is sent where, to whom, for what. Null is the same as absent; an unknown member is an error.",
        May("reference", Line(Limits.CodeCharacters), "Your reference."),
        May("orderId", Line(Limits.CodeCharacters), "Order the transaction is a line of."),
        May("asOf", Date(), "Date the law is asked about; another one than today makes the answer a what-if."),
        May("policy", Form(WireForms.DocumentId()), "Policy to ask; a named one makes the answer a what-if."),
        May("movement", CodeOf<Movement>(), "EXPORT unless given."),
        May("from", Country(), CountryWords),
        Must("items", ListOf(Ref("Item"), Limits.Items, 1), "Ids are unique."),
        Must("destination", Ref("Destination")),
        May("nationalities", ListOf(Country(), Limits.Nationalities), "For DEEMED_EXPORT and DEEMED_REEXPORT, and only there; each once."),
        May("parties", ListOf(Ref("Party"), Limits.Parties), "Ids are unique."),
        May("endUse", Ref("EndUse")),
        May("redFlags", ListOf(
            new JsonObject { ["anyOf"] = new JsonArray(Form(WireForms.LowerSnake()), Ref("RedFlag")) }, Limits.RedFlags), "Codes, or objects."));

    private static JsonObject Item() => Sent(
        "One item. Give a class, or a code to classify by: annexItem, eccn or usml.",
        Must("id", Line(Limits.CodeCharacters)),
        May("description", Text(Limits.TextCharacters)),
        May("class", CodeOf<ItemClass>(), "Required unless annexItem, eccn or usml is given."),
        May("performance", ListOf(Ref("PerformancePoint"), Limits.PerformancePoints)),
        May("totalImpulseNs", Number(0, WireLimits.TotalImpulseNs), "Total impulse, N.s."),
        May("maxTrueAirspeedKmh", Number(0, WireLimits.AirspeedKmh), "Greatest true airspeed, km/h."),
        May("propulsion", CodeOf<Propulsion>()),
        May("jurisdiction", CodeOf<Jurisdiction>()),
        May("annexItem", Form(WireForms.AnnexItem()), "MTCR Annex item."),
        May("eccn", Form(WireForms.Eccn()), "Export Control Classification Number, or EAR99."),
        May("usml", Form(WireForms.Usml()), "Paragraph of the U.S. Munitions List."),
        May("aerosolCapacityL", Number(0, WireLimits.AerosolL), "Tank for aerosols, litres."),
        May("autonomousOrBeyondVisualLine", Flag()),
        May("forUasBelow800Kmh", Flag()),
        May("slvRelated", Flag()),
        May("facilityComplete", Flag()),
        May("categoryIIReliefNote", Form(WireForms.AnnexItem()), "Annex item whose relief note is claimed, with an end-use statement held."),
        May("foreignAvailability", Ref("ForeignAvailability")),
        May("performanceIsEnvelope", Flag(), "True when the points are the outer limit, trade-off of range against payload included. Else trade-off stays open."),
        May("rangeAt500KgKm", Number(0, WireLimits.RangeKm), "Greatest range with a payload of 500 kg, km."),
        May("payloadAt300KmKg", Number(0, WireLimits.PayloadKg), "Greatest payload to a range of 300 km, kg."),
        May("maxRangeKm", Number(0, WireLimits.RangeKm), "Greatest range at any payload, km."),
        May("hsCode", Form(WireForms.HsCode()), "Harmonized System or Schedule B code, 6 to 10 digits. Dots may stand in it and are dropped."),
        May("humanitarian", CodeOf<Humanitarian>(), "Food or medicine; left out it follows the chapter of hsCode."),
        May("materialId", Line(Limits.CodeCharacters), "Your material number; kept in the record, never read."),
        May("quantity", Number(0, WireLimits.Quantity)),
        May("value", Ref("Money")));

    private static JsonObject Party() => Sent(
        "A party of the transaction.",
        Must("id", Line(Limits.CodeCharacters)),
        Must("role", OneOf([.. PartyRoles.All]), "SHIP_TO is recorded as ULTIMATE_CONSIGNEE; SOLD_TO, BILL_TO and PAYER as PURCHASER; NOTIFY_PARTY and CONTACT as OTHER."),
        May("kind", CodeOf<PartyKind>(), "Unknown unless given."),
        Must("name", Line(Limits.NameCharacters)),
        May("aliases", ListOf(Line(Limits.NameCharacters), Limits.Aliases)),
        May("country", Country(), CountryWords),
        May("region", Line(Limits.CodeCharacters), RegionWords),
        May("military", CodeOf<MilitaryStatus>(), MilitaryWords),
        May("partnerId", Line(Limits.CodeCharacters), "Your partner number; kept in the record, never read."),
        May("address", Text(Limits.TextCharacters)),
        May("birthDate", Date()),
        May("identifiers", ListOf(Ref("PartyIdentifier"), Limits.Identifiers)),
        May("owners", ListOf(Ref("Owner"), Limits.Owners), "Direct owners."),
        May("aukusAuthorizedUser", Flag()));
}
