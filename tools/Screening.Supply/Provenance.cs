using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Screening.Supply;

/// <summary>How a package was made.</summary>
/// <param name="Commit">Commit of the source.</param>
/// <param name="Sdk">Version of the .NET SDK.</param>
/// <param name="Command">The command that filled the folder.</param>
/// <param name="Builder">Who ran it: an address that names the kind of builder.</param>
public sealed record Build(Commit Commit, string Sdk, string Command, string Builder);

/// <summary>
/// An in-toto statement with the SLSA provenance predicate: each file of a package with its SHA-256, and the commit, lock files, SDK
/// and command it was made from. It is not signed: the person who releases signs it.
/// </summary>
public static class Provenance
{
    /// <summary>Type of the statement.</summary>
    public const string StatementType = "https://in-toto.io/Statement/v1";

    /// <summary>Type of the predicate.</summary>
    public const string PredicateType = "https://slsa.dev/provenance/v1";

    /// <summary>Type of the build: its parameters are those described here.</summary>
    public const string BuildType = "urn:export-control-screening:dotnet-publish:v1";

    /// <summary>The statement about files.</summary>
    /// <param name="subjects">Name in the statement and path of each file.</param>
    /// <param name="locks">Name and path of each lock file.</param>
    /// <param name="build">How they were made.</param>
    public static string Statement(IEnumerable<(string Name, string Path)> subjects, IEnumerable<(string Name, string Path)> locks, Build build)
    {
        ArgumentNullException.ThrowIfNull(build);
        var materials = new JsonArray
        {
            new JsonObject { ["name"] = "source", ["digest"] = new JsonObject { ["gitCommit"] = build.Commit.Id } },
            new JsonObject { ["name"] = "dotnet-sdk", ["uri"] = $"pkg:generic/dotnet-sdk@{build.Sdk}" },
        };
        foreach (var material in locks.Select(Resource))
        {
            materials.Add(material);
        }

        var statement = new JsonObject
        {
            ["_type"] = StatementType,
            ["subject"] = new JsonArray([.. subjects.OrderBy(subject => subject.Name, StringComparer.Ordinal).Select(Resource)]),
            ["predicateType"] = PredicateType,
            ["predicate"] = new JsonObject
            {
                ["buildDefinition"] = new JsonObject
                {
                    ["buildType"] = BuildType,
                    ["externalParameters"] = new JsonObject { ["command"] = build.Command },
                    ["internalParameters"] = new JsonObject { ["sdk"] = build.Sdk, ["sourceIsTheCommit"] = !build.Commit.IsChanged },
                    ["resolvedDependencies"] = materials,
                },
                ["runDetails"] = new JsonObject { ["builder"] = new JsonObject { ["id"] = build.Builder } },
            },
        };
        return statement.ToJsonString(Json.Indented) + "\n";
    }

    /// <summary>What a folder has otherwise than its statement: altered, missing or added files.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="files">Name in the statement and path of each file that is there.</param>
    public static IReadOnlyList<string> Differences(string statement, IEnumerable<(string Name, string Path)> files)
    {
        using var document = JsonDocument.Parse(statement);
        var named = document.RootElement.GetProperty("subject").EnumerateArray().ToDictionary(
            subject => subject.GetProperty("name").GetString()!, subject => subject.GetProperty("digest").GetProperty("sha256").GetString(), StringComparer.Ordinal);
        var there = files.ToDictionary(file => file.Name, file => Sha256(file.Path), StringComparer.Ordinal);
        return
        [
            .. named.Where(one => !there.ContainsKey(one.Key)).Select(one => $"{one.Key} is missing"),
            .. there.Where(one => !named.ContainsKey(one.Key)).Select(one => $"{one.Key} was added"),
            .. there.Where(one => named.TryGetValue(one.Key, out var digest) && digest != one.Value).Select(one => $"{one.Key} was altered"),
        ];
    }

    /// <summary>Files of a folder, by their path in it.</summary>
    public static IReadOnlyList<(string Name, string Path)> FilesOf(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), file)),
    ];

    private static JsonObject Resource((string Name, string Path) file) =>
        new() { ["name"] = file.Name, ["digest"] = new JsonObject { ["sha256"] = Sha256(file.Path) } };

    private static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
