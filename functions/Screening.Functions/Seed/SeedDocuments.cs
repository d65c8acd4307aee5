using System.Collections.Immutable;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Seed;

/// <summary>The documents embedded in the assembly: policies, country sets, control list, registries, party policy.</summary>
public static class SeedDocuments
{
    private const string Prefix = "seed/";

    private static readonly ImmutableArray<(string Folder, DocumentKind Kind)> Folders =
    [
        ("policies", DocumentKind.Policy),
        ("country-sets", DocumentKind.CountrySet),
        ("control-list", DocumentKind.ControlList),
        ("registries", DocumentKind.Registry),
        ("party-policy", DocumentKind.PartyPolicy),
    ];

    /// <summary>All shipped documents, as version 1.</summary>
    public static ImmutableArray<DocumentSource> All() =>
        [.. Folders.SelectMany(folder => Names(folder.Folder).Select(name => Document(folder.Folder, folder.Kind, name)))];

    /// <summary>Policies shipped on file and not active, as version 1. An approver may activate them.</summary>
    public static ImmutableArray<DocumentSource> OnFile() =>
        [.. Names("policies-on-file").Select(name => Document("policies-on-file", DocumentKind.Policy, name))];

    /// <summary>The sample watchlist in the product's own CSV layout.</summary>
    public static Stream SampleWatchlist() => Open(Prefix + "sample-watchlist.csv");

    private static IEnumerable<string> Names(string folder) =>
        typeof(SeedDocuments).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{Prefix}{folder}/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static DocumentSource Document(string folder, DocumentKind kind, string name)
    {
        using var reader = new StreamReader(Open(name));
        var id = name[(Prefix.Length + folder.Length + 1)..^".json".Length];
        return new DocumentSource(kind, id, 1, reader.ReadToEnd());
    }

    private static Stream Open(string name) =>
        typeof(SeedDocuments).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"the shipped document `{name}` is missing from the assembly");
}
