using System.Collections.Immutable;

namespace Screening.Engine.Model;

/// <summary>A country of the transaction and its role.</summary>
/// <param name="Country">The country.</param>
/// <param name="Role">Role, such as "end user P1" or "transit"; null for the declared destination or origin.</param>
public readonly record struct CountryRole(CountryCode Country, string? Role)
{
    /// <summary>The text used in sentences.</summary>
    public override string ToString() => Role is null ? Country.ToString() : $"{Country} ({Role})";
}

/// <summary>A request member that would supply a fact.</summary>
/// <param name="Path">JSON path.</param>
/// <param name="Question">Question to the user; null means that of the catalogue.</param>
public sealed record FactAsk(string Path, string? Question = null)
{
    /// <summary>Type of the answer; null means that of the fact.</summary>
    public AnswerType? Type { get; init; }

    /// <summary>Unit of a number.</summary>
    public string? Unit { get; init; }
}

/// <summary>
/// The facts of one transaction as sets of possible values. The stages fill the sheet and the policy reads it. Country facts hold
/// countries; the policy tests them against country sets at a date.
/// </summary>
public sealed class FactSheet
{
    private const string None = "none";

    // Position of each fact within its scope, and number of facts per scope.
    private static readonly int[] Positions = [.. FactCatalogue.All.Select(fact => FactCatalogue.All.Count(other => other.Scope == fact.Scope && other.Fact < fact.Fact))];
    private static readonly int TransactionFacts = CountOf(FactScope.Transaction);
    private static readonly int DestinationFacts = CountOf(FactScope.Destination);
    private static readonly int ItemFacts = CountOf(FactScope.Item);

    private readonly PossibleValue[] values;
    private readonly CountryRole[] roles;
    private readonly CountryCode[] destinations;
    private readonly Dictionary<Fact, (ImmutableArray<CountryRole> Named, string Text)> countries = [];
    private readonly Dictionary<(Fact Fact, int Owner), ImmutableArray<FactAsk>> asks = [];
    private readonly bool[] skipped;

    /// <summary>An empty sheet for the destinations (one, or the nationalities) and number of items.</summary>
    public FactSheet(CountryCode[] destinations, CountryCode placeOfDelivery, CountryCode[] transit, int items)
        : this([.. destinations.Select(country => new CountryRole(country, null))], placeOfDelivery, items) =>
        SetCountries(Fact.Transit, [.. transit.Select(country => new CountryRole(country, "transit"))]);

    /// <summary>An empty sheet for the destinations with their roles and number of items.</summary>
    public FactSheet(CountryRole[] destinations, CountryCode placeOfDelivery, int items)
    {
        ArgumentNullException.ThrowIfNull(destinations);
        roles = destinations;
        this.destinations = [.. destinations.Select(role => role.Country)];
        PlaceOfDelivery = placeOfDelivery;
        ItemCount = items;
        values = new PossibleValue[TransactionFacts + (destinations.Length * DestinationFacts) + (items * ItemFacts)];
        skipped = new bool[destinations.Length * items];
    }

    private FactSheet(FactSheet other)
    {
        (roles, destinations, PlaceOfDelivery, ItemCount) = (other.roles, other.destinations, other.PlaceOfDelivery, other.ItemCount);
        (values, skipped) = ([.. other.values], [.. other.skipped]);
        (countries, asks) = (other.countries, other.asks);
        Override = other.Override;
    }

    /// <summary>Countries against which every item is evaluated.</summary>
    public IReadOnlyList<CountryCode> Destinations => destinations;

    /// <summary>The destinations with their roles.</summary>
    public IReadOnlyList<CountryRole> DestinationRoles => roles;

    /// <summary>Country to which the items go or in which technology is released.</summary>
    public CountryCode PlaceOfDelivery { get; }

    /// <summary>Date whose law applies.</summary>
    /// <exception cref="InvalidOperationException">The date was not set.</exception>
    public DateOnly AsOf => Get(Fact.AsOf, 0, 0).Only is { } day
        ? DateOnly.FromDayNumber((int)day)
        : throw new InvalidOperationException("the sheet has no date");

    /// <summary>Number of items.</summary>
    public int ItemCount { get; }

    /// <summary>A membership that replaces the one in the sets, to test what an outcome depends on; null for none.</summary>
    public (CountryCode Country, string Set, bool IsMember)? Override { get; init; }

    /// <summary>
    /// A copy with independent values and exclusions; the countries and the members of <see cref="Ask"/> are shared.
    /// </summary>
    public FactSheet Copy() => new(this);

    /// <summary>A copy with one more destination, whose facts are not set yet.</summary>
    public FactSheet WithDestination(CountryRole added)
    {
        var wider = new FactSheet([.. roles, added], PlaceOfDelivery, ItemCount) { Override = Override };
        var known = TransactionFacts + (roles.Length * DestinationFacts);
        Array.Copy(values, wider.values, known);
        Array.Copy(values, known, wider.values, known + DestinationFacts, values.Length - known);
        foreach (var (fact, named) in countries)
        {
            wider.countries[fact] = named;
        }

        foreach (var (place, members) in asks)
        {
            wider.asks[place] = members;
        }

        for (var item = 0; item < ItemCount; item++)
        {
            Array.Copy(skipped, item * roles.Length, wider.skipped, item * (roles.Length + 1), roles.Length);
        }

        return wider;
    }

    /// <summary>A copy with one membership replaced.</summary>
    public FactSheet With(CountryCode country, string set, bool isMember) => new(this) { Override = (country, set, isMember) };

    /// <summary>Sets a fact of the transaction.</summary>
    public void Set(Fact fact, PossibleValue value) => values[AddressOf(fact, 0, 0)] = value;

    /// <summary>Sets a fact of a destination.</summary>
    public void SetDestination(int destination, Fact fact, PossibleValue value) => values[AddressOf(fact, destination, 0)] = value;

    /// <summary>Sets a fact of an item.</summary>
    public void SetItem(int item, Fact fact, PossibleValue value) => values[AddressOf(fact, 0, item)] = value;

    /// <summary>Sets the countries of a fact that holds several, and builds their text for evidence once.</summary>
    public void SetCountries(Fact fact, ImmutableArray<CountryRole> named) => countries[fact] = (named, named.IsEmpty
        ? None
        : string.Join(", ", named.Select(role => fact == Fact.Transit ? role.Country.ToString() : role.ToString())));

    /// <summary>The countries of a country fact of the transaction; empty when it was not set.</summary>
    public ImmutableArray<CountryRole> CountriesOf(Fact fact) => fact == Fact.PlaceOfDelivery
        ? [new(PlaceOfDelivery, null)]
        : countries.TryGetValue(fact, out var known) ? known.Named : [];

    /// <summary>The countries of a country fact of the transaction as text for evidence.</summary>
    public string CountriesTextOf(Fact fact) => fact == Fact.PlaceOfDelivery
        ? PlaceOfDelivery.ToString()
        : countries.TryGetValue(fact, out var known) ? known.Text : None;

    /// <summary>Sets the members that would supply a fact, where they depend on the transaction.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="owner">Index of the item or destination; 0 for the transaction.</param>
    /// <param name="members">The members.</param>
    public void Ask(Fact fact, int owner, ImmutableArray<FactAsk> members) => asks[(fact, owner)] = members;

    /// <summary>The members that would supply a fact; empty when the catalogue defines the member.</summary>
    public ImmutableArray<FactAsk> AsksOf(Fact fact, int owner) => asks.TryGetValue((fact, owner), out var members) ? members : [];

    /// <summary>Excludes a destination for one item, because another nationality counts.</summary>
    public void Skip(int item, int destination) => skipped[(item * destinations.Length) + destination] = true;

    /// <summary>The excluded pairs, by item and then destination.</summary>
    internal bool[] Skipped => skipped;

    /// <summary>Whether an item is evaluated against a destination.</summary>
    public bool Counts(int item, int destination) => !skipped[(item * destinations.Length) + destination];

    /// <summary>Reads a fact; an index that the scope of the fact does not have is ignored.</summary>
    public ref readonly PossibleValue Get(Fact fact, int destination, int item) => ref values[AddressOf(fact, destination, item)];

    private int AddressOf(Fact fact, int destination, int item) => Positions[(int)fact] + FactCatalogue.Of(fact).Scope switch
    {
        FactScope.Transaction => 0,
        FactScope.Destination => TransactionFacts + (destination * DestinationFacts),
        _ => TransactionFacts + (destinations.Length * DestinationFacts) + (item * ItemFacts),
    };

    private static int CountOf(FactScope scope) => FactCatalogue.All.Count(fact => fact.Scope == scope);
}
