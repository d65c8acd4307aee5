using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>Input of advice: the facts of a transaction and the declared codes and statements.</summary>
/// <param name="Policy">Compiled policy.</param>
/// <param name="Sheet">Facts of the transaction.</param>
/// <param name="Request">Request; source of declared codes and statements.</param>
/// <param name="IsMember">Whether a country is a member of a set on the date.</param>
/// <param name="MembersOf">Members of a set on the date.</param>
public sealed record AdviceWorld(
    CompiledPolicy Policy, FactSheet Sheet, ScreeningRequest Request, Func<CountryCode, string, bool> IsMember, Func<string, ImmutableArray<CountryCode>> MembersOf)
{
    private const int StepsOfTable = 4;

    /// <summary>Counts the readings of tables and may end them; null counts nothing.</summary>
    public Work? Work { get; init; }

    /// <summary>Counts a table that is read for one item and destination.</summary>
    internal void Count() => Work?.Add(StepsOfTable);

    /// <summary>Evaluates a program over the facts, with no pair of item and destination left out.</summary>
    internal PairEvaluation Evaluation(CompiledProgram program, out ulong[] box)
    {
        var evaluation = new PairEvaluation();
        box = new ulong[Box.SizeOf(program, Sheet)];
        Box.Fill(box, program, Sheet, Request);
        evaluation.Begin(program, box, Sheet.Destinations.Count, [], -1, Work ?? new Work());
        return evaluation;
    }
}
