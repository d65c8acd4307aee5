using System.Xml.Linq;

namespace Screening.Supply;

/// <summary>A line of NOTICE.</summary>
/// <param name="Package">Name of the package.</param>
/// <param name="License">SPDX expression of its licence.</param>
/// <param name="Holder">Who holds the copyright.</param>
public sealed record NoticeLine(string Package, string License, string Holder);

/// <summary>The part of NOTICE that follows from the lock files: one line for each package.</summary>
public static class Notice
{
    private const string Begin = "--- packages: name | licence | copyright ---";
    private const string End = "--- end of the packages ---";

    // Licences that the package states as a file or an address.
    private static readonly Dictionary<string, string> Stated = new(StringComparer.Ordinal)
    {
        ["Apache.Arrow"] = "Apache-2.0",
        ["System.Security.Cryptography.ProtectedData"] = "MIT",
    };

    // A lock file of npm states the licence of a package and not its holder.
    private static readonly Dictionary<string, string> Holders = new(StringComparer.Ordinal)
    {
        ["preact"] = "Copyright (c) 2015-present Jason Miller",
    };

    /// <summary>The lines of a NOTICE.</summary>
    public static IReadOnlyList<NoticeLine> Read(string notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return
        [
            .. Between(notice).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" | "))
                .Select(parts => parts is [var package, var license, var holder]
                    ? new NoticeLine(package, license, holder)
                    : throw new SupplyException($"NOTICE has a line that is not 'name | licence | copyright': {string.Join(" | ", parts)}")),
        ];
    }

    /// <summary>The NOTICE with other lines.</summary>
    public static string With(string notice, IEnumerable<NoticeLine> lines)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var text = string.Concat(lines.OrderBy(line => line.Package, StringComparer.OrdinalIgnoreCase)
            .Select(line => $"{line.Package} | {line.License} | {line.Holder}\n"));
        var old = Between(notice);
        return notice.Replace($"{Begin}\n{old}", $"{Begin}\n{text}", StringComparison.Ordinal);
    }

    /// <summary>What NOTICE and the lock files do not agree on.</summary>
    public static IReadOnlyList<string> Problems(string notice, IEnumerable<LockedPackage> packages)
    {
        var lines = Read(notice);
        var named = lines.Select(line => line.Package).ToHashSet(StringComparer.Ordinal);
        var locked = packages.Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. locked.Except(named).Order(StringComparer.Ordinal).Select(name => $"{name} is shipped and not in NOTICE"),
            .. named.Except(locked).Order(StringComparer.Ordinal).Select(name => $"{name} is in NOTICE and not shipped"),
        ];
    }

    /// <summary>
    /// The line of a package: of NuGet from its own description in the cache, null when it is not there; of npm from its lock file.
    /// </summary>
    public static NoticeLine? Of(LockedPackage package, string cache)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (package.License is { } npm)
        {
            return new(package.Name, npm, Holders.TryGetValue(package.Name, out var known) ? known
                : throw new SupplyException($"{package.Name} is new: read its licence, and add its holder to {nameof(Holders)} in {nameof(Notice)}.cs"));
        }

#pragma warning disable CA1308 // The cache names its folders in lower case.
        var folder = Path.Combine(cache, package.Name.ToLowerInvariant(), package.Version);
#pragma warning restore CA1308
        if (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.nuspec") is not [var file, ..])
        {
            return null;
        }

        var metadata = XDocument.Load(file).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        string? Value(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();
        var license = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license" && element.Attribute("type")?.Value == "expression")?.Value
            ?? (Stated.TryGetValue(package.Name, out var stated) ? stated
                : throw new SupplyException($"{package.Name} states no licence by name: read it, and add it to {nameof(Stated)} in {nameof(Notice)}.cs"));
        var holder = Value("copyright") is { Length: > 0 } copyright ? copyright : Value("authors")!;
        return new(package.Name, license, string.Join(' ', holder.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private static string Between(string notice)
    {
        var begin = notice.IndexOf(Begin + "\n", StringComparison.Ordinal);
        var end = notice.IndexOf(End, StringComparison.Ordinal);
        return begin < 0 || end < begin
            ? throw new SupplyException($"NOTICE has not the lines '{Begin}' and '{End}'")
            : notice[(begin + Begin.Length + 1)..end];
    }
}
