using Screening.Engine.Destinations;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Destinations;

/// <summary>Unconfirmed entries of registries.</summary>
public sealed class UnconfirmedEntriesTests
{
    private const string Waits = """, "confirmBy": "2026-09-30", "confirmer": "the desk", "sentence": "One letter says so." """;

    private static readonly CountryCode Poland = CountryCode.Of("PL");
    private static readonly DateOnly After = new(2026, 10, 1);

    [Theory]
    [InlineData("partner-status", "LISTED", "", Fact.PartnerStatus, "UNSTATED")]
    [InlineData("assessments", "clear", "", Fact.ExclusionAssessment, "not_assessed")]
    [InlineData("assessments", "diversion_risk", "", Fact.ExclusionAssessment, "not_assessed")]
    [InlineData("agreements", "in_force", """, "kind": "tsa" """, Fact.TsaInForce, "no")]
    [InlineData("agreements", "in_force", """, "kind": "close_ally" """, Fact.CloseAlly, "no")]
    public void AnUnconfirmedEntry_StatesTheCodeWithoutIt(string registry, string status, string more, Fact fact, string without)
    {
        var registries = Of(registry, Entry(status, more + Waits));
        Assert.Empty(registries.UnconfirmedOf(Poland, new(2026, 9, 30)));
        Assert.Empty(registries.UnconfirmedOf(CountryCode.Of("DE"), After));
        Assert.Equal(
            new Unconfirmed($"registries/{registry}", Poland, "One letter says so.", "letters", new(2026, 9, 30), "the desk") { Fact = fact, CodeWithout = without },
            Assert.Single(registries.UnconfirmedOf(Poland, After)));
    }

    [Fact]
    public void AnotherEntry_GivesTheCode_InItsPlace()
    {
        var found = Of("assessments", Entry("diversion_risk", Waits), Entry("clear", "")).UnconfirmedOf(Poland, After);
        Assert.Equal("clear", Assert.Single(found).CodeWithout);
        Assert.Equal("IMPLIED", Assert.Single(Of("partner-status", Entry("LISTED", Waits), Entry("IMPLIED", "")).UnconfirmedOf(Poland, After)).CodeWithout);
    }

    [Fact]
    public void AnEntryThatDecidesNothing_IsNotReported()
    {
        Assert.Empty(Of("assessments", Entry("clear", Waits), Entry("diversion_risk", "")).UnconfirmedOf(Poland, After));
        Assert.Empty(Of("agreements", Entry("signed", """, "kind": "tsa" """ + Waits)).UnconfirmedOf(Poland, After));
        Assert.Empty(Of("partner-status", Entry("LISTED", Waits + """, "to": "2026-10-01" """)).UnconfirmedOf(Poland, After));
    }

    [Fact]
    public void TwoEqualEntries_AreBothReported_WhenNeitherIsConfirmed()
    {
        var found = Of("assessments", Entry("clear", Waits), Entry("clear", Waits)).UnconfirmedOf(Poland, After);
        Assert.Equal(["not_assessed", "not_assessed"], found.Select(entry => entry.CodeWithout));
    }

    [Fact]
    public void AnEntry_HasItsOrigin_AndReadsOlderDocuments()
    {
        var origin = Of("assessments", Entry("clear", """, "basis": "assumption", "source": "a letter", "sourceDate": "2026-08-01" """))
            .EntriesOf("assessments", Poland)[0].Origin;
        Assert.Equal((FactBasis.Assumption, "a letter", new DateOnly(2026, 8, 1)), (origin.Basis, origin.Source, origin.SourceDate!.Value));

        // Earlier versions accepted source and date of an entry without reading them; such a document stays readable.
        var older = Of("assessments", Entry("clear", """, "source": 7, "sourceDate": "autumn", "note": [] """)).EntriesOf("assessments", Poland)[0].Origin;
        Assert.Equal(("letters", new DateOnly(2026, 9, 1), null), (older.Source, older.SourceDate!.Value, older.Note));
    }

    [Theory]
    [InlineData("""{ "country": "PL", "status": "clear", "evidence": "e", "confirmBy": "2026-09-30", "confirmer": "c" }""", "entries[0].confirmBy", "needs `sentence`")]
    [InlineData("""{ "country": "PL", "status": "clear", "evidence": "e", "confirmBy": "2026-09-30", "sentence": "s" }""", "entries[0].confirmBy", "needs `confirmer`")]
    [InlineData("""{ "country": "PL", "status": "clear", "evidence": "e", "basis": "guess" }""", "entries[0].basis", "must be one of")]
    [InlineData("""{ "country": "PL", "status": "clear", "evidence": "e", "effect": "out" }""", "entries[0].effect", "not a member known here")]
    public void ABadEntry_IsRefused_WithItsPath(string entry, string path, string message)
    {
        var errors = new List<(string Path, string Message)>();
        new Registries().Add(Document("assessments", entry), errors);
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
        { "id": "{{registry}}", "source": "letters", "sourceDate": "2026-09-01", "entries": [ {{string.Join(", ", entries)}} ] }
        """;

    private static string Entry(string status, string more) => $$"""{ "country": "PL", "status": "{{status}}", "evidence": "e"{{more}} }""";
}
