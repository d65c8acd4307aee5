using Screening.Functions.Hosting;

namespace Screening.Functions.Development;

/// <summary>
/// The folders of a standalone server: what it stores, its development keys and the installed Azurite. Git ignores
/// them.
/// </summary>
public static class DataFolder
{
    /// <summary>Names another data folder. The embedded storage keeps everything beneath it.</summary>
    public const string FolderVariable = "SCREENING_DATA_FOLDER";

    /// <summary>Names another folder for the installed packages, so that several data folders can share them.</summary>
    public const string InstallVariable = "SCREENING_AZURITE_FOLDER";

    /// <summary>
    /// <c>.screening</c> in the project that the current folder or the executable stands in, else in the current
    /// folder.
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

    /// <summary>Where the packages of the embedded storage are installed once for all.</summary>
    public static string DefaultInstallFolder()
    {
        var named = Environment.GetEnvironmentVariable(InstallVariable);
        return string.IsNullOrWhiteSpace(named) ? Path.Combine(Default(), "azurite") : Path.GetFullPath(named);
    }

    /// <summary>Makes <paramref name="folder"/> for this user alone where the platform can say so.</summary>
    /// <exception cref="StartupException">It cannot be made: a file of that name, no permission, a full
    /// disk.</exception>
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

    /// <summary>The failure for a folder that the operating system keeps from us.</summary>
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
