using System.Text;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Triggers;

public sealed class TriggerPayloadTests
{
    private const string CompileRequest = """{"sourceVersion":42}""";

    [Fact]
    public void ReadsWhatARealHostSent()
    {
        const string body =
            """{"Data":{"message":"\"hello text\""},"Metadata":{"DequeueCount":"3","ExpirationTime":"2026-11-30T21:36:12+00:00","Id":"\"d9dd1e99-0000\"","InsertionTime":"2026-11-23T21:36:12+00:00","NextVisibleTime":"2026-11-23T21:46:12+00:00","PopReceipt":"\"MjNO\"","sys":{"MethodName":"OnQ","UtcNow":"2026-11-23T21:36:12.686467Z","RandGuid":"097ec9f2"}}}""";
        var message = Read(body)!;
        Assert.Equal("hello text", message.Text);
        Assert.Equal("d9dd1e99-0000", message.Id);
        Assert.Equal(3, message.DequeueCount);
    }

    [Theory]
    [InlineData("""{"Data":{"message":"\"{\\\"sourceVersion\\\":42}\""}}""")] // The host: a text of a text.
    [InlineData("""{"Data":{"message":"{\"sourceVersion\":42}"}}""")] // One layer less.
    [InlineData("""{"Data":{"message":{"sourceVersion":42}}}""")] // None.
    [InlineData("""{"Data":"{\"message\":{\"sourceVersion\":42}}"}""")]
    [InlineData("\"{\\\"Data\\\":{\\\"message\\\":{\\\"sourceVersion\\\":42}}}\"")]
    public void ReadsACompileRequest_HoweverManyLayers(string body)
    {
        var message = Read(body)!;
        Assert.Equal(CompileRequest, message.Text);
        Assert.Equal(1, message.DequeueCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  two words ")]
    [InlineData("[1,2]")]
    [InlineData("17")]
    [InlineData("{\"a\":\"b\"}")]
    [InlineData("not {json")]
    public void GivesTheTextBack_AsItWasSent(string text)
    {
        var body = JsonSerializer.Serialize(new { Data = new { message = JsonSerializer.Serialize(text) }, Metadata = new { DequeueCount = 2 } });
        var message = Read(body)!;
        Assert.Equal(text, message.Text);
        Assert.Equal(2, message.DequeueCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"Data":{}}""")]
    [InlineData("""{"Data":{"other":"x"}}""")]
    [InlineData("""{"Data":17}""")]
    public void RefusesWhatIsNoQueuePayload(string body) => Assert.Null(Read(body));

    private static Functions.Storage.QueueMessage? Read(string body) => TriggerPayload.ReadQueueMessage(Encoding.UTF8.GetBytes(body));
}
