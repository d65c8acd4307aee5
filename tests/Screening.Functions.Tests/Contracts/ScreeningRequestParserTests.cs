using System.Globalization;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;

namespace Screening.Functions.Tests.Contracts;

public sealed class ScreeningRequestParserTests
{
    [Fact]
    public void Reads_EveryMember()
    {
        var request = Bodies.Parse(Bodies.Valid).Value;

        Assert.Equal("SO-10045/10", request.Reference);
        Assert.Null(request.AsOf);
        Assert.Equal(Movement.Export, request.Movement);
        Assert.Equal("US", request.From.ToString());
        Assert.Equal([new(1850, 600), new(2500, null)], request.Items[0].Performance);
        Assert.Equal(ItemClass.Uas, request.Items[0].Class);
        Assert.Equal(Propulsion.Turboprop, request.Items[0].Propulsion);
        Assert.Equal(new Money(9500000, "USD"), request.Items[0].Value);
        Assert.Null(request.Items[1].Class);
        Assert.Equal(ForeignAvailability.Comparable, request.Items[1].ForeignAvailability);
        Assert.Equal("SG", Assert.Single(request.Destination.Transit).ToString());
        Assert.Equal(new Owner("Crown", 100), Assert.Single(request.Parties[0].Owners));
        Assert.Equal(new DateOnly(1970, 2, 28), request.Parties[1].BirthDate);
        Assert.Equal(EndUseCode.IsrSurveillance, request.EndUse.Code);
        Assert.False(request.EndUse.WmdDelivery);
        Assert.Equal(["declined_installation", "odd_route"], request.RedFlags.Select(flag => flag.Code));
        Assert.Equal("2025-09-29", request.RedFlags[1].ListVersion);
    }

    [Fact]
    public void Reads_TheLeastThatIsRequired()
    {
        var request = Bodies.Parse("""{"items":[{"id":"1","eccn":"EAR99"}],"destination":{"country":"Australia"}}""").Value;

        Assert.Equal("AU", request.Destination.Country.ToString());
        Assert.Equal(Movement.Export, request.Movement);
        Assert.Equal(EndUseCode.Unknown, request.EndUse.Code);
        Assert.Null(request.EndUse.WmdDelivery);
        Assert.Empty(request.Parties);
    }

    [Theory]
    [InlineData("endUse", "null")]
    [InlineData("redFlags", "null")]
    [InlineData("parties", "null")]
    [InlineData("movement", "null")]
    [InlineData("nationalities", "null")]
    [InlineData("items[0].performance", "null")]
    [InlineData("items[0].value", "null")]
    [InlineData("destination.region", "\"AU-NSW\"")]
    [InlineData("destination.country", "\"south korea\"")]
    [InlineData("items[0].class", "null")]
    [InlineData("items[0].usml", "\"XXI\"")]
    [InlineData("items[0].usml", "\"IV(h)(1)(i)(A)\"")]
    [InlineData("items[0].eccn", "\"9A610.a\"")]
    [InlineData("items[0].annexItem", "\"19.A.3\"")]
    [InlineData("items[0].performance[0].rangeKm", "0")]
    [InlineData("items[0].performance[0].rangeKm", "100000")]
    [InlineData("items[0].performance[0].payloadKg", "0.000001")]
    [InlineData("asOf", "\"1987-04-16\"")]
    [InlineData("asOf", "\"2027-11-23\"")]
    [InlineData("parties[1].birthDate", "\"2026-11-23\"")]
    [InlineData("items[0].description", "\"two\\nlines\\tand a tab\"")]
    [InlineData("items[0].description", "\"\"")]
    [InlineData("parties[0].name", "\"\\ud83d\\ude80 Pte\"")]
    public void Accepts(string path, string json) => Assert.Empty(Bodies.Parse(Bodies.With(path, json)).Errors);

    [Theory]
    [InlineData("items", null, "items", "required")]
    [InlineData("items", "[]", "items", "required")]
    [InlineData("items", "{}", "items", "wrong_type")]
    [InlineData("items[0]", "null", "items[0]", "wrong_type")]
    [InlineData("items[0].id", null, "items[0].id", "required")]
    [InlineData("items[0].id", "10", "items[0].id", "wrong_type")]
    [InlineData("items[0].id", "\" \"", "items[0].id", "blank")]
    [InlineData("items[1].id", "\"10\"", "items[1].id", "duplicate_id")]
    [InlineData("items[1].annexItem", null, "items[1].class", "required")]
    [InlineData("items[0].class", "\"DRONE\"", "items[0].class", "unknown_code")]
    [InlineData("items[0].class", "\"uas\"", "items[0].class", "unknown_code")]
    [InlineData("items[0].payloadKG", "600", "items[0].payloadKG", "unknown_member")]
    [InlineData("items[0].performance[1].payloadKg", "-1", "items[0].performance[1].payloadKg", "out_of_range")]
    [InlineData("items[0].performance[1].payloadKg", "\"5\"", "items[0].performance[1].payloadKg", "wrong_type")]
    [InlineData("items[0].performance[1].payloadKg", "10000001", "items[0].performance[1].payloadKg", "out_of_range")]
    [InlineData("items[0].performance[1].payloadKG", "5", "items[0].performance[1].payloadKG", "unknown_member")]
    [InlineData("items[0].performance[1].rangeKm", "100000.1", "items[0].performance[1].rangeKm", "out_of_range")]
    [InlineData("items[0].performance[1].rangeKm", "1e999", "items[0].performance[1].rangeKm", "not_finite")]
    [InlineData("items[0].performance[1].rangeKm", "\"NaN\"", "items[0].performance[1].rangeKm", "wrong_type")]
    [InlineData("items[0].performance[1]", "{}", "items[0].performance[1]", "required")]
    [InlineData("items[0].performance[1]", "7", "items[0].performance[1]", "wrong_type")]
    [InlineData("items[0].totalImpulseNs", "-0.1", "items[0].totalImpulseNs", "out_of_range")]
    [InlineData("items[0].maxTrueAirspeedKmh", "true", "items[0].maxTrueAirspeedKmh", "wrong_type")]
    [InlineData("items[0].aerosolCapacityL", "-1", "items[0].aerosolCapacityL", "out_of_range")]
    [InlineData("items[0].slvRelated", "\"no\"", "items[0].slvRelated", "wrong_type")]
    [InlineData("items[0].propulsion", "\"steam\"", "items[0].propulsion", "unknown_code")]
    [InlineData("items[0].jurisdiction", "\"EU\"", "items[0].jurisdiction", "unknown_code")]
    [InlineData("items[0].annexItem", "\"1.A.1 or 19.A.1\"", "items[0].annexItem", "invalid_format")]
    [InlineData("items[0].annexItem", "\"5.A.1\"", "items[0].annexItem", "invalid_format")]
    [InlineData("items[0].annexItem", "\"1.A.1\\n\"", "items[0].annexItem", "invalid_text")]
    [InlineData("items[0].categoryIIReliefNote", "\"x\"", "items[0].categoryIIReliefNote", "invalid_format")]
    [InlineData("items[0].eccn", "\"9a012\"", "items[0].eccn", "invalid_format")]
    [InlineData("items[0].eccn", "\"9A012.\"", "items[0].eccn", "invalid_format")]
    [InlineData("items[0].usml", "\"XXII\"", "items[0].usml", "invalid_format")]
    [InlineData("items[0].usml", "\"IIII\"", "items[0].usml", "invalid_format")]
    [InlineData("items[0].usml", "\"VIII(5)\"", "items[0].usml", "invalid_format")]
    [InlineData("items[0].usml", "\"\"", "items[0].usml", "blank")]
    [InlineData("items[0].foreignAvailability", "{}", "items[0].foreignAvailability.status", "required")]
    [InlineData("items[0].foreignAvailability", "\"none\"", "items[0].foreignAvailability", "wrong_type")]
    [InlineData("items[0].value.amount", "-1", "items[0].value.amount", "out_of_range")]
    [InlineData("items[0].value.amount", "1e30", "items[0].value.amount", "out_of_range")]
    [InlineData("items[0].value.currency", "\"usd\"", "items[0].value.currency", "invalid_format")]
    [InlineData("items[0].value.currency", null, "items[0].value.currency", "required")]
    [InlineData("destination", null, "destination", "required")]
    [InlineData("destination.country", null, "destination.country", "required")]
    [InlineData("destination.country", "\"ZZ\"", "destination.country", "unknown_country")]
    [InlineData("destination.country", "\"Congo\"", "destination.country", "ambiguous_country")]
    [InlineData("destination.country", "\"Korea\"", "destination.country", "ambiguous_country")]
    [InlineData("destination.region", "\"AU NSW\"", "destination.region", "invalid_format")]
    [InlineData("destination.region", "\"UA-43\"", "destination.region", "not_applicable")]
    [InlineData("destination.region", "\"DNR\"", "destination.region", "not_applicable")]
    [InlineData("destination.transit[0]", "\"Narnia\"", "destination.transit[0]", "unknown_country")]
    [InlineData("destination.transit[0]", "null", "destination.transit[0]", "wrong_type")]
    [InlineData("from", "\"Korea\"", "from", "ambiguous_country")]
    [InlineData("movement", "\"SALE\"", "movement", "unknown_code")]
    [InlineData("movement", "\"DEEMED_EXPORT\"", "nationalities", "required")]
    [InlineData("nationalities", "[\"IN\"]", "nationalities", "not_applicable")]
    [InlineData("asOf", "\"23.11.2026\"", "asOf", "invalid_format")]
    [InlineData("asOf", "\"2026-02-30\"", "asOf", "invalid_format")]
    [InlineData("asOf", "\"1987-04-15\"", "asOf", "out_of_range")]
    [InlineData("asOf", "\"2027-11-24\"", "asOf", "out_of_range")]
    [InlineData("policy", "\"US 2025\"", "policy", "invalid_format")]
    [InlineData("parties[0].id", null, "parties[0].id", "required")]
    [InlineData("parties[0].role", null, "parties[0].role", "required")]
    [InlineData("parties[0].role", "\"ENDUSER\"", "parties[0].role", "unknown_code")]
    [InlineData("parties[0].kind", "\"company\"", "parties[0].kind", "unknown_code")]
    [InlineData("parties[0].name", null, "parties[0].name", "required")]
    [InlineData("parties[0].name", "\"\"", "parties[0].name", "blank")]
    [InlineData("parties[0].name", "\"a\\u0000b\"", "parties[0].name", "invalid_text")]
    [InlineData("parties[0].country", "\"Atlantis\"", "parties[0].country", "unknown_country")]
    [InlineData("parties[0].aliases[0]", "7", "parties[0].aliases[0]", "wrong_type")]
    [InlineData("parties[0].owners[0].percent", "101", "parties[0].owners[0].percent", "out_of_range")]
    [InlineData("parties[0].owners[0].name", null, "parties[0].owners[0].name", "required")]
    [InlineData("parties[0].identifiers[0].value", null, "parties[0].identifiers[0].value", "required")]
    [InlineData("parties[0].identifiers[0].kind", "\"x\"", "parties[0].identifiers[0].kind", "unknown_member")]
    [InlineData("parties[1].id", "\"P1\"", "parties[1].id", "duplicate_id")]
    [InlineData("parties[1].birthDate", "\"2026-11-24\"", "parties[1].birthDate", "out_of_range")]
    [InlineData("parties[1].birthDate", "\"1849-12-31\"", "parties[1].birthDate", "out_of_range")]
    [InlineData("endUse.code", "\"isr\"", "endUse.code", "unknown_code")]
    [InlineData("endUse.wmdDelivery", "0", "endUse.wmdDelivery", "wrong_type")]
    [InlineData("endUse.statements", "\"one\"", "endUse.statements", "wrong_type")]
    [InlineData("redFlags[0]", "\"Odd Route\"", "redFlags[0]", "invalid_format")]
    [InlineData("redFlags[0]", "7", "redFlags[0]", "wrong_type")]
    [InlineData("redFlags[1].code", null, "redFlags[1].code", "required")]
    [InlineData("redFlags[1].resolved", "true", "redFlags[1].resolved", "unknown_member")]
    [InlineData("items[0].a b\\\"c", "1", "items[0][\"a b\\'c\"]", "unknown_member")]
    public void Refuses(string path, string? json, string errorPath, string code)
    {
        var error = Assert.Single(Bodies.Parse(Bodies.With(path, json)).Errors);

        Assert.Equal((errorPath, code), (error.Path, error.Code));
        Assert.False(char.IsUpper(error.Message[0]), error.Message);
        Assert.False(error.Message.EndsWith('.'), error.Message);
    }

    [Theory]
    [InlineData("destination.transit", "\"SG\"", Limits.Transit)]
    [InlineData("items[0].performance", "{\"rangeKm\":1}", Limits.PerformancePoints)]
    [InlineData("redFlags", "\"odd_route\"", Limits.RedFlags)]
    [InlineData("parties[0].aliases", "\"A\"", Limits.Aliases)]
    [InlineData("parties[0].identifiers", "{\"type\":\"a\",\"value\":\"b\"}", Limits.Identifiers)]
    [InlineData("parties[0].owners", "{\"name\":\"a\",\"percent\":1}", Limits.Owners)]
    [InlineData("endUse.statements", "\"s\"", WireLimits.Statements)]
    [InlineData("items", "{\"id\":\"#\",\"class\":\"UAS\"}", Limits.Items)]
    [InlineData("parties", "{\"id\":\"#\",\"role\":\"BANK\",\"name\":\"n\"}", Limits.Parties)]
    public void Counts_UpToTheLimitAndNoFurther(string path, string element, int limit)
    {
        string Of(int count) => $"[{string.Join(",", Enumerable.Range(0, count).Select(index =>
            element.Replace("#", index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)))}]";

        Assert.Empty(Bodies.Parse(Bodies.With(path, Of(limit))).Errors);
        var error = Assert.Single(Bodies.Parse(Bodies.With(path, Of(limit + 1))).Errors);
        Assert.Equal((path, "too_many"), (error.Path, error.Code));
    }

    [Theory]
    [InlineData("reference", Limits.CodeCharacters)]
    [InlineData("items[0].id", Limits.CodeCharacters)]
    [InlineData("items[0].description", Limits.TextCharacters)]
    [InlineData("parties[0].name", Limits.NameCharacters)]
    [InlineData("parties[0].aliases[0]", Limits.NameCharacters)]
    [InlineData("parties[0].owners[0].name", Limits.NameCharacters)]
    [InlineData("parties[0].address", Limits.TextCharacters)]
    public void Texts_UpToTheLimitAndNoFurther(string path, int limit)
    {
        Assert.Empty(Bodies.Parse(Bodies.With(path, $"\"{new string('x', limit)}\"")).Errors);
        var error = Assert.Single(Bodies.Parse(Bodies.With(path, $"\"{new string('x', limit + 1)}\"")).Errors);
        Assert.Equal((path, "too_long"), (error.Path, error.Code));
    }

    [Fact]
    public void Reports_EveryErrorAtOnce()
    {
        var body = Bodies.With("items[0].payloadKG", "600");
        body = Bodies.With("items[1].totalImpulseNs", "-1", body);
        body = Bodies.With("destination.country", "\"Congo\"", body);
        body = Bodies.With("parties[1].role", "\"X\"", body);
        body = Bodies.With("extra", "{}", body);

        Assert.Equal(
            ["destination.country", "extra", "items[0].payloadKG", "items[1].totalImpulseNs", "parties[1].role"],
            Bodies.Parse(body).Errors.Select(error => error.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Lists_TheCandidatesOfAnAmbiguousCountry()
    {
        Assert.Equal(["CD", "CG"], Candidates("\"Congo\""));
        Assert.Equal(["KP", "KR"], Candidates("\"Korea\""));

        static IEnumerable<string> Candidates(string name) =>
            Assert.Single(Bodies.Parse(Bodies.With("destination.country", name)).Errors).Candidates!.Value;
    }

    [Theory]
    [InlineData("items[0].performance[0].payloadKG", "payloadKg")]
    [InlineData("items[0].performance[0].payload_kg", "payloadKg")]
    [InlineData("items[0].clas", "class")]
    [InlineData("destnation", "destination")]
    public void Suggests_TheMemberThatWasMeant(string path, string meant)
    {
        var error = Assert.Single(Bodies.Parse(Bodies.With(path, "1")).Errors);

        Assert.Equal(meant, Assert.Single(error.Candidates!.Value));
        Assert.EndsWith($"did you mean `{meant}`", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DEEMED_EXPORT")]
    [InlineData("DEEMED_REEXPORT")]
    public void DeemedMovements_NeedNationalities_EachOnce(string movement)
    {
        var body = Bodies.With("movement", $"\"{movement}\"");

        Assert.Empty(Bodies.Parse(Bodies.With("nationalities", "[\"IN\",\"Turkey\"]", body)).Errors);
        Assert.Equal("duplicate_value", Assert.Single(Bodies.Parse(Bodies.With("nationalities", "[\"IN\",\"India\"]", body)).Errors).Code);
        Assert.Equal("required", Assert.Single(Bodies.Parse(Bodies.With("nationalities", null, body)).Errors).Code);
        Assert.Equal("unknown_country", Assert.Single(Bodies.Parse(Bodies.With("nationalities", "[\"ZZ\"]", body)).Errors).Code);
    }

    [Fact]
    public void AnUnknownMovement_IsTheOnlyErrorAboutNationalities()
    {
        var body = Bodies.With("nationalities", "[\"IN\"]", Bodies.With("movement", "\"DEEMED\""));

        Assert.Equal("movement", Assert.Single(Bodies.Parse(body).Errors).Path);
    }

    [Theory]
    [InlineData("UA-43")]
    [InlineData("DNR")]
    [InlineData("LNR")]
    public void Regions_BelongToTheirCountry(string region)
    {
        var body = Bodies.With("destination.region", $"\"{region}\"");

        Assert.Equal(region, Bodies.Parse(Bodies.With("destination.country", "\"Ukraine\"", body)).Value.Destination.Region);
        Assert.Equal("not_applicable", Assert.Single(Bodies.Parse(body).Errors).Code);
    }

    [Fact]
    public void KnownCodes_ReportCodesUnknownToTheSnapshot()
    {
        var request = Bodies.Parse(Bodies.With("policy", "\"us-uas-2025-9\"")).Value;
        var known = new KnownCodes(new HashSet<string> { "odd_route" }, new HashSet<string> { "us-uas-2025-09" });

        var errors = known.Check(request);

        Assert.Equal([("policy", "unknown_code"), ("redFlags[0]", "unknown_code")], errors.Select(error => (error.Path, error.Code)));
        Assert.Contains("did you mean `us-uas-2025-09`", errors[0].Message, StringComparison.Ordinal);
        Assert.Empty(new KnownCodes(null, null).Check(request));
    }
}
