namespace Screening.Functions.Tests.Package;

/// <summary>The packages of the custom handler that were published for this run, by the variables that name their folders.</summary>
internal static class Packages
{
    /// <summary>Compiled ahead of time for the most part, with the runtime beside it.</summary>
    public const string ReadyToRun = "SCREENING_PACKAGE";

    /// <summary>Native code, whole.</summary>
    public const string Native = "SCREENING_NATIVE_PACKAGE";

    /// <summary>
    /// Folder of a package; where none was published the test is skipped, and says how to publish one. <c>.ci/run</c> always
    /// publishes the first, and the second where there is a linker.
    /// </summary>
    public static string FolderOf(string variable)
    {
        var folder = Environment.GetEnvironmentVariable(variable);
        Assert.False(
            string.IsNullOrEmpty(folder) && variable == ReadyToRun && Environment.GetEnvironmentVariable("CI") == "true", $"{variable} is not set");
        var how = variable == Native ? "native" : "true";
        Assert.SkipWhen(
            string.IsNullOrEmpty(folder),
            $"no package: dotnet publish functions/Screening.Functions -c Release -p:ForAzure={how} -o FOLDER, and set {variable}");
        return folder!;
    }
}
