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
    public static object Of(CountryCode country, Snapshot snapshot, DateOnly asOf)
    {
        var sets = snapshot.Sets;
        var followed = sets.Followed(country);
        bool IsIn(string set) => sets.IsMember(country, set, asOf);
        return new
        {
            country = country.ToString(),
            name = Countries.NameOf(country),
            asOf,
            follows = followed == country ? null : followed.ToString(),
            memberships = sets.Headings.SelectMany(heading => Memberships(heading, country, sets, asOf)).ToArray(),
            regimes = Regimes.ToDictionary(regime => regime.Name, regime => IsIn(regime.Set)),
            embargo = Embargoes.ToDictionary(embargo => embargo.Name, embargo => IsIn(embargo.Set)),
            missileConcernD4 = IsIn("EAR-D4"),
            missileColumnMark = !IsIn("NO-MT1"),
            embargoedRegions = sets.EmbargoedRegionsOf(country).Select(region => new
            {
                region = region.Region, embargo = region.Embargo, name = region.Note,
            }),
            assessment = new
            {
                status = snapshot.Registries.AssessmentOf(followed, asOf), entries = Entries("assessments", followed, snapshot, asOf),
            },
            partnerStatus = new
            {
                status = snapshot.Registries.PartnerStatusOf(followed, asOf), entries = Entries("partner-status", followed, snapshot, asOf),
            },
            agreements = Entries("agreements", followed, snapshot, asOf),
            programmes = snapshot.Registries.ProgrammesOf(country).Select(programme => new
            {
                id = programme.Id, name = programme.Name, startYear = programme.StartYear, vetted = programme.IsVetted,
                from = programme.Interval.From, to = programme.Interval.To, holds = programme.Interval.Contains(asOf), evidence = programme.Evidence,
            }),
            snapshot = SnapshotLookup.Identity(snapshot),
            notice = SnapshotLookup.Notice,
        };
    }

    /// <summary>Every interval of membership, also one that has ended or not begun: "not any more" is an answer.</summary>
    private static IEnumerable<object> Memberships(SetHeading heading, CountryCode country, CountrySets sets, DateOnly asOf) =>
        sets.MembershipsOf(country, heading.Id).Select(interval => (object)new
        {
            set = heading.Id, label = heading.Label, from = interval.From, to = interval.To, holds = interval.Contains(asOf),
            source = heading.Source, sourceDate = heading.SourceDate,
        });

    private static IEnumerable<object> Entries(string registry, CountryCode country, Snapshot snapshot, DateOnly asOf) =>
        snapshot.Registries.EntriesOf(registry, country).Select(entry => (object)new
        {
            status = entry.Status, from = entry.Interval.From, to = entry.Interval.To, holds = entry.Interval.Contains(asOf),
            assessor = entry.Assessor, evidence = entry.Evidence,
        });
}
