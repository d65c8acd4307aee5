using System.Globalization;
using Screening.Engine.Model;
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
/// <param name="KindDiffers">Whether both sides state a kind and the kinds differ.</param>
internal sealed record PartyEvidence(
    string? Identifier, List<string> Agreements, List<string> Notes, double Penalty, bool KindDiffers)
{
    private const int AddressWordsInCommon = 3;
    private const double AddressShareInCommon = 0.6;

    /// <summary>Compares everything except the names.</summary>
    public static PartyEvidence Of(PartyQuery query, ListedParty party, MatchWeights weights)
    {
        var agreements = new List<string>();
        var notes = new List<string>();
        var kindPenalty = CompareKind(query, party, weights.Kind, notes);
        var penalty = kindPenalty + CompareBirthDate(query, party, weights.BirthDate, (agreements, notes));
        CompareCountry(query, party, agreements, notes);
        if (party.Addresses.FirstOrDefault(address => IsSameAddress(query.Address, address)) is { } address)
        {
            agreements.Add($"The address agrees with the listed `{address}`.");
        }

        return new PartyEvidence(SameIdentifier(query, party), agreements, notes, penalty, kindPenalty > 0);
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

    private static bool IsSameAddress(string? asked, string listed)
    {
        if (string.IsNullOrWhiteSpace(asked))
        {
            return false;
        }

        var first = NameTokenizer.Split(asked).Select(word => word.Text).Where(word => word.Length > 2 || char.IsAsciiDigit(word[0])).ToHashSet();
        var second = NameTokenizer.Split(listed).Select(word => word.Text).Where(word => word.Length > 2 || char.IsAsciiDigit(word[0])).ToHashSet();
        var common = first.Count(second.Contains);
        return common >= AddressWordsInCommon && common >= AddressShareInCommon * Math.Min(first.Count, second.Count);
    }
}
