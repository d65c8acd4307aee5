using System.Collections.Immutable;

namespace Screening.Engine.Classification;

/// <summary>One entry of the Commerce Control List.</summary>
internal sealed record EccnEntry
{
    /// <summary>Code without paragraph, such as 3A001, or EAR99.</summary>
    public required string Code { get; init; }

    /// <summary>Reasons for control in the order of the entry.</summary>
    public ImmutableArray<EccnControl> Controls { get; init; } = [];

    /// <summary>Whether all items of the entry are subject to the ITAR.</summary>
    public bool IsItar { get; init; }

    /// <summary>Part of the entry that Supplement 2 to part 744 names; null when it names none.</summary>
    public MilitaryEndUseScope? MilitaryEndUse { get; init; }

    /// <summary>Entries that an entry without items and controls of its own refers to.</summary>
    public ImmutableArray<string> RefersTo { get; init; } = [];

    /// <summary>Distinct reasons other than MT and AT that may apply to a paragraph, in the order of the entry.</summary>
    public IEnumerable<string> OpenReasons(string paragraph) => Controls
        .Where(control => control.Reason is not ("MT" or "AT") && control.ReachFor(paragraph) != MtReach.None)
        .Select(control => control.Reason)
        .Distinct();

    /// <summary>Scope of the missile technology reason for a paragraph, and the question to ask when it is open.</summary>
    public (MtReach Reach, string? Question) MissileTechnology(string paragraph)
    {
        var controls = Controls.Where(control => control.Reason == "MT")
            .Select(control => (Control: control, Reach: control.ReachFor(paragraph)))
            .Where(pair => pair.Reach != MtReach.None)
            .ToArray();
        if (controls.Length == 0)
        {
            return (MtReach.None, null);
        }

        if (controls.Any(pair => pair.Reach == MtReach.Entire))
        {
            return (MtReach.Entire, null);
        }

        var code = paragraph.Length == 0 ? Code : $"{Code}.{paragraph}";
        if (controls.Any(pair => pair.Reach == MtReach.Paragraphs))
        {
            var scopes = string.Join("; ", controls.Select(pair => pair.Control.Describe(paragraph)));
            return (MtReach.Paragraphs, $"Missile technology (MT) control of {code} applies only to {scopes}. Which paragraph is the item in?");
        }

        var conditions = string.Join("; or where ", controls.Select(pair => pair.Control.When));
        return (MtReach.Condition, $"Missile technology (MT) control applies to {code} only where {conditions}. Is that so for this item?");
    }
}

/// <summary>The part of an entry that Supplement 2 to part 744 names.</summary>
/// <param name="Limit">What it is limited to, as text that continues "only for"; null when the whole entry is named.</param>
/// <param name="In">Paragraphs named as a whole.</param>
/// <param name="Open">
/// Paragraphs of which a part is named. All others except <paramref name="In"/> are then not named. Null leaves all others open.
/// </param>
internal sealed record MilitaryEndUseScope(string? Limit, ImmutableArray<string> In, ImmutableArray<string>? Open)
{
    /// <summary>Whether a paragraph is named; null when only a part of it is named.</summary>
    public bool? Names(string paragraph)
    {
        if (Limit is null || In.Any(named => Paragraphs.Covers(named, paragraph)))
        {
            return true;
        }

        var isOpen = Open is not { } open || In.Concat(open).Any(named => Paragraphs.Covers(paragraph, named))
            || open.Any(named => Paragraphs.Covers(named, paragraph));
        return isOpen ? null : false;
    }
}
