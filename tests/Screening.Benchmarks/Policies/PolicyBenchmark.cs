using BenchmarkDotNet.Attributes;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Evaluation;
using Screening.Functions.Decisions;

namespace Screening.Benchmarks.Policies;

/// <summary>
/// One item against one destination under the law of the day. Ours gives outcome, every finding with its sentence and
/// facts, classification with its explanation, and what is missing; the peers give the winning rule and nothing else.
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

    /// <summary>Compiles the policy for everyone and makes sure that everyone decides alike.</summary>
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

    /// <summary>This project.</summary>
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
        foreach (var told in facts)
        {
            severity += (int)rulesEngine.Decide(told).Outcome;
        }

        return severity;
    }

    /// <summary>The JSON-logic interpreter.</summary>
    [Benchmark(OperationsPerInvoke = Cases)]
    public int JsonLogicInterpreter()
    {
        var severity = 0;
        foreach (var told in named)
        {
            severity += (int)jsonLogic.Decide(told).Outcome;
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
