using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Screening.Functions.Hosting;
using Screening.Functions.Hosting.Hosted;
using Screening.Functions.Storage;
using Screening.Functions.Tests.Hosting;

namespace Screening.Functions.Tests.Hosts;

/// <summary>
/// Invalid settings. Behind the host the executable keeps listening and says which setting is wrong; alone it ends with its exit
/// code. Neither repeats the value.
/// </summary>
public sealed class RefusedStartTests(AzuriteFixture azurite)
{
    // Looks like what may be in a setting by mistake, and is a valid value of none of them.
    private const string Value = "Qx7-secret-Qx7";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The setting, another one that it needs, and what the answer must name.</summary>
    public static TheoryData<string, string, string> Invalid => new()
    {
        { RequestLimits.ClientRateVariable, "", "SCREENING_CLIENT_RATE is not a number from 1 to 1000000" },
        { RecordKeys.Setting, "", "ScreeningRecordKey cannot be read" },
        { HostSettings.JobsStorage, "", "check AzureWebJobsStorage" },
        { "SCREENING_TOKEN_AUTHORITY", "SCREENING_TOKEN_AUDIENCE", "SCREENING_TOKEN_AUTHORITY must be an https address" },
        { "ScreeningCheckpoints__blobServiceUri", "", "ScreeningCheckpoints__blobServiceUri is not an address" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task BehindTheHost_EveryAddressSaysWhichSettingIsWrong_AndTheHandlerStays(string setting, string with, string words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no SIGTERM");
        await using var process = await HostedProcess.StartAsync([.. Settings(setting, with)]);
        using var client = new HttpClient { BaseAddress = process.Host.Address };
        foreach (var (verb, path, bytes) in new[]
        {
            ("GET", "/healthz", 0), ("GET", "/readyz", 0), ("GET", "/", 0), ("POST", "/api/v1/screenings", 2), ("POST", "/api/v1/screenings", 8 * 1024 * 1024),
        })
        {
            using var request = new HttpRequestMessage(new HttpMethod(verb), path);
            request.Content = bytes == 0 ? null : new ByteArrayContent(new byte[bytes]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var answer = await client.SendAsync(request, Stop);
            await AssertRefusedAsync(answer, words);
        }

        // As the host delivers a message: it must keep it.
        using var direct = new HttpClient { BaseAddress = process.Handler };
        using var message = await direct.PostAsync("/CompileSnapshot", new StringContent("{}", Encoding.UTF8, "application/json"), Stop);
        await AssertRefusedAsync(message, words);

        var said = string.Join('\n', process.Output);
        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.Contains("[1205]", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, said, StringComparison.OrdinalIgnoreCase);
        Assert.False(process.HasEnded);
        Assert.NotEqual(0, await process.StopAsync());
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task Alone_ItEnds_WithTheSameSentence(string setting, string with, string words)
    {
        var (code, output) = await HostedProcess.RunToEndAsync([.. Settings(setting, with), (HostSettings.PortVariable, "0")]);
        Assert.True(code is (int)ExitCode.SettingsInvalid or (int)ExitCode.StorageUnreachable, $"{code}: {output}");
        Assert.Contains(words, output, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task UnderTheIsolatedWorker_EveryAddressSaysIt_AndNoMessageIsTaken()
    {
        var options = new ScreeningAppOptions
        {
            Handover = new InProcessServer(),
            Settings = Settings(RequestLimits.ClientRateVariable, "").ToDictionary(one => one.Name, one => (string?)one.Value),
        };
        var failure = await Assert.ThrowsAsync<StartupException>(() => ScreeningApp.StartAsync(options, Stop));
        Assert.True(RefusedStart.Takes(failure, options));
        await using var refused = await RefusedStart.StartAsync(failure, options, Stop);
        await using var worker = await IsolatedWorld.StartWorkerAsync(options.Handover);
        using var client = new HttpClient { BaseAddress = new Uri(worker.Urls.Single()) };
        await AssertRefusedAsync(await client.GetAsync("/healthz", Stop), RequestLimits.ClientRateVariable);
        await AssertRefusedAsync(await client.GetAsync("/api/v1/status", Stop), RequestLimits.ClientRateVariable);
        var message = new QueueMessage("1", "{}", 1);
        await Assert.ThrowsAsync<StartupException>(() => refused.Handlers.CompileSnapshot(message, Stop));
        await Assert.ThrowsAsync<StartupException>(() => refused.Handlers.CompileSnapshotPoison(message, Stop));
        await Assert.ThrowsAsync<StartupException>(() => refused.Handlers.SweepSnapshot(Stop));
    }

    /// <summary>Storage may be back at the next start, so this one does not answer for ever.</summary>
    [Theory]
    [InlineData(ExitCode.StorageUnreachable, true)]
    [InlineData(ExitCode.SettingsInvalid, false)]
    public async Task AStartThatStorageRefused_EndsAfterAMinute_AndOneOfASettingDoesNot(ExitCode code, bool ends)
    {
        var clock = new FakeTimeProvider();
        var options = new ScreeningAppOptions { Handover = new InProcessServer(), Time = clock };
        await using var refused = await RefusedStart.StartAsync(new StartupException(code, "text"), options, Stop);
        clock.Advance(RefusedStart.StorageWait - TimeSpan.FromSeconds(1));
        Assert.False(refused.Over.IsCancellationRequested);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ends, refused.Over.IsCancellationRequested);
        await refused.WaitAsync(ends ? Stop : new CancellationToken(canceled: true));
    }

    [Theory]
    [InlineData(ExitCode.SettingsInvalid, "5001", true)]
    [InlineData(ExitCode.StorageUnreachable, "5001", true)]
    [InlineData(ExitCode.DataFolderDamaged, "5001", false)]
    [InlineData(ExitCode.PortInUse, "5001", false)]
    [InlineData(ExitCode.SettingsInvalid, "", false)]
    [InlineData(ExitCode.SettingsInvalid, "none", false)]
    public void OnlyAnInvalidSetting_BehindTheHost_KeepsListening(ExitCode code, string port, bool takes) => Assert.Equal(
        takes,
        RefusedStart.Takes(new StartupException(code, "text"), new ScreeningAppOptions
        {
            Settings = new Dictionary<string, string?> { [HostSettings.HandlerPortVariable] = port },
        }));

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, string words)
    {
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var text = await answer.Content.ReadAsStringAsync(Stop);
        var problem = JsonElement.Parse(text);
        Assert.Equal("/problems/settings-invalid", problem.GetProperty("type").GetString());
        Assert.Contains(words, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Value, text, StringComparison.OrdinalIgnoreCase);
    }

    private IEnumerable<(string Name, string Value)> Settings(string setting, string with)
    {
        yield return (HostSettings.JobsStorage, azurite.ConnectionString);
        yield return (setting, Value);
        if (with.Length > 0)
        {
            yield return (with, "other");
        }
    }
}
