using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Tests.Approved;

/// <summary>
/// A text somebody has read and approved. Whoever changes what users are told finds the new text beside the test program, reads
/// what differs, and puts it in the place of the old one.
/// </summary>
internal static class ApprovedText
{
    /// <summary>Holds lines to the approved ones.</summary>
    /// <param name="name">Name of the file in this folder.</param>
    /// <param name="lines">What is told now.</param>
    public static void Hold(string name, IEnumerable<string> lines)
    {
        var told = lines.ToArray();
        var received = Path.Combine(AppContext.BaseDirectory, $"received-{name}");
        using var stream = typeof(ApprovedText).Assembly.GetManifestResourceStream($"approved/{name}");
        using var reader = stream is null ? null : new StreamReader(stream);
        var approved = reader?.ReadToEnd().TrimEnd('\n').Split('\n') ?? [];
        if (told.SequenceEqual(approved, StringComparer.Ordinal))
        {
            return;
        }

        File.WriteAllText(received, string.Join('\n', told) + "\n");
        var at = told.Zip(approved).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail($"""
            line {at + 1} of {name} is told otherwise than approved; the new text is {received}
            approved: {approved.ElementAtOrDefault(at) ?? "(nothing)"}
            told:     {told.ElementAtOrDefault(at) ?? "(nothing)"}
            """);
    }
}
