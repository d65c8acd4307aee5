using System.Globalization;
using Screening.Engine.Model;

namespace Screening.Engine.Policies;

/// <summary>Values of facts as shown in evidence and inside sentences, seen from the item and destination faced.</summary>
internal readonly struct FactReader(FactSheet sheet, Evaluation evaluation, int item, int destination)
{
    /// <summary>The value as evidence; a text is allocated only where a set of values has to be put into words.</summary>
    public FactValue ValueOf(NamedFact named) => named switch
    {
        { Derived: >= 0 and var derived } => evaluation.Policy.Derived[derived].Shown(evaluation.Derived(derived)),
        { Fact: Fact.Destination } => FactValue.Of(sheet.Destinations[destination].ToString()),
        { Fact: Fact.PlaceOfDelivery } => FactValue.Of(sheet.PlaceOfDelivery.ToString()),
        { Fact: Fact.Transit } => FactValue.Of(sheet.TransitText),
        _ when Bound(named.Fact) is { } from =>
            FactValue.Of(string.Create(CultureInfo.InvariantCulture, $"at least {from:R} {FactCatalogue.Of(named.Fact).Unit}")),
        _ => sheet.Get(named.Fact, destination, item).Shown,
    };

    /// <summary>Writes what <see cref="ValueOf"/> says, without the string.</summary>
    public void Write(TextBuffer buffer, NamedFact named)
    {
        if (named.Derived < 0 && Bound(named.Fact) is { } from)
        {
            buffer.Append("at least ");
            buffer.Append(from);
            buffer.Append(" ");
            buffer.Append(FactCatalogue.Of(named.Fact).Unit);
        }
        else
        {
            buffer.Append(ValueOf(named));
        }
    }

    /// <summary>A set of numbers from declared points has a best known bound worth showing.</summary>
    private double? Bound(Fact fact)
    {
        ref readonly var value = ref sheet.Get(fact, destination, item);
        return value.From is { } from && from > 0 && value.Shown.Kind == System.Text.Json.JsonValueKind.Null ? from : null;
    }
}
