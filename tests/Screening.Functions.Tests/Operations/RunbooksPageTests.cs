using System.Reflection;
using System.Text.RegularExpressions;
using Screening.Functions.Tests.Readme;

namespace Screening.Functions.Tests.Operations;

/// <summary>docs/runbooks.md names the tests that execute it.</summary>
public sealed class RunbooksPageTests
{
    private static readonly Page Runbooks = new(Runbook.Page);

    [Fact]
    public void EveryRunbook_NamesTestsThatExist()
    {
        var known = typeof(RunbooksPageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
                .Where(method => method.GetCustomAttributes().Any(one => one is FactAttribute or TheoryAttribute)).Select(test => $"{type.Name}.{test.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        Assert.All(Runbooks.Table("runbook", "tests"), row =>
        {
            var named = Regex.Matches(row[1], @"\w+Tests\.\w+").Select(match => match.Value).ToArray();
            Assert.NotEmpty(named);
            Assert.Empty(named.Except(known));
        });
    }

    [Fact]
    public void EveryCommandShown_IsExecutedByATest() =>
        Assert.Equal(["backup", "erasures", "restore"], new[] { "Back up", "Restore" }.SelectMany(title => new Runbook(title).Commands("", "")).Select(args => args[0]));
}
