using System.Globalization;
using Screening.Engine.Model;

namespace Screening.Engine.Policies;

/// <summary>Values of facts as shown in evidence and inside sentences, seen from the item and destination evaluated.</summary>
internal readonly struct FactReader(FactSheet sheet, Evaluation evaluation, int item, int destination)
{
    /// <summary>Questions of countries that a sentence is about: of several countries only those that pass one are named.</summary>
    public ulong About { get; init; }

    /// <summary>The value as evidence; a text is allocated only where a set of values has to be put into words.</summary>
    public FactValue ValueOf(NamedFact named) => named switch
    {
        { Derived: >= 0 and var derived } => evaluation.Policy.Derived[derived].Shown(evaluation.Derived(derived)),
        { Fact: Fact.Destination } => FactValue.Of(sheet.Destinations[destination].ToString()),
        _ when FactCatalogue.Of(named.Fact).Type == FactType.Country => FactValue.Of(Countries(named.Fact, ulong.MaxValue)),
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
            buffer.Append(sheet.DestinationRoles[destination].ToString());
        }
        else if (named.Derived < 0 && FactCatalogue.Of(named.Fact).Type == FactType.Country)
        {
            buffer.Append(Countries(named.Fact, About == 0 ? ulong.MaxValue : About));
        }
        else
        {
            buffer.Append(ValueOf(named));
        }
    }

    private string Countries(Fact fact, ulong about)
    {
        var named = sheet.CountriesOf(fact);
        if (named.IsEmpty)
        {
            return "none";
        }

        if (named is [var only])
        {
            return fact == Fact.Transit ? only.Country.ToString() : only.ToString();
        }

        var (questions, date) = (evaluation.Policy.Countries, sheet.AsOf);
        var answers = questions.At(date);
        var shown = about == ulong.MaxValue ? named : [.. named.Where(role => (questions.Of(role.Country, date, answers) & about) != 0)];
        return string.Join(", ", (shown.IsEmpty ? named : shown).Select(role => fact == Fact.Transit ? role.Country.ToString() : role.ToString()));
    }

    /// <summary>A set of numbers from declared points has a best known bound worth showing.</summary>
    private double? Bound(Fact fact)
    {
        ref readonly var value = ref sheet.Get(fact, destination, item);
        return value.From is { } from && from > 0 && value.Shown.Kind == System.Text.Json.JsonValueKind.Null ? from : null;
    }
}
