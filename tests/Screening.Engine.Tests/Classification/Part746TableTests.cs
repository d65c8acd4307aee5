using Screening.Engine.Classification;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.Classification;

/// <summary>HTS codes of the supplements to part 746: chapters listed whole, and single codes.</summary>
public sealed class Part746TableTests
{
    [Theory]
    [InlineData("841350", true)]
    [InlineData("8499999999", true)]
    [InlineData("730411", true)]
    [InlineData("7304110000", true)]
    [InlineData("730412", false)]
    [InlineData("074110", false)]
    [InlineData("490199", false)]
    public void ACode_IsListed_ByItsChapterOrItsFirstSixDigits(string code, bool isListed)
    {
        var table = Read("""["84"]""", """["730411"]""", out var errors);
        Assert.Empty(errors);
        Assert.Equal(isListed, table!.Has(code));
    }

    [Theory]
    [InlineData("""["8"]""", "[]", "chapters[0]", "must have 2 digits")]
    [InlineData("""["84", "8x"]""", "[]", "chapters[1]", "must have 2 digits")]
    [InlineData("[]", """["7304"]""", "codes[0]", "must have 6 digits")]
    [InlineData("[]", """["7304110000"]""", "codes[0]", "must have 6 digits")]
    public void ACodeOfAnotherLength_IsRefused_WithItsPlace(string chapters, string codes, string path, string message)
    {
        Read(chapters, codes, out var errors);
        Assert.Equal([(path, message)], errors);
    }

    [Fact]
    public void AListWithoutTheTable_ListsNothing() => Assert.False(Lists.Annex.IsInPart746("847130"));

    private static Part746Table? Read(string chapters, string codes, out List<(string Path, string Message)> errors)
    {
        errors = [];
        return JsonCursor.Read(
            $$"""{ "source": "s", "sourceDate": "2026-09-24", "chapters": {{chapters}}, "codes": {{codes}}, "note": "n" }""", errors, Part746Table.Read);
    }
}
