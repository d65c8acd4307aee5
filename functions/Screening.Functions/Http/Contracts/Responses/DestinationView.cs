using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>The data on file about a country at a date.</summary>
internal static class DestinationView
{
    private static readonly (string Name, string Set)[] Regimes =
        [("mtcr", "MTCR-PARTNERS"), ("nsg", "NSG"), ("australiaGroup", "AUSTRALIA-GROUP"), ("wassenaar", "WASSENAAR")];

    private static readonly (string Name, string Set)[] Embargoes =
        [("earE1", "EAR-E1"), ("earE2", "EAR-E2"), ("earD5", "EAR-D5"), ("itar1261", "ITAR-126-1")];

    public static DestinationAnswer Of(CountryCode country, Snapshot snapshot, DateOnly asOf)
    {
        var sets = snapshot.Sets;
        var registries = snapshot.Registries;
        CountryCode Followed(string registry) => sets.Followed(country, registry);
        bool IsIn(string set) => sets.IsMember(country, set, asOf);
        return new DestinationAnswer(
            country.ToString(),
            Countries.NameOf(country),
            asOf,
            sets.FollowingOf(country)?.Followed.ToString(),
            [.. sets.Headings.SelectMany(heading => Memberships(heading, country, sets, asOf))],
            [.. sets.Headings.SelectMany(heading => Suspensions(heading, country, sets, asOf))],
            Regimes.ToDictionary(regime => regime.Name, regime => IsIn(regime.Set)),
            Embargoes.ToDictionary(embargo => embargo.Name, embargo => IsIn(embargo.Set)),
            IsIn("EAR-D4"),
            !IsIn("NO-MT1"),
            sets.EmbargoedRegionsOf(country).Select(region => new RegionRow(region.Region, region.Embargo, region.Note)),
            new EntriesAnswer(registries.AssessmentOf(Followed("assessments"), asOf), Entries("assessments", country, snapshot, asOf)),
            new EntriesAnswer(registries.PartnerStatusOf(Followed("partner-status"), asOf), Entries("partner-status", country, snapshot, asOf)),
            Entries("agreements", country, snapshot, asOf),
            registries.ProgrammesOf(country).Select(programme => Row(programme, asOf)),
            LookupBasis.Identity(snapshot),
            LookupBasis.Notice);
    }

    /// <summary>
    /// All membership rows of the country, including ended, future and suspended ones, so that a past membership is visible.
    /// </summary>
    private static IEnumerable<MembershipRow> Memberships(SetHeading heading, CountryCode country, CountrySets sets, DateOnly asOf)
    {
        var isMember = sets.IsMember(country, heading.Id, asOf);
        return sets.RowsOf(country, heading.Id).Where(row => !row.IsOut).Select(row => Row(heading, row, isMember && row.Interval.Contains(asOf)));
    }

    /// <summary>All rows that suspend the membership in their interval, whatever the other rows state.</summary>
    private static IEnumerable<MembershipRow> Suspensions(SetHeading heading, CountryCode country, CountrySets sets, DateOnly asOf) =>
        sets.RowsOf(country, heading.Id).Where(row => row.IsOut).Select(row => Row(heading, row, row.Interval.Contains(asOf)));

    private static MembershipRow Row(SetHeading heading, MemberRow row, bool holds) => new(
        heading.Id,
        heading.Label,
        row.Interval.From,
        row.Interval.To,
        holds,
        row.Origin.Source,
        row.Origin.SourceDate,
        row.Origin.Basis,
        row.Origin.ConfirmBy,
        row.Origin.Confirmer,
        row.Origin.Sentence,
        row.Origin.Note);

    private static IEnumerable<EntryRow> Entries(string registry, CountryCode country, Snapshot snapshot, DateOnly asOf) =>
        snapshot.Registries.EntriesOf(registry, snapshot.Sets.Followed(country, registry)).Select(entry => new EntryRow(
            entry.Status,
            entry.Interval.From,
            entry.Interval.To,
            entry.Interval.Contains(asOf),
            entry.Assessor,
            entry.Evidence,
            entry.Origin.Source,
            entry.Origin.SourceDate,
            entry.Origin.Basis,
            entry.Origin.ConfirmBy,
            entry.Origin.Confirmer,
            entry.Origin.Sentence));

    private static ProgrammeRow Row(Programme programme, DateOnly asOf) => new(
        programme.Id,
        programme.Name,
        programme.StartYear,
        programme.IsVetted,
        programme.Interval.From,
        programme.Interval.To,
        programme.Interval.Contains(asOf),
        programme.Evidence);
}
