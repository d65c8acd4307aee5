using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Http.Contracts.Responses;

namespace Screening.Functions.Tests.Contracts;

/// <summary>For any input, parsing returns a value or errors, never an exception.</summary>
public sealed class FuzzTests
{
    private const string Seed = "0000KOIPe036";

    private static readonly byte[] Valid = Encoding.UTF8.GetBytes(Bodies.Valid);

    private static readonly Gen<JsonNode?> Junk = Gen.OneOfConst(
            "null", "0", "-1", "1e308", "1e999", "-0.0", "true", "\"\"", "\" \"", "\"x\"", "[]", "{}", "[null]", "[[]]",
            "{\"id\":1}", "\"UAS\"", "\"AU\"", "\"Korea\"", "\"2026-01-01\"", "\"\\u0000\"", "123456789012345678901234567890")
        .Select(json => JsonNode.Parse(json));

    [Fact]
    public void DamagedBytes_NeverThrow() => Gen
        .Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 20], Gen.Byte.Array[0, 8])
        .Array[1, 4]
        .Sample(
            edits =>
            {
                var bytes = new List<byte>(Valid);
                foreach (var (at, length, with) in edits)
                {
                    var from = Math.Min(at, bytes.Count);
                    bytes.RemoveRange(from, Math.Min(length, bytes.Count - from));
                    bytes.InsertRange(from, with);
                }

                AssertAnswered(bytes.ToArray());
            },
            seed: Seed, iter: 1_500);

    [Fact]
    public void CutBodies_AreAlwaysMalformed()
    {
        for (var length = 0; length < Valid.Length; length++)
        {
            Assert.Equal("malformed", AssertAnswered(Valid.AsSpan(0, length).ToArray()).Errors.Single().Code);
        }
    }

    [Fact]
    public void ReplacedValues_NeverThrow() => Gen
        .Select(Gen.Int[0, 10_000], Junk)
        .Array[1, 5]
        .Sample(
            edits =>
            {
                var root = JsonNode.Parse(Bodies.Valid)!;
                foreach (var (at, with) in edits)
                {
                    var places = Places(root).ToArray();
                    places[at % places.Length](with?.DeepClone());
                }

                AssertAnswered(Encoding.UTF8.GetBytes(root.ToJsonString()));
            },
            seed: Seed, iter: 1_500);

    [Fact]
    public void UnknownMembers_AreNeverAccepted() => Gen
        .Select(Gen.Int[0, 10_000], Gen.String[Gen.Char["abKg_1 \"."], 1, 10], Junk)
        .Sample(
            (at, name, value) =>
            {
                var root = JsonNode.Parse(Bodies.Valid)!;
                var objects = Objects(root).ToArray();
                objects[at % objects.Length].Add("zz" + name, value?.DeepClone());

                var error = Assert.Single(Bodies.Parse(root.ToJsonString()).Errors);
                Assert.Equal("unknown_member", error.Code);
                Assert.Contains("zz", error.Path, StringComparison.Ordinal);
            },
            seed: Seed, iter: 1_500);

    [Fact]
    public void WhatIsAccepted_CanBeWrittenAndReadAgain() => Gen
        .Select(Gen.Int[0, 10_000], Junk)
        .Sample(
            (at, with) =>
            {
                var root = JsonNode.Parse(Bodies.Valid)!;
                var places = Places(root).ToArray();
                places[at % places.Length](with?.DeepClone());
                var parsed = Bodies.Parse(root.ToJsonString());
                if (parsed.IsValid)
                {
                    var bytes = ScreeningRequestJson.Write(parsed.Value);
                    Assert.Equal(bytes, ScreeningRequestJson.Write(AssertAnswered(bytes).Value));
                }
            },
            seed: Seed, iter: 1_500);

    private static Parsed<Engine.Model.ScreeningRequest> AssertAnswered(byte[] body)
    {
        var parsed = ScreeningRequestParser.Parse(body, Bodies.Today);
        Assert.Equal(parsed.IsValid, parsed.Errors.IsEmpty);
        Assert.All(parsed.Errors, error =>
        {
            Assert.NotEmpty(error.Path);
            Assert.NotEmpty(error.Code);
            Assert.DoesNotContain(error.Message + error.Path, letter => char.IsControl(letter) || char.IsSurrogate(letter));
        });
        return parsed;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Objects(member.Value)).Prepend(members),
        JsonArray elements => elements.SelectMany(Objects),
        _ => [],
    };

    // A setter for every position of a value in the document.
    private static IEnumerable<Action<JsonNode?>> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.ToArray().SelectMany(member =>
            Places(member.Value).Prepend(value => members[member.Key] = value)),
        JsonArray elements => Enumerable.Range(0, elements.Count).SelectMany(index =>
            Places(elements[index]).Prepend(value => elements[index] = value)),
        _ => [],
    };
}
