using Screening.Engine.Model;

namespace Screening.Functions.Tests.Contracts;

/// <summary>The members of the request that were added after the first version.</summary>
public sealed class LaterMembersTests
{
    [Theory]
    [InlineData("items[0].performanceIsEnvelope", "false")]
    [InlineData("items[0].rangeAt500KgKm", "100000")]
    [InlineData("items[0].payloadAt300KmKg", "0")]
    [InlineData("items[0].maxRangeKm", "null")]
    [InlineData("items[0].hsCode", "\"847130\"")]
    [InlineData("items[0].hsCode", "\"8471.30.0100\"")]
    [InlineData("items[0].humanitarian", "\"medicine\"")]
    [InlineData("items[0].materialId", "\"M 1\"")]
    [InlineData("parties[0].region", "\"AU-NSW\"")]
    [InlineData("parties[1].region", "\"LNR\"")]
    [InlineData("parties[0].military", "\"military_intelligence\"")]
    [InlineData("parties[0].partnerId", "\"4711\"")]
    [InlineData("parties[0].owners[0].percent", "null")]
    [InlineData("parties[0].owners[0].percent", null)]
    [InlineData("endUse.military", "\"no\"")]
    [InlineData("endUse.military", "null")]
    [InlineData("destination.country", "\"aus\"")]
    [InlineData("destination.transit[0]", "\"SGP\"")]
    public void Accepts(string path, string? json) => Assert.Empty(Bodies.Parse(Bodies.With(path, json)).Errors);

    [Theory]
    [InlineData("items[0].performanceIsEnvelope", "\"yes\"", "items[0].performanceIsEnvelope", "wrong_type")]
    [InlineData("items[0].rangeAt500KgKm", "100000.5", "items[0].rangeAt500KgKm", "out_of_range")]
    [InlineData("items[0].payloadAt300KmKg", "-1", "items[0].payloadAt300KmKg", "out_of_range")]
    [InlineData("items[0].maxRangeKm", "\"300\"", "items[0].maxRangeKm", "wrong_type")]
    [InlineData("items[0].maxRangekm", "300", "items[0].maxRangekm", "unknown_member")]
    [InlineData("items[0].hsCode", "847130", "items[0].hsCode", "wrong_type")]
    [InlineData("items[0].hsCode", "\"84713\"", "items[0].hsCode", "invalid_format")]
    [InlineData("items[0].hsCode", "\"84713001001\"", "items[0].hsCode", "invalid_format")]
    [InlineData("items[0].hsCode", "\"8471..30\"", "items[0].hsCode", "invalid_format")]
    [InlineData("items[0].hsCode", "\"8471.30.\"", "items[0].hsCode", "invalid_format")]
    [InlineData("items[0].hsCode", "\"8471 30\"", "items[0].hsCode", "invalid_format")]
    [InlineData("items[0].hsCode", "\"\u0661\u0662\u0663\u0664\u0665\u0666\"", "items[0].hsCode", "invalid_format")]
    [InlineData("items[0].humanitarian", "\"FOOD\"", "items[0].humanitarian", "unknown_code")]
    [InlineData("items[0].humanitarian", "true", "items[0].humanitarian", "wrong_type")]
    [InlineData("items[0].materialId", "\" \"", "items[0].materialId", "blank")]
    [InlineData("parties[0].region", "\"UA-43\"", "parties[0].region", "not_applicable")]
    [InlineData("parties[0].region", "\"DNR\"", "parties[0].region", "not_applicable")]
    [InlineData("parties[0].region", "\"New South Wales\"", "parties[0].region", "invalid_format")]
    [InlineData("parties[1].region", "\"ZZ-1\"", "parties[1].region", "unknown_country")]
    [InlineData("parties[0].military", "true", "parties[0].military", "wrong_type")]
    [InlineData("parties[0].military", "\"YES\"", "parties[0].military", "unknown_code")]
    [InlineData("parties[0].partnerId", "4711", "parties[0].partnerId", "wrong_type")]
    [InlineData("parties[0].owners[0].percent", "\"60\"", "parties[0].owners[0].percent", "wrong_type")]
    [InlineData("parties[0].owners[0].owners", "[{}]", "parties[0].owners[0].owners[0].name", "required")]
    [InlineData("parties[0].owners[0].owners", "[{\"name\":\"B\",\"percent\":101}]", "parties[0].owners[0].owners[0].percent", "out_of_range")]
    [InlineData("parties[0].owners[0].owners", "[{\"name\":\"B\",\"share\":1}]", "parties[0].owners[0].owners[0].share", "unknown_member")]
    [InlineData("endUse.military", "\"maybe\"", "endUse.military", "unknown_code")]
    [InlineData("destination.country", "\"AUX\"", "destination.country", "unknown_country")]
    public void Refuses(string path, string? json, string errorPath, string code)
    {
        var error = Assert.Single(Bodies.Parse(Bodies.With(path, json)).Errors);

        Assert.Equal((errorPath, code), (error.Path, error.Code));
        Assert.False(char.IsUpper(error.Message[0]), error.Message);
    }

    [Fact]
    public void Reads_WhatIsDeclared()
    {
        var body = Bodies.With("items[0].hsCode", "\"8806.94.00\"");
        body = Bodies.With("items[0].humanitarian", "\"none\"", body);
        body = Bodies.With("items[0].rangeAt500KgKm", "1900", body);
        body = Bodies.With("parties[0].military", "\"yes\"", body);
        body = Bodies.With("parties[0].country", "\"UKR\"", body);
        body = Bodies.With("parties[0].region", "\"UA-30\"", body);
        body = Bodies.With("parties[0].owners[0]", """{"name":"Crown","owners":[{"name":"B","percent":25.5}]}""", body);
        var request = Bodies.Parse(Bodies.With("endUse.military", "\"military_intelligence\"", body)).Value;

        Assert.Equal("88069400", request.Items[0].HsCode);
        Assert.Equal(Humanitarian.None, request.Items[0].Humanitarian);
        Assert.Equal(1900, request.Items[0].RangeAt500KgKm);
        Assert.Null(request.Items[0].PerformanceIsEnvelope);
        Assert.Equal(MilitaryStatus.Yes, request.Parties[0].Military);
        Assert.Null(request.Parties[1].Military);
        Assert.Equal(("UA", "UA-30"), (request.Parties[0].Country.ToString(), request.Parties[0].Region));
        var owner = Assert.Single(request.Parties[0].Owners);
        Assert.Null(owner.Percent);
        Assert.Equal(new Owner("B", 25.5), Assert.Single(owner.Owners));
        Assert.Equal(MilitaryStatus.MilitaryIntelligence, request.EndUse.Military);
    }

    [Theory]
    [InlineData("SHIP_TO", PartyRole.UltimateConsignee)]
    [InlineData("SOLD_TO", PartyRole.Purchaser)]
    [InlineData("BILL_TO", PartyRole.Purchaser)]
    [InlineData("PAYER", PartyRole.Purchaser)]
    [InlineData("NOTIFY_PARTY", PartyRole.Other)]
    [InlineData("CONTACT", PartyRole.Other)]
    public void Roles_OfErpSystems_MeanRolesOfTheRegulations(string name, PartyRole role) =>
        Assert.Equal(role, Bodies.Parse(Bodies.With("parties[1].role", $"\"{name}\"")).Value.Parties[1].Role);

    [Fact]
    public void AnUnknownRole_IsRefused_WithEveryAcceptedName()
    {
        var error = Assert.Single(Bodies.Parse(Bodies.With("parties[1].role", "\"SHIPTO\"")).Errors);

        Assert.Equal(Code<PartyRole>.All.Concat(["BILL_TO", "CONTACT", "NOTIFY_PARTY", "PAYER", "SHIP_TO", "SOLD_TO"]), error.Candidates!.Value);
        Assert.EndsWith("did you mean `SHIP_TO`", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Owners_AreNestedToTheLimitAndNoFurther()
    {
        static string Nested(int levels) => levels == 0 ? "[]" : $$"""[{"name":"o{{levels}}","percent":50,"owners":{{Nested(levels - 1)}}}]""";

        Assert.Empty(Bodies.Parse(Bodies.With("parties[0].owners", Nested(Limits.OwnerDepth))).Errors);
        var error = Assert.Single(Bodies.Parse(Bodies.With("parties[0].owners", Nested(Limits.OwnerDepth + 1))).Errors);
        Assert.Equal(("parties[0].owners[0].owners[0].owners[0].owners[0].owners[0].owners", "too_deep"), (error.Path, error.Code));
    }

    [Fact]
    public void Owners_AreCountedInAll()
    {
        static string Of(int direct, int below) => Many(direct, $$"""{"name":"a","owners":{{Many(below, """{"name":"b"}""")}}}""");
        static string Many(int count, string one) => $"[{string.Join(',', Enumerable.Repeat(one, count))}]";

        Assert.Empty(Bodies.Parse(Bodies.With("parties[0].owners", Of(10, 4))).Errors);
        var error = Assert.Single(Bodies.Parse(Bodies.With("parties[0].owners", Of(10, 5))).Errors);
        Assert.Equal(("parties[0].owners", "too_many"), (error.Path, error.Code));
        Assert.Contains("60 owners", error.Message, StringComparison.Ordinal);
    }
}
