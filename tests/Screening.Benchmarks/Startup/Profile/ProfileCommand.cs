using Screening.Benchmarks.Matching;
using Screening.Benchmarks.Worlds;

namespace Screening.Benchmarks.Startup.Profile;

/// <summary>
/// Makes the profile the package is published with: the methods a start had to compile, most of them instances of generic
/// ones, for the ahead-of-time compiler to put them into the image.
/// </summary>
internal static class ProfileCommand
{
    private const string ListFile = "DOTNET_JitStdOutFile", ListSwitch = "DOTNET_JitDisasmSummary";

    // Which asynchronous methods have to wait, and so need a box, differs from start to start.
    private const int Rounds = 4;

    // The runtime writes its list in blocks of 4 KB and is killed in the end. What it compiles again by then pushes the rest out.
    private static readonly TimeSpan Flush = TimeSpan.FromSeconds(2);

    /// <summary>Starts a package as a new instance does and again, several times, and writes what it compiled.</summary>
    /// <param name="file">The profile.</param>
    /// <param name="package">A package published without one: what it names is not compiled at a start any more.</param>
    public static async Task<int> RunAsync(string file, string package)
    {
        package = Path.GetFullPath(package);
        await using var world = await ListedWorld.StartAsync(DataFolder.ListIfThere);
        var folder = Directory.CreateTempSubdirectory("screening-profile-");
        var lines = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            // The second start of a round finds the snapshot of the first on the local disk.
            var cache = folder.CreateSubdirectory($"cache-{round}").FullName;
            lines.AddRange(await StartAsync(package, world, cache));
            lines.AddRange(await StartAsync(package, world, cache));
        }

        folder.Delete(recursive: true);
        using var types = new PackageTypes(package);
        var (bytes, named, unknown) = ProfileWriter.Write(JittedMethod.ReadAll(lines), types);
        await File.WriteAllBytesAsync(file, bytes);
        Console.WriteLine($"{file}: {named} methods, {bytes.Length} bytes; {unknown.Count} are in no assembly of the package:");
        Console.WriteLine(string.Join('\n', unknown.Select(method => method.Text)));
        return 0;
    }

    private static async Task<string[]> StartAsync(string package, ListedWorld world, string cache)
    {
        var list = Path.Combine(cache, "compiled.txt");
        await using (var handler = new HandlerProcess(package, "Screening.Functions", world.Connection, cache))
        {
            handler.Set(ListFile, list);
            handler.Set(ListSwitch, "1");
            await handler.StartAsync(world.Key);
            await Task.Delay(Flush);
        }

        return await File.ReadAllLinesAsync(list);
    }
}
