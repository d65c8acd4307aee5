using System.Text;
using Screening.Engine.Model;
using Screening.Functions.Lists.Formats;

namespace Screening.Functions.Tests.Lists;

public sealed class WatchlistCsvTests
{
    private const string Header = "id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,"
        + "addresses,programs,license_requirement,license_policy,notice,source,source_date\n";

    private const string FlatHeader = "source,source_code,entity_number,type,name,alt_names,countries,programs,"
        + "license_requirement,license_policy,federal_register_notice,source_list_url\n";

    private const string Good = "1,OWN,person,Jane Roe,Janet Roe; J. Roe,Jay,US; CA,US,1970-01-02; 1971,Passport=AB123456; IMO=9138044,"
        + "\"1 Main Street, Springfield\",P1; P2,req,pol,,Handbook,2026-01-31\n";

    private static ImportResult Read(string text, string? format = null) =>
        WatchlistCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), format);

    private static string Own(string id = "", string list = "OWN", string kind = "", string name = "Acme", string countries = "",
        string birth = "", string identifiers = "", string source = "Handbook", string date = "2026-01-31") =>
        $"{id},{list},{kind},{name},,,{countries},,{birth},{identifiers},,,,,,{source},{date}\n";

    [Fact]
    public void ReadsTheOwnLayout()
    {
        var result = Read(Header + Good);
        Assert.Empty(result.Errors);
        Assert.Equal(ListFormats.Own, result.Format);
        var entry = Assert.Single(result.Entries);
        Assert.Equal("OWN-1", entry.Id);
        Assert.Equal(PartyKind.Person, entry.Kind);
        Assert.Equal([("Janet Roe", false), ("J. Roe", false), ("Jay", true)], entry.Aliases.Select(alias => (alias.Name, alias.IsWeak)));
        Assert.Equal(["US", "CA"], entry.Countries);
        Assert.Equal(["1970-01-02", "1971"], entry.BirthDates);
        Assert.Equal([new PartyIdentifier("Passport", "AB123456"), new PartyIdentifier("IMO", "9138044")], entry.Identifiers);
        Assert.Equal(["1 Main Street, Springfield"], entry.Addresses);
        Assert.Equal("Handbook, 2026-01-31", entry.Notice);
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("name", "---")]
    [InlineData("list", "own list")]
    [InlineData("kind", "Person")]
    [InlineData("countries", "Russia")]
    [InlineData("birth", "31.12.1970")]
    [InlineData("birth", "1970-13-01")]
    [InlineData("birth", "circa")]
    [InlineData("birth", "1976 to 1974")]
    [InlineData("identifiers", "12345")]
    [InlineData("identifiers", "IMO=9187628")]
    [InlineData("identifiers", "IMO number=918762")]
    [InlineData("identifiers", "Vessel Registration Identification IMO 9187628")]
    [InlineData("source", "")]
    [InlineData("date", "yesterday")]
    [InlineData("id", "a/b")]
    public void RefusesABadValue_WithItsLineAndColumn(string column, string value)
    {
        var row = column switch
        {
            "name" => Own(name: value),
            "list" => Own(list: value),
            "kind" => Own(kind: value),
            "countries" => Own(countries: value),
            "birth" => Own(birth: value),
            "identifiers" => Own(identifiers: value),
            "source" => Own(source: value),
            "date" => Own(date: value),
            _ => Own(id: value),
        };
        var result = Read(Header + Good + row);
        Assert.Single(result.Entries);
        var error = Assert.Single(result.Errors);
        Assert.Equal(3, error.Line);
        Assert.StartsWith(column, error.Column == "birth_dates" ? "birth" : error.Column == "source_date" ? "date" : error.Column, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesANameThatIsTooLong() =>
        Assert.Contains("501 characters", Assert.Single(Read(Header + Own(name: new string('a', 501))).Errors).Message, StringComparison.Ordinal);

    [Fact]
    public void CountsLines_InsideQuotedFieldsAndEmptyOnes()
    {
        var result = Read(Header + "2,OWN,,\"Acme\nof\r\nSpringfield\",,,,,,,,,,,,Handbook,2026-01-31\n\n" + Own(name: ""));
        Assert.Equal(6, Assert.Single(result.Errors).Line);
    }

    [Fact]
    public void RefusesAWrongNumberOfColumns() =>
        Assert.Equal(new ImportError(2, "", "has 2 columns; the header has 17"), Assert.Single(Read(Header + "a,b\n").Errors));

    [Fact]
    public void RefusesAQuotationMarkThatIsNeverClosed() =>
        Assert.Contains(Read(Header + Good + "2,OWN,,\"Acme,,,\n" + Own()).Errors, error =>
            error.Line == 3 && error.Message.Contains("never closed", StringComparison.Ordinal));

    [Fact]
    public void RefusesARowBeyondTheLimit()
    {
        var endless = "2,OWN,,\"" + new string('a', 3 * ImportLimits.RowBytes);
        Assert.Contains("bytes", Assert.Single(Read(Header + Good + endless).Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CollectsErrors_UpToALimit()
    {
        var result = Read(Header + string.Concat(Enumerable.Repeat(Own(name: ""), 250)));
        Assert.Equal(ImportLimits.Errors, result.Errors.Length);
        Assert.Equal(Enumerable.Range(2, ImportLimits.Errors).Select(line => (long)line), result.Errors.Select(error => error.Line));
    }

    [Fact]
    public void AByteOrderMark_IsNoPartOfTheHeader() => Assert.Single(Read('\uFEFF' + Header + Good).Entries);

    [Fact]
    public void RefusesBytesThatAreNotUtf8()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Header), .. Encoding.Latin1.GetBytes(Own(name: "Café"))];
        Assert.Equal("is not UTF-8", Assert.Single(WatchlistCsv.Read(new MemoryStream(bytes), null, TestContext.Current.CancellationToken).Errors).Message);
    }

    [Fact]
    public void NamesWhatIsWrongWithAHeader()
    {
        var error = Assert.Single(Read(Header.Replace("name", "names", StringComparison.Ordinal) + Good).Errors);
        Assert.Equal("is not the header of layout own; missing: name; unknown: names", error.Message);
        Assert.Contains("is not a layout", Assert.Single(Read(Header, "xml").Errors).Message, StringComparison.Ordinal);
        Assert.Contains("is not the header of layout csl", Assert.Single(Read(Header, "csl").Errors).Message, StringComparison.Ordinal);
        Assert.Equal("the file is empty", Assert.Single(Read("").Errors).Message);
    }

    [Fact]
    public void RefusesAnUnknownListOrKind()
    {
        var result = Read(FlatHeader + "Some List (XYZ) - Somewhere,XYZ,1,Robot,Acme,,,,,,,\n");
        Assert.Equal(["source_code", "source", "type"], result.Errors.Select(error => error.Column));
    }

    [Fact]
    public void RowsThatAreTheSameToTheLastCharacter_AreErrors() =>
        Assert.Equal(new ImportError(3, "", "repeats line 2 to the last character"), Assert.Single(Read(Header + Good + Good).Errors));

    [Fact]
    public void Identity_IsTheNumber_OrElseNameCountriesAndNotice()
    {
        const string Row = "Denied Persons List (DPL) - Bureau of Industry and Security,DPL,{0},,{1},,{2},,,,{3},\n";
        string Id(string number, string name, string countries, string notice) =>
            Read(FlatHeader + string.Format(null, Row, number, name, countries, notice)).Entries[0].Id;

        Assert.Equal("DPL-77", Id("77", "Acme", "RU", ""));
        Assert.Equal(Id("", "ACME  Co.", "RU; CN", "n"), Id("", "Acme co", "CN; RU", "n"));
        Assert.NotEqual(Id("", "Acme", "RU", "n"), Id("", "Acme", "RU", "m"));
        Assert.NotEqual(Id("", "Acme", "RU", "n"), Id("", "Acme", "CN", "n"));
    }

    [Fact]
    public void RowOrder_DoesNotChangeIdentities()
    {
        var rows = new[] { Own(name: "GATEWICK LLC"), Own(name: "GATEWICK  LLC"), Own(name: "Gatewick LLC") };
        var forward = Read(Header + string.Concat(rows)).Entries.ToDictionary(entry => entry.Name, entry => entry.Id);
        var backward = Read(Header + string.Concat(rows.Reverse())).Entries.ToDictionary(entry => entry.Name, entry => entry.Id);
        Assert.Equal(forward, backward);
        Assert.Equal(3, forward.Values.Distinct().Count());
    }

    [Fact]
    public void AnUnknownCountryOfAnOfficialList_StaysAsText()
    {
        const string Row = "Denied Persons List (DPL) - Bureau of Industry and Security,DPL,1,,Acme,,PRC; REGION: KASHMIR; TURKIYE,,,,,\n";
        Assert.Equal(["CN", "REGION: KASHMIR", "TR"], Assert.Single(Read(FlatHeader + Row).Entries).Countries);
    }
}
