using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Tests.Storage;

/// <summary>Synthetic content of realistic shape.</summary>
internal static class Samples
{
    internal static ImmutableArray<WatchlistEntrySource> Entries(int count, int from = 0) =>
        [.. Enumerable.Range(from, count).Select(Entry)];

    private static WatchlistEntrySource Entry(int number) => new()
    {
        Id = $"SDN-{number}",
        List = "SDN",
        Kind = (PartyKind)(number % 6),
        Name = $"Example \"Trading\" & Förderung Company {number}",
        Aliases = number % 2 == 0 ? [new($"Alias of {number}", false), new($"AKA {number}", true)] : [],
        Countries = ["IR", "AE"],
        BirthDates = number % 3 == 0 ? ["1970-01-02"] : [],
        Identifiers = number % 3 == 0 ? [new PartyIdentifier("Passport", $"A{number}")] : [],
        Addresses = [$"{number} Example Street, Somewhere"],
        Programs = ["NPWMD", "IFSR"],
    };
}
