using Screening.Engine.Model;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Tests.Lists.Formats;

/// <summary>Real files against counts of a parse that is none of this project (`FILES.md` beside them).</summary>
public sealed class RealFormatTests
{
    /// <summary>File, format, date inside, parties, persons, organisations.</summary>
    public static TheoryData<string, string, string?, int, int, int> Counts { get; } = new()
    {
        { "un_2016-02-11.subset.xml.gz", ListFormats.Un, "2016-02-11", 239, 130, 109 },
        { "un_2020-03-20.xml.gz", ListFormats.Un, "2020-03-20", 1014, 709, 305 },
        { "un_2024-11-30.xml.gz", ListFormats.Un, "2024-11-30", 879, 686, 193 },
        { "un_2025-11-18.xml.gz", ListFormats.Un, "2025-11-18", 1000, 727, 273 },
        { "un_2026-02-27.xml.gz", ListFormats.Un, "2026-02-27", 1003, 730, 273 },
        { "ofac_cons_2020-12-14.xml.gz", ListFormats.OfacXml, "2020-12-14", 376, 82, 294 },
        { "ofac_cons_2024-05-06.xml.gz", ListFormats.OfacXml, "2024-05-06", 443, 79, 364 },
        { "ofac_consolidated_2025-03-28.xml.gz", ListFormats.OfacXml, "2025-03-28", 443, 80, 363 },
        { "ofac_enhanced_irgc_2024-08-28.xml.gz", ListFormats.OfacEnhanced, "2024-08-28", 293, 165, 84 },
        { "ofac_cons_advanced_2020-03-17.xml.gz", ListFormats.OfacAdvanced, "2020-03-17", 375, 82, 293 },
        { "ofac_sdn_advanced.fixture.xml", ListFormats.OfacAdvanced, "2026-07-13", 3, 1, 1 },
        { "ofac_sdn_2018-01.csv.gz", ListFormats.OfacCsv, null, 6068, 3545, 2324 },
        { "eu_fsf11_2018-12-21.excerpt.xml", ListFormats.EuFsf, "2018-12-21", 2, 1, 1 },
        { "eu_fsf11_2026-08-05.excerpt.csv", ListFormats.EuCsv, "2026-08-05", 1, 1, 0 },
        { "eu_global_2016-02-11.subset.xml.gz", ListFormats.EuGlobal, "2016-02-11", 595, 319, 276 },
        { "uk_conlist_2016-02-12.subset.csv.gz", ListFormats.UkConList, "2016-02-12", 463, 323, 140 },
        { "uk_conlist_2018-04-13.csv.gz", ListFormats.UkConList, "2018-04-13", 2106, 1426, 680 },
        { "uk_conlist_2026-06-03.excerpt.csv", ListFormats.UkConList, "2026-06-03", 2, 2, 0 },
        { "uk_sanctions_list_2026-02-13.excerpt.csv", ListFormats.Uk, "2026-02-13", 2, 1, 1 },
        { "uk_sanctions_list_2026-09-10.excerpt.xml", ListFormats.Uk, "2026-09-10", 3, 1, 1 },
        { "ca_sema_2025-05.xml.gz", ListFormats.Canada, null, 4759, 3334, 1316 },
        { "ch_seco_amendment_2024-01-17.example.xml", ListFormats.Swiss, "2024-01-17", 3, 3, 0 },
        { "bis_entity_list_744s4_2026-07-23.csv.gz", ListFormats.Supplement4, null, 3415, 0, 0 },
        { "bis_uvl_744s6_2026-07-23.csv", ListFormats.Supplement6, null, 186, 0, 0 },
        { "bis_meu_744s7_2026-07-23.csv", ListFormats.Supplement7, null, 70, 0, 0 },
        { "ita_dpl_2022.fixture.txt", ListFormats.Dpl, null, 9, 0, 0 },
        { "ita_el_2022.fixture.csv", ListFormats.Bis, null, 7, 0, 0 },
        { "ita_meu_2022.fixture.csv", ListFormats.Bis, null, 7, 0, 0 },
        { "ita_uvl_2022.fixture.csv", ListFormats.Uvl, null, 13, 0, 0 },
        { "ita_isn_2022.fixture.csv", ListFormats.Isn, null, 3, 0, 0 },
        { "ita_dtc_2022.fixture.csv", ListFormats.Dtc, null, 4, 0, 0 },
        { "state_itar_debarred_2018-01-24.csv.gz", ListFormats.Dtc, null, 515, 0, 0 },
        { "state_itar_debarred_2019-11-06.csv.gz", ListFormats.Dtc, null, 707, 0, 0 },
        { "state_aeca_debarred_2014-05-09.csv.gz", ListFormats.Dtc, null, 521, 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void AFile_HasTheCountsOfAnIndependentParse(string name, string format, string? date, int parties, int persons, int organisations)
    {
        var read = Read(name);
        Assert.Empty(read.Errors);
        Assert.Equal((format, date), (read.Format, read.Date?.ToString("yyyy-MM-dd", null)));
        Assert.Equal(parties, read.Parties);
        Assert.Equal(parties, read.Entries.Length);
        Assert.Equal(persons, read.Entries.Count(entry => entry.Kind == PartyKind.Person));
        Assert.Equal(organisations, read.Entries.Count(entry => entry.Kind == PartyKind.Organization));
        Assert.Equal(read.Entries.Length, read.Entries.Select(entry => entry.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("csl_2016-02.subset.csv.gz", 399, 273)]
    [InlineData("csl_2019-12.subset.csv.gz", 115, 28)]
    public void TheScreeningList_OfEarlierYears_HasFewerColumns(string name, int entries, int blocked)
    {
        var read = Read(name);
        Assert.Empty(read.Errors);
        Assert.Equal((ListFormats.OfficialCsl, entries, blocked), (read.Format, read.Entries.Length, read.Entries.Count(entry => entry.List == "SDN")));
    }

    [Fact]
    public void NamesWeakNamesScriptsAndAddresses_AreAllThere()
    {
        var seen = new List<ListEntry>();
        Read("ofac_consolidated_2025-03-28.xml.gz", seen);
        Assert.Equal((443 + 1136, 70, 520), (seen.Sum(one => one.Names.Length), seen.Sum(one => one.Names.Count(name => name.IsWeak)), seen.Sum(one => one.Addresses.Length)));
        seen.Clear();
        Read("un_2025-11-18.xml.gz", seen);
        Assert.Equal(379, seen.Sum(one => one.Names.Count(name => name.Script is not null)));
        seen.Clear();
        Read("eu_global_2016-02-11.subset.xml.gz", seen);
        Assert.Equal(2_993, seen.Sum(one => one.Names.Length));
        seen.Clear();
        var lists = Read("ofac_consolidated_enhanced_2025-01-14.zip", seen);
        Assert.Equal((1_624, 283, 443), (seen.Sum(one => one.Names.Length), seen.Sum(one => one.Relations.Length), lists.Parties));
        Assert.Equal([("CAP", 1), ("CMIC", 68), ("FSE", 1), ("NS-MBS", 12), ("PLC", 78), ("SSI", 286)],
            lists.Entries.GroupBy(entry => entry.List).Select(list => (list.Key, list.Count())).Order());
    }

    [Fact]
    public void TheLegacyFilesOfOneDay_AreOneList()
    {
        var seen = new List<ListEntry>();
        var files = new[] { "add", "alt", "sdn" }.Select(file => (Stream)SharedData.OpenAsIs("watchlists", $"ofac_2021-07_{file}.csv.gz")).ToArray();
        var read = ListFile.Read(files, null, seen.Add, TestContext.Current.CancellationToken);
        Array.ForEach(files, file => file.Dispose());
        Assert.Empty(read.Errors);
        Assert.Null(read.Part);
        Assert.Equal(8_976, read.Entries.Length);
        Assert.Equal(13_837 - 2_397, seen.Sum(one => one.Addresses.Length));
        Assert.Equal(8_976 + 11_910, seen.Sum(one => one.Names.Count(name => !name.IsWeak)));
    }

    /// <summary>The four forms of one day hold the same cells; only the fixed widths keep double quotes.</summary>
    [Fact]
    public void TheLegacyForms_OfOneDay_AreTheSameList()
    {
        string[] Shown(string form) => [.. Read($"ofac_cons_prim_2018-04-06.{form}.gz").Entries
            .Select(entry => $"{entry.Id}|{entry.Kind}|{entry.Name.Replace('"', '\'')}|{string.Join(';', entry.BirthDates)}|{string.Join(';', entry.Programs)}")];
        var commas = Shown("csv");
        Assert.Equal(639, commas.Length);
        Assert.Equal(commas, Shown("del"));
        Assert.Equal(commas, Shown("ff"));
    }

    /// <summary>The same parties of the consolidated list in plain and in enhanced XML of near dates: names, kinds, lists and documents agree.</summary>
    [Fact]
    public void TwoFormsOfOneList_AgreeOnTheEntriesTheyShare()
    {
        var xml = Read("ofac_consolidated_2025-03-28.xml.gz").Entries.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        var enhanced = Read("ofac_consolidated_enhanced_2025-01-14.zip").Entries.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        var shared = xml.Keys.Intersect(enhanced.Keys, StringComparer.Ordinal).ToArray();
        Assert.True(shared.Length > 430);
        Assert.All(shared, id =>
        {
            Assert.Equal((xml[id].Name, xml[id].Kind), (enhanced[id].Name, enhanced[id].Kind));
            Assert.DoesNotContain(xml[id].Identifiers, one => one.Type is "Passport" or "Registration ID" && !enhanced[id].Identifiers.Contains(one));
        });
    }

    [Theory]
    [InlineData("un_2025-08-16.badencoding.xml.gz", "not well-formed")]
    [InlineData("ofac_2019-01_sdn.brokenrow.csv.gz", "has 1 columns")]
    [InlineData("ofac_2019-01_add.brokenrow.csv.gz", "has 1 columns")]
    [InlineData("ofac_2019-01_alt.brokenrow.csv.gz", "has 1 columns")]
    [InlineData("ofac_sdn_2014-07-16.excerpt.xml", "says that it has 5704 parties and has 4")]
    [InlineData("ofac_cons_2014-12-17.excerpt.xml.gz", "says that it has 115 parties and has 24")]
    [InlineData("csl_2019-12.broken-a.csv", "has 2 columns")]
    [InlineData("dhs_uflpa_2026-07-09.html.gz", "page (HTML)")]
    [InlineData("worldbank_2020-09-17.json.gz", "JSON")]
    [InlineData("au_dfat_2024-11-11.xlsx", "XLSX")]
    [InlineData("jp_meti_belarus.pdf.txt", "no list that is known")]
    public void ABrokenOrForeignFile_IsRefused(string name, string reason) => Assert.Contains(Read(name).Errors, error => error.Message.Contains(reason, StringComparison.Ordinal));

    private static ImportResult Read(string name, List<ListEntry>? seen = null)
    {
        using var file = SharedData.OpenAsIs("watchlists", name);
        return ListFile.Read(file, null, seen is null ? null : seen.Add, TestContext.Current.CancellationToken);
    }
}
