using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Snapshots;

/// <summary>
/// Required lists, programs of the Affiliates Rule, entry terms and named bodies: accepted values and refused ones.
/// </summary>
public sealed class PartyPolicyPartsTests
{
    [Fact]
    public void TheSeed_RequiresTheListsOfTheUnitedStates_TenDaysOld() => Assert.Equal(
        "SDN 10, EL 10, DPL 10, UVL 10, MEU 10, DTC 10, ISN 10, CAP 10, SSI 10, NS-MBS 10",
        string.Join(", ", Parse(_ => { }).Policy.RequiredLists.Select(list => $"{list.Code} {list.MostDays}")));

    [Theory]
    [InlineData("""[ { "code": "XYZ", "maxAgeDays": 10 } ]""", "requiredLists[0].code", "`XYZ` is no list of `lists` that can be imported")]
    [InlineData("""[ { "code": "MIEU", "maxAgeDays": 10 } ]""", "requiredLists[0].code", "`MIEU` is no list of `lists` that can be imported")]
    [InlineData("""[ { "code": "EL", "maxAgeDays": 10 }, { "code": "EL", "maxAgeDays": 5 } ]""", "requiredLists[1]", "list `EL` is required twice")]
    [InlineData("""[ { "code": "EL", "maxAgeDays": 0 } ]""", "requiredLists[0].maxAgeDays", "must be a whole number of days from 1 to 365")]
    [InlineData("""[ { "code": "EL", "maxAgeDays": 366 } ]""", "requiredLists[0].maxAgeDays", "must be a whole number of days from 1 to 365")]
    [InlineData("""[ { "code": "EL", "maxAgeDays": 1.5 } ]""", "requiredLists[0].maxAgeDays", "must be a whole number of days from 1 to 365")]
    [InlineData("""[ { "code": "EL", "maxAgeDays": "10" } ]""", "requiredLists[0].maxAgeDays", "must be a whole number of days from 1 to 365")]
    [InlineData("""[ { "code": "EL" } ]""", "requiredLists[0]", "lacks the member `maxAgeDays`")]
    [InlineData("""[ { "maxAgeDays": 3 } ]""", "requiredLists[0]", "lacks the member `code`")]
    [InlineData("""{ }""", "requiredLists", "must be an array")]
    public void AWrongRequiredList_IsRefused_WithItsPath(string json, string path, string message) => Refused("requiredLists", json, path, message);

    [Theory]
    [InlineData("SDGT", true)]
    [InlineData("[SDGT]", true)]
    [InlineData(" [russia-eo14024] ", true)]
    [InlineData("ILLICIT DRUGS-EO14059", true)]
    [InlineData("ILLICIT-DRUGS-EO14059", true)]
    [InlineData("UKRAINE-EO13685", true)]
    [InlineData("TCO", true)]
    [InlineData("IRAN", false)]
    [InlineData("CMIC-EO13959", false)]
    [InlineData("SDN", false)]
    [InlineData("", false)]
    public void TheAffiliatesRule_CountsTheProgramsOfThe744_8(string program, bool counts) =>
        Assert.Equal(counts, Parse(_ => { }).Policy.CountsForAffiliates(program));

    [Theory]
    [InlineData("""{ "source": "s", "sourceDate": "2026-07-23", "programs": [ "SDGT", "[sdgt]" ] }""", "affiliatePrograms.programs[1]", "is listed twice")]
    [InlineData("""{ "source": "s", "sourceDate": "yesterday", "programs": [] }""", "affiliatePrograms.sourceDate", "must be a date")]
    [InlineData("""{ "source": "s", "programs": [] }""", "affiliatePrograms", "lacks the member `sourceDate`")]
    public void WrongPrograms_AreRefused_WithTheirPath(string json, string path, string message) => Refused("affiliatePrograms", json, path, message);

    [Theory]
    [InlineData("""{ "texts": [ "A" ], "reading": "sometimes", "source": "s", "sourceDate": "2026-07-23" }""", ".reading", "must be one of")]
    [InlineData("""{ "texts": [ "A" ], "source": "s", "sourceDate": "2026-07-23" }""", "", "lacks the member `reading`")]
    [InlineData("""{ "texts": [ "A", "a." ], "reading": "undetermined", "source": "s", "sourceDate": "2026-07-23" }""", ".texts[1]", "is read twice")]
    [InlineData("""{ "texts": [ "A" ], "reading": "undetermined", "source": "s", "sourceDate": "2026" }""", ".sourceDate", "must be a date, yyyy-MM-dd, or a month")]
    [InlineData("""{ "texts": [ "A" ], "reading": "undetermined", "source": "s", "sourceDate": "2022-04", "except": [ { "reading": "undetermined" } ] }""", ".except[0]", "names either a group")]
    [InlineData("""{ "texts": [ "A" ], "reading": "undetermined", "source": "s", "sourceDate": "2022-04", "except": [ { "items": "ear99", "eccns": [ "1A995" ], "reading": "undetermined" } ] }""", ".except[0]", "names either a group")]
    [InlineData("""{ "texts": [ "A" ], "reading": "undetermined", "source": "s", "sourceDate": "2022-04", "except": [ { "items": "toys", "reading": "undetermined" } ] }""", ".except[0].items", "must be one of ear99, ccl")]
    [InlineData("""{ "texts": [ "A" ], "reading": "undetermined", "source": "s", "sourceDate": "2022-04", "except": [ { "eccns": [ "1A99" ], "reading": "undetermined" } ] }""", ".except[0].eccns[0]", "must be a category such as 5")]
    public void AWrongRow_IsRefused_WithItsPath(string row, string path, string message)
    {
        foreach (var member in new[] { "requirements", "policies" })
        {
            Refused(root =>
            {
                var table = root["entryTerms"]!.AsObject();
                table[member] = new JsonArray(JsonNode.Parse(row));
            }, $"entryTerms.{member}[0]{path}", message);
        }
    }

    [Theory]
    [InlineData("744.11x", "must be a section of title 15 CFR")]
    [InlineData("744", "must be a section of title 15 CFR")]
    public void ASectionThatIsNone_IsRefused(string section, string message) =>
        Refused(root => root["entryTerms"]!["neutralSections"] = new JsonArray(section), "entryTerms.neutralSections[0]", message);

    [Theory]
    [InlineData("id", "\"MM OCMSA\"", "namedBodies[0]", "has an id that is not of letters, digits and hyphens")]
    [InlineData("id", "\"CN-IB\"", "namedBodies[5]", "repeats the id `CN-IB`")]
    [InlineData("country", "\"XX\"", "namedBodies[0].country", "no country has `XX`")]
    [InlineData("since", "\"soon\"", "namedBodies[0].since", "must be a date")]
    [InlineData("name", "\" \"", "namedBodies[0].name", "must be a text")]
    [InlineData("born", "1", "namedBodies[0].born", "is not a member known here")]
    public void AWrongBody_IsRefused_WithItsPath(string member, string value, string path, string message) =>
        Refused(root => root["namedBodies"]![0]![member] = JsonNode.Parse(value), path, message);

    [Fact]
    public void BodiesWithoutTheirList_AreRefused() => Refused(
        root =>
        {
            var lists = root["lists"]!.AsArray();
            lists.Remove(lists.Single(list => list!["code"]!.GetValue<string>() == "MIEU"));
        },
        "namedBodies", "the list `MIEU` must be declared in `lists`");

    [Fact]
    public void TheRedFlags_AreAll29OfTheSupplement_AndKeepEveryEarlierCode()
    {
        using var document = System.Text.Json.JsonDocument.Parse(SeedFiles.All.Single(document => document.Id == "party-matching").Json);
        var flags = document.RootElement.GetProperty("redFlags").GetProperty("codes").EnumerateArray()
            .Select(flag => (Code: flag.GetProperty("code").GetString()!, Source: flag.GetProperty("source").GetString()!)).ToArray();
        const string supplement = "15 CFR 732 Supp. 3, red flag ";
        Assert.Equal(
            Enumerable.Range(1, 29).Select(number => $"{supplement}{number}"),
            flags.Select(flag => flag.Source).Where(source => source.StartsWith(supplement, StringComparison.Ordinal)));
        string[] earlier =
        [
            "resembles_denied_party", "reluctant_on_end_use", "capability_misfit", "technical_level_misfit", "cash_for_expensive_item", "little_business_background",
            "unfamiliar_with_product", "declines_installation_or_training", "vague_delivery", "freight_forwarder_final_destination", "abnormal_route", "packaging_misfit",
            "evasive_on_use_location", "ownership_by_listed_party", "address_shared_with_listed_party", "refuses_ownership_or_end_user", "formed_after_invasion_of_ukraine",
            "payment_from_third_country", "transshipment_point",
        ];
        Assert.Subset(flags.Select(flag => flag.Code).ToHashSet(), earlier.ToHashSet());
        Assert.Equal("2025-09-29", Parse(_ => { }).Policy.RedFlagVersion);
    }

    private static void Refused(string member, string json, string path, string message) => Refused(root => root[member] = JsonNode.Parse(json), path, message);

    private static void Refused(Action<JsonObject> edit, string path, string message)
    {
        var errors = Parse(edit).Errors;
        Assert.True(
            errors.Any(error => error.Path == path && error.Message.Contains(message, StringComparison.Ordinal)),
            $"no error at {path} that says `{message}`; there are: {string.Join("; ", errors)}");
    }

    private static (PartyPolicy Policy, List<(string Path, string Message)> Errors) Parse(Action<JsonObject> edit)
    {
        var root = JsonNode.Parse(SeedFiles.All.Single(document => document.Id == "party-matching").Json)!.AsObject();
        edit(root);
        var errors = new List<(string Path, string Message)>();
        return (PartyPolicy.Parse(root.ToJsonString(), errors), errors);
    }
}
