using Azure.Data.Tables;
using Screening.Engine.Model;
using Screening.Functions.Storage;

namespace Screening.Functions.Tests.Storage;

public sealed class RowsTests
{
    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\u007Fb")]
    [InlineData("a\u0085b")]
    public void Refuses_AKeyWithACharacterAzureRefuses(string key) =>
        Assert.Throws<RowRefusedException>(() => Rows.Key(key));

    [Fact]
    public void Refuses_AKeyOfMoreThanAKibibyte()
    {
        Assert.Equal(512, Rows.Key(new string('k', 512)).Length);
        Assert.Throws<RowRefusedException>(() => Rows.Key(new string('k', 513)));
    }

    [Fact]
    public void Refuses_AStringOfMoreThan32KCharacters()
    {
        Rows.Check(Row(new string('x', 32 * 1024)));
        Assert.Throws<RowRefusedException>(() => Rows.Check(Row(new string('x', 32 * 1024 + 1))));
    }

    [Fact]
    public void Refuses_ARowOfMoreThanAMebibyte()
    {
        var row = Row("");
        for (var column = 0; column < 16; column++)
        {
            row[$"C{column}"] = new string('x', 32 * 1024);
        }

        Assert.Throws<RowRefusedException>(() => Rows.Check(row));
    }

    [Fact]
    public void Cuts_RowsIntoTransactionsOfAHundred() =>
        Assert.Equal([100, 100, 1], Rows.Batches(Enumerable.Range(0, 201).Select(_ => Row("x"))).Select(b => b.Count));

    [Fact]
    public void Cuts_TransactionsBelowFourMebibytes_CountingTheEscapesOfQuotes()
    {
        // Thirty rows of 32 K quotes are one megabyte as text, and six as the client sends them.
        var batches = Rows.Batches(Enumerable.Range(0, 30).Select(_ => Row(new string('"', 32 * 1024)))).ToList();
        Assert.Equal(2, batches.Count);
        Assert.All(batches, batch => Assert.True(batch.Sum(Rows.PayloadOf) <= 4 * 1024 * 1024));
    }

    private static TableEntity Row(string text) => new("p", "r") { ["Text"] = text };
}
