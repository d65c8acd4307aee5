using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Tests.Contracts;
using Screening.Functions.Tests.Repository;
using Screening.Functions.Tests.Worlds;

namespace Screening.Functions.Tests.OpenApi;

/// <summary>The request schemas, checked against the parsers: members, codes, bounds, and required members.</summary>
[Collection(FlowGroup.Name)]
public sealed class ParserTests(FlowFixture fixture)
{
    /// <summary>The file and method that reads each schema.</summary>
    private static readonly (string File, string Method, string Schema)[] Readers =
    [
        ("ScreeningRequestParser", "Read", "ScreeningRequest"), ("ItemParser", "Read", "Item"), ("ItemParser", "Class", "Item"),
        ("ItemParser", "Point", "PerformancePoint"), ("ItemParser", "Availability", "ForeignAvailability"), ("ItemParser", "Value", "Money"),
        ("DestinationParser", "Read", "Destination"), ("PartyParser", "Read", "Party"), ("PartyParser", "Identifier", "PartyIdentifier"),
        ("OwnerParser", "Owner", "Owner"), ("EndUseParser", "Read", "EndUse"), ("EndUseParser", "RedFlag", "RedFlag"),
        ("PartySearchParser", "Parse", "PartyQuestion"), ("PartyParser", "Query", "PartyQuestion"),
        ("KeyRequest", "Read", "KeyRequest"), ("KeyRotation", "Parse", "KeyRotation"),
        ("ProposalRequest", "Read", "ProposalRequest"), ("EmergencyStopRequest", "Read", "EmergencyStopRequest"), ("SeedRequest", "ReasonOf", "ProposalDecision"),
        ("ConfirmationBody", "Parse", "WatchlistConfirmation"), ("ListSourceRequest", "Parse", "WatchlistSourceRequest"), ("ActivationRequest", "Read", "Activation"),
        ("SeedRequest", "Parse", "SeedApply"), ("SeedRequest", "ReasonOf", "SeedApply"), ("SeedRequest", "ReasonOf", "SeedRevert"),
    ];

    /// <summary>A body with every object in it, and the path of each.</summary>
    private static readonly (string Schema, string Path)[] Objects =
    [
        ("ScreeningRequest", ""), ("Item", "items[0]"), ("PerformancePoint", "items[0].performance[0]"),
        ("ForeignAvailability", "items[1].foreignAvailability"), ("Money", "items[0].value"), ("Destination", "destination"),
        ("Party", "parties[0]"), ("PartyIdentifier", "parties[0].identifiers[0]"), ("Owner", "parties[0].owners[0]"), ("EndUse", "endUse"),
        ("RedFlag", "redFlags[1]"),
    ];

    private static readonly DateOnly Today = Bodies.Today;

    [Fact]
    public async Task TheMembersTheParsersRead_AreTheMembersDescribed()
    {
        var description = await fixture.App.DescriptionAsync();
        var read = Readers.GroupBy(reader => reader.Schema).ToDictionary(
            group => group.Key,
            group => group.SelectMany(reader => MembersRead(reader.File, reader.Method)).Distinct().Order(StringComparer.Ordinal).ToImmutableArray());
        foreach (var (schema, members) in read)
        {
            Assert.Equal(members, description.Schema(schema)["properties"]!.AsObject().Select(one => one.Key).Order(StringComparer.Ordinal));
            Assert.False((bool)description.Schema(schema)["additionalProperties"]!);
        }
    }

    [Fact]
    public async Task EveryMemberDescribed_IsKnownToTheParser_AndNoOther()
    {
        var description = await fixture.App.DescriptionAsync();
        foreach (var (schema, path) in Objects)
        {
            var members = description.Schema(schema)["properties"]!.AsObject().Select(one => one.Key);
            Assert.All(members, member => Assert.DoesNotContain(ErrorsWith(At(path, member), "[{}]"), error => error.Code == ErrorCodes.UnknownMember));
            Assert.Contains(ErrorsWith(At(path, "nobodyKnows"), "1"), error => error.Code == ErrorCodes.UnknownMember);
        }
    }

    [Fact]
    public async Task RequiredMembers_AreRequired_AndTheRestMayBeNull()
    {
        var description = await fixture.App.DescriptionAsync();
        foreach (var (schema, path) in Objects)
        {
            var required = description.Schema(schema)["required"]?.AsArray().Select(one => (string)one!).ToArray() ?? [];
            foreach (var member in description.Schema(schema)["properties"]!.AsObject().Select(one => one.Key))
            {
                var errors = ErrorsWith(At(path, member), "null").Where(error => error.Path == At(path, member));
                // A class is required only where nothing else classifies the item.
                Assert.Equal(required.Contains(member), errors.Any() && (schema, member) is not ("Item", "class"));
            }
        }
    }

    [Fact]
    public async Task EveryCodeAndEveryBoundDescribed_IsTheParsers()
    {
        var description = await fixture.App.DescriptionAsync();
        var wrong = new List<string>();
        var tried = 0;
        foreach (var (schema, path) in Objects)
        {
            foreach (var (member, shape) in description.Schema(schema)["properties"]!.AsObject())
            {
                foreach (var (value, isGood) in Edges(shape!.AsObject()))
                {
                    tried++;
                    var isRefused = ErrorsWith(At(path, member), value).Any(error => error.Path == At(path, member) && IsAboutTheValue(error));
                    if (isGood == isRefused)
                    {
                        wrong.Add($"{At(path, member)} = {(value.Length > 60 ? value[..60] + "..." : value)}: {(isGood ? "refused" : "taken")}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(tried > 150, $"only {tried} values tried");
    }

    [Fact]
    public async Task TheBodiesOfTheReadme_FitTheSchema()
    {
        var description = await fixture.App.DescriptionAsync();
        var schema = new JsonObject { ["$ref"] = "#/components/schemas/ScreeningRequest" };
        Assert.All(Readme.Readme.Examples, example => Assert.Empty(description.Errors(schema, JsonDocument.Parse(example.Body).RootElement)));
        Assert.Empty(description.Errors(schema, JsonDocument.Parse(Bodies.Valid).RootElement));
    }

    /// <summary>Values at the bounds of a shape, and just past them.</summary>
    private static IEnumerable<(string Value, bool IsGood)> Edges(JsonObject shape)
    {
        static string Json(object value) => JsonSerializer.Serialize(value);
        foreach (var code in (shape["enum"] as JsonArray ?? []).Where(code => code is not null))
        {
            yield return (code!.ToJsonString(), true);
        }

        if (shape["enum"] is not null)
        {
            yield return ("\"nobody_knows\"", false);
        }

        if (shape["maximum"] is { } most)
        {
            yield return (most.ToJsonString(), true);
            yield return (((decimal)most * 1.01m + 1).ToString(CultureInfo.InvariantCulture), false);
            yield return (shape["minimum"]!.ToJsonString(), true);
            yield return (((decimal)shape["minimum"]! - 1).ToString(CultureInfo.InvariantCulture), false);
            yield return ($"\"{most.ToJsonString()}\"", false);
        }

        if (shape["maxLength"] is { } length && IsPlain(shape))
        {
            yield return (Json(new string('a', (int)length)), true);
            yield return (Json(new string('a', (int)length + 1)), false);
            yield return (Json(" "), shape["minLength"] is null);
        }

        if (shape["maxItems"] is { } count)
        {
            yield return ($"[{string.Join(',', Enumerable.Repeat("7", (int)count + 1))}]", false);
            yield return (shape["minItems"] is null ? "[]" : "7", shape["minItems"] is null);
        }
    }

    /// <summary>A country or a formatted text has more rules than its length.</summary>
    private static bool IsPlain(JsonObject shape) =>
        ((string?)shape["description"])?.StartsWith("ISO 3166", StringComparison.Ordinal) is not true && ((string?)shape["pattern"] is null or @"\S");

    private static bool IsAboutTheValue(RequestError error) => error.Code is not (ErrorCodes.NotApplicable or ErrorCodes.Required);

    private static string Contracts => Path.Combine(RepositoryFolder.Root, "functions/Screening.Functions/Http/Contracts");

    private static string At(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";

    private static ImmutableArray<RequestError> ErrorsWith(string path, string json)
    {
        var parsed = ScreeningRequestParser.Parse(Encoding.UTF8.GetBytes(Bodies.With(path, json)), Today);
        return parsed.IsValid ? [] : parsed.Errors;
    }

    /// <summary>Names in <c>from["..."]</c> of one method, read from the source.</summary>
    private static IEnumerable<string> MembersRead(string file, string method)
    {
        var text = File.ReadAllText(Directory.GetFiles(Contracts, $"{file}.cs", SearchOption.AllDirectories).Single());
        var start = Regex.Match(text, $@"^    (public|private|internal) static [^\n=]* {method}\(", RegexOptions.Multiline);
        Assert.True(start.Success, $"{file} has no method {method}");
        var rest = text[start.Index..];
        var end = Regex.Match(rest[1..], @"^    (///|public|private|internal|\[)", RegexOptions.Multiline);
        var body = end.Success ? rest[..(end.Index + 1)] : rest;
        return Regex.Matches(body, @"from\[""(\w+)""\]").Select(match => match.Groups[1].Value);
    }

    [Fact]
    public void EveryReaderOfMembers_IsCheckedAgainstASchema()
    {
        var files = Directory.GetFiles(Contracts, "*.cs", SearchOption.AllDirectories);
        foreach (var file in files)
        {
            var known = Readers.Where(reader => reader.File == Path.GetFileNameWithoutExtension(file)).SelectMany(reader => MembersRead(reader.File, reader.Method));
            var read = Regex.Matches(File.ReadAllText(file), @"from\[""(\w+)""\]").Select(match => match.Groups[1].Value);
            Assert.Empty(read.Except(known));
        }
    }
}
