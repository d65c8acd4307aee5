using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Microsoft.Playwright;

namespace Screening.Pages.Tests.Tools;

/// <summary>
/// The browser. On Linux it is that of the npm package <c>@sparticuz/chromium</c>, which includes its libraries and a font, so
/// that it runs on a minimal machine. The package supports no other platform.
/// </summary>
internal static class Chromium
{
    private static readonly bool IsPinned = OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64;

    private static string Folder(string tools) => Path.Combine(tools, "chromium");

    /// <summary>Unpacks it next to the installed packages; the software renderer must be in the folder of the executable.</summary>
    public static async Task UnpackAsync(string tools, CancellationToken cancellation)
    {
        if (!IsPinned || OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Folder(tools);
        Directory.CreateDirectory(folder);
        var packed = Path.Combine(tools, "node_modules", "@sparticuz", "chromium", "bin");
        await using (var program = File.Create(Path.Combine(folder, "chromium")))
        await using (var plain = new BrotliStream(File.OpenRead(Path.Combine(packed, "chromium.br")), CompressionMode.Decompress))
        {
            await plain.CopyToAsync(program, cancellation);
        }

        File.SetUnixFileMode(Path.Combine(folder, "chromium"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        foreach (var archive in new[] { "swiftshader", "fonts", "al2023" })
        {
            await using var plain = new BrotliStream(File.OpenRead(Path.Combine(packed, archive + ".tar.br")), CompressionMode.Decompress);
            await TarFile.ExtractToDirectoryAsync(plain, folder, overwriteFiles: true, cancellation);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "fonts.conf"), $"""
            <?xml version="1.0"?>
            <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
            <fontconfig><dir>{folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>{folder}/fonts-cache</cachedir></fontconfig>
            """, cancellation);
    }

    /// <summary>Start options.</summary>
    public static BrowserTypeLaunchOptions Options(string tools)
    {
        if (!IsPinned)
        {
            return new() { Channel = "chrome" };
        }

        var folder = Folder(tools);
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(one => (string)one.Key, one => (string?)one.Value ?? "", StringComparer.Ordinal);
        environment["FONTCONFIG_FILE"] = Path.Combine(folder, "fonts.conf");
        if (!NativeLibrary.TryLoad("libnss3.so", out _))
        {
            // A machine without desktop libraries.
            environment["LD_LIBRARY_PATH"] = Path.Combine(folder, "lib");
        }

        return new() { ExecutablePath = Path.Combine(folder, "chromium"), Args = ["--no-sandbox"], Env = environment };
    }
}
