using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>The body of a request to upgrade the documents to the shipped seed.</summary>
/// <param name="Reason">Reason for the history. It must not name a person.</param>
/// <param name="Take">Documents that take the text of the seed, even if they have local changes.</param>
/// <param name="Keep">Documents that stay as they are.</param>
public sealed record SeedRequest(string Reason, ImmutableArray<string> Take, ImmutableArray<string> Keep)
{
    /// <summary>Maximum number of characters of a reason.</summary>
    public const int ReasonCharacters = 500;

    /// <summary>Maximum number of documents in each list.</summary>
    public const int MostDocuments = 200;

    /// <summary>Reads a body.</summary>
    public static Parsed<SeedRequest> Parse(ReadOnlyMemory<byte> utf8) => StrictJson.Read(utf8, from => new SeedRequest(
        ReasonOf(from) ?? "", Names(from["take"]), Names(from["keep"])));

    /// <summary>Reads a body with only a reason.</summary>
    public static Parsed<string> ParseReason(ReadOnlyMemory<byte> utf8) => StrictJson.Read(utf8, ReasonOf);

    private static string? ReasonOf(ObjectReader from) => from["reason"].Required("say why; it stands in the history").Text(ReasonCharacters);

    private static ImmutableArray<string> Names(JsonInput input)
    {
        var names = new List<string>();
        foreach (var element in input.Array(MostDocuments))
        {
            if (element.Text(Limits.CodeCharacters) is not { } name)
            {
                continue;
            }

            if (names.Contains(name))
            {
                element.Fail(ErrorCodes.DuplicateValue, "is listed already");
            }

            names.Add(name);
        }

        return [.. names];
    }
}
