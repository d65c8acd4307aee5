using System.Collections.Concurrent;
using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;

namespace Screening.Engine.Policies.Compilation;

/// <summary>Whether a country is a member of a set on a date. The result must be deterministic: policies cache it.</summary>
public delegate bool MembershipTest(CountryCode country, string set, DateOnly date);

/// <summary>The country sets that a policy may name.</summary>
/// <param name="Sets">Ids of the sets.</param>
/// <param name="IsMember">Membership on a date.</param>
public sealed record CountryMembership(IReadOnlySet<string> Sets, MembershipTest IsMember);

/// <summary>
/// The distinct country tests of a policy. Their results are computed once per country and date and cached, one bit per test.
/// </summary>
internal sealed class CountryQuestions(ImmutableArray<RuleCondition> questions, MembershipTest isMember)
{
    /// <summary>Maximum number of tests. The highest bit marks a result as computed.</summary>
    public const int Maximum = 63;

    // A backtest covers many dates. This limit bounds the cache.
    private const int MaximumDates = 64;
    /// <summary>No test.</summary>
    public static CountryQuestions None { get; } = new([], (_, _, _) => false);

    private const ulong IsKnown = 1UL << Maximum;
    private readonly ConcurrentDictionary<DateOnly, ulong[]> byDate = new();

    /// <summary>The membership test without the cache.</summary>
    public MembershipTest IsMember => isMember;

    /// <summary>
    /// Cached results for a date, by <see cref="CountryCode.Index"/>. They must be read through <see cref="Of"/>.
    /// </summary>
    public ulong[] At(DateOnly date)
    {
        if (byDate.TryGetValue(date, out var answers))
        {
            return answers;
        }

        if (byDate.Count >= MaximumDates)
        {
            byDate.Clear();
        }

        return byDate.GetOrAdd(date, _ => new ulong[CountryCode.Codes]);
    }

    /// <summary>One bit per test, set when the test is true.</summary>
    public ulong Of(CountryCode country, DateOnly date, ulong[] answers)
    {
        // Concurrent threads write the same value, and a 64-bit write is atomic.
        var known = Volatile.Read(ref answers[country.Index]);
        if (known == 0)
        {
            known = IsKnown;
            for (var question = 0; question < questions.Length; question++)
            {
                known |= Passes(questions[question], country, date) ? 1UL << question : 0;
            }

            Volatile.Write(ref answers[country.Index], known);
        }

        return known;
    }

    /// <summary>Results as if one membership of the country were different; not cached.</summary>
    public ulong Otherwise(CountryCode country, DateOnly date, string otherSet, bool isMemberThen)
    {
        ulong answers = 0;
        for (var question = 0; question < questions.Length; question++)
        {
            answers |= Passes(questions[question], country, date, (otherSet, isMemberThen)) ? 1UL << question : 0;
        }

        return answers;
    }

    private bool Passes(RuleCondition question, CountryCode country, DateOnly date, (string Set, bool IsMember)? other = null) => question switch
    {
        CountryIsOneOf listed => listed.Countries.Contains(country),
        CountryIsMemberOf member => !member.Except.Contains(country) && member.Sets.Any(set => other is { } changed && changed.Set == set ? changed.IsMember : isMember(country, set, date)),
        _ => throw new InvalidOperationException("not a question about a country"),
    };
}
