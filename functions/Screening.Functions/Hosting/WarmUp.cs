using System.Text;
using Screening.Engine;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Development;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Hosting;

/// <summary>
/// Warm-up: decides the sample transaction, so that the code is loaded and compiled before the first request. Nothing is
/// recorded, counted or returned.
/// </summary>
internal static class WarmUp
{
    /// <summary>Parses the sample transaction. Requires no snapshot.</summary>
    public static void Read(TimeProvider time) => ScreeningRequestParser.Parse(Encoding.UTF8.GetBytes(SampleRequest.Json), Today(time));

    /// <summary>Decides the sample transaction and serialises the decision.</summary>
    public static void Decide(Snapshot snapshot, TimeProvider time)
    {
        var today = Today(time);
        var request = ScreeningRequestParser.Parse(Encoding.UTF8.GetBytes(SampleRequest.Json), today).Value;
        var decision = ScreeningEngine.Screen(request, snapshot, today, ScreeningEngine.ModeOf(request, snapshot, today), ListStanding.NotRecorded);
        DecisionJson.Write(decision);
        ScreeningRequestJson.Write(request);
    }

    private static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
