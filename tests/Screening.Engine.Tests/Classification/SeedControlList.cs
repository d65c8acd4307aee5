using Screening.Engine.Classification;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Classification;

/// <summary>The shipped control list.</summary>
internal static class SeedControlList
{
    public static string Json { get; } = SeedFiles.All.Single(document => document.Kind == DocumentKind.ControlList).Json;

    public static ControlList List { get; } = Read();

    public static EccnTerms Terms(string eccn) => List.TermsOf(eccn) ?? throw new InvalidOperationException($"{eccn} is not known");

    private static ControlList Read()
    {
        var errors = new List<(string Path, string Message)>();
        var list = ControlList.Parse(Json, errors);
        return errors.Count == 0 ? list : throw new InvalidOperationException(string.Join("; ", errors));
    }
}
