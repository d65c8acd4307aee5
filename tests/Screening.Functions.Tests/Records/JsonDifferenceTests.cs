using System.Text;
using Screening.Engine.Model;
using Screening.Functions.Records.Read;

namespace Screening.Functions.Tests.Records;

public sealed class JsonDifferenceTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[1,{"c":"x"}]}""", """{"a":1,"b":[1,{"c":"x"}]}""", "")]
    [InlineData("""{"a":1}""", """{"a":2}""", "a")]
    [InlineData("""{"a":{"b":[{"c":1},{"c":2}]}}""", """{"a":{"b":[{"c":1},{"c":3}]}}""", "a.b[1].c")]
    [InlineData("""{"a":[1,2]}""", """{"a":[1,2,3]}""", "a")]
    [InlineData("""{"a":1,"gone":1}""", """{"a":1,"new":1}""", "gone,new")]
    [InlineData("""{"a":null}""", """{"a":{}}""", "a")]
    [InlineData("1", "2", "$")]
    public void ReportsPaths_AndNoValues(string left, string right, string expected) =>
        Assert.Equal(expected, string.Join(',', JsonDifference.Of(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right))));

    [Fact]
    public void ReportsAtMostFifty()
    {
        string Numbers(int from) => $"[{string.Join(',', Enumerable.Range(from, 200))}]";
        Assert.Equal(50, JsonDifference.Of(Encoding.UTF8.GetBytes(Numbers(0)), Encoding.UTF8.GetBytes(Numbers(1))).Count);
    }
}
