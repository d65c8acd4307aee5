using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>What a decision compared.</summary>
/// <param name="Parties">Ids of the parties that were compared.</param>
/// <param name="NotFound">Ids of those for which no entry was found, neither for them nor for an owner.</param>
/// <param name="Lists">Every list code that was compared, with its date and entries.</param>
/// <param name="Entries">Entries compared in all.</param>
public sealed record Compared(ImmutableArray<string> Parties, ImmutableArray<string> NotFound, ImmutableArray<ComparedList> Lists, int Entries);

/// <summary>One list that was compared.</summary>
/// <param name="List">List code.</param>
/// <param name="Date">Date of the newest feed that carries it; null for the bodies that the matching policy names.</param>
/// <param name="Entries">Entries of that code.</param>
/// <param name="ConfirmedOn">Day the list was last confirmed to be current; null when that was not recorded.</param>
public sealed record ComparedList(string List, DateOnly? Date, int Entries, DateOnly? ConfirmedOn);
