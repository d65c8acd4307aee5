using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Tests.Contracts;

public sealed class RecordedInputsTests
{
    [Fact]
    public void SameInputs_AreTheSameText_InTheOrderOfCodes()
    {
        var lists = new ListStanding
        {
            IsSample = true,
            ConfirmedOn = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal, new Dictionary<string, DateOnly> { ["UVL"] = new(2026, 11, 9), ["NS-MBS"] = new(2026, 11, 28), ["EL"] = new(2026, 1, 2) }),
        };
        var json = new RecordedInputs(lists).Json;
        Assert.Equal("""{"lists":{"EL":"2026-01-02","NS-MBS":"2026-11-28","UVL":"2026-11-09"},"sample":true}""", json);
        var read = RecordedInputs.Read(json);
        Assert.True(read.Lists.IsRecorded && read.Lists.IsSample);
        Assert.Equal(lists.ConfirmedOn.AsEnumerable(), read.Lists.ConfirmedOn);
        Assert.Equal(json, read.Json);
    }

    [Fact]
    public void RecordsWithoutInputs_ReadAsNotRecorded() => Assert.Same(ListStanding.NotRecorded, RecordedInputs.Read(null).Lists);

    [Fact]
    public void InputsOfALaterVersion_AreReadAsFarAsTheyAreKnown()
    {
        var read = RecordedInputs.Read("""{"lists":{"SDN":"2026-11-28"},"sample":false,"memory":{"P1":["SDN-1"]}}""");
        Assert.Equal(new DateOnly(2026, 11, 28), read.Lists.ConfirmedOn["SDN"]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"lists":{"SDN":"yesterday"}}""")]
    [InlineData("""{"lists":{"SDN":7}}""")]
    [InlineData("{")]
    public void InvalidInputs_AreRefused(string json) => Assert.ThrowsAny<JsonException>(() => RecordedInputs.Read(json));
}
