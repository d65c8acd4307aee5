using System.Net;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Screening.Functions.Security;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.Flows.Callers;

/// <summary>A record that is damaged in storage is reported in the answers that would hold it, and no answer fails by it.</summary>
[Collection(FlowGroup.Name)]
public sealed class DamagedRecordFlowTests(FlowFixture fixture)
{
    private const string Period = "from=2026-11-23&to=2026-11-24";

    private FlowApp App => fixture.App;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SnapshotAgeSeconds", "its column SnapshotAgeSeconds is text instead of a 32-bit integer")]
    [InlineData("Decision", "its column Decision is binary instead of text")]
    [InlineData("Outcome", "its content does not have its hash")]
    public async Task ADamagedRecord_IsNamedWithItsDamage_AndTheOthersAreReturned(string column, string damage)
    {
        var (id, sound) = (await ScreenAsync(), await ScreenAsync());
        var table = new TableClient(App.Storage.DirectConnectionString, "ScreeningRecords");
        var row = (await table.GetEntityAsync<TableEntity>(id[..^11], id[^10..], cancellationToken: Stop)).Value;
        var before = row[column];
        row[column] = before switch { int number => $"{number}", string text when column == "Decision" => Encoding.UTF8.GetBytes(text), _ => "PROHIBITED" };
        await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Stop);
        try
        {
            foreach (var role in new[] { Roles.Screener, Roles.Auditor })
            {
                var read = (await App.GetAsync("/api/v1/screenings/" + id, role)).Expect(HttpStatusCode.OK).Json;
                Assert.Equal(damage, read.GetProperty("damage").GetString());
                (await App.GetAsync($"/api/v1/screenings/{id}?detail=summary", role)).Expect(HttpStatusCode.OK);
            }

            var found = (await App.GetAsync($"/api/v1/screenings?{Period}&limit=500")).Expect(HttpStatusCode.OK).Json;
            var named = Assert.Single(found.GetProperty("damaged").EnumerateArray());
            Assert.Equal((id, damage), (named.GetProperty("id").GetString(), named.GetProperty("damage").GetString()));
            var ids = found.GetProperty("records").EnumerateArray().Select(one => one.GetProperty("id").GetString()).ToList();
            Assert.Contains(sound, ids);
            Assert.DoesNotContain(id, ids);

            var lines = (await App.GetAsync($"/api/v1/records/export?{Period}&limit=10000")).Expect(HttpStatusCode.OK).Text
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToDictionary(line => line.GetProperty("id").GetString()!);
            Assert.Equal((damage, null), (lines[id].GetProperty("damage").GetString(), lines[sound].GetProperty("damage").GetString()));
            (await App.GetAsync($"/api/v1/records/export?{Period}&limit=10000&format=csv")).Expect(HttpStatusCode.OK);
            Assert.Equal("record_damaged", (await App.PostAsync($"/api/v1/screenings/{id}/replay", Roles.Auditor)).Expect(HttpStatusCode.OK).Json.GetProperty("reason").GetString());

            var verified = (await App.GetAsync($"/api/v1/records/verify?{Period}")).Expect(HttpStatusCode.OK).Json;
            Assert.False(verified.GetProperty("isSound").GetBoolean());
            Assert.Contains(verified.GetProperty("damages").EnumerateArray(), one => one.GetProperty("id").GetString() == id);
        }
        finally
        {
            row[column] = before;
            await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Stop);
        }

        var mended = (await App.GetAsync($"/api/v1/records/verify?{Period}")).Expect(HttpStatusCode.OK).Json;
        Assert.True(mended.GetProperty("isSound").GetBoolean(), mended.GetRawText());
        Assert.False(mended.GetProperty("checkpoint").GetProperty("isConfigured").GetBoolean());
        Assert.Contains("no outside checkpoint", (await App.StatusAsync()).GetProperty("recordCheckpoint").GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    private async Task<string> ScreenAsync() => (await App.ScreenAsync(Transactions.Uav())).Expect(HttpStatusCode.OK).Json.GetProperty("id").GetString()!;
}
