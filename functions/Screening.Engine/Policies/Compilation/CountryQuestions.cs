using System.Collections.Concurrent;
using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;

namespace Screening.Engine.Policies.Compilation;

/// <summary>Tells whether a country is a member of a set at a date. Always the same answer: a policy remembers it.</summary>
public delegate bool MembershipTest(CountryCode country, string set, DateOnly date);

/// <summary>The country sets a policy may name.</summary>
/// <param name="Sets">Their ids.</param>
/// <param name="IsMember">Membership at a date.</param>
public sealed record CountryMembership(IReadOnlySet<string> Sets, MembershipTest IsMember);

/// <summary>
/// Every different question a policy asks of a country, answered once per country and date and remembered: one bit each.
/// </summary>
internal sealed class CountryQuestions(ImmutableArray<RuleCondition> questions, MembershipTest isMember)
{
    /// <summary>Questions one answer holds; the highest bit marks an answer as known.</summary>
    public const int Maximum = 63;

    // A backtest walks through years of dates; what is remembered stays bounded.
    private const int MaximumDates = 64;
    private const ulong IsKnown = 1UL << Maximum;
    private readonly ConcurrentDictionary<DateOnly, ulong[]> byDate = new();

    /// <summary>Membership as it was given, asked anew.</summary>
    public MembershipTest IsMember => isMember;

    /// <summary>The answers at a date, by <see cref="CountryCode.Index"/>; to be read through <see cref="Of"/>.</summary>
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

    /// <summary>One bit per question, set when the answer is yes.</summary>
    public ulong Of(CountryCode country, DateOnly date, ulong[] answers)
    {
        // Threads that meet here write the same answer; 64 bits are written at once.
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

    /// <summary>The answers if one membership of the country were otherwise; not remembered.</summary>
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
