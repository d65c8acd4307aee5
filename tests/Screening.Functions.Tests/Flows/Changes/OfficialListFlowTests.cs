using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Screening.Functions.Security;
using Screening.Functions.Tests.Lists.Formats;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Changes;

/// <summary>Official lists over HTTP, as they are published: live until a party matches, or refused with everything unchanged.</summary>
[Collection(FlowGroup.Name)]
public sealed class OfficialListFlowTests(FlowFixture fixture)
{
    private FlowApp App => fixture.App;

    [Theory]
    [InlineData("un-plain", "application/xml", false, "TREVANNION")]
    [InlineData("un-packed", "application/gzip", true, "OSBALDEXTON")]
    public async Task AList_AsItIsPublished_IsImported_AndItsPartyMatches(string feed, string type, bool isPacked, string name)
    {
        var file = Encoding.UTF8.GetBytes(Fixtures.UnOf(name));
        await App.UntilActiveAsync(await ImportAsync(feed, isPacked ? Gzip(file) : file, type, "2026-02-27"));
        var answer = (await App.ScreenAsync(Transactions.Uav("AU", $"{name} Trading Corporation"))).Expect(HttpStatusCode.OK);
        Assert.Contains(answer.Decision.GetProperty("matches").EnumerateArray(), match =>
            match.GetProperty("feed").GetString() == feed && match.GetProperty("list").GetString() == "UN" && match.GetProperty("entry").GetString() == "UN-KPe.902");
        Assert.Equal("POLICY_OF_DENIAL", answer.Outcome);
    }

    /// <summary>The policy says what a match on a list means. A list of which it says nothing never goes live, so its match is never a silent yes.</summary>
    [Fact]
    public async Task AListThatThePolicyDoesNotDeclare_IsRefused()
    {
        var refused = await ImportAsync("eu", Encoding.UTF8.GetBytes(MoreFixtures.EuFsf), "application/xml", "2018-12-21");
        Assert.Contains("on the list `EU`, which party-matching does not declare", refused.Expect(HttpStatusCode.UnprocessableEntity).Text.Replace("\\u0060", "`", StringComparison.Ordinal), StringComparison.Ordinal);
        (await App.GetAsync("/api/v1/watchlists/eu")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task AFileUnderAnotherDate_OrAPartOfAList_IsRefused()
    {
        var dated = (await ImportAsync("un-dated", Encoding.UTF8.GetBytes(Fixtures.Un), "text/xml", "2026-03-01")).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("says that it is of 2026-02-27", dated.Text, StringComparison.Ordinal);
        var part = (await ImportAsync("ofac-part", Encoding.UTF8.GetBytes(Fixtures.LegacyParties), "text/csv", "2026-03-01")).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("is without alt.csv and add.csv", part.Text, StringComparison.Ordinal);
        var hostile = Fixtures.Un.Replace("<CONSOLIDATED_LIST", "<!DOCTYPE x><CONSOLIDATED_LIST", StringComparison.Ordinal);
        var refused = (await ImportAsync("un-hostile", Encoding.UTF8.GetBytes(hostile), "application/octet-stream", "2026-02-27")).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("document type declaration", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOlderList_IsRefused_UntilAPersonConfirmsIt()
    {
        const string Feed = "un-older";
        await App.UntilActiveAsync(await ImportAsync(Feed, Encoding.UTF8.GetBytes(Fixtures.UnOf("KINSELLARD")), "application/xml", "2026-02-27"));
        var older = Encoding.UTF8.GetBytes(Fixtures.UnOf("KINSELLARD").Replace("2026-02-27T", "2025-11-18T", StringComparison.Ordinal).Replace("KPe.902", "KPe.904", StringComparison.Ordinal)
            .Replace("</ENTITIES>", "<ENTITY><FIRST_NAME>KINSELLARD WORKS</FIRST_NAME><REFERENCE_NUMBER>KPe.902</REFERENCE_NUMBER></ENTITY></ENTITIES>", StringComparison.Ordinal));
        var refused = (await ImportAsync(Feed, older, "application/xml", "2025-11-18")).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("the list of 2025-11-18 is older than that of import", refused.Text, StringComparison.Ordinal);
        (await ImportAsync(Feed, older, "application/xml", "2025-11-18&confirmDrop=true&reason=back+to+the+earlier+list")).Expect(HttpStatusCode.Accepted);
    }

    private async Task<Reply> ImportAsync(string feed, byte[] file, string type, string date)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await App.SendAsync(
            HttpMethod.Post, $"/api/v1/watchlists/{feed}/imports?date={date}&source=test", App.KeyOf(Roles.ListEditor), content, (await App.GetAsync($"/api/v1/watchlists/{feed}")).ETag);
    }

    private static byte[] Gzip(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(file);
        }

        return packed.ToArray();
    }
}
