using System.Text;
using Screening.Engine.Model;
using Screening.Functions.Lists.Formats;

namespace Screening.Functions.Tests.Lists;

/// <summary>Dates of birth, identifiers and dates of force as lists print them; a value that cannot be used never costs an entry unsaid.</summary>
public sealed class EntryValuesTests
{
    private const string OwnHeader = "id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,"
        + "addresses,programs,license_requirement,license_policy,notice,source,source_date";

    private const string OfficialHeader = "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"
        + "standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,"
        + "vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids";

    [Theory]
    [InlineData("1960-02-28", "1960-02-28")]
    [InlineData("1960-02", "1960-02")]
    [InlineData("1960", "1960")]
    [InlineData("07 Jul 1966", "1966-07-07")]
    [InlineData("7 July 1966", "1966-07-07")]
    [InlineData("Jul 1966", "1966-07")]
    [InlineData("1962-00-00", "1962")]
    [InlineData("circa 1958", "1958~")]
    [InlineData("Circa 07 Jul 1966", "1966~")]
    [InlineData("ca. 1958", "1958~")]
    [InlineData("c. 1958", "1958~")]
    [InlineData("approximately 1970", "1970~")]
    [InlineData("1957 (approximative)", "1957~")]
    [InlineData("1960 to 1965", "1960/1965")]
    [InlineData("between 1960 and 1962", "1960/1962")]
    [InlineData("Between 1960 and circa 1962", "1960/1962~")]
    [InlineData("1958-1960", "1958/1960")]
    [InlineData("circa 1958-1960", "1958~/1960~")]
    [InlineData("1958 - 1963 (approximative)", "1958~/1963~")]
    [InlineData("01 Jan 1966 to 31 Dec 1966", "1966-01-01/1966-12-31")]
    [InlineData("Mar 1965 to Apr 1966", "1965-03/1966-04")]
    [InlineData("1963 or 1964", "1963|1964")]
    [InlineData("late 1950s", "1955/1959")]
    [InlineData("born in the early 1970s", "1970/1974")]
    [InlineData("1970s", "1970/1979")]
    [InlineData("1960/1965", "1960/1965")]
    [InlineData("1958~", "1958~")]
    public void ADateOfBirth_IsReadAsARange(string printed, string expected)
    {
        var result = Read(Own(birth: printed));
        Assert.Empty(result.Errors);
        Assert.Equal(expected.Split('|'), Assert.Single(result.Entries).BirthDates);
    }

    [Theory]
    [InlineData("31.12.1970")]
    [InlineData("07/08/1962")]
    [InlineData("unknown")]
    [InlineData("circa")]
    [InlineData("1976 to 1974")]
    [InlineData("1900 to 1960")]
    [InlineData("1962-13-01")]
    [InlineData("1963 or soon")]
    public void ADateThatCannotBeRead_IsAnErrorOfAnOwnList_AndIsLeftOutOfAnOfficialOne(string printed)
    {
        var own = Assert.Single(Read(Own(birth: printed)).Errors);
        Assert.Equal((2L, "birth_dates"), (own.Line, own.Column));
        var official = Read(Official(birth: "1950; " + printed));
        Assert.Empty(official.Errors);
        Assert.Equal(["1950"], Assert.Single(official.Entries).BirthDates);
        var left = Assert.Single(official.LeftOut);
        Assert.Equal((2L, "dates_of_birth"), (left.Line, left.Column));
    }

    [Theory]
    [InlineData("Vessel Registration Identification, IMO 9187628")]
    [InlineData("IMO 9187628, Vessel Registration Identification")]
    [InlineData("RU, IMO 9187628, Vessel Registration Identification")]
    public void AWrongImoNumberOfAnOfficialList_IsLeftOut_AndItsEntryStays(string ids)
    {
        var result = Read(Official(type: "Vessel", ids: ids + "; Passport, AB123456"));
        Assert.Empty(result.Errors);
        Assert.Equal([new PartyIdentifier("Passport", "AB123456")], Assert.Single(result.Entries).Identifiers);
        Assert.Equal(new ImportError(2, "ids", "`IMO 9187628` is not an IMO number: seven digits with a right check digit are"), Assert.Single(result.LeftOut));
        Assert.Empty(Read(Official(type: "Vessel", ids: ids.Replace("9187628", "9187629", StringComparison.Ordinal))).LeftOut);
    }

    [Theory]
    [InlineData("IMO=9187629", "IMO", "9187629")]
    [InlineData("IMO number=IMO9187629", "IMO number", "IMO9187629")]
    [InlineData("Vessel Registration Identification IMO 9187629", "Vessel Registration Identification", "IMO 9187629")]
    [InlineData("IMO 9187629", "IMO", "IMO 9187629")]
    public void AnOwnList_WritesAnImoNumber_InEveryUsualWay(string printed, string type, string value)
    {
        var result = Read(Own(identifiers: printed));
        Assert.Empty(result.Errors);
        Assert.Equal([new PartyIdentifier(type, value)], Assert.Single(result.Entries).Identifiers);
    }

    [Fact]
    public void SoManyValuesLeftOut_ThatTheFormatMustHaveChanged_RefuseTheFile()
    {
        var rows = string.Concat(Enumerable.Range(0, ImportLimits.LeftOut + 1).Select(number => Row(number, "31.12.1970")));
        Assert.Contains("format has probably changed", Assert.Single(Read(OfficialHeader + "\n" + rows).Errors).Message, StringComparison.Ordinal);
        static string Row(int number, string birth) => Official(birth: birth, name: $"ACME {number}").Split('\n')[1] + "\n";
    }

    [Fact]
    public void DatesOfForce_AreRead_InBothLayouts()
    {
        var official = Assert.Single(Read(Official(start: "2022-02-10", end: "2030-06-17")).Entries);
        var own = Assert.Single(Read($"{OwnHeader},start_date,end_date\n1,OWN,,Acme,,,,,,,,,,,,Handbook,2026-01-31,2022-02-10,2030-06-17\n").Entries);
        Assert.All([official, own], entry => Assert.Equal((new DateOnly(2022, 2, 10), new DateOnly(2030, 6, 17)), (entry.StartDate, entry.EndDate)));
        var only = Assert.Single(Read($"{OwnHeader},end_date\n1,OWN,,Acme,,,,,,,,,,,,Handbook,2026-01-31,2030-06-17\n").Entries);
        Assert.Equal((null, new DateOnly(2030, 6, 17)), (only.StartDate, only.EndDate));
    }

    /// <summary>With a wrong date the entry has neither, so that it is never taken for ended.</summary>
    [Theory]
    [InlineData("", "17.06.2020", "end_date")]
    [InlineData("soon", "2020-06-17", "start_date")]
    [InlineData("2021-01-01", "2020-06-17", "end_date")]
    public void AWrongDateOfForce_IsLeftOut_AndTheEntryStaysInForce(string start, string end, string column)
    {
        var result = Read(Official(start: start, end: end));
        var entry = Assert.Single(result.Entries);
        Assert.Equal((null, null), (entry.StartDate, entry.EndDate));
        Assert.Equal(column, Assert.Single(result.LeftOut).Column);
        Assert.Equal(column, Assert.Single(Read($"{OwnHeader},start_date,end_date\n1,OWN,,Acme,,,,,,,,,,,,Handbook,2026-01-31,{start},{end}\n").Errors).Column);
    }

    private static ImportResult Read(string text) => WatchlistCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), null);

    private static string Own(string birth = "", string identifiers = "") =>
        $"{OwnHeader}\n1,OWN,,Acme,,,,,{birth},{identifiers},,,,,,Handbook,2026-01-31\n";

    private static string Official(string birth = "", string ids = "", string type = "Individual", string start = "", string end = "", string name = "ACME") =>
        $"{OfficialHeader}\n1,Denied Persons List (DPL) - Bureau of Industry and Security,,{type},,{name},,,,{start},{end},,,,,,,,,,,http://x,,,{birth},,,http://x,\"{ids}\"\n";
}
