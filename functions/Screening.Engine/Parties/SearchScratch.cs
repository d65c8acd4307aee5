namespace Screening.Engine.Parties;

/// <summary>Working space of one search over an index of a given size; reused, never shared between threads.</summary>
internal sealed class SearchScratch(int names)
{
    private readonly double[] credit = new double[names];
    private readonly int[] epochs = new int[names];
    private readonly int[] lastWord = new int[names];
    private int epoch;

    /// <summary>Names touched since <see cref="Begin"/>.</summary>
    public List<int> Touched { get; } = [];

    /// <summary>Pairs of words of the name being scored.</summary>
    public List<WordEdge> Edges { get; } = [];

    /// <summary>Weights of the listed name being scored.</summary>
    public double[] Weights { get; private set; } = new double[64];

    /// <summary>Roles of the listed name being scored.</summary>
    public TokenRole[] Roles { get; private set; } = new TokenRole[64];

    /// <summary>Alignment of the name being scored.</summary>
    public NameAlignment Alignment { get; } = new();

    /// <summary>Forgets all credit.</summary>
    public void Begin()
    {
        Touched.Clear();
        if (epoch == int.MaxValue)
        {
            Array.Clear(epochs);
            epoch = 0;
        }

        epoch++;
    }

    /// <summary>Credits a name with a word of the question, once per word: the first credit must be the highest.</summary>
    public void Credit(int name, int word, double amount)
    {
        if (epochs[name] != epoch)
        {
            (epochs[name], credit[name], lastWord[name]) = (epoch, amount, word);
            Touched.Add(name);
        }
        else if (lastWord[name] != word)
        {
            lastWord[name] = word;
            credit[name] += amount;
        }
    }

    /// <summary>Credit of a touched name.</summary>
    public double CreditOf(int name) => credit[name];

    /// <summary>Makes room for a listed name of <paramref name="tokens"/> words.</summary>
    public void Reserve(int tokens)
    {
        if (Weights.Length < tokens)
        {
            Weights = new double[tokens * 2];
            Roles = new TokenRole[tokens * 2];
        }
    }
}
