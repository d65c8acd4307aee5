using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Tests.Contracts;

public sealed class ScreeningRequestJsonTests
{
    private const string Seed = "0000KOIPe036";

    [Fact]
    public void Writes_TheCanonicalForm() =>
        Assert.Equal(
            """
            {"reference":null,"orderId":null,"asOf":null,"policy":null,"movement":"EXPORT","from":null,"items":[{"id":"1",
            "description":"\u00C4","class":null,"performance":[{"rangeKm":300,"payloadKg":0.1}],"totalImpulseNs":1000000000000,"maxTrueAirspeedKmh":0,"propulsion":null,
            "jurisdiction":null,"annexItem":null,"eccn":"EAR99","usml":null,"aerosolCapacityL":null,"autonomousOrBeyondVisualLine":null,
            "forUasBelow800Kmh":null,"slvRelated":null,"facilityComplete":null,"categoryIIReliefNote":null,"foreignAvailability":null,
            "quantity":null,"value":{"amount":1.5,"currency":"USD"}}],"destination":{"country":"KR","region":null,"transit":[]},
            "nationalities":[],"parties":[],"endUse":{"code":"unknown","description":null,"programme":null,"wmdDelivery":null,
            "statements":[]},"redFlags":[]}
            """.Replace("\n", "", StringComparison.Ordinal),
            Encoding.UTF8.GetString(ScreeningRequestJson.Write(Bodies.Parse("""
                {"items":[{"id":"1","description":"Ä","performance":[{"rangeKm":3e2,"payloadKg":0.10}],"totalImpulseNs":1e12,
                "maxTrueAirspeedKmh":-0.0,"eccn":"EAR99","value":{"currency":"USD","amount":1.50}}],
                "destination":{"country":"Republic of Korea"}}
                """).Value)));

    [Fact]
    public void Parse_OfWrite_IsTheSameRequest() => Requests.Sample(
        request =>
        {
            var bytes = ScreeningRequestJson.Write(request);
            var parsed = ScreeningRequestParser.Parse(bytes, Bodies.Today);
            Assert.Empty(parsed.Errors);

            // The library's serialiser reads properties by reflection, so it includes a member that both our reader and our
            // writer omit.
            Assert.Equal(JsonSerializer.Serialize(request), JsonSerializer.Serialize(parsed.Value));
            Assert.Equal(bytes, ScreeningRequestJson.Write(parsed.Value));
        },
        seed: Seed, iter: 500);

    [Fact]
    public void Writes_LaterMembers_OnlyWhenTheyAreSet()
    {
        const string Bare = """{"items":[{"id":"1","eccn":"EAR99"}],"destination":{"country":"AUS"},"parties":[{"id":"P1","role":"SHIP_TO","name":"A"}]}""";
        var bare = Written(Bare);
        string[] later =
        [
            "performanceIsEnvelope", "rangeAt500KgKm", "payloadAt300KmKg", "maxRangeKm", "hsCode", "humanitarian", "materialId", "military", "partnerId",
        ];
        Assert.All(later, member => Assert.DoesNotContain($"\"{member}\"", bare, StringComparison.Ordinal));
        Assert.Contains("\"country\":\"AU\",\"region\":null", bare, StringComparison.Ordinal);
        Assert.Contains("\"role\":\"ULTIMATE_CONSIGNEE\"", bare, StringComparison.Ordinal);
        Assert.EndsWith("\"owners\":[],\"aukusAuthorizedUser\":false}],\"endUse\":{\"code\":\"unknown\",\"description\":null,"
            + "\"programme\":null,\"wmdDelivery\":null,\"statements\":[]},\"redFlags\":[]}", bare, StringComparison.Ordinal);

        var set = Bodies.With("items[0].hsCode", "\"8471.30\"", Bare);
        set = Bodies.With("items[0].performanceIsEnvelope", "false", set);
        set = Bodies.With("parties[0].owners", """[{"name":"B"},{"name":"C","percent":0,"owners":[{"name":"D","percent":null}]}]""", set);
        var written = Written(set);
        Assert.Contains("\"value\":null,\"performanceIsEnvelope\":false,\"hsCode\":\"847130\"}", written, StringComparison.Ordinal);
        Assert.Contains("""{"name":"B"},{"name":"C","percent":0,"owners":[{"name":"D"}]}""", written, StringComparison.Ordinal);

        static string Written(string body) => Encoding.UTF8.GetString(ScreeningRequestJson.Write(Bodies.Parse(body).Value));
    }

    [Fact]
    public void Bytes_DoNotDependOnTheCulture()
    {
        var request = Bodies.Parse(Bodies.Valid).Value;
        var before = ScreeningRequestJson.Write(request);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            Assert.Equal(before, ScreeningRequestJson.Write(request));
            Assert.Empty(Bodies.Parse(Bodies.Valid).Errors);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static readonly Gen<string> Words = Gen.String[Gen.Char["aZ9 -'\"\\<>&äßЖ中é/"], 0, 30].Select(text => "w" + text);
    private static readonly Gen<string> FreeTexts = Gen.String[Gen.Char["aZ \n\t\"äЖ"], 0, 40];
    private static readonly Gen<double> Figures = Gen.Double[0, 90_000];
    private static readonly Gen<CountryCode> CountryCodes = Gen.OneOfConst(Countries.All.ToArray());
    private static readonly Gen<DateOnly> Dates =
        Gen.Int[0, 10_000].Select(day => new DateOnly(1999, 1, 1).AddDays(day));

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : struct => Gen.Bool.SelectMany(given => given ? gen.Select(value => (T?)value) : Gen.Const((T?)null));

    private static Gen<string?> MaybeText(Gen<string> gen) =>
        Gen.Bool.SelectMany(given => given ? gen.Select(value => (string?)value) : Gen.Const((string?)null));

    private static Gen<ImmutableArray<T>> Many<T>(Gen<T> gen, int most = 4) =>
        gen.Array[0, most].Select(values => values.ToImmutableArray());

    private static Gen<T> Codes<T>()
        where T : struct, Enum => Gen.OneOfConst(Enum.GetValues<T>());

    private static readonly Gen<PerformancePoint> Points = Gen.Select(
        Figures, Maybe(Figures), Gen.Bool, (one, other, isRange) => isRange ? new PerformancePoint(one, other) : new(other, one));

    private static readonly Gen<Item> Items =
        from @class in Maybe(Codes<ItemClass>())
        from annex in MaybeText(Gen.OneOfConst("1.A.1", "20.A.1.b", "2.A.1.c.2"))
        from points in Many(Points)
        from figures in Gen.Select(Maybe(Figures), Maybe(Figures), Maybe(Figures), Maybe(Figures))
        from codes in Gen.Select(Maybe(Codes<Propulsion>()), Maybe(Codes<Jurisdiction>()), Maybe(Codes<ForeignAvailability>()))
        from flags in Gen.Select(Maybe(Gen.Bool), Maybe(Gen.Bool), Maybe(Gen.Bool), Maybe(Gen.Bool))
        from texts in Gen.Select(MaybeText(FreeTexts), MaybeText(FreeTexts))
        from amount in Maybe(Gen.Int[0, 10_000_000])
        from limits in Gen.Select(Maybe(Figures), Maybe(Figures), Maybe(Figures), Maybe(Gen.Bool))
        from later in Gen.Select(MaybeText(Gen.OneOfConst("847130", "8806940000")), Maybe(Codes<Humanitarian>()), MaybeText(Words))
        select new Item
        {
            Id = "set later",
            Description = texts.Item1,
            Class = @class,
            Performance = points,
            TotalImpulseNs = figures.Item1,
            MaxTrueAirspeedKmh = figures.Item2,
            AerosolCapacityL = figures.Item3,
            Quantity = figures.Item4,
            Propulsion = codes.Item1,
            Jurisdiction = codes.Item2,
            ForeignAvailability = codes.Item3,
            ForeignAvailabilityEvidence = codes.Item3 is null ? null : texts.Item2,
            AnnexItem = annex,
            CategoryIIReliefNote = annex,
            Eccn = @class is null ? "9A610.a" : null,
            Usml = annex is null ? "VIII(a)(5)" : null,
            AutonomousOrBeyondVisualLine = flags.Item1,
            ForUasBelow800Kmh = flags.Item2,
            SlvRelated = flags.Item3,
            FacilityComplete = flags.Item4,
            RangeAt500KgKm = limits.Item1,
            PayloadAt300KmKg = limits.Item2,
            MaxRangeKm = limits.Item3,
            PerformanceIsEnvelope = limits.Item4,
            HsCode = later.Item1,
            Humanitarian = later.Item2,
            MaterialId = later.Item3,
            Value = amount is { } cents ? new Money(cents / 128m, "EUR") : null,
        };

    /// <summary>Owners at the deepest allowed level, and at the levels above it. Names differ by level, so that no owner owns itself.</summary>
    private static Gen<ImmutableArray<Owner>> OwnersFrom(int depth) => Many(
        Gen.Select(Words, Maybe(Gen.Double[0, 100]), depth == Limits.OwnerDepth ? Gen.Const(ImmutableArray<Owner>.Empty) : OwnersFrom(depth + 1))
            .Select((owner, percent, owners) => new Owner($"{owner} {depth}", percent) { Owners = owners }),
        most: 2);

    private static readonly Gen<Party> Parties =
        from codes in Gen.Select(Codes<PartyRole>(), Codes<PartyKind>(), Maybe(CountryCodes), Maybe(Dates))
        from name in Words
        from aliases in Many(Words)
        from address in MaybeText(FreeTexts)
        from identifiers in Many(Gen.Select(Words, Words, (type, value) => new PartyIdentifier(type, value)))
        from owners in OwnersFrom(1).Where(owners => owners.Sum(Count) <= Limits.Owners)
        from later in Gen.Select(Gen.Bool, Maybe(Codes<MilitaryStatus>()), MaybeText(Words))
        from isAuthorized in Gen.Bool
        select new Party
        {
            Id = "set later",
            Role = codes.Item1,
            Kind = codes.Item2,
            Country = codes.Item3,
            BirthDate = codes.Item4,
            Name = name,
            Aliases = aliases,
            Address = address,
            Identifiers = identifiers,
            Owners = owners,
            AukusAuthorizedUser = isAuthorized,
            Region = (later.Item1, codes.Item3) is (true, { } country) ? $"{country}-X9" : null,
            Military = later.Item2,
            PartnerId = later.Item3,
        };

    private static int Count(Owner owner) => 1 + owner.Owners.Sum(Count);

    private static readonly Gen<RedFlag> RedFlags =
        from code in Gen.OneOfConst("odd_route", "a1_b2")
        from version in MaybeText(Words)
        from who in MaybeText(Words)
        from why in MaybeText(FreeTexts)
        select new RedFlag { Code = code, ListVersion = version, ResolvedBy = who, Resolution = why };

    private static readonly Gen<EndUse> EndUses =
        from code in Codes<EndUseCode>()
        from texts in Gen.Select(MaybeText(FreeTexts), MaybeText(Words), Maybe(Gen.Bool))
        from statements in Many(FreeTexts)
        from military in Maybe(Codes<MilitaryStatus>())
        select new EndUse
        {
            Code = code,
            Description = texts.Item1,
            Programme = texts.Item2,
            WmdDelivery = texts.Item3,
            Statements = statements,
            Military = military,
        };

    private static readonly Gen<ScreeningRequest> Requests =
        from texts in Gen.Select(MaybeText(Words), MaybeText(Words), Maybe(Dates), Maybe(CountryCodes))
        from movement in Codes<Movement>()
        from items in Items.Array[1, 4]
        from destination in Gen.Select(CountryCodes, Gen.Bool, Many(CountryCodes))
        from nationalities in CountryCodes.Array[1, 4]
        from parties in Parties.Array[0, 4]
        from endUse in EndUses
        from redFlags in Many(RedFlags)
        select new ScreeningRequest
        {
            Reference = texts.Item1,
            OrderId = texts.Item2,
            AsOf = texts.Item3,
            Policy = texts.Item3 is null ? null : "us-uas-2025-09",
            From = texts.Item4,
            Movement = movement,
            Items = [.. items.Select((item, index) => item with { Id = $"i{index}" })],
            Destination = new Destination
            {
                Country = destination.Item1,
                Region = destination.Item2 ? $"{destination.Item1}-9X" : null,
                Transit = destination.Item3,
            },
            Nationalities = movement is Movement.DeemedExport or Movement.DeemedReexport ? [.. nationalities.Distinct()] : [],
            Parties = [.. parties.Select((party, index) => party with { Id = $"p{index}" })],
            EndUse = endUse,
            RedFlags = redFlags,
        };
}
