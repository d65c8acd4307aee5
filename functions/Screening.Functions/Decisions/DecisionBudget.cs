using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Responses;
using Screening.Functions.Security;
using Screening.Functions.Telemetry;

namespace Screening.Functions.Decisions;

/// <summary>
/// What the decisions of a client may cost: units of its rate, taken before the engine starts, and a time for each decision, after
/// which it is ended. Neither changes a decision: it is made whole or not at all.
/// </summary>
public sealed class DecisionBudget(ClientRate rate, RequestLimits limits, TimeProvider time)
{
    /// <summary>Names and items that one unit of the rate pays for.</summary>
    public const int PartsPerUnit = 10;

    /// <summary>Suggested time before a retry of a decision that was ended. The instance may be less busy then.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>Units of a transaction: one for each started ten of its names and items. Names are those of parties, aliases and owners.</summary>
    public static int UnitsOf(ScreeningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return UnitsOf(request.Items.Length + request.Parties.Sum(party => 1 + party.Aliases.Length + Count(party.Owners)));
    }

    /// <summary>Units of a number of names and items.</summary>
    public static int UnitsOf(int parts) => Math.Max(1, (parts + PartsPerUnit - 1) / PartsPerUnit);

    /// <summary>Takes the units of a request, of which one was taken when it arrived.</summary>
    /// <returns>Null if the units were available; otherwise the problem to return.</returns>
    public Problem? Take(string client, int units) => units > 1 ? rate.Take(client, units - 1, taken: 1) : null;

    /// <summary>Starts the time of one decision. The engine ends when it is over, or when the caller leaves.</summary>
    /// <param name="cancellation">The caller has left, or the request has taken too long.</param>
    public Work Begin(CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        return new Work(() =>
        {
            if (cancellation.IsCancellationRequested)
            {
                Measures.Ended("cancelled");
                throw new OperationCanceledException(cancellation);
            }

            if (time.GetElapsedTime(began) > limits.DecisionTime)
            {
                Measures.Ended("time");
                throw new DecisionTimeException(limits.DecisionTime);
            }
        });
    }

    private static int Count(IEnumerable<Owner> owners) => owners.Sum(owner => 1 + Count(owner.Owners));
}

/// <summary>A decision took longer than it may. Nothing was decided and nothing was recorded.</summary>
/// <param name="limit">Maximum time of a decision.</param>
public sealed class DecisionTimeException(TimeSpan limit) : Exception("a decision took longer than it may")
{
    /// <summary>What to tell the caller.</summary>
    public string Detail { get; } =
        $"The decision took longer than the {limit.TotalSeconds:0} s that one may take, and was ended. Nothing was decided and nothing was recorded. "
        + "Send fewer parties, names or items in one transaction.";
}
