using System.Collections.Immutable;
using Screening.Engine.Destinations;

namespace Screening.Engine.Model;

/// <summary>A country that counts, and what brought it in.</summary>
/// <param name="Country">The country.</param>
/// <param name="Role">What brought it in, such as "end user P1" or "transit"; null for the declared destination.</param>
public readonly record struct CountryRole(CountryCode Country, string? Role)
{
    /// <summary>As shown in sentences.</summary>
    public override string ToString() => Role is null ? Country.ToString() : $"{Country} ({Role})";
}

/// <summary>A request member that would supply a fact of one item, destination or transaction.</summary>
/// <param name="Path">JSON path.</param>
/// <param name="Question">What to ask; null takes the question of the catalogue.</param>
public sealed record FactAsk(string Path, string? Question = null)
{
    /// <summary>Type of the answer; null follows the fact.</summary>
    public AnswerType? Type { get; init; }

    /// <summary>Unit of a number.</summary>
    public string? Unit { get; init; }
}

/// <summary>
/// The facts of one transaction as sets of possible values: what the stages fill and the policy reads. Country facts are
/// kept as countries; the policy asks about them by set and date.
/// </summary>
public sealed class FactSheet
{
    private const string None = "none";

    // Where a fact stands among the facts of its scope, and how many facts each scope has.
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

    /// <summary>An empty sheet for the given destinations (one, or the nationalities) and number of items.</summary>
    public FactSheet(CountryCode[] destinations, CountryCode placeOfDelivery, CountryCode[] transit, int items)
        : this([.. destinations.Select(country => new CountryRole(country, null))], placeOfDelivery, items) =>
        SetCountries(Fact.Transit, [.. transit.Select(country => new CountryRole(country, "transit"))]);

    /// <summary>An empty sheet for the destinations that count and number of items.</summary>
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

    /// <summary>Countries every item is evaluated against.</summary>
    public IReadOnlyList<CountryCode> Destinations => destinations;

    /// <summary>The same, with what brought each of them in.</summary>
    public IReadOnlyList<CountryRole> DestinationRoles => roles;

    /// <summary>Where the items go or the technology is released.</summary>
    public CountryCode PlaceOfDelivery { get; }

    /// <summary>The date the law is asked about.</summary>
    /// <exception cref="InvalidOperationException">It was not filled.</exception>
    public DateOnly AsOf => Get(Fact.AsOf, 0, 0).Only is { } day
        ? DateOnly.FromDayNumber((int)day)
        : throw new InvalidOperationException("the sheet has no date");

    /// <summary>Number of items.</summary>
    public int ItemCount { get; }

    /// <summary>A membership read otherwise than the sets say, to see what an answer rests on; null reads them as they are.</summary>
    public (CountryCode Country, string Set, bool IsMember)? Override { get; init; }

    /// <summary>A copy that may be changed without changing this sheet; countries and paths to ask are shared.</summary>
    public FactSheet Copy() => new(this);

    /// <summary>A copy with one destination more, whose facts are still to be filled.</summary>
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

    /// <summary>A copy that reads one membership otherwise.</summary>
    public FactSheet With(CountryCode country, string set, bool isMember) => new(this) { Override = (country, set, isMember) };

    /// <summary>Sets a fact of the transaction.</summary>
    public void Set(Fact fact, PossibleValue value) => values[AddressOf(fact, 0, 0)] = value;

    /// <summary>Sets a fact of a destination.</summary>
    public void SetDestination(int destination, Fact fact, PossibleValue value) => values[AddressOf(fact, destination, 0)] = value;

    /// <summary>Sets a fact of an item.</summary>
    public void SetItem(int item, Fact fact, PossibleValue value) => values[AddressOf(fact, 0, item)] = value;

    /// <summary>Sets the countries of a country fact that holds several; what evidence says of them is put into words once.</summary>
    public void SetCountries(Fact fact, ImmutableArray<CountryRole> named) => countries[fact] = (named, named.IsEmpty
        ? None
        : string.Join(", ", named.Select(role => fact == Fact.Transit ? role.Country.ToString() : role.ToString())));

    /// <summary>The countries of a country fact of the transaction; none when it was not filled.</summary>
    public ImmutableArray<CountryRole> CountriesOf(Fact fact) => fact == Fact.PlaceOfDelivery
        ? [new(PlaceOfDelivery, null)]
        : countries.TryGetValue(fact, out var known) ? known.Named : [];

    /// <summary>The countries of a country fact of the transaction in words, with what brought them in.</summary>
    public string CountriesTextOf(Fact fact) => fact == Fact.PlaceOfDelivery
        ? PlaceOfDelivery.ToString()
        : countries.TryGetValue(fact, out var known) ? known.Text : None;

    /// <summary>Says which members would supply a fact, where that depends on the transaction.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="owner">Item or destination; 0 for the transaction.</param>
    /// <param name="members">The members.</param>
    public void Ask(Fact fact, int owner, ImmutableArray<FactAsk> members) => asks[(fact, owner)] = members;

    /// <summary>The members that would supply a fact; none when the catalogue says it.</summary>
    public ImmutableArray<FactAsk> AsksOf(Fact fact, int owner) => asks.TryGetValue((fact, owner), out var members) ? members : [];

    /// <summary>Leaves a destination out for one item: another nationality counts.</summary>
    public void Skip(int item, int destination) => skipped[(item * destinations.Length) + destination] = true;

    /// <summary>The pairs left out, by item and then destination.</summary>
    internal bool[] Skipped => skipped;

    /// <summary>Whether an item is evaluated against a destination.</summary>
    public bool Counts(int item, int destination) => !skipped[(item * destinations.Length) + destination];

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
