using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Functions.Security;
using Screening.Functions.Tests.Package;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Faults;

/// <summary>
/// The executable in a separate process on a wired storage. It is that of the native package where one was published, because
/// that package is deployed, or else that of the build.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;
    private readonly HttpClient client;

    private ServerProcess(Process process, Uri address) =>
        (this.process, client) = (process, new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts it, and returns once it reports that it can decide.</summary>
    public static Task<ServerProcess> StartAsync(WiredStorage storage, params (string Name, string Value)[] more) =>
        StartAsync(storage, Environment.GetEnvironmentVariable(Packages.Native) is { Length: > 0 } native ? native : AppContext.BaseDirectory, more);

    /// <summary>Starts the executable of a folder, as the host does.</summary>
    public static async Task<ServerProcess> StartAsync(WiredStorage storage, string folder, params (string Name, string Value)[] more)
    {
        var executable = Path.Combine(folder, "Screening.Functions" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true, WorkingDirectory = folder };
        start.Environment["SCREENING_PORT"] = "0";
        start.Environment["AzureWebJobsStorage"] = storage.ConnectionString;
        foreach (var (name, value) in more)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Ready: ", StringComparison.Ordinal))
            {
                // A full pipe would block the process.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new ServerProcess(process, new Uri(line.Split(' ')[1]));
            }
        }

        throw new InvalidOperationException("the server ended before it was ready");
    }

    /// <summary>A set with Brazil added, or removed if it was present, and its tag.</summary>
    public async Task<(string Json, string Tag)> ReadSetAsync(string key, string path)
    {
        using var read = await SendAsync(HttpMethod.Get, key, path);
        var json = JsonNode.Parse(await read.Content.ReadAsStringAsync(Stop))!;
        // Every text is new. A text that an earlier process has written is not written again, and its rows could not be waited for.
        json["label"] = $"{Guid.NewGuid()}";
        var members = json["members"]!.AsArray();
        if (members.SingleOrDefault(member => member!["country"]?.GetValue<string>() == "BR") is { } brazil)
        {
            members.Remove(brazil);
        }
        else
        {
            members.Add(new JsonObject { ["country"] = "BR" });
        }

        return (json.ToJsonString(), read.Headers.ETag!.ToString());
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => client.SendAsync(request, Stop);

    /// <summary>Proposes a document and lets another person approve it. The answer is that of the approval, or of a proposal that was refused.</summary>
    public async Task<HttpResponseMessage> ChangeAsync(string editor, string approver, string path, string json, string tag) =>
        await ApproveAsync(await SendAsync(HttpMethod.Put, editor, path + "?reason=test", json, tag), approver);

    /// <summary>Approves what an answer says is proposed. Any other answer is returned as it is.</summary>
    public async Task<HttpResponseMessage> ApproveAsync(HttpResponseMessage proposed, string approver)
    {
        if (proposed.StatusCode != HttpStatusCode.Accepted)
        {
            return proposed;
        }

        using (proposed)
        {
            return await SendAsync(HttpMethod.Post, approver, proposed.Headers.Location + "/approve", """{ "reason": "test" }""");
        }
    }

    public Task<HttpResponseMessage> GetAsync(string key, string path) => SendAsync(HttpMethod.Get, key, path);

    public Task<HttpResponseMessage> PostAsync(string key, string path, string json, string tag) =>
        SendAsync(HttpMethod.Post, key, path, json, tag);

    public Task<HttpResponseMessage> ScreenAsync(string key, string json) =>
        SendAsync(HttpMethod.Post, key, "/api/v1/screenings", json);

    public HttpStatusCode Status(string key, string path) => SendAsync(HttpMethod.Get, key, path).GetAwaiter().GetResult().StatusCode;

    /// <summary>Waits until the status reports that every accepted change is in use and nothing is degraded.</summary>
    public Task UntilWholeAsync(string key, long sourceVersion) => FlowApp.UntilAsync("head, pointer and instance agree", async () =>
    {
        using var answer = await SendAsync(HttpMethod.Get, key, "/api/v1/status");
        var status = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Stop));
        return answer.StatusCode == HttpStatusCode.OK && status.GetProperty("activeSourceVersion").GetInt64() == sourceVersion
            && status.GetProperty("sourceVersion").GetInt64() == sourceVersion
            && status.GetProperty("degraded").EnumerateArray().All(reason => IsOfLists(reason.GetString()!));
    });

    /// <summary>These processes have no watchlists, and their status reports it.</summary>
    private static bool IsOfLists(string reason) =>
        reason.StartsWith("watchlists incomplete", StringComparison.Ordinal) || reason.StartsWith("only the sample list", StringComparison.Ordinal);

    /// <summary>Kills it as SIGKILL does, without a flush or a shutdown signal.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.EndedAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
        client.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string key, string path, string? json = null, string? tag = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add(ApiKeyAuthentication.Header, key);
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        if (json is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return await client.SendAsync(request, Stop);
    }
}
