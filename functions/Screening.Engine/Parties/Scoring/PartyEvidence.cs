using Screening.Engine.Parties.Identifiers;
using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Parties.Addresses;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Scoring;

/// <summary>
/// What agrees or disagrees apart from the name. Only values that both sides state are compared; a missing value changes nothing.
/// </summary>
/// <param name="Identifier">The sentence on an equal identifier, which is a match by itself; null without one.</param>
/// <param name="Agreements">Sentences on other values that agree: with one, a match is no longer by name alone.</param>
/// <param name="Notes">Sentences on values that disagree, or that neither agree nor disagree.</param>
/// <param name="Penalty">The amount to subtract from the score of the name.</param>
/// <param name="KindDiffers">Whether the kinds of both sides, as stated or read from the words, differ.</param>
internal sealed record PartyEvidence(
    string? Identifier, List<string> Agreements, List<string> Notes, double Penalty, bool KindDiffers)
{
    /// <summary>The sentence on the same premises, which is a possible match by itself; null without them.</summary>
    public string? Premises { get; init; }

    /// <summary>Compares everything except the names.</summary>
    /// <param name="query">The query.</param>
    /// <param name="address">The address of the query as read; null without one.</param>
    /// <param name="party">The listed party.</param>
    /// <param name="weights">Weights of the score.</param>
    public static PartyEvidence Of(PartyQuery query, PostalAddress? address, ListedParty party, MatchWeights weights)
    {
        var agreements = new List<string>();
        var notes = new List<string>();
        var kindPenalty = CompareKind(query, party, weights.Kind, notes);
        var penalty = kindPenalty + CompareBirthDate(query, party, weights.BirthDate, (agreements, notes));
        CompareCountry(query, party, agreements, notes);
        var premises = address is null ? null : CompareAddresses(query, address, party, agreements);
        return new PartyEvidence(SameIdentifier(query, party), agreements, notes, penalty, kindPenalty > 0) { Premises = premises };
    }

    // The same premises or the same building agree with the listed address; the same street does not. Returns the sentence on the same premises.
    private static string? CompareAddresses(PartyQuery query, PostalAddress asked, ListedParty party, List<string> agreements)
    {
        var best = AddressAgreement.None;
        var (text, place) = ("", asked);
        foreach (var address in party.Addresses)
        {
            var listed = AddressReader.Read(address);
            var agreement = IsElsewhere(query, listed, party) ? AddressAgreement.None : AddressComparison.Compare(asked, listed, isExplained: false).Agreement;
            if (agreement > best)
            {
                (best, text, place) = (agreement, address, listed);
            }
        }

        if (best < AddressAgreement.SameBuilding)
        {
            return null;
        }

        var label = ListedNames.IsAddressLabel(party.Name) ? "The entry lists premises and names no party. " : "";
        var sentence = $"{label}The address agrees with the listed `{text}`: {AddressComparison.Compare(asked, place).Reason}.";
        agreements.Add(sentence);
        return best == AddressAgreement.SamePremises ? sentence : null;
    }

    // The declared country counts against the country the listed address names, or else those of the entry.
    private static bool IsElsewhere(PartyQuery query, PostalAddress listed, ListedParty party)
    {
        var countries = listed.Countries.IsEmpty ? party.Countries : listed.Countries;
        return query.Country?.ToString() is { } country && !countries.IsEmpty
            && !countries.Any(other => AddressPlaces.AreOneCountry(country, other));
    }

    private static string? SameIdentifier(PartyQuery query, ListedParty party)
    {
        foreach (var asked in query.Identifiers)
        {
            var value = IdentifierKey.ValueOf(asked, query.Kind);
            var listed = value is null ? null : party.Identifiers.FirstOrDefault(candidate =>
                string.Equals(IdentifierKey.ValueOf(candidate, party.Kind), value, StringComparison.Ordinal)
                && IdentifierKey.AreCompatible(asked, candidate));
            if (listed is not null)
            {
                return $"The identifier {asked.Type} `{asked.Value}` is the listed {listed.Type} `{listed.Value}`.";
            }
        }

        return null;
    }

    private static double CompareBirthDate(
        PartyQuery query, ListedParty party, double penalty, (List<string> Agreements, List<string> Notes) sentences)
    {
        // An unreadable date contradicts nothing. A listed year, range or circa year agrees with every day in it.
        if (query.BirthDate is not { } birth || !party.BirthDates.Any(date => BirthDateRange.Read(date) is not null))
        {
            return 0;
        }

        var text = birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (party.BirthDates.FirstOrDefault(date => BirthDateRange.Read(date)?.Contains(birth) == true) is { } same)
        {
            sentences.Agreements.Add($"The date of birth {text} agrees with the listed {BirthDateRange.InWords(same)}.");
            return 0;
        }

        sentences.Notes.Add($"The date of birth {text} differs from the listed {string.Join(", ", party.BirthDates.Select(BirthDateRange.InWords))}: "
            + $"the score is lower by {MatchWording.Number(penalty)}.");
        return penalty;
    }

    private static double CompareKind(PartyQuery query, ListedParty party, double penalty, List<string> notes)
    {
        if (query.Kind == PartyKind.Unknown || party.Kind == PartyKind.Unknown || Family(query.Kind) == Family(party.Kind))
        {
            return 0;
        }

        notes.Add($"The question is about {MatchWording.AKind(query.Kind)}, and {MatchWording.AKind(party.Kind)} is listed: "
            + $"the score is lower by {MatchWording.Number(penalty)}.");
        return penalty;
    }

    private static PartyKind Family(PartyKind kind) => kind == PartyKind.Government ? PartyKind.Organization : kind;

    private static void CompareCountry(PartyQuery query, ListedParty party, List<string> agreements, List<string> notes)
    {
        if (query.Country?.ToString() is not { } country)
        {
            return;
        }

        if (party.Citizenships.Contains(country, StringComparer.Ordinal))
        {
            agreements.Add($"The country {country} is a listed country of citizenship or birth.");
        }
        else if (party.Countries.Contains(country, StringComparer.Ordinal))
        {
            notes.Add($"The country {country} is among the countries listed for the entry.");
        }
        else if (!party.Countries.IsEmpty || !party.Citizenships.IsEmpty)
        {
            notes.Add($"The country {country} is not among the listed "
                + $"{string.Join(", ", party.Countries.Concat(party.Citizenships).Distinct())}; that does not lower the score.");
        }
    }
}
