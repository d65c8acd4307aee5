using Microsoft.Playwright;
using Screening.Functions.Security;

namespace Screening.Pages.Tests;

/// <summary>The pictures in <c>docs</c>, taken again by every run and kept by the one that is asked to.</summary>
[Collection(PagesGroup.Name)]
public sealed class PictureTests(PagesFixture fixture)
{
    private const string FolderVariable = "SCREENING_PICTURES";

    private const int MostBytes = 200_000;

    [Fact]
    public async Task TheSignInPage_FitsOnAPicture()
    {
        await using var visit = await Visit.StartAsync(fixture, new() { ViewportSize = new() { Width = 880, Height = 620 } });
        await visit.Page.GotoAsync("/");
        await KeepAsync("sign-in.png", visit);
    }

    [Fact]
    public async Task AScreeningThatWasTried_FitsOnAPicture()
    {
        await using var visit = await Visit.StartAsync(fixture, new() { ViewportSize = new() { Width = 1280, Height = 840 } });
        await visit.OpenReferenceAsync(Roles.Screener);
        var (_, client) = await visit.TryFirstOperationAsync();
        await client.GetByText("CASE_BY_CASE_ELIGIBLE").First.WaitForAsync();
        // The bar behind the address fades by itself.
        await visit.Page.WaitForTimeoutAsync(2_000);
        await KeepAsync("reference.png", visit);
    }

    private static async Task KeepAsync(string name, Visit visit)
    {
        var picture = await visit.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
        Assert.InRange(picture.Length, 5_000, MostBytes);
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(Repository(), folder, name), picture, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The folder of the solution: a test runs somewhere below it.</summary>
    private static string Repository()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Screening.sln")))
        {
            at = at.Parent ?? throw new InvalidOperationException("the tests are not in the folder of the solution");
        }

        return at.FullName;
    }
}
