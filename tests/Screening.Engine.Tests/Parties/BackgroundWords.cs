using System.Globalization;
using System.Text;
using Screening.Engine.Parties.Index;

namespace Screening.Engine.Tests.Parties;

/// <summary>The rarity of words by the oracle's own reading of the background table.</summary>
internal static class BackgroundWords
{
    private const double Names = 40_000;
    private const int NamesOfShortNumber = 160;
    private const int NamesOfLongNumber = 20;
    private const double Steps = 255;

    private static readonly Dictionary<string, int> Counts = Read();

    /// <summary>Whether the table has the word.</summary>
    public static bool Has(string word) => Counts.ContainsKey(word);

    /// <summary>Rarity of a word, 0 to 1, in the steps in which the index stores it.</summary>
    public static double RarityOf(string word)
    {
        var names = Counts.TryGetValue(word, out var known) ? known
            : !word.All(char.IsAsciiDigit) ? 0
            : word.Length > 2 ? NamesOfLongNumber : NamesOfShortNumber;
        return names == 0 ? 1 : Math.Round(Steps * Math.Clamp(1 - (Math.Log(names) / Math.Log(Names)), 0, 1)) / Steps;
    }

    private static Dictionary<string, int> Read()
    {
        var assembly = typeof(WatchlistIndexWriter).Assembly;
        var name = Assert.Single(assembly.GetManifestResourceNames(), resource => resource.EndsWith("background.txt", StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(row => row[0], row => int.Parse(row[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }
}
