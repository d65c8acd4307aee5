namespace Screening.Engine.Parties.Text;

/// <summary>The words of the lists. Most repairs of a query apply only to words that are not among them.</summary>
/// <param name="Has">Whether a word occurs in a listed name.</param>
/// <param name="HasAlike">Whether a similar word occurs in a listed name.</param>
internal sealed record Vocabulary(Func<string, bool> Has, Func<string, bool> HasAlike);
