using System.Diagnostics;
using System.Text.Json;
using Screening.Functions.Tests.Repository;

namespace Screening.Functions.Tests.Infrastructure;

/// <summary>The compiled infrastructure: every resource of the template, including those of its modules.</summary>
internal static class CompiledBicep
{
    /// <summary>Why a test is skipped.</summary>
    public const string Missing = "the Bicep command line is not there: dotnet restore infra/Screening.Infrastructure.csproj";

    private static readonly Lazy<string?> Tool = new(Find);
    private static readonly Lazy<string?> Template = new(Compile);

    /// <summary>Path of the Bicep command line; null where it was not restored.</summary>
    public static string? CommandLine => Tool.Value;

    /// <summary>The template as text; the test is skipped where the Bicep command line was not restored.</summary>
    public static string Text
    {
        get
        {
            Assert.SkipWhen(
                Template.Value is null && Environment.GetEnvironmentVariable("CI") != "true", Missing);
            return Template.Value ?? throw new InvalidOperationException(Missing);
        }
    }

    public static IReadOnlyList<JsonElement> Resources(string type) =>
        [.. Of(JsonElement.Parse(Text)).Where(resource => resource.GetProperty("type").GetString() == type)];

    private static IEnumerable<JsonElement> Of(JsonElement template)
    {
        if (!template.TryGetProperty("resources", out var resources))
        {
            yield break;
        }

        var all = resources.ValueKind == JsonValueKind.Array
            ? resources.EnumerateArray().ToArray()
            : [.. resources.EnumerateObject().Select(resource => resource.Value)];
        foreach (var resource in all)
        {
            yield return resource;
            if (resource.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
                && properties.TryGetProperty("template", out var inner))
            {
                foreach (var nested in Of(inner))
                {
                    yield return nested;
                }
            }
        }
    }

    private static string? Compile() =>
        CommandLine is { } bicep ? Run(bicep, ["build", Path.Combine(RepositoryFolder.Root, "infra", "main.bicep"), "--stdout"]) : null;

    private static string? Find()
    {
        var project = Path.Combine(RepositoryFolder.Root, "infra", "Screening.Infrastructure.csproj");
        var bicep = Run("dotnet", ["msbuild", project, "-getProperty:BicepPath"])?.Trim();
        if (string.IsNullOrEmpty(bicep) || !File.Exists(bicep))
        {
            return null;
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(bicep, File.GetUnixFileMode(bicep) | UnixFileMode.UserExecute);
        }

        return bicep;
    }

    /// <summary>What a program prints; null when it fails.</summary>
    public static string? Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : null;
    }
}
