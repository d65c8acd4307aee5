using System.Collections.Immutable;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Wording;

namespace Screening.Engine.Snapshots;

/// <summary>A rule of the flattened policy, as text and as data.</summary>
/// <param name="RuleSet">Rule set that contains the rule.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Sentence">The rule as one sentence, generated from its data.</param>
/// <param name="IsBase">Whether the rule comes from the base.</param>
public sealed record FlatRule(RuleSet RuleSet, Rule Rule, string Sentence, bool IsBase);

/// <summary>A table of a derived fact, as text.</summary>
/// <param name="Id">Id of the derived fact.</param>
/// <param name="Sentences">Its rows from first to last.</param>
public sealed record FlatTable(string Id, ImmutableArray<string> Sentences);

/// <summary>
/// A policy in readable form: everything it inherits is expanded, rule by rule, together with the base it is combined with.
/// </summary>
public sealed record PolicyReading
{
    /// <summary>Flattened text of the policy.</summary>
    public required FlatPolicy Flat { get; init; }

    /// <summary>Flattened text of the base; null when the policy is a base.</summary>
    public string? FlatBase { get; init; }

    /// <summary>The parsed policy.</summary>
    public required PolicyDocument Document { get; init; }

    /// <summary>Hash of both flattened texts. It is part of the policy identity in decisions.</summary>
    public required string Hash { get; init; }

    /// <summary>Every rule in the order of evaluation.</summary>
    public required ImmutableArray<FlatRule> Rules { get; init; }

    /// <summary>Every table, in the order of computation.</summary>
    public required ImmutableArray<FlatTable> Tables { get; init; }

    /// <summary>Reads a policy and its base, each with its pinned parents. Null is returned when either has errors.</summary>
    public static PolicyReading? Of(DocumentSource policy, DocumentSource? foundation)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var errors = new List<(string Path, string Message)>();
        var flatBase = foundation is null ? null : Flatten(foundation, errors);
        var baseDocument = flatBase is null ? null : PolicyParser.Parse(flatBase.Json, null, errors);
        if (errors.Count > 0 || Flatten(policy, errors) is not { } flat || PolicyParser.Parse(flat.Json, baseDocument, errors) is not { } document)
        {
            return null;
        }

        var derived = PolicyCompiler.Merge(baseDocument?.Derived ?? [], document.Derived);
        return new PolicyReading
        {
            Flat = flat,
            FlatBase = flatBase?.Json,
            Document = document,
            Hash = PolicyFlattening.HashOf(flat.Json, flatBase?.Json),
            Rules = [.. RulesOf(document, derived, isBase: false), .. baseDocument is null ? [] : RulesOf(baseDocument, derived, isBase: true)],
            Tables = [.. derived.Select(table => new FlatTable(table.Id, RuleSentence.Of(table, derived)))],
        };
    }

    private static IEnumerable<FlatRule> RulesOf(PolicyDocument document, ImmutableArray<DerivedFact> derived, bool isBase) =>
        document.RuleSets.SelectMany(set => set.Rules.Select(rule => new FlatRule(set, rule, RuleSentence.Of(rule, derived), isBase)));

    private static FlatPolicy? Flatten(DocumentSource source, List<(string Path, string Message)> errors) =>
        PolicyFlattening.Flatten(source.Json, (id, version) => source.Parents.FirstOrDefault(parent => parent.Id == id && parent.Version == version)?.Json, errors);
}
