using System.Reflection;
using System.Text.RegularExpressions;
using Screening.Engine.Model;

namespace Screening.Functions.Tests.Faults;

/// <summary>
/// Completeness of the fault table: every step of both flows has a fault and every kind of fault has a row. Adding a step or
/// removing a row makes a test fail.
/// </summary>
public sealed partial class FaultTableTests(ITestOutputHelper output)
{
    /// <summary>
    /// The steps of a change and of the work after it: those of the README, split wherever a process can end between them.
    /// </summary>
    private static readonly string[] ChangeSteps =
    [
        "parse and trial-compile", "rows of the new version, then the head", "compile request", "read head and rows", "compile",
        "store the bytes under their hash", "flip the pointer", "tell the activation", "every instance takes it", "the sweep nudges again",
    ];

    /// <summary>Kinds of faults that the suite must cover, and a word that occurs in the rows of this kind.</summary>
    private static readonly (string Kind, string Word)[] Kinds =
    [
        ("storage down", "down"), ("slow", "slow"), ("failing every n-th call", "every third call"), ("cut mid-write", "cut while written"),
        ("429", "throttled"), ("503", "busy"), ("killed between two steps", "killed"), ("duplicate", "twice"), ("reordered", "out of order"),
        ("delayed", "late"), ("lost", "lost"), ("torn", "torn"), ("tampered", "tampered"), ("clock jumps", "clock"),
        ("two publishers at once", "publishers at once"), ("restart", "restart"), ("poison input", "poison"),
    ];

    private static readonly (FaultFlow Flow, int Step, string Fault)[] Rows = [.. OfTables(), .. OfTests()];

    public static TheoryData<FaultFlow, int, string> Steps
    {
        get
        {
            var steps = new TheoryData<FaultFlow, int, string>();
            // The README numbers the steps of a screening; a separate test checks these against the product.
            foreach (Match step in NumberedStep().Matches(Section("How a decision is made")))
            {
                steps.Add(FaultFlow.Screening, int.Parse(step.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), step.Groups[2].Value);
            }

            for (var step = 0; step < ChangeSteps.Length; step++)
            {
                steps.Add(FaultFlow.Change, step + 1, ChangeSteps[step]);
            }

            return steps;
        }
    }

    public static TheoryData<string, string> KindsOfFaults => new(Kinds);

    [Theory]
    [MemberData(nameof(Steps))]
    public void EveryStep_HasAFault(FaultFlow flow, int step, string name)
    {
        string[] faults = [.. Rows.Where(row => row.Flow == flow && row.Step == step).Select(row => row.Fault)];
        output.WriteLine($"{flow} {step} {name}: {string.Join("; ", faults)}");
        Assert.NotEmpty(faults);
    }

    [Theory]
    [MemberData(nameof(KindsOfFaults))]
    public void EveryKindOfFault_HasARow(string kind, string word)
    {
        string[] faults = [.. Rows.Where(row => row.Fault.Contains(word, StringComparison.Ordinal)).Select(row => $"{row.Flow} {row.Step} {row.Fault}")];
        output.WriteLine($"{kind}: {string.Join("; ", faults)}");
        Assert.NotEmpty(faults);
    }

    [Fact]
    public void TheReadme_NumbersTenStepsOfAScreening() => Assert.Equal(10 + ChangeSteps.Length, Steps.Count);

    private static IEnumerable<(FaultFlow, int, string)> OfTables() =>
    [
        .. ScreeningFaultTests.Steps.Select(row => Row(FaultFlow.Screening, row.Data)),
        .. ChangeFaultTests.Steps.Select(row => Row(FaultFlow.Change, row.Data)),
        .. ImportFaultTests.Steps.Select(row => Row(FaultFlow.Change, row.Data)),
        // Killed before or within the step that the name starts with. The next process continues, so each row includes a restart.
        .. KilledProcessTests.Steps.Select(row => Row(FaultFlow.Change, $"{row.Data}: killed, and a restart")),
        .. KilledProcessTests.ScreeningSteps.Select(row => Row(FaultFlow.Screening, $"{row}: killed, and a restart")),
    ];

    private static (FaultFlow, int, string) Row(FaultFlow flow, string row) =>
        (flow, int.Parse(FirstNumber().Match(row).ValueSpan, System.Globalization.CultureInfo.InvariantCulture), row);

    private static IEnumerable<(FaultFlow, int, string)> OfTests() => typeof(FaultTableTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method =>
        {
            var breaks = method.GetCustomAttributes<StepFaultAttribute>().ToArray();
            Assert.True(breaks.Length == 0 || method.GetCustomAttributes<FactAttribute>().Any(), $"{method.Name} breaks a step and is no test");
            return breaks.Select(one => (one.Flow, one.Step, one.Fault));
        });

    /// <summary>The code block under a heading of the README.</summary>
    private static string Section(string heading)
    {
        var text = Readme.Readme.Text;
        var start = text.IndexOf("```", text.IndexOf("## " + heading, StringComparison.Ordinal), StringComparison.Ordinal);
        return text[start..text.IndexOf("```", start + 3, StringComparison.Ordinal)];
    }

    // A line can hold two steps, separated by blanks.
    [GeneratedRegex(@"(?:^|\s{3,})\s?(\d+) (.+?)(?=\s{3,}\d+ |$)", RegexOptions.Multiline)]
    private static partial Regex NumberedStep();

    [GeneratedRegex(@"\d+")]
    private static partial Regex FirstNumber();
}
