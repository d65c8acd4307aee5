using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Functions.Lists.Formats.Model;

/// <summary>
/// One party as an official list states it: what every reader produces, whatever the format. Texts are as printed;
/// <see cref="ListReading"/> checks them and makes the stored entry. The stored entry has no place yet for the script of a name,
/// the parts of an address and relations, so these are only here.
/// </summary>
public sealed record ListEntry
{
    /// <summary>Line on which the party begins.</summary>
    public required long Line { get; init; }

    /// <summary>Code of the list; the official readers know it. Empty until a format that states it elsewhere has been read to its end.</summary>
    public string List { get; init; } = "";

    /// <summary>Number by which the list identifies the party; null when it has none.</summary>
    public string? Number { get; init; }

    /// <summary>Kind of party.</summary>
    public PartyKind Kind { get; init; }

    /// <summary>Names, the primary one first.</summary>
    public ImmutableArray<EntryName> Names { get; init; } = [];

    /// <summary>Addresses.</summary>
    public ImmutableArray<EntryAddress> Addresses { get; init; } = [];

    /// <summary>Countries of citizenship, nationality or birth, as printed.</summary>
    public ImmutableArray<string> Citizenships { get; init; } = [];

    /// <summary>Countries related otherwise, such as a flag, as printed.</summary>
    public ImmutableArray<string> Countries { get; init; } = [];

    /// <summary>Dates of birth, as printed.</summary>
    public ImmutableArray<string> BirthDates { get; init; } = [];

    /// <summary>Identifiers.</summary>
    public ImmutableArray<PartyIdentifier> Identifiers { get; init; } = [];

    /// <summary>Sanctions programmes.</summary>
    public ImmutableArray<string> Programs { get; init; } = [];

    /// <summary>Licence requirement, as printed.</summary>
    public string? LicenseRequirement { get; init; }

    /// <summary>Licence policy, as printed.</summary>
    public string? LicensePolicy { get; init; }

    /// <summary>Citation of the act that lists the party.</summary>
    public string? Notice { get; init; }

    /// <summary>First day in force.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>Last day in force.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Relations to other parties.</summary>
    public ImmutableArray<EntryRelation> Relations { get; init; } = [];
}

/// <summary>A name.</summary>
/// <param name="Text">The name.</param>
/// <param name="IsWeak">Whether the list calls it weak or of low quality.</param>
/// <param name="Script">Script or language as the list states it; null when it states none.</param>
public sealed record EntryName(string Text, bool IsWeak = false, string? Script = null);

/// <summary>An address, in parts where the list has parts.</summary>
/// <param name="Street">Street, building, post office box: everything below the city.</param>
/// <param name="City">City.</param>
/// <param name="Region">State or province.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="Country">Country, as printed.</param>
public sealed record EntryAddress(string Street, string City = "", string Region = "", string PostalCode = "", string Country = "")
{
    /// <summary>The whole address in one line; empty when there is nothing.</summary>
    public string Text { get; } = string.Join(", ", new[] { Street, City, Region, PostalCode, Country }
        .Select(part => part.Trim().TrimEnd(',')).Where(part => part.Length > 0));

    /// <summary>Whether it says more than a country.</summary>
    public bool IsPlace => Text.Length > 0 && !string.Equals(Text, Country.Trim(), StringComparison.Ordinal);
}

/// <summary>A relation to another party.</summary>
/// <param name="Kind">Kind as printed, such as "Owned or Controlled By".</param>
/// <param name="Other">Number of the other party, or its name where the list gives only that.</param>
public sealed record EntryRelation(string Kind, string Other);
