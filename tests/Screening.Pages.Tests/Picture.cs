namespace Screening.Pages.Tests;

/// <summary>The pictures in <c>docs</c>: taken by every run, saved when SCREENING_PICTURES is set.</summary>
internal static class Picture
{
    /// <summary>Variable that names the folder for saved pictures, relative to the root of the project.</summary>
    private const string FolderVariable = "SCREENING_PICTURES";

    private const int MostBytes = 200_000;

    /// <summary>
    /// Takes a picture of the current page. Fails when the page is blank or the picture is too large for a document.
    /// </summary>
    public static async Task TakeAsync(string name, Visit visit)
    {
        var picture = await visit.Page.ScreenshotAsync(new() { Animations = Microsoft.Playwright.ScreenshotAnimations.Disabled });
        Assert.InRange(picture.Length, 10_000, MostBytes);
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(Root(), folder, name), picture, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The folder of the solution: a test runs in a folder below it.</summary>
    public static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Screening.sln")))
        {
            at = at.Parent ?? throw new InvalidOperationException("the tests are not in the folder of the solution");
        }

        return at.FullName;
    }
}
