using Screening.Engine.Model;
using Screening.Functions.Lists.Formats;

namespace Screening.Functions.Tests.Lists;

public sealed class RealListTests
{
    private static ImportResult Read(string name)
    {
        using var file = SharedData.Watchlist(name);
        return WatchlistCsv.Read(file, null);
    }

    [Fact]
    public void ReadsEveryPartyOfTheCompleteList()
    {
        var result = Read("csl_2026-07-31.flat.csv.gz");
        Assert.Empty(result.Errors);
        Assert.Equal(ListFormats.FlatCsl, result.Format);
        Assert.Equal(25_921, result.Entries.Length);
        Assert.Equal(25_921, result.Entries.Select(entry => entry.Id).Distinct().Count());
        Assert.Equal(19_181, result.Entries.Count(entry => entry.List == "SDN"));
        Assert.Equal(3_420, result.Entries.Count(entry => entry.List == "EL"));
        Assert.Equal(7_591, result.Entries.Count(entry => entry.Kind == PartyKind.Person));
        // Some lists omit the space after a semicolon: "NPO Izhmash OAO;OJSC Concern Kalashnikov" are two names.
        Assert.Equal(31_257, result.Entries.Sum(entry => entry.Aliases.Length));
    }

    [Fact]
    public void KeepsWhatAListPrintsTwice_AsTwoEntries()
    {
        var twins = Read("csl_2026-07-31.flat.csv.gz").Entries.Where(entry => entry.Id.Contains('~', StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, twins.Length);
        Assert.Contains(twins, entry => entry.Name == "GATEWICK LLC");
    }

    [Fact]
    public void ReadsTheOfficialLayout_WithItsEvidence()
    {
        var result = Read("csl_2022-04.raw.csv.gz");
        Assert.Empty(result.Errors);
        Assert.Equal(ListFormats.OfficialCsl, result.Format);
        Assert.Equal(14_160, result.Entries.Length);
        Assert.Equal(14_160, result.Entries.Select(entry => entry.Id).Distinct().Count());
        var person = Assert.Single(result.Entries, entry => entry.Id == "SDN-9935");
        Assert.Equal(["CA", "SD"], person.Citizenships);
        Assert.Equal(["1962-08-06"], person.BirthDates);
        Assert.Contains(new PartyIdentifier("Passport", "BC166787"), person.Identifiers);
        Assert.Equal(["1967", "1966", "1968"], Assert.Single(result.Entries, entry => entry.Id == "SDN-26095").BirthDates);
        Assert.Contains(result.Entries, entry => entry.Identifiers.Contains(
            new PartyIdentifier("Vessel Registration Identification", "IMO 9138044")));
        Assert.True(result.Entries.Count(entry => entry.BirthDates.Length > 0) > 5_000);
        Assert.True(result.Entries.Count(entry => entry.Addresses.Length > 0) > 10_000);
        Assert.DoesNotContain(result.Entries, entry => entry.Identifiers.Any(identifier => identifier.Value is "Male" or "Gender"));
    }

    /// <summary>
    /// Of 515 IMO numbers of ships and companies two are wrong in the official file. Their entries stay, and both are reported.
    /// </summary>
    [Fact]
    public void AWrongImoNumberOfTheOfficialList_IsReported_AndItsEntryStays()
    {
        var result = Read("csl_2022-04.raw.csv.gz");
        Assert.Equal(["`IMO 15411`", "`IMO 543400`"], result.LeftOut.Select(value => value.Message[..(value.Message.IndexOf(' ', 6))]).Order());
        Assert.All(result.LeftOut, value => Assert.Equal("ids", value.Column));
        foreach (var name in new[] { "BONU 5", "HWASONG SHIPPING CO LTD" })
        {
            Assert.DoesNotContain(Assert.Single(result.Entries, entry => entry.Name == name).Identifiers, identifier => identifier.Value.StartsWith("IMO", StringComparison.Ordinal));
        }

        Assert.True(result.Entries.Sum(entry => entry.Identifiers.Count(identifier => identifier.Value.StartsWith("IMO", StringComparison.Ordinal))) > 500);
    }

    /// <summary>The denied persons have ends from 2022 to 2056; every other list is open.</summary>
    [Fact]
    public void ReadsTheDatesOfTheDeniedPersons()
    {
        var entries = Read("csl_2022-04.raw.csv.gz").Entries;
        Assert.Equal(417, entries.Count(entry => entry.EndDate is not null));
        Assert.All(entries, entry => Assert.True(entry.EndDate is null || (entry.List == "DPL" && entry.StartDate <= entry.EndDate)));
        Assert.Equal(2_523, entries.Count(entry => entry.StartDate is not null));
        Assert.Contains(entries, entry => entry.BirthDates.Any(date => date.EndsWith('~')));
    }

    [Fact]
    public void PassesOverARepeatedHeader_AndRefusesTheRowThatWasCutOff()
    {
        // The file has 4,228 rows below its header: the header again, 4,226 entries, and one truncated entry.
        var result = Read("csl_2023-11.subset.raw.csv.gz");
        Assert.Equal(4_226, result.Entries.Length);
        Assert.All(result.Errors, error => Assert.Equal(result.Errors[^1].Line, error.Line));
        Assert.Contains(result.Errors, error => error.Message == "has 8 columns; the header has 29");
        Assert.Contains(result.Entries, entry => entry.Identifiers.Contains(
            new PartyIdentifier("Unified Social Credit Code (USCC)", "9111000071093019X7")));
    }
}
