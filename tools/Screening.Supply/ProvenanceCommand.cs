namespace Screening.Supply;

/// <summary>Makes and checks the provenance of a published package.</summary>
public static class ProvenanceCommand
{
    /// <summary>Name of the statement.</summary>
    public const string FileName = "provenance.intoto.json";

    /// <summary>Writes the statement about a package and its bill of materials, and says where.</summary>
    public static string Run(string root, string package, string folder, string command)
    {
        Directory.CreateDirectory(folder);
        var subjects = Provenance.FilesOf(package)
            .Concat(Directory.GetFiles(folder, "*" + SbomCommand.Ending).Select(file => (Path.GetFileName(file), file))).ToArray();
        var locks = LockFiles.NuGet.Append(LockFiles.Npm).Append(LockFiles.Pages).Select(path => (path, Path.Combine(root, path)));
        var commit = Repository.Commit(root);
        var builder = Environment.GetEnvironmentVariable("CI") == "true" ? "urn:export-control-screening:ci-run" : "urn:export-control-screening:workstation";
        var file = Path.Combine(folder, FileName);
        File.WriteAllText(file, Provenance.Statement(subjects, locks, new Build(commit, Repository.Sdk(root), command, builder)));
        return $"{file}: {subjects.Length} files of commit {commit.Id}{(commit.IsChanged ? ", with changes that are not committed" : "")}";
    }

    /// <summary>Compares a package and its bill of materials with their statement, prints what differs, and returns the exit code.</summary>
    public static int Verify(string package, string folder)
    {
        var files = Provenance.FilesOf(package)
            .Concat(Directory.GetFiles(folder, "*" + SbomCommand.Ending).Select(file => (Path.GetFileName(file), file)));
        var differences = Provenance.Differences(File.ReadAllText(Path.Combine(folder, FileName)), files);
        foreach (var difference in differences)
        {
            Console.Error.WriteLine(difference);
        }

        Console.WriteLine(differences.Count == 0 ? "every file is that of the statement" : $"{differences.Count} files differ from the statement");
        return differences.Count == 0 ? 0 : 1;
    }
}
