using System.IO.Compression;

namespace Screening.Functions.Tests.Lists;

/// <summary>Real lists next to the project.</summary>
internal static class SharedData
{
    /// <summary>
    /// A list, decompressed. Skips the test when the data are missing, but fails it where they are required (CI).
    /// </summary>
    public static Stream Watchlist(string name) => Open("watchlists", name);

    /// <summary>Any compressed file of the shared data, decompressed; skips or fails as <see cref="Watchlist"/> does.</summary>
    public static Stream Open(string kind, string name) => new GZipStream(OpenAsIs(kind, name), CompressionMode.Decompress);

    /// <summary>Any file of the shared data as it is there; skips or fails as <see cref="Watchlist"/> does.</summary>
    public static FileStream OpenAsIs(string kind, string name)
    {
        var folder = Environment.GetEnvironmentVariable("SCREENING_DATA");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); folder is null && at is not null; at = at.Parent)
        {
            var candidate = Path.Combine(at.FullName, "shared", "data");
            folder = Directory.Exists(candidate) ? candidate : null;
        }

        if (folder is null || !Directory.Exists(folder))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "the shared data is missing in CI");
            Assert.Skip("the shared data is not beside the project");
        }

        return File.OpenRead(Path.Combine(folder, kind, name));
    }
}
