using Screening.Engine.Destinations;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Destinations;

/// <summary>The values of the registries for a country on a date, and the errors an author may make in them.</summary>
public sealed class RegistriesTests
{
    private static readonly CountryCode Poland = CountryCode.Of("PL");
    private static readonly DateOnly Day = new(2026, 9, 1);

    [Theory]
    [InlineData("clear", "diversion_risk", "diversion_risk")]
    [InlineData("diversion_risk", "clear", "diversion_risk")]
    [InlineData("clear", "clear", "clear")]
    public void AnAdverseAssessment_Counts_OverAnyOtherEntry(string first, string second, string counts)
    {
        var registries = Of("assessments", Entry(status: first), Entry(status: second));
        Assert.Equal(counts, registries.AssessmentOf(Poland, Day));
    }

    [Fact]
    public void AMissingEntry_HasAValue()
    {
        var registries = Of("assessments", Entry("DE", "clear"));
        Assert.Equal("not_assessed", registries.AssessmentOf(Poland, Day));
        Assert.Equal("UNSTATED", registries.PartnerStatusOf(Poland, Day));
        Assert.False(registries.HasAgreement(Poland, "tsa", Day));
        Assert.Null(registries.ProgrammeOf("P", Poland));
        Assert.Null(registries.ProgrammeOf(null, Poland));
    }

    [Theory]
    [InlineData("2026-08-31", "not_assessed")]
    [InlineData("2026-09-01", "clear")]
    [InlineData("2026-09-30", "clear")]
    [InlineData("2026-10-01", "not_assessed")]
    public void AnEntry_HoldsFromItsFirstDay_ToBeforeItsLast(string date, string status)
    {
        var registries = Of("assessments", Entry(status: "clear", more: """, "from": "2026-09-01", "to": "2026-10-01" """));
        Assert.Equal(status, registries.AssessmentOf(Poland, Date(date)));
    }

    [Fact]
    public void AnAgreement_CountsInForce_ForItsKind_AndItsCountry()
    {
        var registries = Of("agreements", Agreement("PL", "tsa", "in_force"), Agreement("DE", "tsa", "signed"), Agreement("FR", "close_ally", "in_force"));
        Assert.True(registries.HasAgreement(Poland, "tsa", Day));
        Assert.False(registries.HasAgreement(Poland, "close_ally", Day));
        Assert.False(registries.HasAgreement(CountryCode.Of("DE"), "tsa", Day));
        Assert.True(registries.HasAgreement(CountryCode.Of("FR"), "close_ally", Day));
        Assert.Equal(["tsa:signed"], registries.EntriesOf("agreements", CountryCode.Of("DE")).Select(entry => entry.Status));
    }

    [Fact]
    public void EveryEntryOfACountry_IsReported_WithEvidenceAndAssessor()
    {
        var registries = Of(
            "assessments", Entry("DE", "clear"),
            Entry(status: "clear", more: """, "assessor": "desk 4", "to": "2020-01-01" """), Entry(status: "adversary_sway"));
        Assert.Equal(
            [("clear", "letter of PL", "desk 4"), ("adversary_sway", "letter of PL", null)],
            registries.EntriesOf("assessments", Poland).Select(entry => (entry.Status, entry.Evidence, entry.Assessor)));
        Assert.Empty(registries.EntriesOf("partner-status", Poland));
        Assert.Equal(["LISTED"], Of("partner-status", Entry(status: "LISTED")).EntriesOf("partner-status", Poland).Select(entry => entry.Status));
    }

    [Fact]
    public void AProgramme_IsFound_ForItsOwnCountryOnly()
    {
        var registries = Of(
            "programmes", Programme("B", "PL", true, """, "startYear": 1987, "type": "launch" """),
            Programme("A", "PL", false, """, "startYear": null """), Programme("C", "DE", true));
        Assert.Equal((1987, true), (registries.ProgrammeOf("B", Poland)!.StartYear!.Value, registries.ProgrammeOf("B", Poland)!.IsVetted));
        Assert.Equal(("Programme B", "letter of PL"), (registries.ProgrammeOf("B", Poland)!.Name, registries.ProgrammeOf("B", Poland)!.Evidence));
        Assert.Null(registries.ProgrammeOf("C", Poland));
        Assert.Equal(["A", "B"], registries.ProgrammesOf(Poland).Select(programme => programme.Id));
        Assert.Equal([null, 1987], registries.ProgrammesOf(Poland).Select(programme => programme.StartYear));
        Assert.False(registries.ProgrammeOf("A", Poland)!.IsVetted);
    }

    [Theory]
    [InlineData("2026-08-31", false)]
    [InlineData("2026-09-01", true)]
    [InlineData("2027-08-31", true)]
    [InlineData("2027-09-01", false)]
    public void AVetting_HoldsForItsInterval(string date, bool holds)
    {
        var registries = Of("programmes", Programme("B", "PL", true, """, "from": "2026-09-01", "to": "2027-09-01" """));
        Assert.Equal(holds, registries.ProgrammeOf("B", Poland)!.Interval.Contains(Date(date)));
    }

    [Theory]
    [InlineData("assessments", """{ "country": "PL", "status": "not_assessed", "evidence": "e" }""", "entries[0].status", "must be one of clear, ")]
    [InlineData("assessments", """{ "country": "PL", "evidence": "e" }""", "entries[0]", "lacks the member `status`")]
    [InlineData("assessments", """{ "status": "clear", "evidence": "e" }""", "entries[0]", "lacks the member `country`")]
    [InlineData("assessments", """{ "country": "PL", "status": "clear" }""", "entries[0]", "lacks the member `evidence`")]
    [InlineData("assessments", """{ "country": "PL", "status": "clear", "evidence": "e", "kind": "tsa" }""", "entries[0].kind", "not a member known here")]
    [InlineData("assessments", """{ "country": "PL", "status": "clear", "evidence": "e", "from": "2026-09-01", "to": "2026-09-01" }""", "entries[0]", "half-open")]
    [InlineData("partner-status", """{ "country": "PL", "status": "clear", "evidence": "e" }""", "entries[0].status", "must be one of UNSTATED, ")]
    [InlineData("agreements", """{ "country": "PL", "status": "in_force", "evidence": "e" }""", "entries[0]", "lacks the member `kind`")]
    [InlineData("agreements", """{ "country": "PL", "kind": "treaty", "status": "in_force", "evidence": "e" }""", "entries[0].kind", "must be one of tsa, close_ally")]
    [InlineData("agreements", """{ "country": "PL", "kind": "tsa", "status": "ratified", "evidence": "e" }""", "entries[0].status", "must be one of in_force, signed")]
    [InlineData("programmes", """{ "id": "B", "name": "n", "country": "PL", "vetted": "yes", "evidence": "e" }""", "entries[0].vetted", "must be true or false")]
    [InlineData("programmes", """{ "id": "B", "name": "n", "country": "PL", "vetted": true, "evidence": "e", "startYear": "1987" }""", "entries[0].startYear", "must be a year")]
    [InlineData("programmes", """{ "id": "B", "name": "n", "country": "PL", "vetted": true, "evidence": "e", "startYear": 1987.5 }""", "entries[0].startYear", "must be a year")]
    [InlineData("programmes", """{ "id": "B", "name": "n", "country": "PL", "vetted": true, "evidence": "e", "from": "2026-09-02", "to": "2026-09-01" }""", "entries[0]", "half-open")]
    [InlineData("programmes", """{ "id": "B", "name": "n", "country": "PL", "evidence": "e" }""", "entries[0]", "lacks the member `vetted`")]
    public void ABadEntry_IsRefused_WithItsPath(string registry, string entry, string path, string message)
    {
        var errors = new List<(string Path, string Message)>();
        new Registries().Add(Document(registry, entry), errors);
        var (where, what) = Assert.Single(errors);
        Assert.Equal(path, where);
        Assert.Contains(message, what, StringComparison.Ordinal);
    }

    [Fact]
    public void AProgrammeOnFileTwice_IsRefused()
    {
        var errors = new List<(string Path, string Message)>();
        new Registries().Add(Document("programmes", Programme("B", "PL", true), Programme("B", "DE", true)), errors);
        Assert.Equal([("entries[1]", "programme `B` is on file twice")], errors);
    }

    /// <summary>A registry without an id is not a duplicate of another one.</summary>
    [Fact]
    public void TwoRegistriesWithoutAnId_LackTheirIds_AndNothingElse()
    {
        var registries = new Registries();
        var errors = new List<(string Path, string Message)>();
        const string nameless = """{ "source": "s", "sourceDate": "2026-09-01", "entries": [] }""";
        registries.Add(nameless, errors);
        registries.Add(nameless, errors);
        Assert.Equal([("$", "lacks the member `id`"), ("$", "lacks the member `id`")], errors);
    }

    [Theory]
    [InlineData("""{ "id": "wishes", "source": "s", "sourceDate": "2026-09-01", "entries": [] }""", "id", "must be one of assessments, programmes, agreements, partner-status")]
    [InlineData("""{ "id": "programmes", "source": "s", "entries": [] }""", "$", "lacks the member `sourceDate`")]
    [InlineData("""{ "id": "programmes", "source": " ", "sourceDate": "2026-09-01", "entries": [] }""", "source", "must be a text")]
    [InlineData("""{ "id": "programmes", "source": "s", "sourceDate": "September", "entries": [] }""", "sourceDate", "must be a date")]
    [InlineData("""{ "id": "programmes", "source": "s", "sourceDate": "2026-09-01" }""", "$", "lacks the member `entries`")]
    public void AMalformedRegistry_IsRefused_WithItsPath(string json, string path, string message)
    {
        var errors = new List<(string Path, string Message)>();
        new Registries().Add(json, errors);
        var (where, what) = Assert.Single(errors);
        Assert.Equal(path, where);
        Assert.Contains(message, what, StringComparison.Ordinal);
    }

    private static Registries Of(string registry, params string[] entries)
    {
        var registries = new Registries();
        var errors = new List<(string Path, string Message)>();
        registries.Add(Document(registry, entries), errors);
        Assert.Empty(errors);
        return registries;
    }

    private static string Document(string registry, params string[] entries) => $$"""
        { "id": "{{registry}}", "source": "letters", "sourceDate": "2026-09-01", "note": "test values", "entries": [ {{string.Join(", ", entries)}} ] }
        """;

    private static string Entry(string country = "PL", string status = "", string more = "") =>
        $$"""{ "country": "{{country}}", "status": "{{status}}", "evidence": "letter of {{country}}", "note": "n", "source": "s", "sourceDate": "2026-09-01"{{more}} }""";

    private static string Agreement(string country, string kind, string status) => Entry(country, status, $$""", "kind": "{{kind}}" """);

    private static string Programme(string id, string country, bool isVetted, string more = "") => $$"""
        { "id": "{{id}}", "name": "Programme {{id}}", "country": "{{country}}", "vetted": {{(isVetted ? "true" : "false")}},
          "evidence": "letter of {{country}}", "note": "n", "source": "s", "sourceDate": "2026-09-01"{{more}} }
        """;

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
