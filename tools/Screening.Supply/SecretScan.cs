using System.Text;
using System.Text.RegularExpressions;

namespace Screening.Supply;

/// <summary>A secret that was found. Never shows it.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Kind">What it is.</param>
public sealed record FoundSecret(string File, int Line, string Kind)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}: {Kind}";
}

/// <summary>
/// Finds what would open something: keys of Azure, connection strings, signatures, private keys, tokens of registries, and keys of
/// this API. A pattern is narrow enough that a match is a secret or must be written otherwise.
/// </summary>
public static partial class SecretScan
{
    /// <summary>Key of the storage emulator. It is published with the emulator and opens nothing; allowed by its value alone.</summary>
    public const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly (string Kind, Regex Pattern)[] Rules =
    [
        ("a key of a storage account", StorageKey()),
        ("a key of a service bus, event hub or other Azure service", ServiceKey()),
        ("a shared access signature", SharedAccess()),
        ("an instrumentation key that may write telemetry", Telemetry()),
        ("a client secret of Entra ID", ClientSecret()),
        ("a private key", PrivateKey()),
        ("a key of this API", ApiKey()),
        ("a token of a registry or a code host", RegistryToken()),
        ("a password in a connection string or an address", Password()),
    ];

    /// <summary>Hashes of packages have the form of a storage key. They are known by their line, not by their file.</summary>
    private static readonly string[] HashLines = ["\"contentHash\": \"", "\"integrity\": \"sha512-"];

    /// <summary>Secrets in the tracked files of a folder.</summary>
    public static IEnumerable<FoundSecret> Tracked(string folder)
    {
        foreach (var path in Repository.Files(folder))
        {
            var full = Path.Combine(folder, path);
            if (File.Exists(full) && ReadText(full) is { } text)
            {
                foreach (var secret in In(path, text))
                {
                    yield return secret;
                }
            }
        }
    }

    /// <summary>Secrets in a text.</summary>
    public static IEnumerable<FoundSecret> In(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (kind, pattern) in Rules)
        {
            foreach (var match in pattern.Matches(text).Cast<Match>())
            {
                var secret = match.Groups["secret"] is { Success: true } group ? group : match;
                if (secret.Value != EmulatorKey && !IsHash(text, secret.Index))
                {
                    yield return new(file, 1 + text.AsSpan(0, secret.Index).Count('\n'), kind);
                }
            }
        }
    }

    private static bool IsHash(string text, int at)
    {
        var line = text.AsSpan((text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1)..at).TrimStart();
        foreach (var start in HashLines)
        {
            if (line.SequenceEqual(start))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Text of a file; null for a binary one. UTF-16 is read, because some editors write it.</summary>
    private static string? ReadText(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes);
        }

        return bytes.AsSpan(0, Math.Min(bytes.Length, 8000)).Contains((byte)0) ? null : Encoding.UTF8.GetString(bytes);
    }

    // 64 bytes in Base64, wherever they stand.
    [GeneratedRegex(@"(?<![A-Za-z0-9+/])(?<secret>[A-Za-z0-9+/]{86}==)(?![A-Za-z0-9+/=])")]
    private static partial Regex StorageKey();

    [GeneratedRegex(@"(?i)\b(SharedAccessKey|AccessKey|AccountKey|SharedSecretIssuerKey)\s*=\s*(?<secret>[A-Za-z0-9+/]{40,100}={1,2})(?!=)")]
    private static partial Regex ServiceKey();

    [GeneratedRegex(@"(?i)[?&;""']sig=(?<secret>[A-Za-z0-9%+/]{40,}(=|%3d)?)")]
    private static partial Regex SharedAccess();

    // The key of zeros and a final digit is that of tests and documents.
    [GeneratedRegex(@"(?i)InstrumentationKey\s*=\s*(?<secret>(?!0{8}-)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})")]
    private static partial Regex Telemetry();

    [GeneratedRegex(@"(?<![A-Za-z0-9_~.-])(?<secret>[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34})(?![A-Za-z0-9_~.-])")]
    private static partial Regex ClientSecret();

    [GeneratedRegex(@"-----BEGIN ((RSA|EC|DSA|OPENSSH|ENCRYPTED) )?PRIVATE KEY-----|-----BEGIN PGP PRIVATE KEY[ ]BLOCK-----")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9_])scr_[0-9a-f]{16}_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")]
    private static partial Regex ApiKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9_])(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,}|npm_[A-Za-z0-9]{36}|oy2[a-z0-9]{43}|glpat-[A-Za-z0-9_-]{20,}|AKIA[0-9A-Z]{16}|xox[abpr]-[A-Za-z0-9-]{20,})(?![A-Za-z0-9_])")]
    private static partial Regex RegistryToken();

    [GeneratedRegex(@"(?i)(;\s*(password|pwd)\s*=\s*(?<secret>[^;\s""'<>{}$]{6,})|\bhttps?://[^\s/:@""'<>{}]+:(?<secret>[^\s/@""'<>{}]{6,})@)")]
    private static partial Regex Password();
}
