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
    private readonly bool hasRepeated;
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
        hasRepeated = query.RepeatedWeight > 0;
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
        Span<double> most = stackalloc double[query.Tokens.Length];
        Span<double> least = stackalloc double[query.Tokens.Length];
        most.Clear();
        least.Fill(double.MaxValue);
        var words = new CoveredWords(most, least);
        var covered = 0;
        var tokens = nameTokens[nameStarts[listedName]..nameStarts[listedName + 1]];
        for (var at = 0; at < tokens.Length; at++)
        {
            var role = IndexFormat.RoleOf(tokens[at]);
            var word = IndexFormat.WordOf(tokens[at]);
            var wasSecondOfSplit = words.IsSplit;
            words.IsSplit = false;
            if (Cover(word, role, at + 1 < tokens.Length ? tokens[at + 1] : 0, ref words) | wasSecondOfSplit | (hasInitials && role != TokenRole.Initial && CoverInitials(word, ref words)))
            {
                covered++;
            }
            else
            {
                sums.LeaveListedWord(WeightOf(word, role), role);
            }
        }

        for (var asked = 0; asked < most.Length; asked++)
        {
            if (hasRepeated && IsRepeated(asked, most))
            {
                sums.Matched += most[asked];
            }
            else if (most[asked] == 0)
            {
                sums.LeaveQueryWord(query.Weights[asked], query.Tokens[asked].Role);
            }
            else
            {
                sums.Matched += most[asked];
                sums.Unequal += least[asked];
            }
        }

        sums.Matched += sums.Matched > 0 ? Rounding : 0;
        sums.MayBeInitialled = words.IsInitialled;
        mayBeSeveral = covered > 1 || words.IsJoined;
        return sums;
    }

    // A word that the query repeats costs nothing where the other one matches.
    private bool IsRepeated(int asked, ReadOnlySpan<double> most)
    {
        for (var other = 0; other < most.Length; other++)
        {
            if (other != asked && most[other] > 0 && string.Equals(query.Tokens[other].Text, query.Tokens[asked].Text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The most favourable facts of a name when <paramref name="words"/> words match: 1, or 2 for several.</summary>
    internal NameFacts FactsOf(int listedName, in AlignedSums sums, int words)
    {
        var (_, legal, _) = IndexFormat.TraitsOf(traits[listedName]);
        return new NameFacts(query, legal, IndexFormat.KindOf(traits[listedName]), sums with { Words = words }, weights);
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

    private double WeightOf(int word, TokenRole role) => weightOfRarity[rarities[word]] * weights.OfRole(role);

    private bool Cover(int word, TokenRole role, int next, ref CoveredWords words)
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
            var isInitial = given.Kind == ExpansionKind.Initial;
            if (isInitial && role != TokenRole.Initial)
            {
                continue;
            }

            covers = true;
            words.IsInitialled |= isInitial;
            words.IsSplit |= given.Kind == ExpansionKind.Split;
            words.IsJoined |= given.QueryCount > 1 || words.IsSplit;
            var listed = WeightOf(word, role);
            if (given.Kind == ExpansionKind.Split)
            {
                listed += WeightOf(IndexFormat.WordOf(next), IndexFormat.RoleOf(next));
            }

            for (var asked = given.QueryStart; asked < given.QueryStart + given.QueryCount; asked++)
            {
                // An edge weighs what the lighter side weighs. What joined words lose is not attributed to one of them.
                var weight = isInitial ? query.Weights[asked] : Math.Min(query.Weights[asked], listed);
                words.Add(asked, weight * given.Similarity, given.QueryCount > 1 ? 0 : weight * (1 - given.Similarity));
            }
        }

        return covers;
    }

    private bool CoverInitials(int word, ref CoveredWords words)
    {
        var first = index.Word(word)[0];
        var covers = false;
        for (var asked = 0; asked < query.Tokens.Length; asked++)
        {
            if (query.Tokens[asked].Role == TokenRole.Initial && query.Tokens[asked].Text[0] == first)
            {
                words.Add(asked, query.Weights[asked], 0);
                words.IsInitialled = true;
                covers = true;
            }
        }

        return covers;
    }

    // For each word of the query the most that it can match and the least that it can lose.
    private ref struct CoveredWords(Span<double> most, Span<double> least)
    {
        private readonly Span<double> most = most;
        private readonly Span<double> least = least;

        public bool IsSplit { get; set; }

        public bool IsJoined { get; set; }

        public bool IsInitialled { get; set; }

        public readonly void Add(int asked, double matched, double lost)
        {
            most[asked] = Math.Max(most[asked], matched);
            least[asked] = Math.Min(least[asked], lost);
        }
    }
}
