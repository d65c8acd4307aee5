using System.Globalization;
using Screening.Benchmarks.Matching.Checks;
using Screening.Benchmarks.Matching.Worst;

namespace Screening.Benchmarks.Matching;

/// <summary>The commands that check party matching row by row, and the search for the slowest input.</summary>
internal static class CheckCommands
{
    /// <summary>Usage text.</summary>
    public const string Usage = "\n       families FILE [--list LIST.csv[.gz]] | nonnames FILE | entities FILE | addresses FILE, each [--rows N] [--misses N]\n"
        + "       worst [--seconds S]";

    private const int Misses = 30;
    private const int Seconds = 30;

    /// <summary>Runs the command of <paramref name="args"/>; null when it is none of these.</summary>
    public static int? Run(string[] args)
    {
        string[] options = args switch
        {
            ["families", _, ..] => ["--rows", "--misses", "--list"],
            ["nonnames" or "entities" or "addresses", _, ..] => ["--rows", "--misses"],
            ["worst", ..] => ["--seconds"],
            _ => [],
        };
        var first = args is ["worst", ..] ? 1 : 2;
        if (options.Length == 0 || MatchingCommands.Read(args[first..], options) is not { } given)
        {
            return null;
        }

        var rows = RowsOf(given);
        var misses = given.TryGetValue("--misses", out var shown) ? Number(shown) : Misses;
        return args[0] switch
        {
            "families" => FamiliesCommand.Run(args[1], given.GetValueOrDefault("--list") ?? DataFolder.List, rows, misses),
            "nonnames" => NonNamesCommand.Run(args[1], rows, misses),
            "entities" => EntitiesCommand.Run(args[1], rows, misses),
            "addresses" => AddressesCommand.Run(args[1], rows, misses),
            _ => WorstCommand.Run(given.TryGetValue("--seconds", out var seconds) ? Number(seconds) : Seconds),
        };
    }

    /// <summary>The option that takes a slice of a file: how many rows, null for all.</summary>
    internal static int? RowsOf(Dictionary<string, string> given) => given.TryGetValue("--rows", out var rows) ? Number(rows) : null;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
