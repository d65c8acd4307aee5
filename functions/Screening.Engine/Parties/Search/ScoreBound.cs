using System.Runtime.InteropServices;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Search;

/// <summary>
/// The highest score a listed name can have, computed from which of its words match words of the query, without aligning them. It is
/// the costs and features of <see cref="NameScorer"/> at the most favourable facts, so it is never below the score. It is below the
/// threshold for nearly all names that share only a common word with the query.
/// </summary>
internal readonly ref struct ScoreBound
{
    private const int MostWords = 64;

    // Sums of the same products in another order differ in the last bits.
    private const double Rounding = 1e-9;

    private readonly IndexView index;
    private readonly SearchScratch scratch;
    private readonly MatchWeights weights;
    private readonly NameCost costs;
    private readonly QueryName query;
    private readonly ReadOnlySpan<Expansion> matches;
    private readonly bool hasInitials;
    private readonly ReadOnlySpan<int> traits;
    private readonly ReadOnlySpan<byte> rarities;
    private readonly ReadOnlySpan<double> weightOfRarity;
    private readonly ReadOnlySpan<int> nameStarts;
    private readonly ReadOnlySpan<int> nameTokens;

    /// <summary>Prepares for a query whose matches are noted in <paramref name="scratch"/>.</summary>
    public ScoreBound(IndexView index, SearchScratch scratch, MatchWeights weights, QueryExpansion expansion)
    {
        (this.index, this.scratch, this.weights, query) = (index, scratch, weights, expansion.Query);
        costs = new NameCost(weights);
        rarities = index.WordRarities;
        weightOfRarity = weights.WeightsOfRarity;
        traits = index.NameTraits;
        nameStarts = index.NameStarts;
        nameTokens = index.NameTokens;
        matches = CollectionsMarshal.AsSpan(expansion.Matches);
        foreach (var token in query.Tokens)
        {
            hasInitials |= token.Role == TokenRole.Initial;
        }
    }

    /// <summary>The highest score of a name; where that is below <paramref name="floor"/>, any value below it.</summary>
    public double Of(int listedName, double floor = 0)
    {
        if (query.Tokens.Length > MostWords)
        {
            return 1;
        }

        var sums = MostFavourable(listedName, out var mayBeSeveral);
        if (sums.Matched <= 0)
        {
            return 0;
        }

        var bound = sums.Matched / (sums.Matched + costs.Least(sums));
        if (bound < floor)
        {
            return bound;
        }

        // Which features apply depends on whether one word matches or several. Where either may be, the higher of the two bounds holds.
        var ofOne = Subtract(bound, FactsOf(listedName, sums, words: 1), floor);
        return mayBeSeveral ? Math.Max(ofOne, Subtract(bound, FactsOf(listedName, sums, words: 2), floor)) : ofOne;
    }

    /// <summary>
    /// Sums that no alignment of the name betters: it matches at most as much, and leaves over and misspells at least as much. The number
    /// of matching words is left at 0; <paramref name="mayBeSeveral"/> is false where at most one can match.
    /// </summary>
    internal AlignedSums MostFavourable(int listedName, out bool mayBeSeveral)
    {
        var sums = new AlignedSums { InOrder = true };
        Span<double> best = stackalloc double[query.Tokens.Length];
        best.Clear();
        var covered = 0;
        var isJoined = false;
        var isSecondOfSplit = false;
        foreach (var token in nameTokens[nameStarts[listedName]..nameStarts[listedName + 1]])
        {
            var role = IndexFormat.RoleOf(token);
            var word = IndexFormat.WordOf(token);
            var wasSecondOfSplit = isSecondOfSplit;
            isSecondOfSplit = false;
            if (Cover(word, role, best, ref isJoined, ref isSecondOfSplit) | wasSecondOfSplit | (hasInitials && role != TokenRole.Initial && CoverInitials(word, best)))
            {
                covered++;
            }
            else
            {
                sums.LeaveListedWord(weightOfRarity[rarities[word]] * weights.OfRole(role), role);
            }
        }

        for (var asked = 0; asked < best.Length; asked++)
        {
            if (best[asked] == 0)
            {
                sums.LeaveQueryWord(query.Weights[asked], query.Tokens[asked].Role);
            }
            else
            {
                sums.Matched += query.Weights[asked] * best[asked];
                sums.Unequal += query.Weights[asked] * (1 - best[asked]);
            }
        }

        sums.Matched += sums.Matched > 0 ? Rounding : 0;
        mayBeSeveral = covered > 1 || isJoined;
        return sums;
    }

    /// <summary>The most favourable facts of a name when <paramref name="words"/> words match: 1, or 2 for several.</summary>
    internal NameFacts FactsOf(int listedName, in AlignedSums sums, int words)
    {
        var (_, legal, _) = IndexFormat.TraitsOf(traits[listedName]);
        return new NameFacts(query, legal, sums with { Words = words }, weights);
    }

    private double Subtract(double bound, in NameFacts name, double floor)
    {
        foreach (var feature in NameFeatures.Bounded)
        {
            bound -= feature.Cost(name, weights);
            if (bound < floor)
            {
                break;
            }
        }

        return bound;
    }

    private bool Cover(int word, TokenRole role, Span<double> best, ref bool isJoined, ref bool isSplit)
    {
        var match = scratch.FirstExpansionOf(word);
        if (match < 0)
        {
            return false;
        }

        var covers = false;
        for (; match < matches.Length && matches[match].Word == word; match++)
        {
            ref readonly var given = ref matches[match];
            if (given.Kind == ExpansionKind.Initial && role != TokenRole.Initial)
            {
                continue;
            }

            covers = true;
            isSplit |= given.Kind == ExpansionKind.Split;
            isJoined |= given.QueryCount > 1 || isSplit;
            for (var asked = given.QueryStart; asked < given.QueryStart + given.QueryCount; asked++)
            {
                best[asked] = Math.Max(best[asked], given.Similarity);
            }
        }

        return covers;
    }

    private bool CoverInitials(int word, Span<double> best)
    {
        var first = index.Word(word)[0];
        var covers = false;
        for (var asked = 0; asked < best.Length; asked++)
        {
            if (query.Tokens[asked].Role == TokenRole.Initial && query.Tokens[asked].Text[0] == first)
            {
                best[asked] = 1;
                covers = true;
            }
        }

        return covers;
    }
}
