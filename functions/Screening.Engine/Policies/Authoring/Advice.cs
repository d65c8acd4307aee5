using System.Collections.Immutable;

namespace Screening.Engine.Policies.Authoring;

/// <summary>Scope in which an advice table is evaluated.</summary>
public enum AdviceScope
{
    /// <summary>Once per transaction.</summary>
    Transaction,

    /// <summary>Once per destination.</summary>
    Destination,

    /// <summary>Once per item.</summary>
    Item,

    /// <summary>Once per item and destination.</summary>
    Both,
}

/// <summary>A row of an advice table. The first row whose condition is true gives the value.</summary>
/// <param name="Value">Value of the row; never an outcome.</param>
/// <param name="When">Condition; always true for the default row.</param>
/// <param name="Text">Reason, with {fact} placeholders.</param>
/// <param name="Citation">Source of the row; null means that of the table.</param>
/// <param name="Ask">Question to the user when the row applies, because data are missing; null means no question.</param>
public sealed record AdviceRow(string Value, RuleCondition When, string Text, string? Citation, string? Ask);

/// <summary>
/// A licence exception or a factor of the review. It cannot name an outcome, so it cannot make a decision stricter or laxer.
/// </summary>
public sealed record AdviceTable
{
    /// <summary>Id of the table.</summary>
    public required string Id { get; init; }

    /// <summary>Title of the table.</summary>
    public required string Title { get; init; }

    /// <summary>Source of the table.</summary>
    public required string Citation { get; init; }

    /// <summary>Scope in which the table is evaluated.</summary>
    public required AdviceScope Scope { get; init; }

    /// <summary>Member of the request or registry that an open question refers to; null means the factor itself.</summary>
    public string? Source { get; init; }

    /// <summary>Rows in order, the last a default; empty for a tally or head count.</summary>
    public required ImmutableArray<AdviceRow> Rows { get; init; }

    /// <summary>For a tally: names of groups, each with its country set.</summary>
    public ImmutableArray<(string Name, string Set)> Groups { get; init; } = [];

    /// <summary>For a head count: the set whose members are counted.</summary>
    public string? MembersOf { get; init; }

    /// <summary>For a head count: countries that are not counted.</summary>
    public ImmutableArray<Model.CountryCode> Without { get; init; } = [];

    /// <summary>Text of a tally or head count.</summary>
    public string Text { get; init; } = "";
}

/// <summary>A condition that any approval carries when <paramref name="When"/> is true.</summary>
public sealed record Obligation(string Id, RuleCondition When, string Text, string Citation);

/// <summary>Eligibility of a country under a policy. The first row that applies gives the status.</summary>
/// <param name="Status">One of the partner status codes.</param>
/// <param name="When">Condition on the country and its registry entries.</param>
/// <param name="Text">Reason, with {fact} placeholders.</param>
/// <param name="Citation">Sentence of the source that the row is based on.</param>
public sealed record EligibilityRow(string Status, RuleCondition When, string Text, string Citation);

/// <summary>
/// A condition that a country would have to meet to be eligible. It is derived from the rules and marked as derived.
/// </summary>
/// <param name="Id">Id.</param>
/// <param name="Met">Condition that is true when it is met; null when no registry holds the necessary data.</param>
/// <param name="Text">The condition, with {fact} placeholders.</param>
/// <param name="Citation">Source.</param>
/// <param name="Actor">Who can meet it: the country itself, the United States, or both.</param>
/// <param name="IsRequired">Whether eligibility requires it. Otherwise it is weighed as a factor or opens an alternative.</param>
public sealed record GapRow(string Id, RuleCondition? Met, string Text, string Citation, string Actor, bool IsRequired);

/// <summary>The advice of a policy: everything except its rules.</summary>
public sealed record AdviceSet
{
    /// <summary>A set without advice.</summary>
    public static AdviceSet Empty { get; } = new();

    /// <summary>Derived facts that only advice may name; rules cannot read them.</summary>
    public ImmutableArray<DerivedFact> Tables { get; init; } = [];

    /// <summary>Licence exceptions and exemptions.</summary>
    public ImmutableArray<AdviceTable> Exceptions { get; init; } = [];

    /// <summary>Factors of the review.</summary>
    public ImmutableArray<AdviceTable> Factors { get; init; } = [];

    /// <summary>Conditions of any approval.</summary>
    public ImmutableArray<Obligation> Obligations { get; init; } = [];

    /// <summary>Eligibility rows; empty when the policy has none.</summary>
    public ImmutableArray<EligibilityRow> Eligibility { get; init; } = [];

    /// <summary>Conditions that countries would have to meet to be eligible.</summary>
    public ImmutableArray<GapRow> Gap { get; init; } = [];

    /// <summary>Sections of the base that the policy leaves out.</summary>
    public ImmutableArray<string> Omits { get; init; } = [];

    /// <summary>
    /// The advice of the base and of a pack. An entry of the pack replaces the entry of the base with the same id.
    /// </summary>
    internal static AdviceSet Merge(AdviceSet foundation, AdviceSet own) => own with
    {
        Tables = Merge(foundation.Tables, own.Tables, table => table.Id),
        Exceptions = own.Omits.Contains("exceptions") ? own.Exceptions : Merge(foundation.Exceptions, own.Exceptions, table => table.Id),
        Factors = own.Omits.Contains("factors") ? own.Factors : Merge(foundation.Factors, own.Factors, table => table.Id),
        Obligations = own.Omits.Contains("obligations")
            ? own.Obligations
            : Merge(foundation.Obligations, own.Obligations, obligation => obligation.Id),
    };

    /// <summary>Every condition and text, with its location.</summary>
    internal IEnumerable<(string Where, RuleCondition When, string Text)> Parts() =>
    [
        .. Tables.SelectMany(table => table.Rows.Select(row => ($"advice table `{table.Id}`", row.When, row.Text))),
        .. Exceptions.Concat(Factors).SelectMany(table => table.Rows.Select(row => ($"advice `{table.Id}`", row.When, row.Text))),
        .. Obligations.Select(obligation => ($"obligation `{obligation.Id}`", obligation.When, obligation.Text)),
        .. Eligibility.Select(row => ($"eligibility `{row.Status}`", row.When, row.Text)),
        .. Gap.Select(row => ($"gap `{row.Id}`", row.Met ?? new AllOf([]), row.Text)),
    ];

    /// <summary>Country sets that tallies and head counts read, with their location.</summary>
    internal IEnumerable<(string Where, string Set)> Sets() =>
        Factors.SelectMany(table => table.Groups.Select(group => group.Set).Concat(table.MembersOf is { } set ? [set] : [])
            .Select(set => ($"advice `{table.Id}`", set)));

    private static ImmutableArray<T> Merge<T>(ImmutableArray<T> foundation, ImmutableArray<T> own, Func<T, string> id) =>
    [
        .. foundation.Select(entry => own.FirstOrDefault(other => id(other) == id(entry)) ?? entry),
        .. own.Where(entry => foundation.All(other => id(other) != id(entry))),
    ];
}
