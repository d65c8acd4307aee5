using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Parties.Reading;
using Screening.Engine.Policies.Evaluation;

namespace Screening.Engine;

/// <summary>A name of the request that could not be compared, in whole or in part.</summary>
/// <param name="Party">Id of the party.</param>
/// <param name="Path">JSON path of the name.</param>
/// <param name="Sentence">What could not be compared, and why.</param>
/// <param name="IsOpen">Whether the name has to be supplied; false when other names of the party were compared.</param>
/// <param name="IsOfOwner">Whether it is the name of an owner.</param>
internal sealed record OpenName(string Party, string Path, string Sentence, bool IsOpen, bool IsOfOwner);

/// <summary>
/// Names that could not be compared. A party without a name may be anyone, listed parties included. No rule of a policy decides
/// this: after every policy, each outcome of a listed party is possible too, so the disposition is HOLD or stricter.
/// </summary>
internal static class OpenNames
{
    /// <summary>Rule set of the finding.</summary>
    public const string RuleSet = "names";

    /// <summary>Rule id of the finding.</summary>
    public const string Rule = "B-NAME-NOT-COMPARED";

    // What a match may bring: a possible match holds, a strong one denies or prohibits (docs/policy.md, "Lists").
    private static readonly OutcomeSet OfAListedParty =
        OutcomeSet.Of([Outcome.HoldForReview, Outcome.PresumptionOfDenial, Outcome.PolicyOfDenial, Outcome.Prohibited]);

    /// <summary>The names of parties and owners, in order of the request.</summary>
    public static ImmutableArray<OpenName> Of(ReadNames reader, ImmutableArray<Party> parties)
    {
        var names = ImmutableArray.CreateBuilder<OpenName>();
        for (var index = 0; index < parties.Length; index++)
        {
            AddParty(names, reader, parties[index], $"parties[{Text(index)}]");
        }

        return names.ToImmutable();
    }

    /// <summary>Adds to every outcome those that a listed party would bring, and asks for the names.</summary>
    public static WidenedVerdict Widen(WidenedVerdict widened, ScreeningRequest request, ImmutableArray<OpenName> names)
    {
        OpenName[] open = [.. names.Where(name => name.IsOpen)];
        if (open.Length == 0)
        {
            return widened;
        }

        var verdict = widened.Verdict;
        ImmutableArray<ItemVerdict> items = [.. verdict.Items.Select(item => item with { Possible = WithListed(item.Possible) })];
        var decided = request.Items.Where((_, index) => items[index].Possible.Length == 1).Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var isDecided = items.All(item => item.Possible.Length == 1);
        return new WidenedVerdict(
            verdict with
            {
                Possible = WithListed(verdict.Possible),
                Items = items,
                SpeedAloneSettles = false,
                Findings =
                [
                    .. verdict.Findings.Select(finding => finding with { Wins = finding.Wins && (finding.Item is { } item ? decided.Contains(item) : isDecided) }),
                    .. open.Select(Finding),
                ],
            },
            [.. open.Select(Question), .. widened.Questions]);
    }

    private static ImmutableArray<Outcome> WithListed(ImmutableArray<Outcome> possible)
    {
        var before = OutcomeSet.Of(possible);
        return before.With(OutcomeSet.Combine(before, OfAListedParty)).ToOutcomes();
    }

    private static void AddParty(ImmutableArray<OpenName>.Builder names, ReadNames reader, Party party, string path)
    {
        var reading = reader.Of(party.Name);
        ImmutableArray<NameReading> aliases = [.. party.Aliases.Select(reader.Of)];

        // A name in a script without a reading is a name: an alias that was compared stands for it. A placeholder is none.
        var isOpen = reading.Unread is not null
            && !(reading.Unread == UnreadReason.UnreadScript && aliases.Any(alias => alias.Unread is null));
        Add(names, reading, party.Id, $"{path}.name", $"the name of party {party.Id}", isOpen, false);
        for (var index = 0; index < aliases.Length; index++)
        {
            // A placeholder as an alias says nothing. An alias that was too long to be compared may be a listed name.
            var isTooLong = aliases[index].Unread is UnreadReason.TooManyWords or UnreadReason.TooManyCharacters or UnreadReason.BeyondLimit;
            Add(names, aliases[index], party.Id, $"{path}.aliases[{Text(index)}]", $"alias {Text(index + 1)} of party {party.Id}", isTooLong, false);
        }

        AddOwners(names, reader, party, party.Owners, path, "");
    }

    private static void AddOwners(
        ImmutableArray<OpenName>.Builder names, ReadNames reader, Party party, ImmutableArray<Owner> owners, string path, string above)
    {
        for (var index = 0; index < owners.Length; index++)
        {
            var place = $"{path}.owners[{Text(index)}]";
            var number = $"{above}{Text(index + 1)}";
            var reading = reader.Of(owners[index].Name);
            Add(names, reading, party.Id, $"{place}.name", $"the name of owner {number} of party {party.Id}", reading.Unread is not null, true);
            AddOwners(names, reader, party, owners[index].Owners, place, $"{number}.");
        }
    }

    private static void Add(
        ImmutableArray<OpenName>.Builder names, NameReading reading, string party, string path, string what, bool isOpen, bool isOfOwner)
    {
        var why = reading.Unread is not null ? $"could not be compared: {reading.Reason}"
            : reading.LeftOut is { } leftOut ? $"was compared only in part: {leftOut}"
            : null;
        if (why is not null)
        {
            names.Add(new OpenName(party, path, $"{what} {why}", isOpen, isOfOwner));
        }
    }

    private static InputQuestion Question(OpenName name) => new(
        name.Path,
        $"What is the name? {char.ToUpperInvariant(name.Sentence[0])}{name.Sentence[1..]}. Whether a list has it is unknown.",
        AnswerType.Text,
        false,
        []);

    private static Finding Finding(OpenName name) => new()
    {
        RuleSet = RuleSet,
        Rule = Rule,
        Outcome = Outcome.HoldForReview,
        Wins = false,
        Certain = true,
        Text = $"{char.ToUpperInvariant(name.Sentence[0])}{name.Sentence[1..]}. It is not known whether a list has it, so the transaction is held until the name is given.",
        Citation = "docs/policy.md, \"Names that could not be compared\"",
        Facts = FactDictionary.None,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
