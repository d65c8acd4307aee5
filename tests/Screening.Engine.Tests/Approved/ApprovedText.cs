namespace Screening.Engine.Tests.Approved;

/// <summary>
/// Compares a text with the approved copy in this folder. When a text shown to users changes, the new text is written next to the
/// test program; review the difference and replace the approved file with it.
/// </summary>
internal static class ApprovedText
{
    public static void Verify(string name, IEnumerable<string> lines)
    {
        var actual = lines.ToArray();
        var received = Path.Combine(AppContext.BaseDirectory, $"received-{name}");
        using var stream = typeof(ApprovedText).Assembly.GetManifestResourceStream($"approved/{name}");
        using var reader = stream is null ? null : new StreamReader(stream);
        var approved = reader?.ReadToEnd().TrimEnd('\n').Split('\n') ?? [];
        if (actual.SequenceEqual(approved, StringComparer.Ordinal))
        {
            return;
        }

        File.WriteAllText(received, string.Join('\n', actual) + "\n");
        var at = actual.Zip(approved).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail($"""
            line {at + 1} of {name} is told otherwise than approved; the new text is {received}
            approved: {approved.ElementAtOrDefault(at) ?? "(nothing)"}
            told:     {actual.ElementAtOrDefault(at) ?? "(nothing)"}
            """);
    }
}
