using Screening.Engine.Destinations;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Endpoints;

/// <summary>What is on file about a country at a date, as JSON.</summary>
internal static class DestinationView
{
    private static readonly (string Name, string Set)[] Regimes =
        [("mtcr", "MTCR-PARTNERS"), ("nsg", "NSG"), ("australiaGroup", "AUSTRALIA-GROUP"), ("wassenaar", "WASSENAAR")];

    private static readonly (string Name, string Set)[] Embargoes =
        [("earE1", "EAR-E1"), ("earE2", "EAR-E2"), ("earD5", "EAR-D5"), ("itar1261", "ITAR-126-1")];

    /// <summary>The whole answer.</summary>
    public static DestinationAnswer Of(CountryCode country, Snapshot snapshot, DateOnly asOf)
    {
        var sets = snapshot.Sets;
        var registries = snapshot.Registries;
        var followed = sets.Followed(country);
        bool IsIn(string set) => sets.IsMember(country, set, asOf);
        return new DestinationAnswer(
            country.ToString(),
            Countries.NameOf(country),
            asOf,
            followed == country ? null : followed.ToString(),
            [.. sets.Headings.SelectMany(heading => Memberships(heading, country, sets, asOf))],
            Regimes.ToDictionary(regime => regime.Name, regime => IsIn(regime.Set)),
            Embargoes.ToDictionary(embargo => embargo.Name, embargo => IsIn(embargo.Set)),
            IsIn("EAR-D4"),
            !IsIn("NO-MT1"),
            sets.EmbargoedRegionsOf(country).Select(region => new RegionRow(region.Region, region.Embargo, region.Note)),
            new EntriesAnswer(registries.AssessmentOf(followed, asOf), Entries("assessments", followed, snapshot, asOf)),
            new EntriesAnswer(registries.PartnerStatusOf(followed, asOf), Entries("partner-status", followed, snapshot, asOf)),
            Entries("agreements", followed, snapshot, asOf),
            registries.ProgrammesOf(country).Select(programme => Row(programme, asOf)),
            SnapshotLookup.Identity(snapshot),
            SnapshotLookup.Notice);
    }

    /// <summary>Every interval of membership, also one that has ended or not begun: "not any more" is an answer.</summary>
    private static IEnumerable<MembershipRow> Memberships(SetHeading heading, CountryCode country, CountrySets sets, DateOnly asOf) =>
        sets.MembershipsOf(country, heading.Id).Select(interval => new MembershipRow(
            heading.Id, heading.Label, interval.From, interval.To, interval.Contains(asOf), heading.Source, heading.SourceDate));

    private static IEnumerable<EntryRow> Entries(string registry, CountryCode country, Snapshot snapshot, DateOnly asOf) =>
        snapshot.Registries.EntriesOf(registry, country).Select(entry => new EntryRow(
            entry.Status, entry.Interval.From, entry.Interval.To, entry.Interval.Contains(asOf), entry.Assessor, entry.Evidence));

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
