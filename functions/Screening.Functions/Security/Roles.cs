using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Functions.Decisions;

namespace Screening.Functions.Security;

/// <summary>
/// What a holder of credentials may be. Roles do not contain one another: whoever needs two is given two. An
/// administrator manages keys and reads the status; editing or approving policy takes the role for it, so that one
/// stolen credential cannot change a rule and let it pass.
/// </summary>
public static class Roles
{
    /// <summary>Asks for decisions and reads them.</summary>
    public const string Screener = "screener";

    /// <summary>Rules on matches and releases what was held.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>Writes policies, country sets, the control list, registries and party matching.</summary>
    public const string PolicyEditor = "policy-editor";

    /// <summary>Lets what an editor wrote go live, and retires it.</summary>
    public const string PolicyApprover = "policy-approver";

    /// <summary>Imports watchlists.</summary>
    public const string ListEditor = "list-editor";

    /// <summary>Reads everything, changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Manages keys, reads the status, and erases personal fields of records without reading them.</summary>
    public const string Admin = "admin";

    /// <summary>Every role.</summary>
    public static ImmutableArray<string> All { get; } =
        [Screener, Reviewer, PolicyEditor, PolicyApprover, ListEditor, Auditor, Admin];
}

/// <summary>What an endpoint demands. Each is an authorisation policy of the same name.</summary>
public enum Access
{
    /// <summary>Ask for a decision.</summary>
    Screen,

    /// <summary>Read decision records.</summary>
    ReadRecords,

    /// <summary>Verify and export decision records.</summary>
    AuditRecords,

    /// <summary>Erase the personal fields of a record, and have records indexed again.</summary>
    KeepRecords,

    /// <summary>Rule on a held transaction.</summary>
    Review,

    /// <summary>Read policies, country sets, the control list, registries, party matching, watchlists and snapshots.</summary>
    ReadRules,

    /// <summary>Write, validate and propose policies, country sets, the control list, registries and party matching.</summary>
    EditPolicy,

    /// <summary>Compare the documents with the shipped seed.</summary>
    ReadSeed,

    /// <summary>Activate and retire policies; bring the documents to the shipped seed, and take that back.</summary>
    ApprovePolicy,

    /// <summary>Import watchlists.</summary>
    EditLists,

    /// <summary>Read the status.</summary>
    ReadStatus,

    /// <summary>Manage keys.</summary>
    ManageKeys,

    /// <summary>Sign in to the pages and read the API reference.</summary>
    UsePages,
}

/// <summary>Which role opens what: the whole table, in one place.</summary>
public static class AccessTable
{
    private static readonly FrozenDictionary<Access, ImmutableArray<string>> Allowed =
        new Dictionary<Access, ImmutableArray<string>>
        {
            [Access.Screen] = [Roles.Screener, Roles.Reviewer],
            [Access.ReadRecords] = [Roles.Screener, Roles.Reviewer, Roles.Auditor],
            [Access.AuditRecords] = [Roles.Auditor],
            // Whoever erases cannot read, so nobody erases to hide what only they have seen.
            [Access.KeepRecords] = [Roles.Admin],
            [Access.Review] = [Roles.Reviewer],
            [Access.ReadRules] =
            [
                Roles.Screener, Roles.Reviewer, Roles.PolicyEditor, Roles.PolicyApprover,
                Roles.ListEditor, Roles.Auditor,
            ],
            [Access.EditPolicy] = [Roles.PolicyEditor],
            [Access.ReadSeed] = [Roles.PolicyEditor, Roles.PolicyApprover, Roles.Auditor],
            [Access.ApprovePolicy] = [Roles.PolicyApprover],
            [Access.EditLists] = [Roles.ListEditor],
            [Access.ReadStatus] = Roles.All,
            [Access.ManageKeys] = [Roles.Admin],
            [Access.UsePages] = Roles.All,
        }.ToFrozenDictionary();

    /// <summary>The roles of which one is enough for <paramref name="access"/>.</summary>
    public static ImmutableArray<string> RolesFor(Access access) => Allowed[access];
}
