using Screening.Functions.Hosting;

namespace Screening.Functions.Development;

/// <summary>
/// The folders of a standalone server: its data, its development keys and the installed Azurite. Git ignores them.
/// </summary>
public static class DataFolder
{
    /// <summary>Sets another data folder. The embedded storage keeps all its files under it.</summary>
    public const string FolderVariable = "SCREENING_DATA_FOLDER";

    /// <summary>Sets another folder for the installed packages, so that several data folders can share them.</summary>
    public const string InstallVariable = "SCREENING_AZURITE_FOLDER";

    /// <summary>
    /// <c>.screening</c> in the project that contains the current folder or the executable; otherwise in the current folder.
    /// </summary>
    public static string Default()
    {
        var named = Environment.GetEnvironmentVariable(FolderVariable);
        if (!string.IsNullOrWhiteSpace(named))
        {
            return Path.GetFullPath(named);
        }

        var current = Directory.GetCurrentDirectory();
        var root = ProjectAbove(current) ?? ProjectAbove(AppContext.BaseDirectory) ?? current;
        return Path.Combine(root, ".screening");
    }

    /// <summary>Shared folder for the installed packages of the embedded storage.</summary>
    public static string DefaultInstallFolder()
    {
        var named = Environment.GetEnvironmentVariable(InstallVariable);
        return string.IsNullOrWhiteSpace(named) ? Path.Combine(Default(), "azurite") : Path.GetFullPath(named);
    }

    /// <summary>Creates <paramref name="folder"/>, accessible only to this user where the platform supports it.</summary>
    /// <exception cref="StartupException">
    /// The folder cannot be created: a file of that name exists, no permission, or the disk is full.
    /// </exception>
    public static void Create(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
                Directory.CreateDirectory(folder, owner);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, error);
        }
    }

    /// <summary>The exception for a folder that the operating system refuses access to.</summary>
    public static StartupException Unusable(string folder, Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return new StartupException(
            ExitCode.DataFolderDamaged,
            $"The data folder '{folder}' cannot be used ({cause.Message}): "
            + $"move it away or name another with {FolderVariable}.",
            cause);
    }

    private static string? ProjectAbove(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Screening.sln")))
            {
                return at.FullName;
            }
        }

        return null;
    }
}
