using System.Net;
using System.Text;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Faults;

/// <summary>
/// A list import that fails on the wire: either the complete old list or the complete new one is used, never a part of one.
/// </summary>
public sealed class ImportFaultTests(FlowFixture fixture) : IClassFixture<FlowFixture>
{
    private const int Entries = 450;

    private static readonly Fault[] Table =
    [
        new("2 list rows: down", Rows, WireFault.Of(WireHarm.Refuse)) { IsAnswered = false },
        new("2 list rows: cut while written", Rows, WireFault.Of(WireHarm.CutRequest)) { IsAnswered = false },
        new("2 list rows: the third call throttled", Rows, WireFault.Error(429, 60)) { Every = 3, Times = 1, IsAnswered = false },
        new("2 list rows: every third call busy", Rows, WireFault.Error(503)) { Every = 3, IsAnswered = true },
        new("2 list rows: every second answer lost", Rows, WireFault.Of(WireHarm.LoseAnswer)) { Every = 2, IsAnswered = true },
        new("2 list rows: written twice", Rows, WireFault.Of(WireHarm.Repeat)) { IsAnswered = true },
        new("2 list header: down", request => request.IsWrite && request.Names("ScreeningImports"), WireFault.Of(WireHarm.Refuse)) { IsAnswered = false },
    ];

    private FlowApp App => fixture.App;

    public static TheoryData<string> Steps => [.. Table.Select(fault => fault.Step)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task NoReader_SeesAPartialList_AfterAnyFault(string step)
    {
        var fault = Table.Single(row => row.Step == step);
        var old = "Old" + Letters(step);
        Reply? first = null;
        await FlowApp.UntilAsync("the old list is there", async () =>
            (first = await App.ImportAsync("un", Csv(old), "&confirmDrop=true&reason=test")).Status == HttpStatusCode.Accepted);
        await App.UntilActiveAsync(first!);
        var next = "New" + Letters(step);
        Reply answer;
        fault.Begin(App.Storage);
        try
        {
            answer = await App.ImportAsync("un", Csv(next), "&confirmDrop=true&reason=test");
        }
        finally
        {
            Fault.End(App.Storage);
        }

        Assert.Equal(fault.IsAnswered, answer.Status == HttpStatusCode.Accepted);
        var live = answer.Status == HttpStatusCode.Accepted ? next : old;
        if (live == next)
        {
            await App.UntilActiveAsync(answer);
        }
        else
        {
            answer.Expect(HttpStatusCode.ServiceUnavailable);
        }

        await FlowApp.UntilAsync("the list can be read", async () => (await App.GetAsync("/api/v1/watchlists/un")).Status == HttpStatusCode.OK);
        Assert.Equal(Entries, (await App.StatusAsync()).GetProperty("lists").EnumerateArray()
            .Single(list => list.GetProperty("feed").GetString() == "un").GetProperty("entries").GetInt32());
        foreach (var number in new[] { 0, Entries / 2, Entries - 1 })
        {
            Assert.True(await IsListedAsync(Name(live, number)), $"{live} {number} is not found");
            Assert.False(await IsListedAsync(Name(live == next ? old : next, number)), $"{number} of the other list is found");
        }
    }

    private async Task<bool> IsListedAsync(string name)
    {
        Reply? answer = null;
        await FlowApp.UntilAsync("it decides", async () => (answer = await App.ScreenAsync(Transactions.Uav("AU", name))).Status == HttpStatusCode.OK);
        return answer!.Decision.GetProperty("matches").EnumerateArray()
            .Any(match => match.GetProperty("feed").GetString() == "un" && match.GetProperty("strength").ValueEquals("strong"));
    }

    private static bool Rows(WireRequest request) => request.IsWrite && request.Names("ScreeningListRows");

    private static string Csv(string prefix)
    {
        var csv = new StringBuilder("id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,license_requirement,license_policy,notice,source,source_date\n");
        for (var number = 0; number < Entries; number++)
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{prefix}-{number},UN,organization,{Name(prefix, number)},,,KP,,,,,,,,S/RES/1718,test,2026-07-31\n");
        }

        return csv.ToString();
    }

    /// <summary>Names so different from one another that none matches another.</summary>
    private static string Name(string prefix, int number) =>
        $"{Word(prefix.Sum(letter => letter) ^ (number * 7919))} {Word((number * 104_729) + prefix.Length)} {prefix}";

    private static string Word(int seed)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, 9).Select(_ => (char)random.Next('a', 'z' + 1)));
    }

    private static string Letters(string step) => string.Concat(step.Where(char.IsAsciiLetter));
}
