using System.Collections.Immutable;

namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>One error in a request. It never contains names of parties or free text of the sender.</summary>
/// <param name="Path">JSON path of the member, such as items[0].performance[1].payloadKg; $ is the whole body.</param>
/// <param name="Code">Stable code, one of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what is expected. Lower case, no full stop.</param>
/// <param name="Candidates">Values that are accepted or were most likely intended; null if there are none.</param>
public sealed record RequestError(string Path, string Code, string Message, ImmutableArray<string>? Candidates = null);

/// <summary>Collects errors while a body is read, so that all of them are reported at once.</summary>
public sealed class RequestErrors
{
    /// <summary>Maximum number of errors kept. A body of 1 MiB could produce a hundred thousand.</summary>
    public const int Limit = 500;

    private readonly ImmutableArray<RequestError>.Builder kept = ImmutableArray.CreateBuilder<RequestError>();

    /// <summary>Number of errors kept, including the note that errors were left out.</summary>
    public int Count => kept.Count;

    /// <summary>Whether further errors would be left out, so that further checks can be skipped.</summary>
    public bool IsFull => kept.Count > Limit;

    /// <summary>Adds an error. Beyond the limit, one last error states that more were found.</summary>
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

    /// <summary>The errors in the order in which they were found.</summary>
    public ImmutableArray<RequestError> All() => kept.ToImmutable();
}
