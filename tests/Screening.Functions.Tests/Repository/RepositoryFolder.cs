namespace Screening.Functions.Tests.Repository;

/// <summary>The project as it lies on disk, found from the tests upwards.</summary>
internal static class RepositoryFolder
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>Text of a file, by its path from the root.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Whether a file or folder is there, by its path from the root.</summary>
    public static bool Has(string path) => Path.Exists(Path.Combine(Root, path));

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Screening.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("the tests do not stand in the project");
    }
}
