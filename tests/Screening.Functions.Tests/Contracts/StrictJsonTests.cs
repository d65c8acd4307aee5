using System.Text;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;

namespace Screening.Functions.Tests.Contracts;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("", "the body is empty")]
    [InlineData("   ", "line 1, byte 4")]
    [InlineData("{", "line 1, byte 2")]
    [InlineData("{\"a\":1,}", "line 1, byte 8")]
    [InlineData("{\n  \"a\": nope\n}", "line 2, byte 9")]
    [InlineData("{} {}", "line 1, byte 4")]
    [InlineData("{} x", "line 1, byte 4")]
    [InlineData("{/* no */}", "line 1, byte 2")]
    [InlineData("{\"a\":NaN}", "line 1, byte 6")]
    [InlineData("{\"a\":Infinity}", "line 1, byte 6")]
    [InlineData("{\"a\":01}", "line 1, byte 7")]
    [InlineData("{'a':1}", "line 1, byte 2")]
    [InlineData("\ufeff{}", "byte order mark")]
    public void Malformed_ReportsTheFirstErrorWithItsPosition(string body, string where)
    {
        var error = Assert.Single(Bodies.Parse(body).Errors);

        Assert.Equal(("$", "malformed"), (error.Path, error.Code));
        Assert.Contains(where, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InvalidUtf8_IsRefusedWithItsPosition()
    {
        byte[] body = [.. "{\"reference\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        var error = Assert.Single(ScreeningRequestParser.Parse(body, Bodies.Today).Errors);

        Assert.Equal(("malformed", "the body is not UTF-8 at byte 15"), (error.Code, error.Message));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    public void AnythingButAnObject_IsAWrongType(string body)
    {
        var error = Assert.Single(Bodies.Parse(body).Errors);

        Assert.Equal(("$", "wrong_type"), (error.Path, error.Code));
    }

    [Fact]
    public void Depth_IsBounded()
    {
        Assert.Equal("unknown_member", Nested(15).Code);
        Assert.Equal("too_deep", Nested(16).Code);
        Assert.Equal("too_deep", Nested(100_000).Code);

        static RequestError Nested(int arrays) => Bodies.Parse(
                $"{{\"items\":[{{\"id\":\"1\",\"class\":\"UAS\"}}],\"destination\":{{\"country\":\"AU\"}},\"deep\":{new string('[', arrays)}{new string(']', arrays)}}}")
            .Errors.Single();
    }

    [Fact]
    public void AnErrorBeforeTheDepth_IsMalformed() =>
        Assert.Equal("malformed", Assert.Single(Bodies.Parse("{\"a\":}" + new string('[', 40)).Errors).Code);

    [Theory]
    [InlineData("{\"policy\":\"a\",\"policy\":\"a\"", "policy")]
    [InlineData("{\"policy\":\"a\",\"pol\\u0069cy\":null", "policy")]
    [InlineData("{\"policy\":null,\"policy\":null,\"policy\":null", "policy")]
    public void Duplicates_AreFoundHoweverTheyAreSpelt(string start, string path)
    {
        var error = Assert.Single(Bodies.Parse(start + ",\"items\":[{\"id\":\"1\",\"class\":\"UAS\"}],\"destination\":{\"country\":\"AU\"}}").Errors);

        Assert.Equal((path, "duplicate_member"), (error.Path, error.Code));
    }

    [Fact]
    public void Duplicates_AreFoundInsideArrays() =>
        Assert.Equal(
            ("items[0].performance[0].payloadKg", "duplicate_member"),
            Bodies.Parse("""
                {"items":[{"id":"1","class":"UAS","performance":[{"rangeKm":1,"payloadKg":1,"payloadKg":900}]}],
                 "destination":{"country":"AU"}}
                """).Errors.Select(error => (error.Path, error.Code)).Single());

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00x\"")]
    [InlineData("\"x\\ud83d\"")]
    public void UnpairedSurrogates_AreRefusedInTexts(string json)
    {
        var body = Bodies.Valid.Replace("\"Royal Example Air Force\"", json, StringComparison.Ordinal);

        Assert.Equal("invalid_text", Assert.Single(Bodies.Parse(body).Errors).Code);
    }

    [Fact]
    public void UnpairedSurrogates_AreRefusedInNames()
    {
        var body = Bodies.Valid.Replace("\"reference\"", "\"\\ud800\"", StringComparison.Ordinal);

        Assert.Equal("unknown_member", Assert.Single(Bodies.Parse(body).Errors).Code);
    }

    [Fact]
    public void Errors_AreBounded()
    {
        var members = string.Join(",", Enumerable.Range(0, 5_000).Select(index => $"\"m{index}\":1"));

        var errors = Bodies.Parse($"{{{members}}}").Errors;

        Assert.Equal(RequestErrors.Limit + 1, errors.Length);
        Assert.Equal("too_many_errors", errors[^1].Code);
    }

    [Fact]
    public void Messages_NeverRepeatPartyNames()
    {
        const string Secret = "Zebediah";
        string[] paths =
        [
            "parties[1].name", "parties[1].address", "parties[1].birthDate", "parties[0].aliases[0]", "parties[0].owners[0].name",
            "parties[0].owners[0].percent", "parties[0].identifiers[0].value", "items[0].description", "endUse.description",
        ];
        foreach (var path in paths)
        {
            foreach (var json in (string[])[$"[\"{Secret}\"]", $"\"{Secret}\\u0001\"", $"\"{Secret}{new string('x', 3000)}\""])
            {
                var errors = Bodies.Parse(Bodies.With(path, json)).Errors;
                Assert.NotEmpty(errors);
                Assert.DoesNotContain(errors, error => error.Message.Contains(Secret, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("redFlags[0]")]
    [InlineData("items[0].usml")]
    [InlineData("parties[0].kind")]
    [InlineData("parties[0].country")]
    [InlineData("destination.region")]
    public void Messages_NeverRepeatFreeTextSentAsACode(string path)
    {
        var error = Assert.Single(Bodies.Parse(Bodies.With(path, "\"Zebediah said no\"")).Errors);

        Assert.StartsWith("this text ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("a\r\nb\u0000c\u202ed", "`abcd`")]
    [InlineData("tick`tock", "`tick'tock`")]
    [InlineData("0123456789012345678901234567890123456789X", "`0123456789012345678901234567890123456789...`")]
    [InlineData("", "``")]
    public void Echoes_AreShortAndHarmless(string input, string shown) => Assert.Equal(shown, Echo.Quote(input));

    [Fact]
    public void Echoes_NeverCutACharacterInTwo()
    {
        var shown = Echo.Clean(new string('x', 39) + "\U0001F680\U0001F680");

        Assert.Equal(new string('x', 39) + "...", shown);
        Assert.True(Encoding.UTF8.GetByteCount(shown) == shown.Length);
    }
}
