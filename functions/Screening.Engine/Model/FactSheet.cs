namespace Screening.Engine.Model;

/// <summary>
/// The facts of one transaction as sets of possible values: what the stages fill and the policy reads. Country facts are
/// kept as countries; the policy asks about them by set and date.
/// </summary>
public sealed class FactSheet
{
    // Where a fact stands among the facts of its scope, and how many facts each scope has.
    private static readonly int[] Positions = [.. FactCatalogue.All.Select(fact => FactCatalogue.All.Count(other => other.Scope == fact.Scope && other.Fact < fact.Fact))];
    private static readonly int TransactionFacts = CountOf(FactScope.Transaction);
    private static readonly int DestinationFacts = CountOf(FactScope.Destination);
    private static readonly int ItemFacts = CountOf(FactScope.Item);

    private readonly PossibleValue[] values;
    private readonly CountryCode[] destinations;

    /// <summary>An empty sheet for the given destinations (one, or the nationalities) and number of items.</summary>
    public FactSheet(CountryCode[] destinations, CountryCode placeOfDelivery, CountryCode[] transit, int items)
    {
        ArgumentNullException.ThrowIfNull(destinations);
        this.destinations = destinations;
        PlaceOfDelivery = placeOfDelivery;
        Transit = transit;
        TransitText = transit.Length == 0 ? "none" : string.Join(", ", transit);
        ItemCount = items;
        values = new PossibleValue[TransactionFacts + (destinations.Length * DestinationFacts) + (items * ItemFacts)];
    }

    /// <summary>Countries every item is evaluated against.</summary>
    public IReadOnlyList<CountryCode> Destinations => destinations;

    /// <summary>Where the items go or the technology is released.</summary>
    public CountryCode PlaceOfDelivery { get; }

    /// <summary>Countries of transit.</summary>
    public IReadOnlyList<CountryCode> Transit { get; }

    /// <summary>Countries of transit as shown in evidence.</summary>
    public string TransitText { get; }

    /// <summary>The date the law is asked about.</summary>
    /// <exception cref="InvalidOperationException">Nobody filled it.</exception>
    public DateOnly AsOf => Get(Fact.AsOf, 0, 0).Only is { } day
        ? DateOnly.FromDayNumber((int)day)
        : throw new InvalidOperationException("the sheet has no date");

    /// <summary>Number of items.</summary>
    public int ItemCount { get; }

    /// <summary>Sets a fact of the transaction.</summary>
    public void Set(Fact fact, PossibleValue value) => values[AddressOf(fact, 0, 0)] = value;

    /// <summary>Sets a fact of a destination.</summary>
    public void SetDestination(int destination, Fact fact, PossibleValue value) => values[AddressOf(fact, destination, 0)] = value;

    /// <summary>Sets a fact of an item.</summary>
    public void SetItem(int item, Fact fact, PossibleValue value) => values[AddressOf(fact, 0, item)] = value;

    /// <summary>Reads a fact in the scope it belongs to.</summary>
    public ref readonly PossibleValue Get(Fact fact, int destination, int item) => ref values[AddressOf(fact, destination, item)];

    private int AddressOf(Fact fact, int destination, int item) => Positions[(int)fact] + FactCatalogue.Of(fact).Scope switch
    {
        FactScope.Transaction => 0,
        FactScope.Destination => TransactionFacts + (destination * DestinationFacts),
        _ => TransactionFacts + (destinations.Length * DestinationFacts) + (item * ItemFacts),
    };

    private static int CountOf(FactScope scope) => FactCatalogue.All.Count(fact => fact.Scope == scope);
}
