using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Engine.Policies.Wording;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Laws;
using Screening.Engine.Tests.Policies;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Approved;

/// <summary>The texts shown to callers, readers of a policy and authors of a policy, word by word.</summary>
public sealed partial class WordingTests
{
    private const string Base = "us-common-base";
    private const string Law = "us-uas-2025-09";

    private static readonly string?[] Nonsense = [null, "3", "-1", "[]", "{}", "\"\"", "\"ZZ\"", "\"2020-13-01\""];

    private static readonly string[] Others = ["proposed-reform", "us-hr3068-bill", "mtcr-guidelines"];

    /// <summary>Every fifth case. A line that occurred before is not repeated.</summary>
    [Fact]
    public void ADecision_GivesItsReasons() => ApprovedText.Verify("decisions.txt", Decisions());

    [Fact]
    public void APolicy_ShowsItsRulesInWords() => ApprovedText.Verify("rules.txt", Rules());

    /// <summary>
    /// One path of every shape in three policies, each with three invalid values. An error that occurred before is not repeated.
    /// </summary>
    [Fact]
    public void APolicyWithErrors_IsRefusedWithEachOfThem() => ApprovedText.Verify("refusals.txt", Refusals());

    /// <summary>
    /// The same for documents of an operator: country sets, the control list, the registries, and the meaning of matches.
    /// </summary>
    [Fact]
    public void ADocumentWithErrors_IsRefusedWithEachOfThem() => ApprovedText.Verify("refusals-of-documents.txt", DocumentRefusals());

    /// <summary>The question and the phrases of every fact, and the names of its codes and of the country sets.</summary>
    [Fact]
    public void AFact_IsExplainedInWords() => ApprovedText.Verify("words.txt", Words());

    private static IEnumerable<string> Words()
    {
        foreach (var fact in FactCatalogue.All)
        {
            yield return $"{Code<Fact>.Of(fact.Fact)}: {fact.Scope} {fact.Type} {fact.Unit} from {fact.Source}, absent {fact.WhenAbsent}: {fact.Question}";
            if (fact.Type == FactType.YesNo)
            {
                yield return $"  {Phrases.Of(fact.Fact, true)} / {Phrases.Of(fact.Fact, false)}";
            }
            else
            {
                yield return $"  {Phrases.Of(fact.Fact)}: {string.Join(", ", fact.Codes.Select(code => $"{code} = {Phrases.OfCode(code)}"))}";
            }
        }

        foreach (var set in SeedFiles.All.Where(document => document.Kind == DocumentKind.CountrySet))
        {
            yield return $"{set.Id}: {Phrases.OfSet(set.Id)}";
        }
    }

    private static IEnumerable<string> DocumentRefusals()
    {
        var (shapes, seen) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var document in SeedFiles.All.Where(document => document.Kind != DocumentKind.Policy).OrderBy(document => document.Kind).ThenBy(document => document.Id, StringComparer.Ordinal))
        {
            // Errors of a document are found without any other document.
            ImmutableArray<DocumentSource> alone = [document];
            var whole = JsonNode.Parse(document.Json)!;
            var group = document.Kind == DocumentKind.Registry ? document.Id : $"{document.Kind}";
            foreach (var (path, nonsense) in Paths(whole, "$").Where(path => shapes.Add(group + Index().Replace(path, "[]")))
                .SelectMany(path => Nonsense.Select(nonsense => (path, nonsense))))
            {
                var errors = SnapshotCompiler.Check(alone.With(document.Kind, document.Id, root => Put(root, path, nonsense)));
                foreach (var error in errors.Where(error => error.Document == $"{Code<DocumentKind>.Of(document.Kind)}/{document.Id}"
                    && seen.Add(group + Index().Replace($"{error.Path}: {error.Message}", "[]"))))
                {
                    yield return $"{document.Id} {path} = {nonsense ?? "(nothing)"}: {error.Path}: {error.Message}";
                }
            }
        }
    }

    private static IEnumerable<string> Decisions()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (file, _) in CaseFile.All.Where(file => file.Rows.Count == 0 && file.Assessment is null)
            .Select((file, number) => (file, number)).Where(one => one.number % 5 == 0))
        {
            var decision = file.Request().Screen(Lawful.Seed, file.AsOf);
            yield return $"# {file.Id}: {file.Note}";
            foreach (var line in Lines(decision).Where(seen.Add))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Lines(Decision decision)
    {
        yield return $"{decision.Disposition} {decision.Outcome} {decision.Text}";
        if (decision.Undecided is { } open)
        {
            yield return $"open: {string.Join(' ', open.Possible)}, at worst {open.Worst}; ask {string.Join(' ', open.Ask)}";
        }

        foreach (var finding in decision.Findings)
        {
            var facts = string.Join(' ', finding.Facts.Select(fact => $"{fact.Key}={fact.Value}"));
            yield return $"finding {finding.Item}/{finding.Destination} {finding.RuleSet} {finding.Rule} {finding.Outcome} wins={finding.Wins} "
                + $"certain={finding.Certain} [{facts}] {finding.Text} [{finding.Citation}]";
        }

        foreach (var item in decision.Items)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"item {item.Id} {item.Category} of {string.Join('/', item.PossibleCategories)} "
                + $"{item.AnnexItem} at {item.DecisivePoint?.RangeKm}/{item.DecisivePoint?.PayloadKg} {item.Outcome} of {string.Join('/', item.Possible)}: {item.Explanation}");
        }

        foreach (var line in decision.Missing.Select(fact => $"missing {fact.Fact}: {fact.Question}")
            .Concat(decision.DefaultsUsed.Select(used => $"default {used.Fact} = {used.Value}: {used.Reason}"))
            .Concat(decision.Factors.Select(factor => $"factor {factor.Id} {factor.Item}/{factor.Destination} = {factor.Value}: {factor.Text} [{factor.Citation}]"))
            .Concat(decision.ExceptionCandidates.Select(one => $"exception {one.Id} {one.Item}/{one.Destination} {one.Available} {one.Title}: {one.Why} [{one.Citation}]"))
            .Concat(decision.Conditions.Select(condition => $"condition {condition.Rule}: {condition.Text}"))
            .Concat(decision.NotChecked.Select(line => $"not checked: {line}")))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Rules()
    {
        var foundation = SeedFiles.All.Single(document => document.Id == Base);
        foreach (var document in SeedFiles.All.AddRange(SeedFiles.OnFile).Where(document => document.Kind == DocumentKind.Policy).OrderBy(document => document.Id, StringComparer.Ordinal))
        {
            var reading = document.Id == Base ? PolicyReading.Of(foundation, null)! : PolicyReading.Of(document with { Parents = SeedFiles.All }, foundation)!;
            yield return $"# {document.Id}";
            foreach (var rule in reading.Rules.Where(rule => document.Id == Base || !rule.IsBase))
            {
                yield return $"{rule.Rule.Id}: {rule.Sentence}";
            }

            foreach (var sentence in reading.Tables.SelectMany(table => table.Sentences.Select((sentence, number) => $"{table.Id} {number + 1}: {sentence}")))
            {
                yield return sentence;
            }
        }
    }

    private static IEnumerable<string> Refusals()
    {
        var (shapes, seen) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var all = SeedFiles.All.AddRange(SeedFiles.OnFile);
        foreach (var pack in new[] { Law, "proposed-reform", Base })
        {
            yield return $"# {pack}";
            // Without the other packs, which would report the same errors, and without documents that no rule refers to.
            var documents = all.Where(document => document.Kind is DocumentKind.Policy or DocumentKind.CountrySet)
                .Where(document => document.Id == pack || !Others.Contains(document.Id)).ToImmutableArray();
            var whole = JsonNode.Parse(all.Single(document => document.Id == pack).Json)!;
            foreach (var (path, nonsense) in Paths(whole, "$").Where(path => shapes.Add(Index().Replace(path, "[]")))
                .SelectMany(path => new[] { null, "3", "[]" }.Select(nonsense => (path, nonsense))))
            {
                var errors = SnapshotCompiler.Check(documents.With(DocumentKind.Policy, pack, root => Put(root, path, nonsense)));
                foreach (var error in errors.Where(error => error.Document == $"policy/{pack}" && seen.Add(Index().Replace($"{error.Path}: {error.Message}", "[]"))))
                {
                    yield return $"{path} = {nonsense ?? "(nothing)"}: {error.Path}: {error.Message}";
                }
            }
        }
    }

    private static IEnumerable<string> Paths(JsonNode node, string at)
    {
        IEnumerable<(string Path, JsonNode? Node)> children = node switch
        {
            JsonObject members => members.Select(member => ($"{at}.{member.Key}", member.Value)),
            JsonArray elements => elements.Select((element, number) => ($"{at}[{number}]", element)),
            _ => [],
        };
        return children.SelectMany(child => child.Node is null ? [child.Path] : Paths(child.Node, child.Path).Prepend(child.Path));
    }

    private static void Put(JsonObject root, string path, string? nonsense)
    {
        JsonNode node = root;
        var steps = Step().Matches(path).Select(match => match.Value).ToArray();
        foreach (var step in steps[..^1])
        {
            node = step[0] == '[' ? node[Number(step)]! : node[step[1..]]!;
        }

        var (last, value) = (steps[^1], nonsense is null ? null : JsonNode.Parse(nonsense));
        if (last[0] == '[')
        {
            if (value is null)
            {
                node.AsArray().RemoveAt(Number(last));
            }
            else
            {
                node[Number(last)] = value;
            }
        }
        else if (value is null)
        {
            node.AsObject().Remove(last[1..]);
        }
        else
        {
            node[last[1..]] = value;
        }
    }

    private static int Number(string step) => int.Parse(step[1..^1], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();

    [GeneratedRegex(@"\.[^.\[\]]+|\[\d+\]")]
    private static partial Regex Step();
}
