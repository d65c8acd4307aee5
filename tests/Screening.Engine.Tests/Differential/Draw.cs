namespace Screening.Engine.Tests.Differential;

/// <summary>Draws choices one after another from a fixed array of random numbers, so that a failure shrinks.</summary>
internal sealed class Draw(int[] numbers)
{
    private int next;

    public int Next(int count) => numbers[next++ % numbers.Length] % count;

    public bool OneIn(int count) => Next(count) == count - 1;

    /// <summary>The choices in the same cyclic order, from a random start.</summary>
    public IEnumerable<T> Shuffled<T>(List<T> choices)
    {
        var first = choices.Count == 0 ? 0 : Next(choices.Count);
        return choices.Skip(first).Concat(choices.Take(first));
    }

    public T Of<T>(IReadOnlyList<T> choices) => choices[Next(choices.Count)];
}
