using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Evaluation;

namespace Screening.Benchmarks.Policies;

/// <summary>
/// Rebuilds a verdict object by object, so that the allocated bytes are the size of the verdict. Objects that two evaluations of
/// the same facts share (names, rule texts, lists of outcomes) belong to the policy and are reused.
/// </summary>
internal static class VerdictCopy
{
    public static PolicyVerdict Of(PolicyVerdict verdict, PolicyVerdict other) => new()
    {
        Possible = Own(verdict.Possible, other.Possible),
        IsExact = verdict.IsExact,
        Open = Own(verdict.Open, other.Open, static (open, twin) => ReferenceEquals(open, twin) ? open : new OpenFact(open.Fact, open.Owner, open.Decides)),
        SpeedAloneSettles = verdict.SpeedAloneSettles,
        Findings = Own(verdict.Findings, other.Findings, Finding),
        Items = Own(verdict.Items, other.Items, Item),
        Conditions = Own(verdict.Conditions, other.Conditions),
    };

    /// <summary>Bytes that belong to the verdict alone.</summary>
    public static long SizeOf(PolicyVerdict verdict, PolicyVerdict other)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var copy = Of(verdict, other);
        var size = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(copy);
        return size;
    }

    private static Finding Finding(Finding finding, Finding other) => new()
    {
        Item = Own(finding.Item, other.Item),
        Destination = Own(finding.Destination, other.Destination),
        RuleSet = Own(finding.RuleSet, other.RuleSet)!,
        Rule = Own(finding.Rule, other.Rule)!,
        Outcome = finding.Outcome,
        Wins = finding.Wins,
        Certain = finding.Certain,
        Text = Own(finding.Text, other.Text)!,
        Citation = Own(finding.Citation, other.Citation)!,
        Facts = Facts(finding.Facts, other.Facts),
    };

    private static FactDictionary Facts(FactDictionary facts, FactDictionary other)
    {
        var values = new FactValue[facts.Count];
        for (var index = 0; index < values.Length; index++)
        {
            var (value, twin) = (facts.At(index).Value, other.At(index).Value);
            values[index] = value.Kind == System.Text.Json.JsonValueKind.String ? FactValue.Of(Own(value.Text, twin.Text)) : value;
        }

        return new FactDictionary(facts.Names, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    private static ItemVerdict Item(ItemVerdict item, ItemVerdict other) => new()
    {
        Possible = Own(item.Possible, other.Possible),
        Categories = Own(item.Categories, other.Categories),
        Explanation = Own(item.Explanation, other.Explanation)!,
        Annex = Own(item.Annex, other.Annex),
    };

    private static string? Own(string? text, string? other) => ReferenceEquals(text, other) ? text : new string(text.AsSpan());

    private static ImmutableArray<T> Own<T>(ImmutableArray<T> list, ImmutableArray<T> other, Func<T, T, T>? copy = null)
    {
        if (list == other)
        {
            return list;
        }

        var own = new T[list.Length];
        for (var index = 0; index < own.Length; index++)
        {
            own[index] = copy is null ? list[index] : copy(list[index], other[index]);
        }

        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(own);
    }
}
