using Screening.Engine.Parties.Reading;
using Screening.Engine.Tests.Parties;

namespace Screening.Engine.Tests.Reading;

/// <summary>Which texts name no one. One word that is in no class of placeholder words makes a text a name.</summary>
public sealed class NamePlaceholderTests
{
    [Fact]
    public void AWordingOfNoOne_IsNoName() =>
        Assert.DoesNotContain(Wordings.OfNoOne, text => NamePlaceholders.Of(text) is null);

    [Fact]
    public void ANameThatLooksLikeAPlaceholder_IsTaken() =>
        Assert.DoesNotContain(Wordings.OfNames, text => NamePlaceholders.Of(text) is not null);

    [Fact]
    public void ARowOfTheDataFolder_IsReadAsLabelled()
    {
        var rows = File.ReadLines(Path.Combine(RealList.Folder(), "pairs", "nonnames_dev.tsv")).Skip(1).Select(line => line.Split('\t')).ToList();
        Assert.True(rows.Count > 300);
        Assert.Empty(rows.Where(row => NameReading.Of(row[0]).Unread is null != (row[1] == "name")).Select(row => $"{row[1]}: {row[0]}"));
    }

    [Theory]
    [InlineData("N/A", UnreadReason.Placeholder)]
    [InlineData("TBD", UnreadReason.Placeholder)]
    [InlineData("cash customer", UnreadReason.Placeholder)]
    [InlineData("GmbH & Co. KG", UnreadReason.FormOnly)]
    [InlineData("Mr.", UnreadReason.FormOnly)]
    [InlineData("...", UnreadReason.NoLetters)]
    [InlineData("0000", UnreadReason.NoLetters)]
    [InlineData("\u200B\u200D\uFEFF", UnreadReason.NoLetters)]
    [InlineData("", UnreadReason.NoLetters)]
    public void AText_HasTheReasonOfItsKind(string text, UnreadReason reason) => Assert.Equal(reason, NamePlaceholders.Of(text));

    [Fact]
    public void OneOtherWord_MakesAPlaceholderOfWords_AName() =>
        Assert.DoesNotContain(Wordings.OfNoOne, text => NamePlaceholders.Of($"{text} Kestrelmoor") is not null);

    [Fact]
    public void ALegalForm_MakesAPlaceholder_TheNameOfACompany()
    {
        Assert.Null(NamePlaceholders.Of("Unknown GmbH"));
        Assert.Null(NamePlaceholders.Of("TBD Ltd."));
        Assert.NotNull(NamePlaceholders.Of("Musterfirma GmbH"));
    }

    [Theory]
    [InlineData("ｎ／ａ")]
    [InlineData("T\u200BB\u200BD")]
    [InlineData("  tbd  ")]
    [InlineData("TBD; TBD")]
    [InlineData("UNKNOWN - 12")]
    [InlineData("\"Customer\" (3)")]
    public void PunctuationNumberingAndInvisibleCharacters_ChangeNothing(string text) => Assert.NotNull(NamePlaceholders.Of(text));

    [Fact]
    public void RegisteredCompanies_AreNames_ExceptForAFew()
    {
        var folder = RealList.Folder();
        using var file = File.OpenRead(Path.Combine(folder, "negatives", "sec_company_names.txt.gz"));
        using var text = new StreamReader(new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Decompress));
        var companies = text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(companies.Length > 5_000);
        Assert.True(companies.Count(name => NamePlaceholders.Of(name) is not null) <= 3);
    }
}
