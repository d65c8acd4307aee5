using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Scoring;

namespace Screening.Engine.Snapshots;

/// <summary>The meaning of a list for a transaction.</summary>
/// <param name="Code">List code.</param>
/// <param name="Title">Title.</param>
/// <param name="Restricts">Restriction that follows from a strong match, in words.</param>
/// <param name="Fact">Fact that a match sets.</param>
/// <param name="Strong">For an own list: the declared outcome of a strong match. Null for an official list.</param>
public sealed record ListMeaning(string Code, string Title, string Restricts, Fact Fact, Outcome? Strong)
{
    /// <summary>
    /// For an own list: the declared outcome of a listed owner of 50 % or more; a hold when the list declares none. Null for an
    /// official list, whose outcome is defined by the policy rules.
    /// </summary>
    public Outcome? Ownership { get; init; }
}

/// <summary>Policy data: thresholds of party matching, the meaning of each list, and the red-flag codes.</summary>
public sealed partial class PartyPolicy
{
    /// <summary>Upper limit, in days, for the maximum age of a required list.</summary>
    public const int GreatestListAge = 365;

    // The only definition of the fact that a match with a named body sets.
    private const Fact FactOfNamedBodies = Fact.ListMieu;

    private static readonly string[] DeclaredOutcomes = ["strong", "ownership"];

    private readonly ConcurrentDictionary<(string? Requirement, string? Policy, bool IsMilitaryList), EntryTerms> termsRead = new();
    private readonly HashSet<string> affiliatePrograms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListMeaning> lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> redFlags = new(StringComparer.Ordinal);
    private EntryTermsTable? terms;

    /// <summary>Score from which a match is possible, 0.5 to 1.</summary>
    public double T1 { get; private set; } = 1;

    /// <summary>Score from which a match is strong, T1 to 1.</summary>
    public double T2 { get; private set; } = 1;

    /// <summary>Weights of the score.</summary>
    public MatchWeights Weights { get; private set; } = MatchWeights.Default;

    /// <summary>Thresholds and weights in the form that a search takes.</summary>
    public MatchThresholds Matching => new(T1, T2) { Weights = Weights };

    /// <summary>Version of the red-flag code list.</summary>
    public string RedFlagVersion { get; private set; } = "";

    /// <summary>Known red-flag codes.</summary>
    public IReadOnlyCollection<string> RedFlagCodes => redFlags.Keys;

    /// <summary>Reads the policy from its document. Errors are added to <paramref name="errors"/>.</summary>
    public static PartyPolicy Parse(string json, List<(string Path, string Message)> errors)
    {
        var policy = new PartyPolicy();
        JsonCursor.Read(json, errors, root =>
        {
            var members = root.Members(
                ["id", "t1", "t2", "source", "sourceDate", "lists", "redFlags"],
                ["note", "weights", "requiredLists", "entryTerms", "affiliatePrograms", "namedBodies"]);
            policy.T1 = Score(members, "t1");
            policy.T2 = Score(members, "t2");
            if (policy.T2 < policy.T1)
            {
                root.Error("t2 must not be below t1");
            }

            if (members.TryGetValue("weights", out var weights))
            {
                policy.Weights = ReadWeights(weights);
            }

            foreach (var list in members.Elements("lists"))
            {
                policy.AddList(list);
            }

            if (members.TryGetValue("redFlags", out var flags))
            {
                policy.AddRedFlags(flags);
            }

            policy.AddRequiredLists(members);
            policy.AddEntryTerms(members);
            policy.AddAffiliatePrograms(members);
            policy.AddNamedBodies(members);
            return policy;
        });
        return policy;
    }

    /// <summary>Lists that must be imported and current; empty in documents of earlier seeds.</summary>
    public ImmutableArray<RequiredList> RequiredLists { get; private set; } = [];

    /// <summary>The bodies named in 15 CFR 744.22(f)(2); none in documents of earlier seeds.</summary>
    public NamedBodies NamedBodies { get; private set; } = NamedBodies.None;

    /// <summary>
    /// The terms of an entry of the Entity List or the Military End User List, looked up by its texts. Entries of other lists
    /// have no terms of their own; <see cref="EntryTerms.Unstated"/> is returned for them.
    /// </summary>
    public EntryTerms TermsOf(ListedParty listed)
    {
        ArgumentNullException.ThrowIfNull(listed);
        return HasTerms(listed.List)
            ? termsRead.GetOrAdd((listed.LicenseRequirement, listed.LicensePolicy, listed.List == "MEU"), ReadTerms)
            : EntryTerms.Unstated;
    }

    /// <summary>
    /// The texts of licence requirements and policies that the reviewed table does not contain, for the report of an import.
    /// Empty when the document contains no table.
    /// </summary>
    /// <param name="entries">Entries of a list. Entries whose list has no terms of its own are skipped.</param>
    public ImmutableArray<UnreadText> UnreadTexts(IEnumerable<WatchlistEntrySource> entries) =>
        terms?.Unread(entries.Where(entry => HasTerms(entry.List))) ?? [];

    /// <summary>
    /// Whether blocked persons of a sanctions programme count for the Affiliates Rule (15 CFR 744.8(a)(1)). The comparison
    /// ignores brackets and case, and treats a space as a hyphen.
    /// </summary>
    /// <param name="program">Programme tag as printed by a list.</param>
    public bool CountsForAffiliates(string program) => affiliatePrograms.Contains(Tag(program));

    /// <summary>Meaning of a list; null when the list is not declared.</summary>
    public ListMeaning? MeaningOf(string list) =>
        list == EmergencyStops.List ? EmergencyStops.Meaning : lists.GetValueOrDefault(list);

    private static double Score(Dictionary<string, JsonCursor> members, string name)
    {
        if (!members.TryGetValue(name, out var member))
        {
            return 1;
        }

        if (member.Element.ValueKind == System.Text.Json.JsonValueKind.Number && member.Element.TryGetDouble(out var score) && score is >= 0.5 and <= 1)
        {
            return score;
        }

        member.Error("must be a score from 0.5 to 1");
        return 1;
    }

    // A weight that the document omits has its default value, so new weights do not break stored documents.
    private static MatchWeights ReadWeights(JsonCursor cursor)
    {
        var read = MatchWeights.Default;
        var members = cursor.Members([], [.. MatchWeight.All.Select(weight => weight.Name), .. MatchWeight.Retired]);
        foreach (var weight in MatchWeight.All)
        {
            if (!members.TryGetValue(weight.Name, out var member))
            {
                continue;
            }

            if (member.Element.ValueKind == System.Text.Json.JsonValueKind.Number && member.Element.TryGetDouble(out var value)
                && value >= weight.Least && value <= weight.Most)
            {
                read = weight.With(read, value);
            }
            else
            {
                member.Error(string.Create(CultureInfo.InvariantCulture, $"must be a number from {weight.Least} to {weight.Most}"));
            }
        }

        return read;
    }

    private static Fact FactOf(string code) => code switch
    {
        "SDN" => Fact.ListSdn,
        "DPL" => Fact.ListDpl,
        "DTC" => Fact.ListDtc,
        "EL" => Fact.ListEl,
        "MEU" => Fact.ListMeu,
        NamedBodies.List => FactOfNamedBodies,
        "ISN" => Fact.ListIsn,
        "UN" => Fact.ListUn,
        "UVL" or "SSI" or "FSE" or "CAP" or "CMIC" or "NS-MBS" or "PLC" => Fact.ListRestricted,
        _ => Fact.ListOwn,
    };

    private void AddList(JsonCursor cursor)
    {
        var members = cursor.Members(["code", "title", "restricts", "source"], ["agency", "note", "strong", "ownership"]);
        var code = members.Text("code");
        var fact = FactOf(code);
        Outcome? strong = null;
        Outcome? ownership = null;
        if (fact == Fact.ListOwn)
        {
            if (!members.ContainsKey("strong"))
            {
                cursor.Error("an own list declares the outcome of a strong match in `strong`");
            }

            strong = OutcomeOf(members, "strong", Outcome.Prohibited);
            ownership = OutcomeOf(members, "ownership", Outcome.HoldForReview);
        }
        else
        {
            foreach (var name in DeclaredOutcomes.Where(members.ContainsKey))
            {
                members[name].Error("the outcome of an official list stands in the policy rules, not here");
            }
        }

        var meaning = new ListMeaning(code, members.Text("title"), members.Text("restricts"), fact, strong) { Ownership = ownership };
        if (code == EmergencyStops.List)
        {
            cursor.Error($"list `{code}` is that of the emergency stops");
        }

        if (!lists.TryAdd(code, meaning))
        {
            cursor.Error($"list `{code}` is declared twice");
        }
    }

    private static Outcome OutcomeOf(Dictionary<string, JsonCursor> members, string name, Outcome whenAbsent)
    {
        if (!members.TryGetValue(name, out var declared))
        {
            return whenAbsent;
        }

        if (Code<Outcome>.TryParse(declared.Text(), out var outcome) && outcome.Severity() >= Outcome.HoldForReview.Severity())
        {
            return outcome;
        }

        declared.Error("must be HOLD_FOR_REVIEW, PRESUMPTION_OF_DENIAL, POLICY_OF_DENIAL or PROHIBITED");
        return Outcome.Prohibited;
    }

    private static bool HasTerms(string list) => list is "EL" or "MEU";

    private EntryTerms ReadTerms((string? Requirement, string? Policy, bool IsMilitaryList) texts) =>
        terms?.Of(texts.Requirement, texts.Policy, texts.IsMilitaryList) ?? EntryTermsTable.WithoutTable(texts.Policy);

    private void AddRedFlags(JsonCursor cursor)
    {
        var members = cursor.Members(["version", "codes"], ["source", "note"]);
        RedFlagVersion = members.Text("version");
        foreach (var code in members.Elements("codes"))
        {
            var flag = code.Members(["code", "text"], ["source", "note"]);
            if (!redFlags.TryAdd(flag.Text("code"), flag.Text("text")))
            {
                code.Error("is listed twice");
            }
        }
    }
}
