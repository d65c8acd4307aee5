using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Policies.Evaluation;

namespace Screening.Engine.Policies.Wording;

/// <summary>Values of facts for evidence and sentences, for one item and destination.</summary>
internal readonly struct FactReader(FactSheet sheet, PairEvaluation evaluation, int item, int destination)
{
    /// <summary>
    /// Country tests that a sentence is about, one bit each. Of several countries only those that pass one of the tests are
    /// named.
    /// </summary>
    public ulong About { get; init; }

    /// <summary>The value as evidence. A string is allocated only where a set of values has to be written as text.</summary>
    public FactValue ValueOf(NamedFact named) => named switch
    {
        { Derived: >= 0 and var derived } => evaluation.Program.Derived[derived].Shown(evaluation.Derived(derived)),
        { Fact: Fact.Destination } => FactValue.Of(sheet.Destinations[destination].ToString()),
        _ when FactCatalogue.Of(named.Fact).Type == FactType.Country => FactValue.Of(sheet.CountriesTextOf(named.Fact)),
        _ when Bound(named.Fact) is { } from =>
            FactValue.Of(string.Create(CultureInfo.InvariantCulture, $"at least {from:R} {FactCatalogue.Of(named.Fact).Unit}")),
        _ => sheet.Get(named.Fact, destination, item).Shown,
    };

    /// <summary>Writes the value of <see cref="ValueOf"/> for a sentence. Countries are written with their role.</summary>
    public void Write(TextBuffer buffer, NamedFact named)
    {
        if (named.Derived < 0 && Bound(named.Fact) is { } from)
        {
            buffer.Append("at least ");
            buffer.Append(from);
            buffer.Append(" ");
            buffer.Append(FactCatalogue.Of(named.Fact).Unit);
        }
        else if (named is { Derived: < 0, Fact: Fact.Destination })
        {
            Write(buffer, sheet.DestinationRoles[destination], isRoleShown: true);
        }
        else if (named.Derived < 0 && FactCatalogue.Of(named.Fact).Type == FactType.Country)
        {
            WriteCountries(buffer, named.Fact);
        }
        else
        {
            buffer.Append(ValueOf(named));
        }
    }

    /// <summary>Writes the countries that the sentence is about, or all countries when none passes.</summary>
    private void WriteCountries(TextBuffer buffer, Fact fact)
    {
        if (fact == Fact.PlaceOfDelivery)
        {
            buffer.Append(sheet.PlaceOfDelivery.ToString());
            return;
        }

        var named = sheet.CountriesOf(fact);
        var isNarrowed = false;
        foreach (var role in named)
        {
            isNarrowed |= named.Length > 1 && IsAbout(role);
        }

        var isFirst = true;
        foreach (var role in named)
        {
            if (isNarrowed && !IsAbout(role))
            {
                continue;
            }

            buffer.Append(isFirst ? "" : ", ");
            Write(buffer, role, isRoleShown: fact != Fact.Transit);
            isFirst = false;
        }

        buffer.Append(isFirst ? "none" : "");
    }

    private bool IsAbout(CountryRole role)
    {
        if (About == 0)
        {
            return false;
        }

        var (questions, date) = (evaluation.Program.Countries, sheet.AsOf);
        return (questions.Of(role.Country, date, questions.At(date)) & About) != 0;
    }

    private static void Write(TextBuffer buffer, CountryRole role, bool isRoleShown)
    {
        buffer.Append(role.Country.ToString());
        if (isRoleShown && role.Role is { } what)
        {
            buffer.Append(" (");
            buffer.Append(what);
            buffer.Append(")");
        }
    }

    /// <summary>Lower bound of a number known only from declared points; null when there is none to show.</summary>
    private double? Bound(Fact fact)
    {
        ref readonly var value = ref sheet.Get(fact, destination, item);
        return value.From is { } from && from > 0 && value.Shown.Kind == System.Text.Json.JsonValueKind.Null ? from : null;
    }
}
