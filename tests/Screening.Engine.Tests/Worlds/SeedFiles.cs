using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Screening.Engine.Snapshots;

namespace Screening.Engine.Tests.Worlds;

/// <summary>The shipped documents, and changes to them as a policy author would make them.</summary>
internal static class SeedFiles
{
    private const string OnFileFolder = "policies-on-file";

    private static readonly Dictionary<string, DocumentKind> Folders = new(StringComparer.Ordinal)
    {
        ["policies"] = DocumentKind.Policy,
        [OnFileFolder] = DocumentKind.Policy,
        ["country-sets"] = DocumentKind.CountrySet,
        ["control-list"] = DocumentKind.ControlList,
        ["registries"] = DocumentKind.Registry,
        ["party-policy"] = DocumentKind.PartyPolicy,
    };

    /// <summary>Every shipped document that is active, version 1.</summary>
    public static ImmutableArray<DocumentSource> All { get; } = Load(isActive: true);

    /// <summary>Policies that are shipped on file and not active.</summary>
    public static ImmutableArray<DocumentSource> OnFile { get; } = Load(isActive: false);

    /// <summary>The documents with one of them edited.</summary>
    public static ImmutableArray<DocumentSource> With(
        this ImmutableArray<DocumentSource> documents, DocumentKind kind, string id, Action<JsonObject> edit)
    {
        var index = documents.IndexOf(documents.Single(document => document.Kind == kind && document.Id == id));
        var root = JsonNode.Parse(documents[index].Json)!.AsObject();
        edit(root);
        return documents.SetItem(index, documents[index] with { Json = root.ToJsonString() });
    }

    /// <summary>Compiles the documents, or fails with all errors.</summary>
    public static byte[] Compile(this ImmutableArray<DocumentSource> documents, params WatchlistSource[] lists)
    {
        var result = SnapshotCompiler.Compile(new SnapshotSource { SourceVersion = 7, Documents = documents, Watchlists = [.. lists] });
        Assert.True(result.Errors.IsEmpty, string.Join("\n", result.Errors));
        return result.Bytes!;
    }

    private static ImmutableArray<DocumentSource> Load(bool isActive)
    {
        var assembly = typeof(SeedFiles).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.StartsWith("seed/", StringComparison.Ordinal)
                && name.Contains(OnFileFolder, StringComparison.Ordinal) != isActive)
                .Order(StringComparer.Ordinal).Select(name =>
                {
                    var parts = name.Replace('\\', '/').Split('/');
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    return new DocumentSource(Folders[parts[^2]], Path.GetFileNameWithoutExtension(parts[^1]), 1, reader.ReadToEnd());
                }),
        ];
    }
}
