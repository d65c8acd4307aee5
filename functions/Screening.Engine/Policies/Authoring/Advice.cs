using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Authoring;

/// <summary>What a table of advice is asked about.</summary>
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

/// <summary>One row of a table of advice: the first whose condition is true gives the value.</summary>
/// <param name="Value">Value; never an outcome.</param>
/// <param name="When">Condition; always true for the default row.</param>
/// <param name="Text">Why, with {fact} placeholders.</param>
/// <param name="Citation">Source of the row; null takes that of the table.</param>
/// <param name="Ask">Question to put when the row applies, because something is not on file; null asks nothing.</param>
public sealed record AdviceRow(string Value, RuleCondition When, string Text, string? Citation, string? Ask);

/// <summary>
/// Advice: a licence exception, or a factor of the review. It is read beside the rules and can name no outcome, so nothing
/// in it can make an answer stricter or laxer.
/// </summary>
public sealed record AdviceTable
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary>Where it comes from.</summary>
    public required string Citation { get; init; }

    /// <summary>What it is asked about.</summary>
    public required AdviceScope Scope { get; init; }

    /// <summary>Member of the request or registry an open question is put to; null is the factor itself.</summary>
    public string? Source { get; init; }

    /// <summary>Rows in order, the last a default; empty for a tally.</summary>
    public required ImmutableArray<AdviceRow> Rows { get; init; }

    /// <summary>For a tally: names of groups and the country sets that stand for them.</summary>
    public ImmutableArray<(string Name, string Set)> Groups { get; init; } = [];

    /// <summary>For a head count: the set whose members are counted.</summary>
    public string? MembersOf { get; init; }

    /// <summary>For a head count: countries left out.</summary>
    public ImmutableArray<Model.CountryCode> Without { get; init; } = [];

    /// <summary>Text of a tally or head count.</summary>
    public string Text { get; init; } = "";
}

/// <summary>A condition that any approval carries when the facts make it apply.</summary>
public sealed record Obligation(string Id, RuleCondition When, string Text, string Citation);

/// <summary>How a country stands under a policy: the first row that applies.</summary>
/// <param name="Status">One of the partner status codes.</param>
/// <param name="When">Condition on the country and its registry entries.</param>
/// <param name="Text">Why, with {fact} placeholders.</param>
/// <param name="Citation">Sentence the reading rests on.</param>
public sealed record EligibilityRow(string Status, RuleCondition When, string Text, string Citation);

/// <summary>A condition a country would have to meet to be eligible, read from the rules and marked as derived.</summary>
/// <param name="Id">Id.</param>
/// <param name="Met">True when it is met; null when no registry holds what would tell.</param>
/// <param name="Text">The condition, with {fact} placeholders.</param>
/// <param name="Citation">Source.</param>
/// <param name="Actor">Who could meet it: the country itself, or the United States.</param>
/// <param name="IsRequired">Whether nothing works without it; otherwise it is weighed or opens another way.</param>
public sealed record GapRow(string Id, RuleCondition? Met, string Text, string Citation, string Actor, bool IsRequired);

/// <summary>Everything a policy says beside its rules.</summary>
public sealed record AdviceSet
{
    /// <summary>Nothing.</summary>
    public static AdviceSet Empty { get; } = new();

    /// <summary>Derived facts that advice alone may name; rules do not see them.</summary>
    public ImmutableArray<DerivedFact> Tables { get; init; } = [];

    /// <summary>Licence exceptions and exemptions.</summary>
    public ImmutableArray<AdviceTable> Exceptions { get; init; } = [];

    /// <summary>Factors of the review.</summary>
    public ImmutableArray<AdviceTable> Factors { get; init; } = [];

    /// <summary>Conditions of any approval.</summary>
    public ImmutableArray<Obligation> Obligations { get; init; } = [];

    /// <summary>How countries stand; empty when the policy says nothing about it.</summary>
    public ImmutableArray<EligibilityRow> Eligibility { get; init; } = [];

    /// <summary>What countries lack.</summary>
    public ImmutableArray<GapRow> Gap { get; init; } = [];

    /// <summary>Sections of the base the policy leaves out.</summary>
    public ImmutableArray<string> Omits { get; init; } = [];

    /// <summary>The advice of the base and of a pack; an entry of the pack takes the place of one of the same id.</summary>
    internal static AdviceSet Merge(AdviceSet foundation, AdviceSet own) => own with
    {
        Tables = Merge(foundation.Tables, own.Tables, table => table.Id),
        Exceptions = own.Omits.Contains("exceptions") ? own.Exceptions : Merge(foundation.Exceptions, own.Exceptions, table => table.Id),
        Factors = own.Omits.Contains("factors") ? own.Factors : Merge(foundation.Factors, own.Factors, table => table.Id),
        Obligations = own.Omits.Contains("obligations")
            ? own.Obligations
            : Merge(foundation.Obligations, own.Obligations, obligation => obligation.Id),
    };

    /// <summary>Every condition and text in it, with the place it stands at.</summary>
    internal IEnumerable<(string Where, RuleCondition When, string Text)> Parts() =>
    [
        .. Tables.SelectMany(table => table.Rows.Select(row => ($"advice table `{table.Id}`", row.When, row.Text))),
        .. Exceptions.Concat(Factors).SelectMany(table => table.Rows.Select(row => ($"advice `{table.Id}`", row.When, row.Text))),
        .. Obligations.Select(obligation => ($"obligation `{obligation.Id}`", obligation.When, obligation.Text)),
        .. Eligibility.Select(row => ($"eligibility `{row.Status}`", row.When, row.Text)),
        .. Gap.Select(row => ($"gap `{row.Id}`", row.Met ?? new AllOf([]), row.Text)),
    ];

    /// <summary>Country sets read by tallies and head counts.</summary>
    internal IEnumerable<(string Where, string Set)> Sets() =>
        Factors.SelectMany(table => table.Groups.Select(group => group.Set).Concat(table.MembersOf is { } set ? [set] : [])
            .Select(set => ($"advice `{table.Id}`", set)));

    private static ImmutableArray<T> Merge<T>(ImmutableArray<T> foundation, ImmutableArray<T> own, Func<T, string> id) =>
    [
        .. foundation.Select(entry => own.FirstOrDefault(other => id(other) == id(entry)) ?? entry),
        .. own.Where(entry => foundation.All(other => id(other) != id(entry))),
    ];
}
