namespace Screening.Supply;

/// <summary>Compares NOTICE with the lock files, or brings it up to date.</summary>
public static class NoticeCommand
{
    /// <summary>Packages of everything that is deployed.</summary>
    public static IReadOnlyList<LockedPackage> Shipped(string root) =>
        [
            .. LockFiles.NuGet.SelectMany(path => LockFiles.ReadNuGet(File.ReadAllText(Path.Combine(root, path)))).DistinctBy(package => package.Name),
            .. LockFiles.ReadNpm(File.ReadAllText(Path.Combine(root, LockFiles.Pages)), withDevelopment: false),
        ];

    /// <summary>Prints what differs; with <paramref name="write"/> writes the lines anew.</summary>
    /// <returns>Exit code.</returns>
    public static int Run(string root, bool write)
    {
        var path = Path.Combine(root, "NOTICE");
        var (notice, shipped) = (File.ReadAllText(path), Shipped(root));
        if (write)
        {
            var lines = shipped.Select(package => Notice.Of(package, Cache()) ?? throw new SupplyException($"{package.Name} {package.Version} is not in the cache of NuGet: restore first"));
            notice = Notice.With(notice, lines);
            File.WriteAllText(path, notice);
        }

        var problems = Notice.Problems(notice, shipped);
        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        Console.WriteLine(problems.Count == 0 ? $"NOTICE names all {shipped.Count} packages" : "dotnet run --project tools/Screening.Supply -- notice --write");
        return problems.Count == 0 ? 0 : 1;
    }

    /// <summary>Folder of the packages on this machine.</summary>
    public static string Cache() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
