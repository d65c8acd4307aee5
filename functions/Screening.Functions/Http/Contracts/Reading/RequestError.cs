using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>One thing wrong with a request. Never carries names of parties or free text of the sender.</summary>
/// <param name="Path">JSON path of the member, such as items[0].performance[1].payloadKg; $ is the whole body.</param>
/// <param name="Code">Stable code, one of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what would be right; lower case, no full stop.</param>
/// <param name="Candidates">Values that would have been accepted or were probably meant; null without any.</param>
public sealed record RequestError(string Path, string Code, string Message, ImmutableArray<string>? Candidates = null);

/// <summary>Collects errors while a body is read, so that all of them are reported at once.</summary>
public sealed class RequestErrors
{
    /// <summary>Errors kept. A body of 1 MiB can hold a hundred thousand, and nobody reads those.</summary>
    public const int Limit = 500;

    private readonly ImmutableArray<RequestError>.Builder kept = ImmutableArray.CreateBuilder<RequestError>();

    /// <summary>Errors kept so far, the note about omitted ones included.</summary>
    public int Count => kept.Count;

    /// <summary>Whether anything more would be left out, so that looking for more is wasted.</summary>
    public bool IsFull => kept.Count > Limit;

    /// <summary>Adds an error. Past the limit one last error says that more were found.</summary>
    public void Add(string path, string code, string message, ImmutableArray<string>? candidates = null)
    {
        if (kept.Count < Limit)
        {
            kept.Add(new RequestError(path, code, message, candidates));
        }
        else if (kept.Count == Limit)
        {
            kept.Add(new RequestError("$", ErrorCodes.TooManyErrors, "more errors were found; correct these first"));
        }
    }

    /// <summary>The errors in the order they were found.</summary>
    public ImmutableArray<RequestError> All() => kept.ToImmutable();
}
