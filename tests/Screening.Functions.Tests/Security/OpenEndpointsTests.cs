using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Screening.Functions.Hosting;
using Screening.Functions.Tests.Hosting;

namespace Screening.Functions.Tests.Security;

/// <summary>Calls every endpoint of the real app without credentials.</summary>
public sealed class OpenEndpointsTests(AzuriteFixture azurite)
{
    /// <summary>The literal list of endpoints open to unauthenticated callers. An addition needs a reason.</summary>
    private static readonly string[] Always =
    [
        "GET ", "HEAD ", "GET healthz", "HEAD healthz", "GET readyz", "HEAD readyz", "GET problems/x1", "HEAD problems/x1",
        "GET assets/x1", "HEAD assets/x1", "GET reference/favicon.svg", "GET reference/scalar.aspnetcore.js", "GET reference/scalar.js",
    ];

    private static readonly string[] UnderTheHost =
        ["POST CompileSnapshot", "POST CompileSnapshotPoison", "POST SweepSnapshot", "POST RefreshLists"];

    [Theory]
    [InlineData("SCREENING_PORT", "0", false)]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "", true)]
    public async Task OnlyTheListedOnes_AnswerAnUnauthenticatedCaller(string setting, string value, bool isHosted)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var options = new ScreeningAppOptions
        {
            Settings = new Dictionary<string, string?>
            {
                [setting] = value.Length > 0 ? value : $"{ScreeningAppTests.FreePort()}",
                ["AzureWebJobsStorage"] = azurite.ConnectionString,
            },
        };
        await using var app = await ScreeningApp.StartAsync(options, cancellation);
        var endpoints = app.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToArray();
        using var client = new HttpClient();
        var open = new List<string>();
        foreach (var (endpoint, verb) in endpoints.SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(v => (e, v))))
        {
            var path = Regex.Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), @"\{[^}]*\}", "x1");
            using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(app.Address, "/" + path));
            using var answer = await client.SendAsync(request, cancellation);
            if ((int)answer.StatusCode != 401)
            {
                open.Add($"{verb} {path}");
            }
        }

        var allowed = isHosted ? Always.Concat(UnderTheHost) : Always;
        Assert.Equal(allowed.Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
        Assert.All(endpoints, e => Assert.True(
            e.Metadata.GetMetadata<IAllowAnonymous>() is not null || e.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(d => d.Policy is not null),
            $"{e.DisplayName} neither demands an access nor says that it is anonymous"));
    }
}
