using System.Collections.Concurrent;
using System.Globalization;

namespace Screening.Engine.Tests.Differential;

/// <summary>Number of compared cases by pack.</summary>
internal sealed class Tally
{
    /// <summary>The probability that this many cases miss one of six packs is below one in a million.</summary>
    private const int EnoughForEveryPack = 100;

    private readonly ConcurrentDictionary<string, Count> byPack = new(StringComparer.Ordinal);

    public void Add(Transaction transaction, (int Completions, bool IsUndecided) compared) => byPack.AddOrUpdate(
        transaction.Facts.Pack,
        _ => new Count(1, compared.Completions, compared.IsUndecided ? 1 : 0),
        (_, count) => new Count(count.Cases + 1, count.Completions + compared.Completions, count.Undecided + (compared.IsUndecided ? 1 : 0)));

    /// <summary>
    /// Fails when a run covered not every pack. A run of few cases may miss one by chance, which is no failure of the engine.
    /// </summary>
    public void CoversEveryPack()
    {
        if (byPack.Values.Sum(count => count.Cases) >= EnoughForEveryPack)
        {
            Assert.Equal(TransactionGen.Packs.Order(StringComparer.Ordinal), byPack.Keys.Order(StringComparer.Ordinal));
        }
    }

    public override string ToString() => string.Join('\n', byPack.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(
        CultureInfo.InvariantCulture, $"{pair.Key}: {pair.Value.Cases} cases, {pair.Value.Completions} completions, {pair.Value.Undecided} undecided")));

    private sealed record Count(int Cases, long Completions, int Undecided);
}
