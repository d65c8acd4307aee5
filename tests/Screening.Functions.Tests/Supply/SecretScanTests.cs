using System.Diagnostics;
using Screening.Functions.Tests.Repository;
using Screening.Functions.Tests.Worlds;
using Screening.Supply;

namespace Screening.Functions.Tests.Supply;

/// <summary>The search for secrets finds each kind where it was planted, and nothing that only looks like one.</summary>
public sealed class SecretScanTests
{
    private const string Base64 = "Ab0/Cd1+Ef2Gh3Ij4Kl5Mn6Op7Qr8St9Uv0Wx1Yz2Ab3Cd4Ef5Gh6Ij7Kl8Mn9Op0Qr1St2Uv3Wx4Yz5Ab6Cd7";

    /// <summary>Put together here, so that this file holds none.</summary>
    public static TheoryData<string, string> Planted => new()
    {
        { "storage account", "AccountKey=" + Base64[..86] + "==" },
        { "storage account", "\"value\": \"" + Base64[..86] + "==\"" },
        { "service bus", "Endpoint=sb://a/;SharedAccessKey=" + Base64[..43] + "=" },
        { "shared access signature", "https://a.example/c/b?sv=2024-01-01&sig=" + Base64[..43] + "%3D" },
        { "telemetry", "InstrumentationKey=3f1c9a7e-5b2d-4860-9a7e-" + "5b2d48603f1c" },
        { "Entra ID", "abc8" + "Q~" + Base64.Replace("/", "", StringComparison.Ordinal).Replace("+", "", StringComparison.Ordinal)[..34] },
        { "private key", "-----BEGIN " + "PRIVATE KEY-----" },
        { "private key", "-----BEGIN RSA " + "PRIVATE KEY-----" },
        { "private key", "-----BEGIN OPENSSH " + "PRIVATE KEY-----" },
        { "key of this API", "scr_" + "3f1c9a7e5b2d4860_" + Base64.Replace("/", "-", StringComparison.Ordinal).Replace("+", "_", StringComparison.Ordinal)[..43] },
        { "registry", "ghp" + "_" + Base64.Replace("/", "", StringComparison.Ordinal).Replace("+", "", StringComparison.Ordinal)[..36] },
        { "password", "Server=a;Database=b;" + "Password=" + "correct-horse-9" },
        { "password", "https://robot:" + "correct-horse-9@example.org/feed" },
    };

    [Theory]
    [MemberData(nameof(Planted))]
    public void FindsAPlantedSecret_WithItsLine_AndNeverShowsIt(string kind, string secret)
    {
        var found = SecretScan.In("settings.txt", $"one\ntwo {secret}\nthree").ToArray();
        Assert.NotEmpty(found);
        Assert.All(found, one => Assert.Equal(("settings.txt", 2), (one.File, one.Line)));
        Assert.Contains(found, one => one.Kind.Contains(kind, StringComparison.Ordinal));
        Assert.DoesNotContain(found, one => one.ToString().Contains(secret[^10..], StringComparison.Ordinal));
    }

    [Fact]
    public void TheKeyOfTheEmulator_IsAllowed_ByItsValueAlone()
    {
        var settings = $"AccountName=devstoreaccount1;AccountKey={SecretScan.EmulatorKey};";
        Assert.Empty(SecretScan.In("a", settings));
        Assert.NotEmpty(SecretScan.In("a", settings.Replace("Eby8", "Eby9", StringComparison.Ordinal)));
    }

    [Fact]
    public void TheHashOfAPackage_IsNoSecret_AndAKeyInALockFileIs()
    {
        var hash = Base64[..86] + "==";
        Assert.Empty(SecretScan.In("packages.lock.json", $"        \"contentHash\": \"{hash}\",\n"));
        Assert.Empty(SecretScan.In("package-lock.json", $"      \"integrity\": \"sha512-{hash}\",\n"));
        Assert.NotEmpty(SecretScan.In("packages.lock.json", $"        \"key\": \"{hash}\",\n"));
        Assert.NotEmpty(SecretScan.In("packages.lock.json", $"        \"contentHash\": \"x\", \"key\": \"{hash}\",\n"));
    }

    [Theory]
    [InlineData("\"key\": \"scr_3f1c9a7e5b2d4860_(43 letters, digits, hyphens and underscores)\"")]
    [InlineData("AccountName=a;AccountKey=AAAA;QueueEndpoint=http://127.0.0.1:1/a")]
    [InlineData("InstrumentationKey=00000000-0000-0000-0000-000000000001")]
    [InlineData("$\"AccountName={name};AccountKey={key};\"")]
    [InlineData("Password=<from the vault>; pwd={password}")]
    [InlineData("http://127.0.0.1:7071/api/v1/screenings@now")]
    public void APlaceholder_IsNoSecret(string text) => Assert.Empty(SecretScan.In("a", text));

    [Fact]
    public async Task ASecretInANewFile_IsFound_BeforeItIsCommitted()
    {
        var folder = Directory.CreateTempSubdirectory("screening-secrets").FullName;
        try
        {
            using (var git = Process.Start(new ProcessStartInfo("git", ["init", "--quiet"]) { WorkingDirectory = folder })!)
            {
                await git.EndedAsync(TestContext.Current.CancellationToken);
            }

            var secret = "AccountKey=" + Base64[..86] + "==";
            await File.WriteAllTextAsync(Path.Combine(folder, ".gitignore"), "local.json\n", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "local.json"), secret, TestContext.Current.CancellationToken);
            Assert.Empty(SecretScan.Tracked(folder));
            Directory.CreateDirectory(Path.Combine(folder, "deep"));
            await File.WriteAllTextAsync(Path.Combine(folder, "deep", "notes.md"), secret, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "wide.txt"), secret, System.Text.Encoding.Unicode, TestContext.Current.CancellationToken);
            Assert.Equal(["deep/notes.md", "wide.txt"], SecretScan.Tracked(folder).Select(found => found.File).Distinct().Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void TheRepository_HoldsNone() => Assert.Empty(SecretScan.Tracked(RepositoryFolder.Root));
}
