namespace Screening.Engine.Tests.Reference;

/// <summary>The status of one item besides its category: decisions D19, D20, D28, D30 as plain ifs.</summary>
internal static class ReferenceItem
{
    /// <summary>Entries of Supplement 2 to part 744 among the generated codes.</summary>
    private static readonly string[] Supplement2 = ["3A991", "3D991", "1C990"];

    /// <summary>Severity of the meaning of an entry for an item, least first.</summary>
    private static readonly string[] Reviews = ["none", "case_by_case", "outside_scope", "not_reviewed", "presumption_of_denial", "policy_of_denial"];

    /// <summary>Subject to the EAR and not on the Commerce Control List.</summary>
    public static bool IsEar99(ReferenceFacts facts) =>
        facts.Jurisdiction == "EAR" && ReferenceCategory.Of(facts) == "NONE" && Status(facts) == "EAR99";

    /// <summary>Named by Supplement 2, which names no item of the Annex.</summary>
    public static bool IsMilitaryEndUseItem(ReferenceFacts facts) => ReferenceCategory.Of(facts) == "NONE" && Status(facts) == "SUPP2";

    /// <summary>Whether no declaration excludes Supplement 2: then decision D20 asks a question.</summary>
    public static bool MayBeMilitaryEndUseItem(ReferenceFacts facts) =>
        facts.Code is null || facts.Code.Contains('(', StringComparison.Ordinal) || Supplement2.Contains(facts.Code);

    /// <summary>EAR99 that is food or medicine.</summary>
    public static bool IsRelief(ReferenceFacts facts) => IsEar99(facts) && (facts.Humanitarian is "food" or "medicine");

    /// <summary>Whether the code or the class contradicts the regulation declared, so that both are possible (decision D19).</summary>
    public static bool IsContradicted(ReferenceFacts facts)
    {
        var isUsml = facts.Code is { } code && code.Contains('(', StringComparison.Ordinal);
        var isEccn = facts.Code is { } eccn && !isUsml && !eccn.Contains('.', StringComparison.Ordinal);
        var isMissile = facts.Class is "BALLISTIC_MISSILE" or "CRUISE_MISSILE" or "ROCKET" or "SLV" or "SOUNDING_ROCKET";
        return facts.Jurisdiction == "EAR" ? isUsml || isMissile : isEccn;
    }

    /// <summary>The strictest entry counts: a second, milder entry does not cancel the first (decision D30).</summary>
    public static string EntityReview(ReferenceFacts facts) => facts.Strong.Select(entry => entry switch
    {
        "EL" => "presumption_of_denial",
        "EL-DENIAL" => "policy_of_denial",
        "EL-CASE" => "case_by_case",
        "EL-UNREAD" => "not_reviewed",
        "EL-CCL" => Status(facts) == "EAR99" ? "outside_scope" : "presumption_of_denial",
        "MEU" => Status(facts) == "SUPP2" ? "presumption_of_denial" : "outside_scope",
        _ => "none",
    }).Append("none").MaxBy(review => Array.IndexOf(Reviews, review))!;

    /// <summary>EAR99, SUPP2 or CCL: by the ECCN, or by an Annex item, which is always on the list.</summary>
    private static string Status(ReferenceFacts facts) => facts.Code switch
    {
        "EAR99" => "EAR99",
        { } code when Supplement2.Contains(code) => "SUPP2",
        { } code when !code.Contains('(', StringComparison.Ordinal) => "CCL",
        _ => facts.UndeclaredEccn,
    };
}
