using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Search;

/// <summary>Working space of one search over an index of a given size; reused, never shared between threads.</summary>
internal sealed class SearchScratch(int names, int words)
{
    private readonly float[] credit = new float[names];
    private readonly int[] nameStamps = new int[names];
    private readonly int[] wordStamps = new int[words];
    private readonly int[] firstAnswers = new int[words];
    private readonly int[] lookStamps = new int[words];
    private int[] groupStamps = [];
    private int stamp;
    private int wordsFrom;
    private int namesFrom;
    private int groupsFrom;
    private int lookFrom;

    /// <summary>Names touched since <see cref="BeginNames"/>.</summary>
    public List<int> Touched { get; } = [];

    /// <summary>Pairs of words of the name being scored.</summary>
    public List<WordEdge> Edges { get; } = [];

    /// <summary>Weights of the listed name being scored.</summary>
    public double[] Weights { get; private set; } = new double[64];

    /// <summary>Roles of the listed name being scored.</summary>
    public TokenRole[] Roles { get; private set; } = new TokenRole[64];

    /// <summary>Alignment of the name being scored.</summary>
    public NameAlignment Alignment { get; } = new();

    /// <summary>Forgets which listed words answer.</summary>
    public void BeginWords() => wordsFrom = NextStamp();

    /// <summary>Notes where the answers of a listed word begin.</summary>
    public void Answer(int word, int first) => (wordStamps[word], firstAnswers[word]) = (wordsFrom, first);

    /// <summary>Where the answers of a listed word begin, -1 when it answers nothing.</summary>
    public int FirstAnswerOf(int word) => wordStamps[word] == wordsFrom ? firstAnswers[word] : -1;

    /// <summary>Forgets which listed words were compared.</summary>
    public void BeginLook() => lookFrom = NextStamp();

    /// <summary>Whether a listed word is compared for the first time.</summary>
    public bool IsNew(int word)
    {
        var isNew = lookStamps[word] != lookFrom;
        lookStamps[word] = lookFrom;
        return isNew;
    }

    /// <summary>Forgets which groups were seen.</summary>
    public void BeginGroups(int groups)
    {
        if (groupStamps.Length < groups)
        {
            groupStamps = new int[groups];
        }

        groupsFrom = NextStamp();
    }

    /// <summary>Whether a group is seen for the first time.</summary>
    public bool IsNewGroup(int group)
    {
        var isNew = groupStamps[group] != groupsFrom;
        groupStamps[group] = groupsFrom;
        return isNew;
    }

    /// <summary>Forgets all credit.</summary>
    public void BeginNames()
    {
        Touched.Clear();
        namesFrom = NextStamp();
    }

    /// <summary>Begins to follow the next word of the question: a name is credited with each word once.</summary>
    public void BeginWord() => NextStamp();

    /// <summary>Credits a name with the word followed; the first credit of a word must be the highest.</summary>
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

    /// <summary>Credit of a touched name.</summary>
    public float CreditOf(int name) => credit[name];

    /// <summary>Makes room for a listed name of <paramref name="tokens"/> words.</summary>
    public void Reserve(int tokens)
    {
        if (Weights.Length < tokens)
        {
            Weights = new double[tokens * 2];
            Roles = new TokenRole[tokens * 2];
        }
    }

    // A stamp is never used twice; after two thousand million of them all begins anew.
    private int NextStamp()
    {
        if (stamp == int.MaxValue)
        {
            throw new InvalidOperationException("working space is used up");
        }

        return ++stamp;
    }

    /// <summary>Whether a search may begin: past half of the stamps the space is dropped for a new one.</summary>
    public bool IsFresh => stamp < int.MaxValue / 2;
}
