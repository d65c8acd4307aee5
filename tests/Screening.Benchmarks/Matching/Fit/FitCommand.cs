using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Screening.Engine.Parties.Scoring;

namespace Screening.Benchmarks.Matching.Fit;

/// <summary>
/// Fits the weights of the score to the labelled files: prints for each fold the errors on rows that the fit did not see, then fits all
/// rows, says what each weight contributes to each set, and writes the weights to the document that ships.
/// </summary>
internal static partial class FitCommand
{
    private const int Folds = 5;

    // A contribution to a set below this is noise.
    private const double Contribution = 0.0005;

    /// <summary>Fits; writes the weights to <paramref name="document"/> when it is given.</summary>
    public static int Run(string? document)
    {
        var rows = FitRows.Read();
        var shipped = Product.Settings.Weights;
        Console.WriteLine($"{rows.Length} rows: {string.Join(", ", rows.GroupBy(row => row.Set).Select(set => $"{set.Key} {set.Count()}"))}");
        foreach (var fold in Enumerable.Range(0, Folds))
        {
            var (seen, unseen) = (rows.Where(row => row.Fold % Folds != fold).ToArray(), rows.Where(row => row.Fold % Folds == fold).ToArray());
            var fitted = FitSearch.Fit(seen, shipped);
            Console.WriteLine($"fold {fold + 1} of {Folds}, {unseen.Length} rows held out: loss {FitLoss.Of(unseen, shipped):0.0000} shipped, {FitLoss.Of(unseen, fitted):0.0000} fitted");
            Print(unseen, shipped, fitted);
        }

        Console.WriteLine("all rows");
        var whole = FitSearch.Fit(rows, shipped, Console.Out);
        Print(rows, shipped, whole);
        PrintContributions(rows, whole);
        foreach (var weight in MatchWeight.All)
        {
            Console.WriteLine($"{weight.Name,-26}{weight.Get(shipped),8:0.####} -> {weight.Get(whole),8:0.####}");
        }

        if (document is not null)
        {
            Write(document, whole);
        }

        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["suite"] = "fit", ["rows"] = rows.Length, ["loss_shipped"] = Math.Round(FitLoss.Of(rows, shipped), 4), ["loss_fitted"] = Math.Round(FitLoss.Of(rows, whole), 4),
        }));
        return 0;
    }

    private static void Print(FitRow[] rows, MatchWeights shipped, MatchWeights fitted)
    {
        var (before, after) = (FitLoss.ErrorsBySet(rows, shipped), FitLoss.ErrorsBySet(rows, fitted));
        foreach (var (set, old) in before)
        {
            var now = after[set];
            Console.WriteLine($"  {set,-10}recall {old.Recall:0.000} -> {now.Recall:0.000}  alerts {old.Alerts:0.0000} -> {now.Alerts:0.0000}  "
                + $"F1 {old.F1:0.000} -> {now.F1:0.000}  STRONG errors {old.StrongErrors} -> {now.StrongErrors}");
        }
    }

    // A feature that helps no set, or one only, should be left out.
    private static void PrintContributions(FitRow[] rows, MatchWeights fitted)
    {
        var with = FitLoss.BySet(rows, fitted);
        Console.WriteLine($"loss without the feature, by set: {string.Join(' ', with.Keys)}");
        foreach (var feature in NameFeatures.All.Select(feature => feature.Weight))
        {
            var without = FitLoss.BySet(rows, feature.With(fitted, 0));
            var helps = with.Keys.Count(set => without[set] > with[set] + Contribution);
            Console.WriteLine($"  {feature.Name,-26}{string.Join(' ', with.Keys.Select(set => $"{without[set] - with[set],8:+0.0000;-0.0000;0}"))}  helps {helps} of {with.Count}");
        }
    }

    private static void Write(string document, MatchWeights weights)
    {
        var members = MatchWeight.All.Select(weight => $"    \"{weight.Name}\": {weight.Get(weights).ToString("0.####", CultureInfo.InvariantCulture)}");
        var text = File.ReadAllText(document);
        File.WriteAllText(document, WeightsMember().Replace(text, $"\"weights\": {{\n{string.Join(",\n", members)}\n  }}", 1));
    }

    [GeneratedRegex("\"weights\": \\{[^}]*\\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WeightsMember();
}
