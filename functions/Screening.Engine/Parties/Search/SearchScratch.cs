using Screening.Engine.Model;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Search;

/// <summary>Working memory of one search on an index of a given size. It is reused, but never shared between threads.</summary>
internal sealed class SearchScratch(int names, int words)
{
    private readonly float[] credit = new float[names];
    private readonly int[] nameStamps = new int[names];
    private readonly int[] scoredStamps = new int[names];
    private readonly int[] wordStamps = new int[words];
    private readonly int[] firstExpansions = new int[words];
    private int[] groupStamps = [];
    private int stamp;
    private int wordsFrom;
    private int namesFrom;
    private int scoredFrom;
    private int groupsFrom;

    /// <summary>Counts the work of the search that has this memory.</summary>
    public Work Work { get; set; } = new();

    /// <summary>Names with credit since <see cref="BeginNames"/>.</summary>
    public List<int> Touched { get; } = [];

    /// <summary>Listed words that a look-up of similar words has compared.</summary>
    public WordMarks Compared { get; } = new(words);

    /// <summary>Possible pairs of words of the name being scored.</summary>
    public List<WordEdge> Edges { get; } = [];

    /// <summary>Weights of the listed name being scored.</summary>
    public double[] Weights { get; private set; } = new double[64];

    /// <summary>Roles of the listed name being scored.</summary>
    public TokenRole[] Roles { get; private set; } = new TokenRole[64];

    /// <summary>Alignment of the name being scored.</summary>
    public NameAlignment Alignment { get; } = new();

    /// <summary>Clears the record of listed words that match.</summary>
    public void BeginWords() => wordsFrom = NextStamp();

    /// <summary>Records the position of the first match of a listed word.</summary>
    public void RecordFirst(int word, int first) => (wordStamps[word], firstExpansions[word]) = (wordsFrom, first);

    /// <summary>Position of the first match of a listed word; -1 when it matches nothing.</summary>
    public int FirstExpansionOf(int word) => wordStamps[word] == wordsFrom ? firstExpansions[word] : -1;

    /// <summary>Groups visited since <see cref="BeginGroups"/>.</summary>
    public int Groups { get; private set; }

    /// <summary>Clears the record of visited groups.</summary>
    public void BeginGroups(int groups)
    {
        Groups = 0;
        if (groupStamps.Length < groups)
        {
            groupStamps = new int[groups];
        }

        groupsFrom = NextStamp();
    }

    /// <summary>Whether a group has not been visited yet. Marks it as visited.</summary>
    public bool IsNewGroup(int group)
    {
        var isNew = groupStamps[group] != groupsFrom;
        groupStamps[group] = groupsFrom;
        Groups += isNew ? 1 : 0;
        return isNew;
    }

    /// <summary>Clears all credit.</summary>
    public void BeginNames()
    {
        Touched.Clear();
        namesFrom = NextStamp();
    }

    /// <summary>Clears the record of names that are scored.</summary>
    public void BeginScored() => scoredFrom = NextStamp();

    /// <summary>Records that a name is scored.</summary>
    public void RecordScored(int name) => scoredStamps[name] = scoredFrom;

    /// <summary>Whether a name is scored.</summary>
    public bool IsScored(int name) => scoredStamps[name] == scoredFrom;

    /// <summary>Starts the next word of the query. Each word credits a name once.</summary>
    public void BeginWord() => NextStamp();

    /// <summary>Credits a name with the current word. The first credit of a word must be the highest.</summary>
    public void Credit(int name, float amount)
    {
        if (nameStamps[name] <= namesFrom)
        {
            credit[name] = amount;
            Touched.Add(name);
        }
        else if (nameStamps[name] != stamp)
        {
            credit[name] += amount;
        }

        nameStamps[name] = stamp;
    }

    /// <summary>Credit of a name in <see cref="Touched"/>.</summary>
    public float CreditOf(int name) => credit[name];

    /// <summary>Reserves space for a listed name of <paramref name="tokens"/> words.</summary>
    public void Reserve(int tokens)
    {
        if (Weights.Length < tokens)
        {
            Weights = new double[tokens * 2];
            Roles = new TokenRole[tokens * 2];
        }
    }

    // A stamp is never used twice. A space that is not fresh is discarded before the stamps are used up.
    private int NextStamp()
    {
        if (stamp == int.MaxValue)
        {
            throw new InvalidOperationException("working space is used up");
        }

        return ++stamp;
    }

    /// <summary>Whether the space may be reused. After half of the stamps are used, it is replaced by a new one.</summary>
    public bool IsFresh => stamp < int.MaxValue / 2 && Compared.IsFresh;
}
