using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Model;

namespace Screening.Engine.Tests.WorkLimits;

/// <summary>
/// A transaction within the limits of a request, described by a few numbers that a search can vary: how many parties, aliases, owners,
/// items, countries, and what their names are made of.
/// </summary>
internal sealed record CostlyShape
{
    /// <summary>Numbers of a shape and the greatest of each; the least is 0.</summary>
    private static readonly ImmutableArray<int> Most =
    [
        Limits.Parties, Limits.Aliases, Limits.Owners, Limits.OwnerDepth - 1, CostlyNames.Sources - 1, Limits.NameCharacters, 3, Limits.Items - 1, 5, 4, Limits.Parties,
        Limits.Nationalities, Limits.Transit, 2, 3, 1,
    ];

    private static readonly Movement[] Moves = [Movement.Export, Movement.DeemedExport, Movement.DeemedReexport];

    private readonly ImmutableArray<int> numbers;

    private CostlyShape(ImmutableArray<int> numbers) => this.numbers = numbers;

    private int Parties => numbers[0];

    private int Aliases => numbers[1];

    private int Owners => numbers[2];

    private int OwnerDepth => numbers[3];

    private int NameSource => numbers[4];

    private int NameCharacters => Math.Max(1, numbers[5]);

    /// <summary>Every this many names have another source of words; 0 for none.</summary>
    private int OtherSource => numbers[6];

    private int Items => numbers[7] + 1;

    private int Classes => numbers[8] + 1;

    /// <summary>How much of an item is declared; 0 for nothing.</summary>
    private int Declared => numbers[9];

    /// <summary>Parties with a country of their own.</summary>
    private int CountriesOfTheirOwn => numbers[10];

    private int Nationalities => numbers[11];

    private int Transit => numbers[12];

    /// <summary>Movement: export, deemed export or deemed reexport.</summary>
    private int Moved => numbers[13];

    /// <summary>How many statuses of military parties are mixed.</summary>
    private int Military => numbers[14];

    private bool HasAddresses => numbers[15] > 0;

    /// <summary>A shape from its written form.</summary>
    public static CostlyShape Parse(string text) => new([.. text.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture))]);

    /// <summary>A random shape. Every number is often at its bound.</summary>
    public static CostlyShape Random(Random random) => new([.. Most.Select(most => Next(most, random))]);

    /// <summary>The written form.</summary>
    public override string ToString() => string.Join(' ', numbers);

    /// <summary>A shape of which a few numbers differ.</summary>
    public CostlyShape Changed(Random random)
    {
        var changed = numbers;
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(Most.Length);
            changed = changed.SetItem(at, Next(Most[at], random));
        }

        return new CostlyShape(changed);
    }

    /// <summary>The transaction of this shape.</summary>
    public ScreeningRequest Request()
    {
        var names = new CostlyNames(NameSource, OtherSource, NameCharacters);
        ImmutableArray<CountryCode> countries = [.. Countries.All.Where(country => country != CountryCode.Of("US"))];
        var isDeemed = Moved > 0;
        return new ScreeningRequest
        {
            Movement = Moves[Moved],
            From = CountryCode.Of("US"),
            Items = [.. Enumerable.Range(0, Items).Select(Item)],
            Destination = new Destination { Country = CountryCode.Of("DE"), Transit = [.. countries.Skip(30).Take(Transit)] },
            Nationalities = isDeemed ? [.. countries.Take(Nationalities)] : [],
            Parties = [.. Enumerable.Range(0, Parties).Select(number => Party(number, names, countries))],
            EndUse = new EndUse { Code = EndUseCode.Unknown },
        };
    }

    private Party Party(int number, CostlyNames names, ImmutableArray<CountryCode> countries) => new()
    {
        Id = $"P{number}",
        Role = number % 4 == 3 ? PartyRole.UltimateConsignee : PartyRole.EndUser,
        Kind = number % 3 == 2 ? PartyKind.Government : PartyKind.Unknown,
        Name = names.Next(),
        Aliases = [.. Enumerable.Range(0, Aliases).Select(_ => names.Next())],
        Owners = OwnersOf(names, Owners, OwnerDepth),
        Country = number < CountriesOfTheirOwn ? countries[number * countries.Length / Limits.Parties] : null,
        Military = Military == 0 ? null : (number % (Military + 1)) switch { 0 => null, 1 => MilitaryStatus.No, 2 => MilitaryStatus.Yes, _ => MilitaryStatus.MilitaryIntelligence },
        Address = HasAddresses ? string.Join(", ", Enumerable.Range(1, 60).Select(house => $"{house} {names.Street(house)} Road")) : null,
    };

    private static ImmutableArray<Owner> OwnersOf(CostlyNames names, int count, int depth)
    {
        if (count == 0)
        {
            return [];
        }

        var below = depth == 0 ? 0 : count / 2;
        return
        [
            .. Enumerable.Range(0, count - below).Select(number =>
                new Owner(names.Next(), number % 3 == 0 ? null : 1) { Owners = number == 0 ? OwnersOf(names, below, depth - 1) : [] }),
        ];
    }

    private Item Item(int number)
    {
        ItemClass[] classes = [ItemClass.Uas, ItemClass.Subsystem, ItemClass.ProductionFacility, ItemClass.BallisticMissile, ItemClass.UasAerosol, ItemClass.Generic];
        return new Item
        {
            Id = $"{number}",
            Class = Declared == 1 ? null : classes[number % Classes],
            Jurisdiction = Declared == 2 ? Jurisdiction.Ear : null,
            Performance = Declared == 3 ? [new PerformancePoint(290 + number, 400)] : [],
            AutonomousOrBeyondVisualLine = Declared == 4 ? true : null,
        };
    }

    private static int Next(int most, Random random) => random.Next(3) == 0 ? most : random.Next(most + 1);
}
