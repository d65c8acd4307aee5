using System.Text;
using Screening.Engine.Model;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Tests.Lists.Formats;

/// <summary>Every official format gives the same kind of entry, and is known by its content.</summary>
public sealed class OfficialFormatTests
{
    [Fact]
    public void TheUnitedNations()
    {
        var read = Read(Fixtures.Un, ListFormats.Un);
        Assert.Equal(new DateOnly(2026, 2, 27), read.Date);
        var person = read.Entries[0];
        Assert.Equal(("UN-KPi.901", "UN", PartyKind.Person, "ZEBULON QUARRINGTON"), (person.Id, person.List, person.Kind, person.Name));
        Assert.Equal([("Зебулон", false), ("Zeb Quarrington", false), ("Z. Quarringdon", false), ("Uncle", true)], person.Aliases.Select(alias => (alias.Name, alias.IsWeak)));
        Assert.Equal(["KP", "SY"], person.Citizenships);
        Assert.Equal(["1964~", "1965/1967"], person.BirthDates);
        Assert.Equal([new PartyIdentifier("Passport", "381000014")], person.Identifiers);
        Assert.Equal(["1 Example Street, Pyongyang, North Korea"], person.Addresses);
        Assert.Equal(new DateOnly(2016, 11, 30), person.StartDate);
        Assert.Equal("`30-35 years old` is not a date of birth that can be read", Assert.Single(read.LeftOut).Message);
        var body = read.Entries[1];
        Assert.Equal(("UN-KPe.902", PartyKind.Organization, "CN"), (body.Id, body.Kind, Assert.Single(body.Countries)));
        Assert.Equal(["DPRK"], body.Programs);
    }

    [Fact]
    public void TheTreasury_PlainXml_InBothNamespaces()
    {
        var read = Read(Fixtures.Sdn, ListFormats.OfacXml);
        var other = Read(Fixtures.Sdn.Replace("http://tempuri.org/sdnList.xsd", "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML", StringComparison.Ordinal), ListFormats.OfacXml);
        Assert.Equal(read.Entries.Select(entry => entry.Id), other.Entries.Select(entry => entry.Id));
        Assert.Equal(new DateOnly(2014, 7, 16), read.Date);
        var person = read.Entries[0];
        Assert.Equal(("SDN-901", "EXAMPLE, Ana Maria"), (person.Id, person.Name));
        Assert.Equal([("EJEMPLO, Ana", false), ("LA NINA", true)], person.Aliases.Select(alias => (alias.Name, alias.IsWeak)));
        Assert.Equal([new PartyIdentifier("Passport", "A0180000")], person.Identifiers);
        Assert.Equal(["P.O. Box 1, Dubai, United Arab Emirates"], person.Addresses);
        Assert.Equal(["SO"], person.Citizenships);
        Assert.Equal(["1954~"], person.BirthDates);
        var vessel = read.Entries[1];
        Assert.Equal(PartyKind.Vessel, vessel.Kind);
        Assert.Equal([new PartyIdentifier("Vessel Registration Identification", "IMO 9187629"), new PartyIdentifier("Call sign", "EXMP")], vessel.Identifiers);
        Assert.Equal(["IR"], vessel.Countries);
    }

    [Fact]
    public void TheTreasury_EnhancedXml_WithScriptsAndRelations()
    {
        var seen = new List<ListEntry>();
        var read = Read(Fixtures.Enhanced, ListFormats.OfacEnhanced, seen);
        var bank = Assert.Single(read.Entries);
        Assert.Equal(("SSI-903", "PRIMER BANK"), (bank.Id, bank.Name));
        Assert.Equal([("ПРИМЕР БАНК", false), ("PRIMER", true)], bank.Aliases.Select(alias => (alias.Name, alias.IsWeak)));
        Assert.Equal([new PartyIdentifier("SWIFT/BIC", "EXMPRUMM"), new PartyIdentifier("Tax ID No.", "7700000000")], bank.Identifiers);
        Assert.Equal(["1 Example Street, Moscow, Russia"], bank.Addresses);
        Assert.Contains("1 parties are on the SDN list, too", Assert.Single(read.LeftOut).Message, StringComparison.Ordinal);
        Assert.Equal(("Cyrillic", new EntryRelation("Owned or Controlled By", "904"), "Moscow"), (seen[0].Names[1].Script, Assert.Single(seen[0].Relations), seen[0].Addresses[0].City));
    }

    [Fact]
    public void TheTreasury_AdvancedXml_WhoseSectionsAreTiedByNumbers()
    {
        var seen = new List<ListEntry>();
        var read = Read(Fixtures.Advanced, ListFormats.OfacAdvanced, seen);
        var person = Assert.Single(read.Entries);
        Assert.Equal(("SDN-905", "EXAMPLE, Karim", PartyKind.Person), (person.Id, person.Name, person.Kind));
        Assert.Equal([("مثال", true)], person.Aliases.Select(alias => (alias.Name, alias.IsWeak)));
        Assert.Equal(["1962~"], person.BirthDates);
        Assert.Equal(["Tyre, Lebanon"], person.Addresses);
        Assert.Equal(["SDGT"], person.Programs);
        Assert.Equal([new PartyIdentifier("Passport", "RL0000001")], person.Identifiers);
        Assert.Equal(new EntryRelation("Acting for or on behalf of", "906"), Assert.Single(seen[0].Relations));
    }

    [Theory]
    [InlineData(',')]
    [InlineData('@')]
    [InlineData('|')]
    public void TheTreasury_LegacyFiles_Together(char separator)
    {
        Stream Part(string text) => Bytes(text.Replace(",\"", $"{separator}\"", StringComparison.Ordinal).Replace("\",", $"\"{separator}", StringComparison.Ordinal)
            .Replace("-0- ,", $"-0- {separator}", StringComparison.Ordinal).Replace(",-0-", $"{separator}-0-", StringComparison.Ordinal)
            .Replace("906,1", $"906{separator}1", StringComparison.Ordinal).Replace("907,2", $"907{separator}2", StringComparison.Ordinal));
        var read = ListFile.Read([Part(Fixtures.LegacyAddresses), Part(Fixtures.LegacyParties), Part(Fixtures.LegacyComments), Part(Fixtures.LegacyAliases)], cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(read.Errors);
        Assert.Null(read.Part);
        var person = read.Entries[0];
        Assert.Equal(("SDN-906", "EXAMPLE, Boris", PartyKind.Person), (person.Id, person.Name, person.Kind));
        Assert.Equal([("PRIMER, Boris", false), ("BOB", true)], person.Aliases.Select(alias => (alias.Name, alias.IsWeak)));
        Assert.Equal(["NPWMD", "IFSR"], person.Programs);
        Assert.Equal([new PartyIdentifier("Passport", "E50000000")], person.Identifiers);
        Assert.Equal(["1965-03-21"], person.BirthDates);
        Assert.Equal(["1 Example Street, Tehran 11369, Iran"], person.Addresses);
        Assert.Equal(PartyKind.Organization, read.Entries[1].Kind);
        Assert.Empty(read.Entries[1].Addresses);
    }

    [Fact]
    public void RemarksGoOn_InTheFileOfComments_WithTheNextCharacter()
    {
        var seen = new List<ListEntry>();
        ListFile.Read([Bytes(Fixtures.LegacyParties), Bytes(Fixtures.LegacyComments)], null, seen.Add, TestContext.Current.CancellationToken);
        Assert.Equal("EXAMPLE WORKS", Assert.Single(seen[0].Relations).Other);
    }

    [Fact]
    public void TheEuropeanUnion_InItsThreeForms()
    {
        var person = Assert.Single(Read(MoreFixtures.EuFsf, ListFormats.EuFsf).Entries);
        Assert.Equal(("EU-901", "Ana Example", "2018/1 (OJ L1)"), (person.Id, person.Name, person.Notice));
        Assert.Equal([("Анна", true)], person.Aliases.Select(alias => (alias.Name, alias.IsWeak)));
        Assert.Equal(["SY"], person.Countries);
        Assert.Equal(["1960~"], person.BirthDates);
        Assert.Equal([new PartyIdentifier("National passport", "AD001")], person.Identifiers);
        var old = Assert.Single(Read(MoreFixtures.EuGlobal, ListFormats.EuGlobal).Entries);
        Assert.Equal(("EU-902", "1957~", "IQ", new PartyIdentifier("National passport", "AD001095")), (old.Id, Assert.Single(old.BirthDates), Assert.Single(old.Countries), Assert.Single(old.Identifiers)));
        var rows = Read(MoreFixtures.EuCsv, ListFormats.EuCsv);
        Assert.Equal(new DateOnly(2026, 8, 5), rows.Date);
        Assert.Equal(("EU-903", "Oeuvres Exemple"), (Assert.Single(rows.Entries).Id, Assert.Single(rows.Entries[0].Aliases).Name));
    }

    [Fact]
    public void TheUnitedKingdom_InBothLists_AndInItsOldEncoding()
    {
        var person = Assert.Single(Read(MoreFixtures.UkXml, ListFormats.Uk).Entries);
        Assert.Equal(("UK-XYZ0001", "BO EXAMPLE", new DateOnly(2020, 2, 1)), (person.Id, person.Name, person.StartDate));
        Assert.Equal([("BO PRIMER", true)], person.Aliases.Select(alias => (alias.Name, alias.IsWeak)));
        Assert.Equal(["1962"], person.BirthDates);
        Assert.Equal([new PartyIdentifier("Passport", "P00000001")], person.Identifiers);
        var western = new MemoryStream(Encoding.Latin1.GetBytes(MoreFixtures.UkConList));
        var old = Assert.Single(ListFile.Read(western, null, null, TestContext.Current.CancellationToken).Entries);
        Assert.Equal(("UK-G9001", "José EXAMPLE"), (old.Id, old.Name));
        Assert.Equal(["José PRIMER"], old.Aliases.Select(alias => alias.Name));
        Assert.Equal(["1981-06-05", "1980"], old.BirthDates.Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["SA", "QA", "TN"], old.Citizenships);
        Assert.Contains("AF", old.Countries);
    }

    [Fact]
    public void Canada_InItsOldAndNewElements()
    {
        var read = Read(MoreFixtures.Canada, ListFormats.Canada);
        Assert.Equal(["CA-Belarus-1-Part-1-1", "CA-Russia-1.1-1", "CA-Iran-1-7"], read.Entries.Select(entry => entry.Id));
        Assert.Equal([PartyKind.Person, PartyKind.Vessel, PartyKind.Organization], read.Entries.Select(entry => entry.Kind));
        Assert.Equal(["Ivan Ivanovich Primer", "Иван Пример", "Vanya"], read.Entries[0].Aliases.Select(alias => alias.Name));
        Assert.Equal(["1963", "1964"], read.Entries[0].BirthDates);
        Assert.Equal([new PartyIdentifier("IMO number", "9187629")], read.Entries[1].Identifiers);
        Assert.Equal("Example, Ltd.", Assert.Single(read.Entries[2].Aliases).Name);
    }

    [Fact]
    public void Switzerland_WithoutThePartiesItDelisted()
    {
        var person = Assert.Single(Read(MoreFixtures.Swiss, ListFormats.Swiss).Entries);
        Assert.Equal(("CH-901", "Bo Example", "1975-12-31"), (person.Id, person.Name, Assert.Single(person.BirthDates)));
        Assert.Equal(["EXA"], person.Programs);
        Assert.Equal(["1 Example Street, Damascus, SY"], person.Addresses);
        var amendment = Read(MoreFixtures.Swiss.Replace("\"full\"", "\"amendment\"", StringComparison.Ordinal), ListFormats.Swiss);
        Assert.Contains("amendment", Assert.Single(amendment.FaultsOfImport(null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Commerce_WithARowForEveryPlace()
    {
        var denied = Assert.Single(Read(MoreFixtures.Dpl, ListFormats.Dpl).Entries);
        Assert.Equal(("DPL", "I. EXAMPLE", 2, new DateOnly(2022, 8, 24), new DateOnly(2026, 1, 14)), (denied.List, denied.Name, denied.Addresses.Length, denied.StartDate!.Value, denied.EndDate!.Value));
        var entity = Assert.Single(Read(MoreFixtures.Entities, ListFormats.Bis).Entries);
        Assert.Equal(("EL", "For all items subject to the EAR", "Presumption of denial."), (entity.List, entity.LicenseRequirement, entity.LicensePolicy));
        Assert.Equal(["Primer", "Exemplar"], entity.Aliases.Select(alias => alias.Name));
        Assert.Equal(2, entity.Addresses.Length);
        var supplement = Read(MoreFixtures.Supplement4, ListFormats.Supplement4).Entries;
        Assert.Equal(["Example Equipment Co., Ltd", "Exemplar", "Primer Co., Ltd"], new[] { supplement[0].Name }.Concat(supplement[0].Aliases.Select(alias => alias.Name)));
        Assert.Equal(["No. 16 Example Road, Shenyang, China", "Room 2, Beijing, China"], supplement[0].Addresses);
        Assert.Equal(("Example Technologies", "Kabul, Afghanistan", "AF"), (supplement[1].Name, Assert.Single(supplement[1].Addresses), Assert.Single(supplement[1].Countries)));
    }

    /// <summary>Ways in which the supplements print other names beside the list with dashes.</summary>
    [Theory]
    [InlineData("Example Airlines, a.k.a., Exemplar Air, Building 5, Tehran, Iran.", "Example Airlines|Exemplar Air", "Building 5, Tehran, Iran")]
    [InlineData("Example, OAO (a.k.a. Exemplar OAO; f.k.a. Primer (Moscow)) Address: 16 Example St., Moscow, Russia Alt Address: 17 Example St., Moscow, Russia", "Example, OAO|Exemplar OAO|Primer (Moscow)", "16 Example St., Moscow, Russia|17 Example St., Moscow, Russia")]
    [InlineData("Bo Example a.k.a. Bob Example, Example House, Ireland.", "Bo Example|Bob Example", "Example House, Ireland")]
    [InlineData("Example Organization, a.k.a. the following one alias: -PRIMER GmbH. P.O. Box 5, Bonn, Germany; and Room 2, Bonn, Germany.", "Example Organization|PRIMER GmbH", "P.O. Box 5, Bonn, Germany|Room 2, Bonn, Germany")]
    [InlineData("Example Co., Ltd., No. 5 Road, Xian, China. (See alternate addresses under Russia)", "Example Co., Ltd", "No. 5 Road, Xian, China")]
    [InlineData("Example Academy, a.k.a., the following one alias: —EXA.Subordinate institution: Second Example, a.k.a., the following one alias:—SEX. 1 Road, Xian, China.", "Example Academy|EXA|Second Example|SEX", "1 Road, Xian, China")]
    public void ASupplement_HasNamesBeforeTheAddress(string cell, string names, string places)
    {
        var entry = Assert.Single(Read($"country,entity,license_requirement,license_review_policy,fr_citation\nX,\"{cell}\",For all items,Denial,1 FR 1\n", ListFormats.Supplement4).Entries);
        Assert.Equal(names.Split('|'), entry.Aliases.Select(alias => alias.Name).Prepend(entry.Name));
        Assert.Equal(places.Split('|'), entry.Addresses);
    }

    [Fact]
    public void State_WithStatutesAndAliases()
    {
        var sanctioned = Assert.Single(Read(MoreFixtures.Isn, ListFormats.Isn).Entries);
        Assert.Equal(("ISN", "IR", new DateOnly(2012, 12, 13)), (sanctioned.List, Assert.Single(sanctioned.Countries), sanctioned.StartDate!.Value));
        Assert.Equal(["E.O. 13382", "INKSNA"], sanctioned.Programs);
        Assert.Equal(["Exemplar", "Primer"], sanctioned.Aliases.Select(alias => alias.Name));
        var debarred = Assert.Single(Read(MoreFixtures.Dtc, ListFormats.Dtc).Entries);
        Assert.Equal(("DTC", "Example, Bo", "1975-11"), (debarred.List, debarred.Name, Assert.Single(debarred.BirthDates)));
        Assert.Equal(["Bob Example", "Bobby Primer"], debarred.Aliases.Select(alias => alias.Name));
    }

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private static ImportResult Read(string text, string format, List<ListEntry>? seen = null)
    {
        var read = ListFile.Read(Bytes(text), null, seen is null ? null : seen.Add, TestContext.Current.CancellationToken);
        Assert.Empty(read.Errors);
        Assert.Equal(format, read.Format);
        Assert.Empty(ListFile.Read(Bytes(text), format, cancellation: TestContext.Current.CancellationToken).Errors);
        return read;
    }
}
