using System.Diagnostics;

namespace Screening.Benchmarks.Startup;

/// <summary>Packages published for one run, as the README describes, in a temporary folder that is removed with it.</summary>
internal sealed class PublishedHandlers : IDisposable
{
    /// <summary>Executable of the trivial handler.</summary>
    public const string TrivialName = "trivial-handler";

    private static readonly string[] Linkers = ["/usr/bin/clang", "/usr/bin/gcc"];

    private readonly string folder = Directory.CreateTempSubdirectory("screening-packages-").FullName;

    private PublishedHandlers()
    {
    }

    /// <summary>Folder of a handler that only responds to the ping.</summary>
    public string Trivial => Path.Combine(folder, "trivial");

    /// <summary>Folders of the product's packages: ReadyToRun, and native where a linker is available.</summary>
    public IReadOnlyList<string> Packages { get; private set; } = [];

    /// <summary>Publishes the trivial handler, and the product unless packages are given.</summary>
    /// <exception cref="InvalidOperationException">Publishing failed; the message is its output.</exception>
    public static async Task<PublishedHandlers> PublishAsync(bool withPackages)
    {
        var published = new PublishedHandlers();
        try
        {
            // Outside the project, so that its build settings do not apply.
            var source = Path.Combine(published.folder, TrivialName + ".cs");
            await using (var text = typeof(PublishedHandlers).Assembly.GetManifestResourceStream(TrivialName)!)
            await using (var file = File.Create(source))
            {
                await text.CopyToAsync(file);
            }

            await PublishAsync(source, "-o", published.Trivial);
            if (withPackages)
            {
                published.Packages = await PublishProductAsync(published.folder);
            }

            return published;
        }
        catch
        {
            published.Dispose();
            throw;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<IReadOnlyList<string>> PublishProductAsync(string folder)
    {
        var project = Path.Combine(Project(), "functions", "Screening.Functions");
        var (readyToRun, native) = (Path.Combine(folder, "ready-to-run"), Path.Combine(folder, "native"));
        await PublishAsync(project, "-p:ForAzure=true", "-o", readyToRun);
        if (!Linkers.Any(File.Exists))
        {
            Console.WriteLine("NO NATIVE PACKAGE: neither clang nor gcc is here to link it; the figures are those of the other one");
            return [readyToRun];
        }

        await PublishAsync(project, "-p:ForAzure=native", "-o", native);
        return [readyToRun, native];
    }

    private static async Task PublishAsync(string what, params string[] how)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        Array.ForEach(["publish", what, "-c", "Release", "-v", "quiet", .. how], start.ArgumentList.Add);
        Console.WriteLine($"dotnet {string.Join(' ', start.ArgumentList)}");
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(said);
        }
    }

    /// <summary>The folder of the solution, above this program.</summary>
    private static string Project()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Screening.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("the benchmarks do not stand in the project; name a published package");
    }
}
