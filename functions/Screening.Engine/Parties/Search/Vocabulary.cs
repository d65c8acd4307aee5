namespace Screening.Engine.Parties.Search;

/// <summary>What the lists know of words; a question is repaired only where they know nothing.</summary>
/// <param name="Has">Whether a word occurs in a listed name.</param>
/// <param name="HasAlike">Whether a word alike does.</param>
internal sealed record Vocabulary(Func<string, bool> Has, Func<string, bool> HasAlike);
