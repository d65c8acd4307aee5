using System.IO.Compression;
using System.Text;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Functions.Tests.Lists.Formats;

/// <summary>Files that are damaged, hostile or no list are refused with the place and the reason; what differs harmlessly is read and noted.</summary>
public sealed class RefusedFileTests
{
    private const string OfficialHeader = "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"
        + "standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,"
        + "vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids";

    private const string OfficialRow = "1,Specially Designated Nationals (SDN) - Treasury Department,901,Individual,SDGT,\"EXAMPLE, Ana\",,\"Dubai, AE\",,,,,,,,,,,,,,http://x,EJEMPLO; PRIMER,,1960,,,http://x,";

    [Fact]
    public void ADocumentTypeDeclaration_IsRefused_AndItsEntitiesAreNeverRead()
    {
        var secret = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(secret, "SECRET OF THE MACHINE");
        try
        {
            foreach (var declaration in new[]
            {
                $"<!DOCTYPE sdnList [<!ENTITY e SYSTEM \"file://{secret}\">]>",
                "<!DOCTYPE sdnList [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY e \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>",
            })
            {
                var read = Read(Fixtures.Sdn.Replace("<sdnList", declaration + "<sdnList", StringComparison.Ordinal).Replace("EJEMPLO", "&e;", StringComparison.Ordinal));
                Assert.Contains("document type declaration", Refusal(read), StringComparison.Ordinal);
                Assert.Empty(read.Entries);
            }

            // Without a declaration an entity has no meaning.
            Assert.Contains("not well-formed", Refusal(Read(Fixtures.Sdn.Replace("EJEMPLO", "&e;", StringComparison.Ordinal))), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(secret);
        }
    }

    [Fact]
    public void ABomb_EndsAtTheRatio_AndAtTheDepth()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.ASCII.GetBytes(Fixtures.Sdn[..Fixtures.Sdn.IndexOf("<sdnEntry>", StringComparison.Ordinal)]));
            var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<sdnEntry></sdnEntry>", 4000)));
            for (var written = 0; written < 16 * 1024 * 1024; written += block.Length)
            {
                gzip.Write(block);
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = ListFile.Read(packed, cancellation: TestContext.Current.CancellationToken);
        Assert.True(read.Errors.Length is > 0 and <= ImportLimits.Errors);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 16 * 1024 * 1024, "a bomb must not be kept in memory");
        Assert.Contains("nested deeper", Refusal(Read(string.Concat(Fixtures.Sdn.AsSpan(0, Fixtures.Sdn.IndexOf("<sdnEntry>", StringComparison.Ordinal)), string.Concat(Enumerable.Repeat("<sdnEntry>", 100))))), StringComparison.Ordinal);

        // Elements without any error, so that only the ratio ends it.
        var endless = "<Designations>" + string.Concat(Enumerable.Repeat("<DateGenerated>10/09/2026</DateGenerated>", 100_000));
        Assert.Contains("100 times", Refusal(ListFile.Read(Gzip(endless), cancellation: TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    /// <summary>No limit of the file stops a single text before it is in memory.</summary>
    [Theory]
    [InlineData("<WHOLE><ENTITY Id=\"1\" Type=\"P\" remark=\"", "a")]
    [InlineData("<WHOLE><ENTITY Id=\"1\" Type=\"P\"><NAME>", "a")]
    [InlineData("<WHOLE><ENTITY Id=\"1\" Type=\"P\"><NAME><![CDATA[", "a<")]
    [InlineData("<WHOLE><ENTITY Id=\"1\" Type=\"P\">", "<NAME/>")]
    public void AnEndlessTagTextOrRecord_IsRefusedAtItsLimit(string start, string part)
    {
        var file = new MemoryStream(Encoding.ASCII.GetBytes(start + string.Concat(Enumerable.Repeat(part, 3_000_000 / part.Length))));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Matches("more than 1048576 (bytes|characters)$", Refusal(ListFile.Read(file, cancellation: TestContext.Current.CancellationToken)));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 60_000_000, "a text must not be kept beyond its limit");
    }

    [Fact]
    public void AnArchive_IsRead_WhenItHoldsOneList()
    {
        Assert.Empty(Zip(("CONS.XML", Fixtures.Sdn)).Errors);
        var trio = Zip(("sdn.csv", Fixtures.LegacyParties), ("add.csv", Fixtures.LegacyAddresses), ("alt.csv", Fixtures.LegacyAliases), ("sdn_comments.csv", Fixtures.LegacyComments));
        Assert.Empty(trio.Errors);
        Assert.Null(trio.Part);
        Assert.Equal(2, trio.Entries.Length);
        Assert.Empty(ListFile.Read(Gzip(Fixtures.Un), cancellation: TestContext.Current.CancellationToken).Errors);
    }

    [Fact]
    public void AnArchive_WithAPath_WithTwoLists_OrWithAnArchive_IsRefused()
    {
        Assert.Contains("with a path", Refusal(Zip(("../../C.XML", Fixtures.Sdn))), StringComparison.Ordinal);
        Assert.Contains("with a path", Refusal(Zip(("folder/C.XML", Fixtures.Sdn))), StringComparison.Ordinal);
        Assert.Contains("several files", Refusal(Zip(("A.XML", Fixtures.Sdn), ("B.XML", Fixtures.Sdn))), StringComparison.Ordinal);
        Assert.Contains("twice", Refusal(Zip(("a.csv", Fixtures.LegacyParties), ("b.csv", Fixtures.LegacyParties))), StringComparison.Ordinal);
        Assert.Contains("files; 1 to 8", Refusal(Zip([.. Enumerable.Range(0, 9).Select(n => ($"{n}.xml", Fixtures.Un))])), StringComparison.Ordinal);
        Assert.Contains("XLSX", Refusal(Zip(("[Content_Types].xml", "<x/>"))), StringComparison.Ordinal);
        using var inner = ZipBytes(("C.XML", Fixtures.Sdn));
        using var outer = new MemoryStream();
        using (var gzip = new GZipStream(outer, CompressionLevel.Fastest, leaveOpen: true))
        {
            inner.Position = 0;
            inner.CopyTo(gzip);
        }

        Assert.Contains("(zip) inside a compressed file", Refusal(ListFile.Read(outer, cancellation: TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public void ACutFile_IsRefused_WhereverItIsCut()
    {
        Assert.Contains("cut off", Refusal(Read(Fixtures.Un[..(Fixtures.Un.Length / 2)])), StringComparison.Ordinal);
        Assert.Contains("cut off", Refusal(ListFile.Read(new MemoryStream(Gzip(Fixtures.Un).ToArray()[..400]), cancellation: TestContext.Current.CancellationToken)), StringComparison.Ordinal);

        // A table that ends between two rows looks whole; only the end of the gzip file tells that it is not.
        var rows = Gzip($"{OfficialHeader}\n" + string.Concat(Enumerable.Range(902, 5_000).Select(n => OfficialRow.Replace("901", $"{n}", StringComparison.Ordinal) + "\n"))).ToArray();
        Assert.Empty(ListFile.Read(new MemoryStream(rows), cancellation: TestContext.Current.CancellationToken).Errors);
        Assert.Contains(ListFile.Read(new MemoryStream(rows[..^9]), cancellation: TestContext.Current.CancellationToken).Errors, error => error.Message == "the compressed file is damaged or cut off");
        Assert.Contains("cut off", Refusal(ListFile.Read(new MemoryStream(ZipBytes(("C.XML", Fixtures.Sdn)).ToArray()[..400]), cancellation: TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        var csv = Read($"{OfficialHeader}\n{OfficialRow}\n{OfficialRow[..60]}");
        Assert.Contains(csv.Errors, error => error.Line == 3 && error.Message.Contains("the header has 29", StringComparison.Ordinal));
        Assert.Contains("says that it has 2 parties and has 1", Refusal(Read(Fixtures.Sdn[..Fixtures.Sdn.IndexOf("  <sdnEntry>\n    <uid>902", StringComparison.Ordinal)] + "</sdnList>")), StringComparison.Ordinal);
        Assert.Equal(3, Assert.Single(Read(Fixtures.LegacyParties.Replace("\u001A", "||||\r\n", StringComparison.Ordinal)).Errors).Line);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("<!DOCTYPE html><html><body>Maintenance</body></html>", "is a page (HTML) instead of a list")]
    [InlineData("<html><body>Maintenance</body></html>", "is a page (HTML) instead of a list")]
    [InlineData("{\"error\":\"quota\"}", "is JSON; the lists that are published as JSON are not read")]
    [InlineData("<CONSOLIDATED_LIST/>", "holds no entry")]
    [InlineData(OfficialHeader + "\n", "holds no entry")]
    [InlineData("<feed/>", "is XML of no list that is known")]
    [InlineData("Server error", "begins with the header of no list that is known")]
    [InlineData("Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_Date\tStandard_Order\tLast_Update\tAction\tFR_Citation\n", "holds no entry")]
    [InlineData("<CONSOLIDATED_LIST><VESSELS><VESSEL/></VESSELS></CONSOLIDATED_LIST>", "`VESSELS` is no element of this format at this place")]
    public void WhatIsNoList_IsRefused(string text, string expected) => Assert.Equal(expected, Refusal(Read(text)));

    [Fact]
    public void AnotherEncoding_IsRefused_OrNoted()
    {
        foreach (var wide in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            Assert.Contains("lists are read in UTF-8", Refusal(ListFile.Read(new MemoryStream(wide.GetBytes(Fixtures.Un)), cancellation: TestContext.Current.CancellationToken)), StringComparison.Ordinal);
            Assert.Contains("lists are read in UTF-8", Refusal(ListFile.Read(new MemoryStream([.. wide.Preamble, .. wide.GetBytes(Fixtures.Un)]), cancellation: TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        }

        var cut = new MemoryStream([.. Fixtures.Un.Select(character => (byte)(character & 255))]);
        Assert.NotEmpty(ListFile.Read(cut, cancellation: TestContext.Current.CancellationToken).Errors);
        var twice = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Fixtures.Un));
        Assert.Contains(Read(twice).LeftOut, note => note.Message.Contains("another encoding", StringComparison.Ordinal));
        Assert.Empty(Read('\uFEFF' + Fixtures.Un).Errors);
    }

    [Fact]
    public void ColumnsOfTheScreeningList_AreFoundByTheirNames()
    {
        var plain = Assert.Single(Read($"{OfficialHeader}\n{OfficialRow}\n").Entries);
        string[] header = OfficialHeader.Split(',');
        string[] row = [.. OfficialRow.Replace("\"EXAMPLE, Ana\"", "EXAMPLE", StringComparison.Ordinal).Replace("\"Dubai, AE\"", "Dubai", StringComparison.Ordinal).Split(',')];
        string Table(Func<string[], IEnumerable<string>> change) => string.Join('\n', string.Join(',', change(header)), string.Join(',', change(row)), "");
        var expected = Assert.Single(Read(Table(cells => cells)).Entries);
        Assert.Equal(plain.Id, expected.Id);
        var backward = Read(Table(cells => cells.Reverse()));
        Assert.Equal((expected.Id, expected.Name, expected.Aliases.Length), (backward.Entries[0].Id, backward.Entries[0].Name, backward.Entries[0].Aliases.Length));
        var wider = Read(Table(cells => [.. cells[..6], cells == header ? "new_column" : "x", .. cells[6..]]));
        Assert.Single(wider.Entries);
        Assert.Equal(new ImportError(1, "new_column", "is a column that is not known; it was not read"), Assert.Single(wider.LeftOut));
        Assert.Contains("missing: alt_names", Refusal(Read(Table(cells => cells.Where((_, column) => header[column] != "alt_names")))), StringComparison.Ordinal);

        // The files of 2016 and 2019 lack the columns that were added later; a file of today without identifiers has lost them.
        Assert.Single(Read(Table(cells => cells.Skip(1))).Entries);
        Assert.Single(Read(Table(cells => cells[1..^1])).Entries);
        Assert.Contains("missing: ids", Refusal(Read(Table(cells => cells[..^1]))), StringComparison.Ordinal);
    }

    [Fact]
    public void FilesOfTheTreasury_OfDifferentDays_AreRefused()
    {
        var read = Zip(("sdn.csv", Fixtures.LegacyParties), ("add.csv", Fixtures.LegacyAddresses), ("alt.csv", "909,1,\"aka\",\"NO SUCH PARTY\",-0- \r\n"));
        Assert.Contains("1 aliases of 1 numbers have no party", Refusal(read), StringComparison.Ordinal);
    }

    [Fact]
    public void APartOfAList_IsRead_AndNotImportedAlone()
    {
        var read = Read(Fixtures.LegacyParties);
        Assert.Empty(read.Errors);
        Assert.Equal(2, read.Entries.Length);
        Assert.Contains("is without alt.csv and add.csv", Assert.Single(read.FaultsOfImport(null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOfAnotherDate_IsNotImportedUnderTheStatedOne()
    {
        var read = Read(Fixtures.Un);
        Assert.Empty(read.FaultsOfImport(new DateOnly(2026, 2, 27)));
        Assert.Equal("says that it is of 2026-02-27, and the import that it is of 2026-03-01", Assert.Single(read.FaultsOfImport(new DateOnly(2026, 3, 1))).Message);
    }

    [Fact]
    public void TheSamePartyTwice_IsNotedWhenEqual_AndAnErrorWhenNot()
    {
        var rows = Fixtures.LegacyParties.Split("\r\n")[0] + "\r\n";
        var same = Read(rows + rows + "\u001A907" + Fixtures.LegacyParties.Split("\r\n")[1][3..] + "\r\n");
        Assert.Empty(same.Errors);
        Assert.Equal(2, same.Entries.Length);
        Assert.Equal(2, same.LeftOut.Length);
        Assert.Contains("repeats the number 906", Refusal(Read(rows + rows.Replace("Boris", "Anna", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public void AListOfTheTreasury_OfWhichOnlyProgrammesAreKnown_MustBeOneOfTheTwo()
    {
        // Half of the parties in programmes of the consolidated list: that list, but then the list of the other half is not known.
        Assert.Contains(Read(Fixtures.Sdn.Replace("SDGT", "NS-PLC", StringComparison.Ordinal)).Errors, error => error.Message == "is on no list that is known");
        var menu = Read(Fixtures.Sdn.Replace("SDGT", "NS-PLC", StringComparison.Ordinal).Replace("NPWMD", "RUSSIA-EO14024", StringComparison.Ordinal));
        Assert.Equal(["PLC-901", "NS-MBS-902"], menu.Entries.Select(entry => entry.Id));
        var unknown = Read(Fixtures.Enhanced.Replace("Sectoral Sanctions Identifications List", "List of Tomorrow", StringComparison.Ordinal));
        Assert.Contains(unknown.Errors, error => error.Message == "`List of Tomorrow` is no list that is known");
    }

    [Fact]
    public void ARequestedFormat_MustBeThatOfTheFile()
    {
        Assert.Equal("is a list in the format un-xml, not eu-xml", Refusal(ListFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(Fixtures.Un)), ListFormats.EuFsf, cancellation: TestContext.Current.CancellationToken)));
        Assert.Contains("is not a layout", Refusal(ListFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(Fixtures.Un)), "xls", cancellation: TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    private static ImportResult Read(string text) => ListFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), cancellation: TestContext.Current.CancellationToken);

    private static string Refusal(ImportResult read)
    {
        Assert.NotEmpty(read.Errors);
        return read.Errors[0].Message;
    }

    private static MemoryStream Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed;
    }

    private static MemoryStream ZipBytes(params (string Name, string Text)[] files)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return packed;
    }

    private static ImportResult Zip(params (string Name, string Text)[] files) => ListFile.Read(ZipBytes(files), cancellation: TestContext.Current.CancellationToken);
}
