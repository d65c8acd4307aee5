using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Snapshots;

/// <summary>Everything put into a snapshot is read back from it; a document stored under another id is refused.</summary>
public sealed class SnapshotSourceTests
{
    private static readonly WatchlistEntrySource Whole = new()
    {
        Id = "A1", List = "EL", Kind = PartyKind.Vessel, Name = "Marrowdale Tern",
        Aliases = [new ListedAlias("Marrowdale", true), new ListedAlias("Tern of Marrowdale", false)],
        Countries = ["KP"], Citizenships = ["RU"], BirthDates = ["1970-02"], Identifiers = [new PartyIdentifier("IMO", "9074729")], Addresses = ["Pier 4"],
        Programs = ["DPRK"], LicenseRequirement = "All items", LicensePolicy = "Policy of denial", Notice = "81 FR 1",
    };

    [Fact]
    public void EverythingOfAnEntry_IsKept()
    {
        var snapshot = Snapshot.Open(SeedFiles.All.Compile(List("b", Whole), List("a", Whole with { Id = "Z", Kind = PartyKind.Person })));
        Assert.Equal([("a", "Z"), ("b", "A1")], Enumerable.Range(0, 2).Select(snapshot.Parties.PartyAt).Select(listed => (listed.Feed, listed.Id)));
        var party = snapshot.Parties.PartyAt(1);
        Assert.Equal(("EL", PartyKind.Vessel, "Marrowdale Tern"), (party.List, party.Kind, party.Name));
        Assert.Equal([new ListedName("Marrowdale Tern", false), new ListedName("Marrowdale", true), new ListedName("Tern of Marrowdale", false)], party.Names);
        Assert.Equal(("KP", "RU", "1970-02"), (party.Countries.Single(), party.Citizenships.Single(), party.BirthDates.Single()));
        Assert.Equal(("Pier 4", "DPRK"), (party.Addresses.Single(), party.Programs.Single()));
        Assert.Equal([new PartyIdentifier("IMO", "9074729")], party.Identifiers);
        Assert.Equal(("All items", "Policy of denial", "81 FR 1"), (party.LicenseRequirement, party.LicensePolicy, party.Notice));
        Assert.Equal([new ListVintage("a", new DateOnly(2026, 9, 2), 1), new ListVintage("b", new DateOnly(2026, 9, 2), 1)], snapshot.Lists);
    }

    [Fact]
    public void ALaw_StaysClosed_OnTheDayItWasClosed()
    {
        // The last law is closed, so a successor begins on that day.
        var closed = new DateOnly(2027, 3, 1);
        var law = SeedFiles.All.Single(document => document.Id == "us-uas-2025-09");
        var next = law with
        {
            Id = "us-next",
            Json = law.Json.Replace("\"us-uas-2025-09\"", "\"us-next\"", StringComparison.Ordinal).Replace("\"2025-09-15\"", "\"2027-03-01\"", StringComparison.Ordinal),
        };
        var snapshot = Snapshot.Open(SeedFiles.All.Replace(law, law with { ClosedOn = closed }).Add(next).Compile());
        Assert.Equal(closed, snapshot.Documents.Single(document => document.Id == law.Id).ClosedOn);
        Assert.All(snapshot.Documents.Where(document => document.Id != law.Id), document => Assert.Null(document.ClosedOn));
        Assert.Equal(("us-uas-2025-09", "us-next"), (snapshot.LawAt(closed.AddDays(-1))!.Identity.Id, snapshot.LawAt(closed)!.Identity.Id));
        Assert.Null(snapshot.LawAt(new DateOnly(1990, 1, 1)));
        Assert.Null(snapshot.Policy("us-nothing"));
    }

    [Theory]
    [InlineData(DocumentKind.CountrySet, "NATO", "PACT")]
    [InlineData(DocumentKind.Registry, "agreements", "agreement")]
    [InlineData(DocumentKind.ControlList, "mtcr-annex", "annex")]
    [InlineData(DocumentKind.PartyPolicy, "party-matching", "matching")]
    [InlineData(DocumentKind.Policy, "mtcr-guidelines", "guidelines")]
    [InlineData(DocumentKind.Policy, "us-common-base", "base")]
    public void ADocumentStoredUnderAnotherId_IsRefused(DocumentKind kind, string id, string stored)
    {
        var document = SeedFiles.All.Single(one => one.Kind == kind && one.Id == id);
        var errors = SnapshotCompiler.Check(SeedFiles.All.Replace(document, document with { Id = stored }));
        Assert.Contains(new CompileError($"{Code<DocumentKind>.Of(kind)}/{stored}", "id", $"says `{id}`, but the document is stored as `{stored}`"), errors);
    }

    [Theory]
    [InlineData(DocumentKind.ControlList)]
    [InlineData(DocumentKind.PartyPolicy)]
    public void OfSomeKinds_ExactlyOneIsNeeded(DocumentKind kind)
    {
        var none = SnapshotCompiler.Check([.. SeedFiles.All.Where(document => document.Kind != kind)]);
        Assert.Contains(new CompileError(Code<DocumentKind>.Of(kind), "$", "exactly one document of this kind is needed, 0 are active"), none);
        var document = SeedFiles.All.Single(one => one.Kind == kind);
        var two = SnapshotCompiler.Check(SeedFiles.All.Add(document with { Id = "another" }));
        Assert.Contains(new CompileError(Code<DocumentKind>.Of(kind), "$", "exactly one document of this kind is needed, 2 are active"), two);
    }

    [Fact]
    public void BadEntries_AreNamedByTheirPlace_AHundredAtMost()
    {
        ImmutableArray<WatchlistEntrySource> entries =
            [Whole, Whole with { Id = "" }, .. Enumerable.Range(0, 150).Select(number => Whole with { Id = $"B{number}", Name = " " })];
        var result = SnapshotCompiler.Compile(new SnapshotSource { SourceVersion = 1, Documents = SeedFiles.All, Watchlists = [List("a") with { Entries = entries }] });
        Assert.Null(result.Bytes);
        Assert.Null(result.Revision);
        Assert.Equal(100, result.Errors.Length);
        Assert.Equal(new CompileError("watchlist/a", "entries[1]", "has no identity"), result.Errors[0]);
        Assert.Equal(new CompileError("watchlist/a", "entries[2]", "has no name"), result.Errors[1]);
    }

    [Fact]
    public void AnIndexOfAnotherLength_IsNotThatOfTheLists()
    {
        var (version, sections) = SnapshotFormat.Read(SeedFiles.All.Compile(List("a", Whole)));
        var others = SnapshotFormat.Read(SeedFiles.All.Compile(List("a", Whole, Whole with { Id = "Z" }))).Sections;
        var mixed = sections.Select(section => (section.Key, (section.Key >= SnapshotFormat.SegmentsSection ? others[section.Key] : section.Value).ToArray()));
        Assert.Contains("fewer or more listed parties", Assert.Throws<InvalidDataException>(() => Snapshot.Open(SnapshotFormat.Write(version, [.. mixed]))).Message, StringComparison.Ordinal);
        var without = sections.Where(section => section.Key != SnapshotFormat.ListsSection).Select(section => (section.Key, section.Value.ToArray()));
        Assert.Contains("is missing", Assert.Throws<InvalidDataException>(() => Snapshot.Open(SnapshotFormat.Write(version, [.. without]))).Message, StringComparison.Ordinal);
    }

    private static WatchlistSource List(string feed, params WatchlistEntrySource[] entries) => new()
    {
        Feed = feed, Title = "t", Date = new DateOnly(2026, 9, 2), Source = "test values, not claims", ImportId = "1", Entries = [.. entries],
    };
}
