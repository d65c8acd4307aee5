using Screening.Engine.Parties.Identifiers;
using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;

namespace Screening.Engine;

/// <summary>
/// Identifiers of parties that cannot be what they are declared to be: IMO numbers with a wrong check digit. They are compared with
/// no entry. Whether the party is listed is then unknown, and the decision asks for the identifier.
/// </summary>
internal static class WrongIdentifiers
{
    private const string Question =
        "What is the IMO number? Seven digits are, and the check digit of this one is wrong, so it was compared with no listed party. Correct it or leave it out.";

    /// <summary>Makes the possible match unknown where it is not known, and adds the members to ask for.</summary>
    /// <returns>Sentences about what was not compared.</returns>
    public static ImmutableArray<string> Ask(FactSheet sheet, ImmutableArray<Party> parties)
    {
        string[] places = [.. parties.SelectMany((party, index) => party.Identifiers.Select((identifier, number) =>
            ImoNumber.IsWrong(identifier, party.Kind) ? $"parties[{index}].identifiers[{number}].value" : null)).OfType<string>()];
        if (places.Length == 0)
        {
            return [];
        }

        const ulong known = 0b10;
        var possible = sheet.Get(Fact.PossibleMatch, 0, 0).Codes;
        if (possible != known)
        {
            var asked = sheet.AsksOf(Fact.PossibleMatch, 0);
            var isOpen = possible != 0b01 && asked.IsEmpty;
            sheet.Set(Fact.PossibleMatch, PossibleValue.Of((bool?)null));
            sheet.Ask(Fact.PossibleMatch, 0,
            [
                .. isOpen ? [new FactAsk(FactCatalogue.Of(Fact.PossibleMatch).Path(0))] : asked,
                .. places.Select(place => new FactAsk(place, Question) { Type = AnswerType.Text }),
            ]);
        }

        return [.. places.Select(place => $"the IMO number of {place}: its check digit is wrong, so it was compared with no listed party")];
    }
}
