using System.Net;
using System.Text;
using Screening.Functions.Hosting;
using Screening.Functions.Lists.Refresh;

namespace Screening.Functions.Tests.Lists.Refresh;

/// <summary>A download from a real server, which is also slow, wrong, gone and hostile.</summary>
public sealed class ListDownloadTests
{
    private const string List = "id,list,name\n1,SDN,EXAMPLE\n";

    private static readonly DownloadLimits Limits = new() { Bytes = 1000, RetryDelay = TimeSpan.FromMilliseconds(10) };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Answer, what the reason says, and the number of requests; 0 where the framework repeats some by itself.</summary>
    public static TheoryData<string, string, string, int> Wrong => new()
    {
        { "404", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "status 404", 1 },
        { "410", "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n", "status 410", 1 },
        { "401", "HTTP/1.1 401 Who\r\nWWW-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n", "status 401", 1 },
        { "204", "HTTP/1.1 204 None\r\n\r\n", "status 204", 1 },
        { "206", "HTTP/1.1 206 Part\r\nContent-Length: 2\r\n\r\nid", "status 206", 1 },
        { "500", "HTTP/1.1 500 Fault\r\nContent-Length: 0\r\n\r\n", "status 500", 3 },
        { "503", "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "status 503", 3 },
        { "304 unasked", "HTTP/1.1 304 Same\r\n\r\n", "304 to a request without a condition", 1 },
        { "html", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 6\r\n\r\n<html>", "a page (HTML)", 1 },
        { "empty", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "an empty file", 1 },
        { "compressed", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nab", "a compressed file", 1 },
        { "truncated", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nid,list\n", "ended before it was complete", 3 },
        { "truncated chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nid,list\n\r\n", "ended before it was complete", 3 },
        { "no length", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nid,list\n", "whose length it does not state", 1 },
        { "huge", "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\nid", "more than 1000 bytes", 1 },
        { "huge chunk", $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n{new string('a', 2000)}\r\n0\r\n\r\n", "more than 1000 bytes", 1 },
        { "not http", "220 mail.example.org ESMTP\r\n", "does not answer in HTTP", 3 },
        { "closed", "", "ended before", 0 },
        { "redirect nowhere", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "does not state where to", 1 },
        { "redirect to http", "HTTP/1.1 302 Found\r\nLocation: http://example.org/x\r\nContent-Length: 0\r\n\r\n", "a redirect leads to an address that must begin with https://", 1 },
        { "redirect to private", "HTTP/1.1 301 Moved\r\nLocation: https://10.0.0.1/x\r\nContent-Length: 0\r\n\r\n", "not on the public internet", 1 },
        { "redirect to metadata", "HTTP/1.1 307 Moved\r\nLocation: https://169.254.169.254/latest\r\nContent-Length: 0\r\n\r\n", "not on the public internet", 1 },
        { "redirect to a user", "HTTP/1.1 308 Moved\r\nLocation: https://a:b@example.org/x\r\nContent-Length: 0\r\n\r\n", "no user name", 1 },
        { "redirect to a file", "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n", "must begin with https://", 1 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task AWrongAnswer_IsAFailureWithItsReason(string name, string answer, string reason, int requests)
    {
        await using var server = SourceServer.Start(SourceServer.Raw(answer));
        using var download = New();
        var failed = Assert.IsType<Downloaded.Failed>(await download.GetAsync(server.Address, null, Stop));
        Assert.Contains(reason, failed.Reason, StringComparison.Ordinal);
        Assert.Equal((name, requests), (name, requests == 0 ? 0 : server.Heads.Count));
    }

    [Fact]
    public async Task AFile_ComesWhole_WithWhatTheSourceSaysOfIt_AndNothingOfThisServerIsSent()
    {
        await using var server = SourceServer.Start(SourceServer.File(
            List, "ETag: \"abc\"\r\nLast-Modified: Fri, 20 Nov 2026 06:00:00 GMT\r\nSet-Cookie: a=b\r\n"));
        using var download = New();
        for (var turn = 0; turn < 2; turn++)
        {
            var whole = Assert.IsType<Downloaded.Whole>(await download.GetAsync(server.Address, null, Stop));
            Assert.Equal(List, Encoding.UTF8.GetString(whole.Bytes));
            Assert.Equal(new("\"abc\"", new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.Zero)), whole.Validators);
        }

        Assert.All(server.Heads, head =>
        {
            Assert.StartsWith("GET /list.csv HTTP/1.1\r\n", head, StringComparison.Ordinal);
            Assert.Contains("\r\nUser-Agent: Screening/", head, StringComparison.Ordinal);
            Assert.Contains("\r\nAccept-Encoding: identity\r\n", head, StringComparison.Ordinal);
            Assert.DoesNotMatch("(?i)cookie|authorization|traceparent|referer|if-", head);
        });
    }

    [Fact]
    public async Task AFileInChunks_ComesWhole()
    {
        await using var server = SourceServer.Start(SourceServer.Raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nid,li\r\n4\r\nst\r\n\r\n0\r\n\r\n"));
        using var download = New();
        Assert.Equal("id,list\r\n", Encoding.UTF8.GetString(Assert.IsType<Downloaded.Whole>(await download.GetAsync(server.Address, null, Stop)).Bytes));
    }

    [Fact]
    public async Task WhatIsKnown_IsAskedForWithItsConditions_AndFoundUnchanged()
    {
        await using var server = SourceServer.Start(SourceServer.Tagged(List, "\"abc\""));
        using var download = New();
        var whole = Assert.IsType<Downloaded.Whole>(await download.GetAsync(server.Address, null, Stop));
        Assert.IsType<Downloaded.Unchanged>(await download.GetAsync(
            server.Address, whole.Validators with { LastModified = new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.Zero) }, Stop));
        Assert.Contains("\r\nIf-Modified-Since: Fri, 20 Nov 2026 06:00:00 GMT\r\n", server.Heads.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATransientFailure_IsTriedAgain()
    {
        var asked = 0;
        await using var server = SourceServer.Start((head, body, stop) =>
            (Interlocked.Increment(ref asked) < 3 ? SourceServer.Status(503) : SourceServer.File(List))(head, body, stop));
        using var download = New();
        Assert.IsType<Downloaded.Whole>(await download.GetAsync(server.Address, null, Stop));
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task RedirectsAreFollowed_UpToTheirNumber()
    {
        var left = 0;
        await using var server = SourceServer.Start((head, body, stop) =>
            (Interlocked.Decrement(ref left) >= 0 ? SourceServer.Redirect("/elsewhere") : SourceServer.File(List))(head, body, stop));
        using var download = New();
        left = ListDownload.MostRedirects;
        Assert.IsType<Downloaded.Whole>(await download.GetAsync(server.Address, null, Stop));
        Assert.StartsWith("GET /elsewhere ", server.Heads.Last(), StringComparison.Ordinal);

        var before = server.Heads.Count;
        left = int.MaxValue;
        var failed = Assert.IsType<Downloaded.Failed>(await download.GetAsync(server.Address, null, Stop));
        Assert.Contains("more than 5 times", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(ListDownload.MostRedirects + 1, server.Heads.Count - before);
    }

    [Fact]
    public async Task ASlowSource_IsEnded_WhetherItSaysNothingOrDrips()
    {
        foreach (var head in new[] { "", "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" })
        {
            await using var server = SourceServer.Start(async (_, body, stop) =>
            {
                await body.WriteAsync(Encoding.ASCII.GetBytes(head), stop);
                while (head.Length > 0)
                {
                    await body.WriteAsync("a"u8.ToArray(), stop);
                    await Task.Delay(50, stop);
                }

                await Task.Delay(Timeout.Infinite, stop);
            });
            using var download = New(limits: Limits with { Total = TimeSpan.FromSeconds(0.5) });
            var failed = Assert.IsType<Downloaded.Failed>(await download.GetAsync(server.Address, null, Stop));
            Assert.Equal("the download took longer than 0.5 seconds", failed.Reason);
        }
    }

    [Fact]
    public async Task ACallerWhoLeaves_EndsTheDownload()
    {
        using var leaves = new CancellationTokenSource();
        await using var server = SourceServer.Start(async (_, _, stop) =>
        {
            await leaves.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var download = New();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download.GetAsync(server.Address, null, leaves.Token));
    }

    /// <summary>What a name resolves to is checked when the connection is made, whatever it resolved to before.</summary>
    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:192.168.0.1")]
    [InlineData("1.1.1.1", "10.0.0.1")]
    [InlineData("fd00::1", "2606:4700::1")]
    public async Task ANameThatResolvesInside_IsNotConnectedTo(params string[] addresses)
    {
        await using var server = SourceServer.Start(SourceServer.File(List));
        var asked = 0;
        using var download = new ListDownload(new(AllowsLoopback: false), TimeProvider.System, Limits, (_, _) =>
        {
            asked++;
            return Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());
        });
        var failed = Assert.IsType<Downloaded.Failed>(await download.GetAsync(new Uri($"https://list.example.org:{server.Port}/?key=secret"), null, Stop));
        Assert.Equal("list.example.org is not on the public internet", failed.Reason);
        Assert.Equal((1, 0), (asked, server.Connections));
    }

    [Fact]
    public async Task ARedirectToAName_IsCheckedLikeTheFirst()
    {
        await using var server = SourceServer.Start(SourceServer.Redirect("https://inside.example.org/"));
        using var download = new ListDownload(
            new(AllowsLoopback: true), TimeProvider.System, Limits, (_, _) => Task.FromResult(new[] { IPAddress.Parse("192.168.0.1") }));
        var failed = Assert.IsType<Downloaded.Failed>(await download.GetAsync(server.Address, null, Stop));
        Assert.Equal("inside.example.org is not on the public internet", failed.Reason);
    }

    [Fact]
    public async Task TheConnection_GoesToTheAddressThatWasChecked()
    {
        await using var server = SourceServer.Start(SourceServer.File(List));
        using var download = new ListDownload(
            new(AllowsLoopback: true), TimeProvider.System, Limits, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));
        Assert.IsType<Downloaded.Whole>(await download.GetAsync(new Uri($"http://list.localhost:{server.Port}/list.csv"), null, Stop));
        Assert.Contains($"\r\nHost: list.localhost:{server.Port}\r\n", Assert.Single(server.Heads), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACertificateThatNoOneSigned_IsRefused_AndNothingIsAsked()
    {
        await using var server = SourceServer.StartTls(SourceServer.File(List));
        using var download = New();
        var failed = Assert.IsType<Downloaded.Failed>(await download.GetAsync(server.Address, null, Stop));
        Assert.Contains("certificate", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task NobodyThere_IsAFailure_WithoutTheAddress()
    {
        var server = SourceServer.Start(SourceServer.File(List));
        var address = new Uri(server.Address, "?key=secret");
        await server.DisposeAsync();
        using var download = New();
        var failed = Assert.IsType<Downloaded.Failed>(await download.GetAsync(address, null, Stop));
        Assert.Equal("the source cannot be reached (ConnectionRefused)", failed.Reason);
    }

    [Fact]
    public void ARefresh_EndsBeforeItsRequest_BeforeItsTick_AndBeforeItsClaim()
    {
        var download = new DownloadLimits().Total;
        Assert.True(download < RequestLimits.ChangeTime);
        Assert.True(ListRefresh.RunTime + download < RequestLimits.TriggerTime);
        Assert.True(RequestLimits.TriggerTime < ListRefresh.ClaimTime);
    }

    private static ListDownload New(DownloadLimits? limits = null) => new(new SourceAddressRule(AllowsLoopback: true), TimeProvider.System, limits ?? Limits);
}
