using BenchmarkDotNet.Attributes;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Evaluation;

namespace Screening.Benchmarks.Policies;

/// <summary>
/// One item to one destination under the law of the day. The product returns the outcome, every finding with its sentence and
/// facts, the classification with its explanation, and missing facts. The peers return only the winning rule.
/// </summary>
[MemoryDiagnoser]
public class PolicyBenchmark
{
    private const int Cases = 192;
    private readonly PolicyCases cases = new();
    private readonly RulesEnginePeer rulesEngine;
    private readonly JsonLogicPeer jsonLogic;
    private readonly PeerFacts[] facts;
    private readonly Dictionary<string, object>[] named;

    /// <summary>Compiles the policy for the product and its peers, and checks that all decide alike.</summary>
    public PolicyBenchmark()
    {
        var rules = new PeerRules(cases.Policy);
        rulesEngine = new RulesEnginePeer(rules);
        jsonLogic = new JsonLogicPeer(rules);
        facts = [.. cases.Decided.Select(found => rules.Facts(found.Sheet))];
        named = [.. facts.Select(JsonLogicPeer.Facts)];
        if (cases.Decided.Length != Cases)
        {
            throw new InvalidDataException($"{cases.Decided.Length} cases, not {Cases}");
        }

        for (var index = 0; index < Cases; index++)
        {
            Agree(cases.Decided[index], rulesEngine.Decide(facts[index]), "RulesEngine");
            Agree(cases.Decided[index], jsonLogic.Decide(named[index]), "JSON logic");
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Cases)]
    public int Ours()
    {
        var findings = 0;
        foreach (var found in cases.Decided)
        {
            findings += PolicyEvaluator.Evaluate(cases.Policy, found.Sheet, PolicyCases.ItemIds).Findings.Length;
        }

        return findings;
    }

    /// <summary>Microsoft RulesEngine.</summary>
    [Benchmark(OperationsPerInvoke = Cases)]
    public int RulesEngine()
    {
        var severity = 0;
        foreach (var input in facts)
        {
            severity += (int)rulesEngine.Decide(input).Outcome;
        }

        return severity;
    }

    /// <summary>The JSON-logic interpreter.</summary>
    [Benchmark(OperationsPerInvoke = Cases)]
    public int JsonLogicInterpreter()
    {
        var severity = 0;
        foreach (var input in named)
        {
            severity += (int)jsonLogic.Decide(input).Outcome;
        }

        return severity;
    }

    private static void Agree(PolicyCase found, Rule rule, string peer)
    {
        var winner = found.Verdict.Findings.Single(finding => finding.Wins);
        if (rule.Outcome != found.Verdict.Possible[0] || (winner.Certain && winner.Rule != rule.Id))
        {
            throw new InvalidDataException($"{found.Name}: {peer} says {rule.Id}, we say {winner.Rule}");
        }
    }
}
