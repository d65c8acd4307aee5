using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Screening.Engine.Model;

namespace Screening.Engine.Snapshots;

/// <summary>A text of a licence requirement or licence policy that the reviewed table does not contain.</summary>
/// <param name="Member">`licenseRequirement` or `licensePolicy`.</param>
/// <param name="Text">The text as printed in the first entry that has it, trimmed.</param>
/// <param name="Entries">Number of entries that have the text.</param>
public sealed record UnreadText(string Member, string Text, int Entries);

/// <summary>The reviewed table: every known text of a licence requirement or licence policy, with its interpretation.</summary>
internal sealed partial class EntryTermsTable
{
    private static readonly Dictionary<string, EntryScopes> ScopeCodes = new(StringComparer.Ordinal)
    {
        ["inside"] = EntryScopes.Inside,
        ["outside"] = EntryScopes.Outside,
        ["undetermined"] = EntryScopes.Undetermined,
    };

    private static readonly Dictionary<string, EntryReviews> ReviewCodes = new(StringComparer.Ordinal)
    {
        ["case_by_case"] = EntryReviews.CaseByCase,
        ["presumption_of_denial"] = EntryReviews.PresumptionOfDenial,
        ["policy_of_denial"] = EntryReviews.PolicyOfDenial,
        ["undetermined"] = EntryReviews.NotReviewed,
    };

    private static readonly EntryReading<EntryScopes> EveryItem = EntryReading<EntryScopes>.Always(EntryScopes.Inside);

    // An entry of the Military End User List without a printed requirement has the requirement of 15 CFR 744.21(b)(1).
    private static readonly EntryReading<EntryScopes> MilitaryEndUseItems =
        EntryReading<EntryScopes>.Split(EntryScopes.Outside, ItemGroup.MilitaryEndUse, EntryScopes.Inside);

    private static readonly EntryReading<EntryScopes> UnreadRequirement = EntryReading<EntryScopes>.Always(EntryScopes.Undetermined);
    private static readonly EntryReading<EntryReviews> Presumption = EntryReading<EntryReviews>.Always(EntryReviews.PresumptionOfDenial);
    private static readonly EntryReading<EntryReviews> Denial = EntryReading<EntryReviews>.Always(EntryReviews.PolicyOfDenial);
    private static readonly EntryReading<EntryReviews> UnreadPolicy = EntryReading<EntryReviews>.Always(EntryReviews.NotReviewed);

    private readonly HashSet<string> neutral = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EntryReading<EntryScopes>> requirements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EntryReading<EntryReviews>> policies = new(StringComparer.Ordinal);

    private EntryTermsTable()
    {
    }

    /// <summary>Reads the table from the member `entryTerms`.</summary>
    public static EntryTermsTable Read(JsonCursor cursor)
    {
        var table = new EntryTermsTable();
        var members = cursor.Members(["source", "sourceDate", "neutralSections", "requirements", "policies"], ["note"]);
        members.Text("source");
        members.Date("sourceDate");
        foreach (var section in members.Elements("neutralSections"))
        {
            var text = section.Text();
            if (text.Length > 0 && !EntryText.IsSection(text))
            {
                section.Error("must be a section of title 15 CFR, such as 744.11 or 734.9(e)(2)");
            }
            else if (!table.neutral.Add(text))
            {
                section.Error("is listed twice");
            }
        }

        table.AddRows(members.Elements("requirements"), table.requirements, ScopeCodes);
        table.AddRows(members.Elements("policies"), table.policies, ReviewCodes);
        return table;
    }

    /// <summary>The terms of an entry.</summary>
    /// <param name="requirement">Licence requirement as printed; null or blank when none is printed.</param>
    /// <param name="policy">Licence policy as printed; null or blank when none is printed.</param>
    /// <param name="isMilitaryList">Whether the entry is on the Military End User List.</param>
    public EntryTerms Of(string? requirement, string? policy, bool isMilitaryList)
    {
        var scope = EntryText.Normalise(requirement, neutral) is { Length: > 0 } requirementText
            ? requirements.GetValueOrDefault(requirementText, UnreadRequirement)
            : isMilitaryList ? MilitaryEndUseItems : EveryItem;
        var review = EntryText.Normalise(policy, neutral) is { Length: > 0 } policyText
            ? policies.GetValueOrDefault(policyText, UnreadPolicy)
            : Presumption;
        return new EntryTerms(scope, review);
    }

    /// <summary>
    /// The terms when the document contains no table, as in earlier versions: every item, and no policy less strict than a
    /// presumption of denial.
    /// </summary>
    /// <param name="policy">Licence policy as printed; null when none is printed.</param>
    public static EntryTerms WithoutTable(string? policy) =>
        policy?.TrimStart().StartsWith("policy of denial", StringComparison.OrdinalIgnoreCase) == true
            ? new EntryTerms(EveryItem, Denial)
            : EntryTerms.Unstated;

    /// <summary>The texts of entries that the table does not contain, each once.</summary>
    /// <param name="entries">Entries of the lists to which the table applies.</param>
    public ImmutableArray<UnreadText> Unread(IEnumerable<WatchlistEntrySource> entries)
    {
        var found = new Dictionary<(string Member, string Normalised), UnreadText>();
        foreach (var entry in entries)
        {
            Count(found, "licenseRequirement", entry.LicenseRequirement, requirements.ContainsKey);
            Count(found, "licensePolicy", entry.LicensePolicy, policies.ContainsKey);
        }

        return [.. found.Values.OrderBy(text => text.Member, StringComparer.Ordinal).ThenBy(text => text.Text, StringComparer.Ordinal)];
    }

    private void Count(
        Dictionary<(string Member, string Normalised), UnreadText> found, string member, string? text, Func<string, bool> isKnown)
    {
        if (EntryText.Normalise(text, neutral) is not { Length: > 0 } normalised || isKnown(normalised))
        {
            return;
        }

        found[(member, normalised)] = found.TryGetValue((member, normalised), out var known)
            ? known with { Entries = known.Entries + 1 }
            : new UnreadText(member, text!.Trim(), 1);
    }

    private void AddRows<T>(
        IEnumerable<JsonCursor> rows, Dictionary<string, EntryReading<T>> into, Dictionary<string, T> codes)
        where T : struct, Enum
    {
        foreach (var row in rows)
        {
            var members = row.Members(["texts", "reading", "source", "sourceDate"], ["except", "note"]);
            members.Text("source");
            if (members.TryGetValue("sourceDate", out var date) && date.Text() is { Length: > 0 } day && !DayOrMonth().IsMatch(day))
            {
                date.Error("must be a date, yyyy-MM-dd, or a month, yyyy-MM, where the day is not known");
            }

            var reading = EntryReading<T>.Read(members, codes);
            foreach (var text in members.Elements("texts"))
            {
                if (text.Text() is { Length: > 0 } printed && !into.TryAdd(EntryText.Normalise(printed, neutral), reading))
                {
                    text.Error("is read twice: its compared form stands in the table already");
                }
            }
        }
    }

    [GeneratedRegex(@"^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$", RegexOptions.CultureInvariant)]
    private static partial Regex DayOrMonth();
}
