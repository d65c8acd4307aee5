using System.Collections.Immutable;
using Screening.Engine.Classification;
using Screening.Engine.Model;

namespace Screening.Engine;

/// <summary>
/// Reasons for control that no rule evaluates, by item. If an item that may be subject to the EAR has one, NO_LICENSE_REQUIRED
/// does not give PROCEED (docs/policy.md, "A go is earned"). MT is evaluated by the posture rules and AT by the embargo rules.
/// </summary>
internal sealed class ControlReasons
{
    private ControlReasons(ImmutableArray<string> notes) => Notes = notes;

    /// <summary>One sentence for each item with reasons that were not evaluated.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>Whether every reason of every item was evaluated.</summary>
    public bool AreEvaluated => Notes.IsEmpty;

    public static ControlReasons Of(ScreeningRequest request, FactSheet sheet, ImmutableArray<ItemClassification> classified)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        for (var index = 0; index < request.Items.Length; index++)
        {
            var mayBeEar = (sheet.Get(Fact.Jurisdiction, 0, index).Codes & (1UL << (int)Jurisdiction.Ear)) != 0;
            if (mayBeEar && Note(request.Items[index], classified[index]) is { } note)
            {
                notes.Add(note);
            }
        }

        return new ControlReasons(notes.ToImmutable());
    }

    private static string? Note(Item item, ItemClassification classified) => (item.Eccn, classified.Terms) switch
    {
        (null, _) => $"item {item.Id}: no ECCN is declared, so its reasons for control other than MT are not known and were not evaluated",
        ("EAR99", _) => null,
        (var code, null) => $"item {item.Id} ({code}): its reasons for control other than MT are not on file and were not evaluated",
        (var code, { OpenReasons: { IsEmpty: false } reasons }) => $"item {item.Id} ({code}): control reasons not evaluated: {string.Join(", ", reasons)}",
        _ => null,
    };
}
