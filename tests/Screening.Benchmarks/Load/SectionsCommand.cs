using System.Globalization;
using System.Text;
using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Snapshots;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Seed;

namespace Screening.Benchmarks.Load;

/// <summary>
/// Time of one screening by section, on one thread. It measures processor time of the process, so that other work on the machine
/// has little effect.
/// </summary>
internal static class SectionsCommand
{
    /// <summary>Runs <paramref name="count"/> fresh transactions through each section.</summary>
    public static int Run(int count, string list)
    {
        var source = SeedSource.Create(withSample: false) with { Watchlists = [Timing.TimingCommand.Read(list)] };
        var snapshot = Snapshot.Open(SnapshotCompiler.Compile(source).Bytes!);
        var bodies = new LoadBodies(new LoadOptions { IsFresh = true });
        byte[][] texts = [.. Enumerable.Range(0, count).Select(_ => Encoding.UTF8.GetBytes(bodies.Next()))];
        var today = new DateOnly(2026, 11, 23);
        for (var round = 0; round < 6; round++)
        {
            var requests = Each("parse", texts, text => ScreeningRequestParser.Parse(text, today).Value);
            Each("unknown codes", requests, request => Screening.Functions.Decisions.Screener.Unknown(request, snapshot));
            Each("match 3 parties", requests, request => request.Parties.Sum(party =>
                snapshot.Parties.SearchAll(PartyQuery.From(party), new(snapshot.PartyPolicy.T1, snapshot.PartyPolicy.T2), int.MaxValue, Limits.MatchesPerParty).Length));
            var decisions = Each("engine, matching included", requests, request => ScreeningEngine.Screen(request, snapshot, today, ScreeningMode.Live));
            var written = Each("decision to bytes", decisions, DecisionJson.Write);
            Each("request to bytes", requests, ScreeningRequestJson.Write);
            Each("answer", written, bytes => new ScreeningResponse("id", TimeProvider.System.GetUtcNow(), TimeSpan.Zero, bytes).ToUtf8());
            Console.WriteLine($"decision of {written.Average(bytes => bytes.Length):F0} bytes, request of {texts.Average(bytes => bytes.Length):F0}");
        }

        return 0;
    }

    private static TTo[] Each<TFrom, TTo>(string what, TFrom[] all, Func<TFrom, TTo> section)
    {
        var result = new TTo[all.Length];
        var (bytes, start) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        for (var i = 0; i < all.Length; i++)
        {
            result[i] = section(all[i]);
        }

        var (time, used) = (Environment.CpuUsage.TotalTime - start, GC.GetAllocatedBytesForCurrentThread() - bytes);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-28} {time.TotalMicroseconds / all.Length,9:F1} us {used / (double)all.Length,10:F0} bytes"));
        return result;
    }
}
