using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Classification;
using Screening.Engine.Destinations;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Snapshots;

/// <summary>
/// The compiled documents of a source. Created by the compiler to validate a source, and by a snapshot when it is opened.
/// </summary>
internal sealed class SnapshotContent
{
    private readonly List<CompileError> errors = [];

    private SnapshotContent(ImmutableArray<DocumentSource> documents)
    {
        Sets = new CountrySets();
        Registries = new Registries();
        CheckWhole(documents);
        Each(documents, DocumentKind.CountrySet, (json, found) => Sets.Add(json, found));
        foreach (var followers in documents.Where(document => document is { Kind: DocumentKind.CountrySet, Id: CountrySets.FollowsSet }))
        {
            Collect(followers, found => Sets.CheckFollowers(found));
        }

        Each(documents, DocumentKind.Registry, (json, found) => Registries.Add(json, found));
        ControlList = Only(documents, DocumentKind.ControlList, ControlList.Parse);
        PartyPolicy = Only(documents, DocumentKind.PartyPolicy, PartyPolicy.Parse);
        foreach (var stops in documents.Where(document => document.Kind == DocumentKind.EmergencyStops))
        {
            Collect(stops, found =>
            {
                CheckId(stops, found);
                Stops = EmergencyStops.Parse(stops.Json, found);
            });
        }

        Documents = [.. documents.Select(document => Flat(document, documents))];
        Policies = CompilePolicies(Documents);
        CheckCalendar();
    }

    public CountrySets Sets { get; }

    public Registries Registries { get; }

    public ControlList? ControlList { get; }

    public PartyPolicy? PartyPolicy { get; }

    /// <summary>The emergency stops; none without their document.</summary>
    public EmergencyStops Stops { get; private set; } = EmergencyStops.None;

    public ImmutableArray<CompiledPolicy> Policies { get; }

    /// <summary>The documents. Policies are flattened: everything they inherit is expanded.</summary>
    public ImmutableArray<DocumentSource> Documents { get; }

    public ImmutableArray<CompileError> Errors => [.. errors];

    /// <summary>Compiles the documents and collects every error of every document.</summary>
    public static SnapshotContent Compile(ImmutableArray<DocumentSource> documents) =>
        new(Ordered(documents));

    /// <summary>Canonical order, so that the bytes do not depend on the order of the input.</summary>
    public static ImmutableArray<DocumentSource> Ordered(ImmutableArray<DocumentSource> documents) =>
        [.. documents.OrderBy(document => document.Kind).ThenBy(document => document.Id, StringComparer.Ordinal)];

    /// <summary>
    /// Every document must occur once. Documents whose absence would mean "nothing on file" must be present: without the document
    /// of regions, Crimea would be treated as an ordinary destination.
    /// </summary>
    private void CheckWhole(ImmutableArray<DocumentSource> documents)
    {
        foreach (var repeated in documents.GroupBy(document => (document.Kind, document.Id)).Where(group => group.Count() > 1))
        {
            errors.Add(new CompileError($"{Model.Code<DocumentKind>.Of(repeated.Key.Kind)}/{repeated.Key.Id}", "$", "is active twice"));
        }

        var present = documents.Select(document => (document.Kind, document.Id)).ToHashSet();
        var required = CountrySets.Required.Select(id => (Kind: DocumentKind.CountrySet, Id: id))
            .Concat(Registries.Ids.Select(id => (Kind: DocumentKind.Registry, Id: id)));
        foreach (var missing in required.Where(key => !present.Contains(key)))
        {
            errors.Add(new CompileError($"{Model.Code<DocumentKind>.Of(missing.Kind)}/{missing.Id}", "$", "is missing; it must exist, even if it is empty"));
        }
    }

    private void Each(ImmutableArray<DocumentSource> documents, DocumentKind kind, Action<string, List<(string Path, string Message)>> read)
    {
        foreach (var document in documents.Where(document => document.Kind == kind))
        {
            Collect(document, found =>
            {
                CheckId(document, found);
                read(document.Json, found);
            });
        }
    }

    private T? Only<T>(ImmutableArray<DocumentSource> documents, DocumentKind kind, Func<string, List<(string Path, string Message)>, T> read)
        where T : class
    {
        var found = documents.Where(document => document.Kind == kind).ToArray();
        if (found is not [var only])
        {
            errors.Add(new CompileError(Model.Code<DocumentKind>.Of(kind), "$", $"exactly one document of this kind is needed, {found.Length} are active"));
            return null;
        }

        T? result = null;
        Collect(only, problems =>
        {
            CheckId(only, problems);
            result = read(only.Json, problems);
        });
        return result;
    }

    private DocumentSource Flat(DocumentSource document, ImmutableArray<DocumentSource> beside)
    {
        if (document.Kind != DocumentKind.Policy || document.IsFlat)
        {
            return document;
        }

        string? Find(string id, int version) => document.Parents.Concat(beside)
            .FirstOrDefault(candidate => candidate.Kind == DocumentKind.Policy && candidate.Id == id && candidate.Version == version)?.Json;
        FlatPolicy? flat = null;
        Collect(document, found => flat = PolicyFlattening.Flatten(document.Json, Find, found));
        return document with { Json = flat?.Json ?? "", Parents = [], IsFlat = true };
    }

    private ImmutableArray<CompiledPolicy> CompilePolicies(ImmutableArray<DocumentSource> documents)
    {
        // A policy that could not be flattened already has its errors.
        var sources = documents.Where(document => document is { Kind: DocumentKind.Policy, Json.Length: > 0 }).ToArray();
        var bases = new Dictionary<string, PolicyDocument>(StringComparer.Ordinal);
        foreach (var source in sources.Where(source => Peek(source.Json, "kind") == "base"))
        {
            Collect(source, found =>
            {
                if (PolicyParser.Parse(source.Json, null, found) is { } document)
                {
                    CheckId(source, document.Id, found);
                    bases[document.Id] = document with { Flat = source.Json };
                }
            });
        }

        var compiled = ImmutableArray.CreateBuilder<CompiledPolicy>();
        foreach (var source in sources.Where(source => Peek(source.Json, "kind") != "base"))
        {
            Collect(source, found =>
            {
                if (CompilePolicy(source, bases, found) is { } policy)
                {
                    compiled.Add(policy);
                }
            });
        }

        return compiled.ToImmutable();
    }

    private CompiledPolicy? CompilePolicy(
        DocumentSource source, Dictionary<string, PolicyDocument> bases, List<(string Path, string Message)> found)
    {
        PolicyDocument? foundation = null;
        if (Peek(source.Json, "base") is not { } named || !bases.TryGetValue(named, out foundation))
        {
            found.Add(("base", "names no active base policy; without one no embargo and no list would be checked"));
            return null;
        }

        if (PolicyParser.Parse(source.Json, foundation, found) is not { } document)
        {
            return null;
        }

        CheckId(source, document.Id, found);
        document = document with { Flat = source.Json, Hash = PolicyFlattening.HashOf(source.Json, foundation.Flat) };
        return PolicyCompiler.Compile(document, foundation, source.Version, new CountryMembership(Sets.Ids, Sets.IsMember), source.ClosedOn, found);
    }

    // A document that states the id of another document would be used in its place. For example, a registry with the id of
    // another registry would leave its own registry empty.
    private static void CheckId(DocumentSource source, List<(string Path, string Message)> found)
    {
        if (Peek(source.Json, "id") is { } id)
        {
            CheckId(source, id, found);
        }
    }

    private static void CheckId(DocumentSource source, string id, List<(string Path, string Message)> found)
    {
        if (source.Id != id)
        {
            found.Add(("id", $"says `{id}`, but the document is stored as `{source.Id}`"));
        }
    }

    /// <summary>From the start of the first law, exactly one law must be in force on every date (contract 2).</summary>
    private void CheckCalendar()
    {
        var laws = Policies.Where(policy => policy.Document is { Kind: PolicyKind.Law, From: not null })
            .OrderBy(policy => policy.Document.From).ToArray();
        for (var index = 0; index < laws.Length; index++)
        {
            var next = index + 1 < laws.Length ? laws[index + 1].Document.From : null;
            if (laws[index].To == next)
            {
                continue;
            }

            var gap = laws[index].To is { } to && (next is null || to < next) ? "no law is in force" : "two laws are in force";
            errors.Add(new CompileError(
                $"policy/{laws[index].Identity.Id}", "to", $"must end on {next?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "no date (open)"}: after it {gap}"));
        }
    }

    private void Collect(DocumentSource document, Action<List<(string Path, string Message)>> read)
    {
        var found = new List<(string Path, string Message)>();
        read(found);
        errors.AddRange(found.Select(error =>
            new CompileError($"{Model.Code<DocumentKind>.Of(document.Kind)}/{document.Id}", error.Path, error.Message)));
    }

    private static string? Peek(string json, string member)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(json);
            return document.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object
                && document.RootElement.TryGetProperty(member, out var value) && value.ValueKind == System.Text.Json.JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
