namespace Screening.Engine.Parties.Index;

/// <summary>Marks the words of an index that one look-up has compared. Reused for many look-ups; never shared between threads.</summary>
internal sealed class WordMarks(int words)
{
    private readonly int[] stamps = new int[words];
    private int stamp;

    /// <summary>Whether the marks may be reused. After half of the stamps are used, they are replaced by new ones.</summary>
    public bool IsFresh => stamp < int.MaxValue / 2;

    /// <summary>Number of marks since <see cref="Begin"/>.</summary>
    public int Marked { get; private set; }

    /// <summary>Clears all marks.</summary>
    public void Begin()
    {
        stamp++;
        Marked = 0;
    }

    /// <summary>Whether a word has no mark yet. Marks it.</summary>
    public bool IsNew(int word)
    {
        var isNew = stamps[word] != stamp;
        stamps[word] = stamp;
        Marked += isNew ? 1 : 0;
        return isNew;
    }
}
