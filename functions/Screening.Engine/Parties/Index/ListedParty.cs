using Screening.Engine.Parties.Identifiers;
using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Reading;

namespace Screening.Engine.Parties.Index;

/// <summary>A name of a listed party.</summary>
/// <param name="Text">The name as the list prints it.</param>
/// <param name="IsWeak">Whether the list marks the name as weak (low quality).</param>
public sealed record ListedName(string Text, bool IsWeak);

/// <summary>One entry of a list as the index stores it.</summary>
public sealed record ListedParty
{
    /// <summary>Feed of the entry.</summary>
    public required string Feed { get; init; }

    /// <summary>Id within the feed.</summary>
    public required string Id { get; init; }

    /// <summary>List code: SDN, EL, DPL, ...</summary>
    public required string List { get; init; }

    /// <summary>Kind of the party; unknown when the list does not state it.</summary>
    public PartyKind Kind { get; init; }

    /// <summary>Kind that the words of the entry state where the list states none. It lowers no score.</summary>
    public PartyKind KindRead { get; init; }

    /// <summary>Primary name, as the list prints it.</summary>
    public required string Name { get; init; }

    /// <summary>Every name that is searched: each as printed, and those read from it. Empty when the name is only a label.</summary>
    public required ImmutableArray<ListedName> Names { get; init; }

    /// <summary>Countries associated in any way, ISO alpha-2 where the list can be mapped to it.</summary>
    public ImmutableArray<string> Countries { get; init; } = [];

    /// <summary>Countries of citizenship, nationality or birth, ISO alpha-2.</summary>
    public ImmutableArray<string> Citizenships { get; init; } = [];

    /// <summary>Dates of birth in the form of BirthDateRange.</summary>
    public ImmutableArray<string> BirthDates { get; init; } = [];

    /// <summary>Identifiers.</summary>
    public ImmutableArray<PartyIdentifier> Identifiers { get; init; } = [];

    /// <summary>Addresses, free text.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>Sanctions programmes.</summary>
    public ImmutableArray<string> Programs { get; init; } = [];

    /// <summary>The entry's own licence requirement, as printed.</summary>
    public string? LicenseRequirement { get; init; }

    /// <summary>The entry's own licence policy, as printed.</summary>
    public string? LicensePolicy { get; init; }

    /// <summary>Federal Register notice or similar citation.</summary>
    public string? Notice { get; init; }

    /// <summary>What the printed names say of the entry, such as its parent, one sentence each.</summary>
    public ImmutableArray<string> Relations { get; init; } = [];

    /// <summary>What the printed names say that the entry also covers, one sentence each.</summary>
    public ImmutableArray<string> Scope { get; init; } = [];

    /// <summary>
    /// The entry with its printed names read: other names, acronyms, relations and extent printed in a name are separated from it, and the
    /// kind is read from the words where the list states none.
    /// </summary>
    public ListedParty Read()
    {
        var readings = Names.Select(name => (name.Text, Reading: ListedReading.Of(name.Text, name.IsWeak, Kind))).ToArray();
        var names = new List<ListedName>(readings.Length);
        names.AddRange(readings.SelectMany(reading => reading.Reading.Names.Take(1)).Select(name => new ListedName(name.Text, name.IsWeak)));
        var printed = names.Select(name => name.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var derived in readings.SelectMany(reading => reading.Reading.Names.Skip(1)))
        {
            if (printed.Add(derived.Text))
            {
                names.Add(new ListedName(derived.Text, derived.IsWeak));
            }
        }

        return this with
        {
            Names = [.. names],
            KindRead = Kind != PartyKind.Unknown ? Kind
                : BirthDates.IsEmpty && Citizenships.IsEmpty ? KindReading.Of(Name, Kind)
                : PartyKind.Person,
            Relations = [.. readings.SelectMany(reading => reading.Reading.Relations).Distinct(StringComparer.Ordinal)],
            Scope = [.. readings.SelectMany(reading => reading.Reading.Scope).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>First day on which the entry is in force; null when the list does not state it.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>Last day on which the entry is in force; null when it is open.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Whether the entry is in force on a day.</summary>
    public bool IsInForce(DateOnly day) => !(StartDate > day) && !(EndDate < day);
}
