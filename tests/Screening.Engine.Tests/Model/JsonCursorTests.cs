using System.Globalization;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Model;

/// <summary>Reading of authored JSON: every error has its path, and nothing is ignored.</summary>
public sealed class JsonCursorTests
{
    [Theory]
    [InlineData("[]", "$", "must be an object")]
    [InlineData("""{ "b": 1 }""", "$", "lacks the member `a`")]
    [InlineData("""{ "a": 1, "c": 1 }""", "c", "is not a member known here")]
    [InlineData("""{ "a": 1, "a": 2 }""", "a", "is given twice")]
    [InlineData("""{ "a": 1, "b": 1, "b": 2 }""", "b", "is given twice")]
    public void AnObject_HasTheMembersItMustHave_AndNoOther(string json, string path, string message) =>
        Assert.Equal([(path, message)], Errors(json, root => root.Members(["a"], ["b"])));

    [Fact]
    public void TheFirstOfTwo_IsRead_AndTheUnknownIsNot()
    {
        Errors("""{ "a": "first", "a": "second", "c": 1 }""", root =>
        {
            var members = root.Members(["a"]);
            Assert.Equal(["a"], members.Keys);
            Assert.Equal("first", members.Text("a"));
        });
    }

    [Fact]
    public void AnElement_IsNamedByItsPlace()
    {
        var errors = Errors("""{ "a": [ { "x": [ "t", 7 ] }, 8 ] }""", root =>
        {
            foreach (var element in root.Members(["a"]).Elements("a"))
            {
                element.Members(["x"]).Texts("x");
            }
        });
        Assert.Equal([("a[0].x[1]", "must be a text"), ("a[1]", "must be an object")], errors);
        Assert.Equal([("$", "must be an array")], Errors("{}", root => Assert.Empty(root.Elements())));
    }

    [Theory]
    [InlineData("\"text\"", "text")]
    [InlineData("\" text \"", " text ")]
    [InlineData("\"\"", null)]
    [InlineData("\"  \"", null)]
    [InlineData("7", null)]
    [InlineData("null", null)]
    public void AText_IsNotBlank(string json, string? text) => Assert.Equal(
        text is null ? [("$", "must be a text")] : [], Errors(json, root => Assert.Equal(text ?? "", root.Text())));

    [Theory]
    [InlineData("\"2026-02-28\"", true)]
    [InlineData("\"2026-02-29\"", false)]
    [InlineData("\"2026-2-28\"", false)]
    [InlineData("\"28.02.2026\"", false)]
    [InlineData("20260228", false)]
    public void ADate_IsIso(string json, bool isDate) => Assert.Equal(
        isDate ? [] : [("$", "must be a date, yyyy-MM-dd")],
        Errors(json, root => Assert.Equal(isDate ? DateOnly.Parse("2026-02-28", CultureInfo.InvariantCulture) : null, root.Date())));

    [Theory]
    [InlineData("\"PL\"", null)]
    [InlineData("\"QQ\"", "must be an ISO 3166-1 alpha-2 code; no country has `QQ`")]
    [InlineData("\"pl\"", "must be an ISO 3166-1 alpha-2 code; no country has `pl`")]
    [InlineData("\"Poland\"", "must be an ISO 3166-1 alpha-2 code")]
    public void ACountry_Exists(string json, string? message) =>
        Assert.Equal(message is null ? [] : [("$", message)], Errors(json, root => root.Country()));

    [Fact]
    public void OneOfAList_IsOnIt_AndABlankIsNoText()
    {
        Assert.Empty(Errors("\"b\"", root => Assert.Equal("b", root.OneOf(["a", "b"]))));
        Assert.Equal([("$", "must be one of a, b")], Errors("\"c\"", root => root.OneOf(["a", "b"])));
        Assert.Equal([("$", "must be a text")], Errors("\"\"", root => root.OneOf(["a", "b"])));
    }

    [Fact]
    public void WhatMayBeAbsent_IsNull_AlsoWrittenSo()
    {
        Assert.Empty(Errors("""{ "t": null, "d": null, "n": "x", "e": "2026-02-28" }""", root =>
        {
            var members = root.Members([], ["t", "d", "n", "e", "else"]);
            Assert.Equal((null, null, "x"), (members.OptionalText("t"), members.OptionalText("else"), members.OptionalText("n")));
            Assert.Equal((null, null, new DateOnly(2026, 2, 28)), (members.Date("d"), members.Date("else"), members.Date("e")));
            Assert.Equal(("", default), (members.Text("else"), members.Country("else")));
            Assert.Empty(members.Elements("else"));
            Assert.Empty(members.Texts("else"));
        }));
    }

    [Fact]
    public void WhatIsNotJson_IsRefused_WithItsLine()
    {
        var errors = new List<(string Path, string Message)>();
        Assert.Null(JsonCursor.Read<string>("{\n\n  \"a\": ,", errors, root => root.Path));
        Assert.Equal([("$", "is not JSON: line 3")], errors);
    }

    private static List<(string Path, string Message)> Errors(string json, Action<JsonCursor> read)
    {
        var errors = new List<(string Path, string Message)>();
        JsonCursor.Read(json, errors, root =>
        {
            read(root);
            return 0;
        });
        return errors;
    }
}
