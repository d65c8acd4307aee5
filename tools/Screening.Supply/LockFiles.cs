using System.Text.Json;

namespace Screening.Supply;

/// <summary>A package at a version.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
public sealed record LockedPackage(string Name, string Version)
{
    /// <summary>Licence, where the lock file states it.</summary>
    public string? License { get; init; }

    /// <summary>SHA-512 in Base64, where the lock file states it.</summary>
    public string? Sha512 { get; init; }
}

/// <summary>The lock files of what is deployed.</summary>
public static class LockFiles
{
    /// <summary>Projects that are deployed, each as a package of its own.</summary>
    public static readonly IReadOnlyList<string> Deployed = ["functions/Screening.Functions", "functions/Screening.Functions.Isolated"];

    /// <summary>Lock files of everything that is deployed, in any way of publishing it.</summary>
    public static readonly IReadOnlyList<string> NuGet =
    [
        "functions/Screening.Engine/packages.lock.json",
        "functions/Screening.Functions/packages.lock.json",
        "functions/Screening.Functions/packages.native.lock.json",
        "functions/Screening.Functions.Isolated/packages.lock.json",
    ];

    /// <summary>Lock file of the embedded storage. It travels with the program; what it names is installed on machines of developers alone.</summary>
    public const string Npm = "functions/Screening.Functions/Development/azurite/package-lock.json";

    /// <summary>Lock file of the application of the pages. Its packages make the files in the assembly; those that run in the browser are in them.</summary>
    public const string Pages = "functions/Screening.Functions/Pages/App/package-lock.json";

    /// <summary>Packages of a NuGet lock file, once each.</summary>
    public static IReadOnlyList<LockedPackage> ReadNuGet(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document.RootElement.GetProperty("dependencies").EnumerateObject()
                .SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.GetProperty("type").GetString() != "Project")
                .Select(package => new LockedPackage(package.Name, package.Value.GetProperty("resolved").GetString()!))
                .Distinct().OrderBy(package => package.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>Packages of an npm lock file, once each.</summary>
    /// <param name="json">The file.</param>
    /// <param name="withDevelopment">Whether those count that are for building alone.</param>
    public static IReadOnlyList<LockedPackage> ReadNpm(string json, bool withDevelopment = true)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document.RootElement.GetProperty("packages").EnumerateObject()
                .Where(package => package.Name.Length > 0 && (withDevelopment || !package.Value.TryGetProperty("dev", out _)))
                .Select(package => new LockedPackage(
                    package.Name[(package.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..],
                    package.Value.GetProperty("version").GetString()!)
                {
                    License = package.Value.TryGetProperty("license", out var license) ? license.GetString() : null,
                    Sha512 = package.Value.TryGetProperty("integrity", out var integrity) && integrity.GetString() is { } text
                        && text.StartsWith("sha512-", StringComparison.Ordinal) ? text["sha512-".Length..] : null,
                })
                .DistinctBy(package => (package.Name, package.Version)).OrderBy(package => package.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The runtime that a self-contained package carries, from its list of dependencies; none where the framework is the platform's.</summary>
    public static IReadOnlyList<LockedPackage> ReadRuntime(string package)
    {
        var packs = new List<LockedPackage>();
        foreach (var file in Directory.GetFiles(package, "*.deps.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            packs.AddRange(document.RootElement.GetProperty("libraries").EnumerateObject()
                .Where(library => library.Value.GetProperty("type").GetString() == "runtimepack")
                .Select(library => library.Name.Split('/'))
                .Select(parts => new LockedPackage(parts[0]["runtimepack.".Length..], parts[1])));
        }

        return [.. packs.Distinct().OrderBy(pack => pack.Name, StringComparer.Ordinal)];
    }
}
