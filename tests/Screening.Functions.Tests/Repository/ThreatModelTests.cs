using System.Reflection;
using System.Text.RegularExpressions;
using Screening.Engine.Model;

namespace Screening.Functions.Tests.Repository;

/// <summary>The threat model names only tests that exist and run.</summary>
public sealed class ThreatModelTests
{
    [Fact]
    public void EveryDefence_IsShownByATestThatExists()
    {
        var rows = RepositoryFolder.Text("docs/threat-model.md").Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| who |", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(rows);
        var known = typeof(ThreatModelTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(IsTest).Select(test => $"{type.Name}.{test.Name}"))
            .Concat(TestsOf("Screening.Pages.Tests")).Concat(TestsOf("Screening.Engine.Tests"))
            .ToHashSet(StringComparer.Ordinal);
        Assert.All(rows, row =>
        {
            var named = Regex.Matches(row, @"`(\w+Tests\.\w+)`").Select(match => match.Groups[1].Value).ToArray();
            Assert.True(named.Length > 0, $"no test shows this defence: {row}");
            Assert.Empty(named.Except(known));
        });
    }

    /// <summary>Tests of another program; their names are read from its text.</summary>
    private static IEnumerable<string> TestsOf(string project) =>
        from file in Directory.GetFiles(Path.Combine(RepositoryFolder.Root, "tests", project), "*Tests.cs", SearchOption.AllDirectories)
        from test in Regex.Matches(File.ReadAllText(file), @"\[(?:Fact|Theory)\](?:\s+\[[^\n]+\])*\s+public (?:async Task|void) (\w+)\(")
        select $"{Path.GetFileNameWithoutExtension(file)}.{test.Groups[1].Value}";

    private static bool IsTest(MethodInfo method) => method.GetCustomAttributes().Any(one => one is FactAttribute or TheoryAttribute);
}
