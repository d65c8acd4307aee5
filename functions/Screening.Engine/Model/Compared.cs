using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>Parties and lists that a decision compared.</summary>
/// <param name="Parties">Ids of the parties of which a name was compared.</param>
/// <param name="NotFound">Ids of the parties without a match of the party or of an owner, if every name could be compared.</param>
/// <param name="Lists">Every list code that was compared.</param>
/// <param name="Entries">Number of entries compared.</param>
public sealed record Compared(ImmutableArray<string> Parties, ImmutableArray<string> NotFound, ImmutableArray<ComparedList> Lists, int Entries);

/// <summary>One list that was compared.</summary>
/// <param name="List">List code.</param>
/// <param name="Date">Date of the newest feed that carries it; null for the bodies that the matching policy names.</param>
/// <param name="Entries">Number of entries with that code.</param>
/// <param name="ConfirmedOn">Day the list was last confirmed to be current; null when not recorded.</param>
public sealed record ComparedList(string List, DateOnly? Date, int Entries, DateOnly? ConfirmedOn);
