namespace Screening.Engine.Model;

/// <summary>
/// The facts of one transaction as sets of possible values: what the stages fill and the policy reads. Country facts are
/// kept as countries; the policy asks about them by set and date.
/// </summary>
public sealed class FactSheet
{
    private readonly PossibleValue[] transaction = new PossibleValue[FactCatalogue.All.Length];
    private readonly PossibleValue[][] destinations;
    private readonly PossibleValue[][] items;

    /// <summary>An empty sheet for the given destinations (one, or the nationalities) and number of items.</summary>
    public FactSheet(CountryCode[] destinations, CountryCode placeOfDelivery, CountryCode[] transit, int items)
    {
        Destinations = destinations;
        PlaceOfDelivery = placeOfDelivery;
        Transit = transit;
        this.destinations = [.. destinations.Select(_ => new PossibleValue[FactCatalogue.All.Length])];
        this.items = [.. Enumerable.Range(0, items).Select(_ => new PossibleValue[FactCatalogue.All.Length])];
    }

    /// <summary>Countries every item is evaluated against.</summary>
    public IReadOnlyList<CountryCode> Destinations { get; }

    /// <summary>Where the items go or the technology is released.</summary>
    public CountryCode PlaceOfDelivery { get; }

    /// <summary>Countries of transit.</summary>
    public IReadOnlyList<CountryCode> Transit { get; }

    /// <summary>Number of items.</summary>
    public int ItemCount => items.Length;

    /// <summary>Sets a fact of the transaction.</summary>
    public void Set(Fact fact, PossibleValue value) => transaction[(int)fact] = value;

    /// <summary>Sets a fact of a destination.</summary>
    public void SetDestination(int destination, Fact fact, PossibleValue value) => destinations[destination][(int)fact] = value;

    /// <summary>Sets a fact of an item.</summary>
    public void SetItem(int item, Fact fact, PossibleValue value) => items[item][(int)fact] = value;

    /// <summary>Reads a fact in the scope it belongs to.</summary>
    public PossibleValue Get(Fact fact, int destination, int item) => FactCatalogue.Of(fact).Scope switch
    {
        FactScope.Transaction => transaction[(int)fact],
        FactScope.Destination => destinations[destination][(int)fact],
        _ => items[item][(int)fact],
    };
}
