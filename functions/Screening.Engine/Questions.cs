using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Engine.Policies.Evaluation;

namespace Screening.Engine;

/// <summary>Turns open facts and open inputs into questions. Questions that settle the outcome come first.</summary>
internal static class Questions
{
    public static ImmutableArray<MustAnswer> Of(FactSheet sheet, PolicyVerdict verdict, ImmutableArray<InputQuestion> inputs) =>
    [
        .. inputs.Select(Of).Concat(verdict.Open.SelectMany(open => Of(sheet, open)))
            .DistinctBy(question => question.Fact, StringComparer.Ordinal)
            .OrderBy(question => question.Settles),
    ];

    private static MustAnswer Of(InputQuestion input) => new()
    {
        Fact = input.Path,
        Question = input.Question,
        Type = input.Type,
        Options = input.Options,
        Settles = input.Decides ? Settles.Outcome : Settles.Part,
    };

    private static IEnumerable<MustAnswer> Of(FactSheet sheet, OpenFact open)
    {
        var definition = DecisionBuilder.Asked(open.Fact);
        var members = sheet.AsksOf(definition.Fact, definition.Scope == FactScope.Transaction ? 0 : open.Owner);
        return (members.IsEmpty ? [new FactAsk(definition.Path(open.Owner))] : members).Select(member => new MustAnswer
        {
            Fact = member.Path,
            Question = member.Question ?? definition.Question,
            Type = member.Type ?? TypeOf(definition),
            Unit = member.Unit ?? (definition.Type == FactType.Number ? definition.Unit : null),
            Options = member.Type is null ? OptionsOf(definition) : [],

            // If several members supply one fact, the answer to one of them may leave it open.
            Settles = open.Decides && (members.Length < 2 || definition.Fact == Fact.TradeOff) ? Settles.Outcome : Settles.Part,
        });
    }

    private static AnswerType TypeOf(FactDefinition definition) => definition.Type switch
    {
        FactType.YesNo when definition.Source is "eccn" or "annexItem" or "hsCode" => AnswerType.Text,
        FactType.Coded when definition.Source is "eccn" or "annexItem" => AnswerType.Text,
        FactType.YesNo => AnswerType.YesNo,
        FactType.Coded => AnswerType.Code,
        FactType.Number => AnswerType.Number,
        FactType.Country => AnswerType.Country,
        _ => AnswerType.Text,
    };

    private static ImmutableArray<string> OptionsOf(FactDefinition definition) =>
        TypeOf(definition) == AnswerType.Code ? definition.Codes : [];
}
