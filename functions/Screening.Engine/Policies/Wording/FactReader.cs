using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Policies.Evaluation;

namespace Screening.Engine.Policies.Wording;

/// <summary>Values of facts as shown in evidence and inside sentences, seen from the item and destination evaluated.</summary>
internal readonly struct FactReader(FactSheet sheet, PairEvaluation evaluation, int item, int destination)
{
    /// <summary>Questions of countries that a sentence is about: of several countries only those that pass one are named.</summary>
    public ulong About { get; init; }

    /// <summary>The value as evidence; a text is allocated only where a set of values has to be put into words.</summary>
    public FactValue ValueOf(NamedFact named) => named switch
    {
        { Derived: >= 0 and var derived } => evaluation.Policy.Derived[derived].Shown(evaluation.Derived(derived)),
        { Fact: Fact.Destination } => FactValue.Of(sheet.Destinations[destination].ToString()),
        _ when FactCatalogue.Of(named.Fact).Type == FactType.Country => FactValue.Of(sheet.CountriesTextOf(named.Fact)),
        _ when Bound(named.Fact) is { } from =>
            FactValue.Of(string.Create(CultureInfo.InvariantCulture, $"at least {from:R} {FactCatalogue.Of(named.Fact).Unit}")),
        _ => sheet.Get(named.Fact, destination, item).Shown,
    };

    /// <summary>Writes what <see cref="ValueOf"/> says, as a sentence says it: countries with what brought them in.</summary>
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

    /// <summary>The countries as a sentence names them: those it is about, or all where none of them passes.</summary>
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

        var (questions, date) = (evaluation.Policy.Countries, sheet.AsOf);
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

    /// <summary>A set of numbers from declared points has a best known bound worth showing.</summary>
    private double? Bound(Fact fact)
    {
        ref readonly var value = ref sheet.Get(fact, destination, item);
        return value.From is { } from && from > 0 && value.Shown.Kind == System.Text.Json.JsonValueKind.Null ? from : null;
    }
}
