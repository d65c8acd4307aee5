using Screening.Functions.Development;
using Screening.Functions.Records.Write;
using Screening.Functions.Security;

namespace Screening.Functions.Hosting;

/// <summary>
/// Finds the keys that encrypt all record keys. With a storage account they must be configured. On the emulator a key is created
/// once and kept in the data folder, because it protects only trial data.
/// </summary>
public static class RecordKeys
{
    /// <summary>Keys of 32 bytes in Base64, separated by commas. The first one encrypts; the others only decrypt.</summary>
    public const string Setting = "ScreeningRecordKey";

    private const string FileName = "record-key.txt";

    /// <summary>Reads the keys, or creates one for the emulator.</summary>
    /// <param name="configured">The setting; null or empty if it is not set.</param>
    /// <param name="settings">Determines which storage is used.</param>
    /// <exception cref="StartupException">The setting is required but missing, or cannot be read.</exception>
    public static RecordKeyring Open(string? configured, HostSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var isOurs = string.IsNullOrWhiteSpace(configured);
        if (isOurs && settings.Mode != HostMode.StandaloneEmbedded && !settings.Product!.IsEmulator)
        {
            throw new StartupException(
                ExitCode.SettingsInvalid,
                $"{Setting} is not set, and without it records cannot be kept: give 32 random bytes in Base64, and keep them as long as the records.");
        }

        try
        {
            return RecordKeyring.Parse(isOurs ? FromFolder(settings.DataFolder) : configured!);
        }
        catch (FormatException error)
        {
            throw new StartupException(
                ExitCode.SettingsInvalid,
                $"{(isOurs ? FileName : Setting)} cannot be read ({error.Message}): give keys of 32 bytes in Base64, separated by commas.",
                error);
        }
    }

    /// <summary>The marks of API keys under these keys.</summary>
    /// <exception cref="StartupException">The setting is required but missing, or cannot be read.</exception>
    public static KeyMarks MarksOf(HostSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Open(settings.RecordKey, settings).Marks;
    }

    private static string FromFolder(string folder)
    {
        DataFolder.Create(folder);
        var path = Path.Combine(folder, FileName);
        try
        {
            if (!File.Exists(path))
            {
                Make(path);
            }

            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw DataFolder.Unusable(folder, error);
        }
    }

    // Written to a temporary file and then moved, so that two servers that start at the same time use the same key.
    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var fresh = $"{path}.{Guid.NewGuid():N}";
        using (var file = new StreamWriter(fresh, options))
        {
            file.Write(RecordKeyring.NewKey());
        }

        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh);
        }
    }
}
