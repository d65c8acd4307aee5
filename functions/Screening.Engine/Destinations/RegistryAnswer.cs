using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>
/// Registry values of a country at a date. For a country that follows another in a registry, the entries of the other count.
/// </summary>
/// <param name="Assessment">Assessment code.</param>
/// <param name="PartnerStatus">Partner status code.</param>
/// <param name="HasSafeguards">A technology safeguards agreement is in force.</param>
/// <param name="IsCloseAlly">On file as a particularly close ally.</param>
public readonly record struct RegistryAnswer(string Assessment, string PartnerStatus, bool HasSafeguards, bool IsCloseAlly)
{
    private const string Agreements = "agreements";

    /// <summary>Reads the values.</summary>
    public static RegistryAnswer Of(CountryCode country, CountrySets sets, Registries registries, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(registries);
        var agreements = sets.Followed(country, Agreements);
        return new RegistryAnswer(
            registries.AssessmentOf(sets.Followed(country, "assessments"), asOf),
            registries.PartnerStatusOf(sets.Followed(country, "partner-status"), asOf),
            registries.HasAgreement(agreements, "tsa", asOf),
            registries.HasAgreement(agreements, "close_ally", asOf));
    }

    /// <summary>Unconfirmed entries of every registry, each under the country whose entries count.</summary>
    public static IEnumerable<Unconfirmed> UnconfirmedOf(CountryCode country, CountrySets sets, Registries registries, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(registries);
        foreach (var registry in Registries.Ids)
        {
            foreach (var entry in registries.UnconfirmedOf(sets.Followed(country, registry), asOf))
            {
                if (entry.Document.EndsWith(registry, StringComparison.Ordinal))
                {
                    yield return entry;
                }
            }
        }
    }
}
