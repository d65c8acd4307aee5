using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Screening.Functions.Security;

/// <summary>
/// The roles of a holder of credentials. Roles do not include each other; a holder may have several. An administrator manages
/// keys and reads the status, but cannot edit or approve policies, so that one stolen credential cannot both change a rule and
/// activate it.
/// </summary>
public static class Roles
{
    /// <summary>Requests decisions and reads them.</summary>
    public const string Screener = "screener";

    /// <summary>Decides on matches and releases held transactions.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>Writes and proposes policies, country sets, the control list, registries and party matching.</summary>
    public const string PolicyEditor = "policy-editor";

    /// <summary>Approves and rejects proposals of policy editors.</summary>
    public const string PolicyApprover = "policy-approver";

    /// <summary>Imports watchlists.</summary>
    public const string ListEditor = "list-editor";

    /// <summary>Approves and rejects imports that remove or change entries.</summary>
    public const string ListApprover = "list-approver";

    /// <summary>Reads everything and changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Manages keys, reads the status, and erases personal fields of records without reading them.</summary>
    public const string Admin = "admin";

    /// <summary>Every role.</summary>
    public static ImmutableArray<string> All { get; } =
        [Screener, Reviewer, PolicyEditor, PolicyApprover, ListEditor, ListApprover, Auditor, Admin];

    /// <summary>Roles whose keys take effect when a second administrator approves them: two of them could change the rules.</summary>
    public static ImmutableArray<string> OfTwoAdministrators { get; } = [PolicyEditor, PolicyApprover, ListEditor, ListApprover, Admin];
}

/// <summary>The access that an endpoint requires. Each is an authorisation policy of the same name.</summary>
public enum Access
{
    /// <summary>Request a decision.</summary>
    Screen,

    /// <summary>Read decision records.</summary>
    ReadRecords,

    /// <summary>Verify and export decision records.</summary>
    AuditRecords,

    /// <summary>Erase the personal fields of a record, and reindex records.</summary>
    KeepRecords,

    /// <summary>Decide on a held transaction.</summary>
    Review,

    /// <summary>Read policies, country sets, the control list, registries, party matching, watchlists and snapshots.</summary>
    ReadRules,

    /// <summary>Write, validate and propose policies, country sets, the control list, registries, party matching and the seed.</summary>
    EditPolicy,

    /// <summary>Compare the documents with the shipped seed.</summary>
    ReadSeed,

    /// <summary>Approve proposals. Each proposal names the role it needs.</summary>
    ApproveProposals,

    /// <summary>Read proposals.</summary>
    ReadProposals,

    /// <summary>Reject proposals, or withdraw one's own.</summary>
    EndProposals,

    /// <summary>Set emergency stops, which can only make decisions stricter, and propose to lift them.</summary>
    SetStops,

    /// <summary>Import watchlists.</summary>
    EditLists,

    /// <summary>Read the status.</summary>
    ReadStatus,

    /// <summary>Manage keys.</summary>
    ManageKeys,

    /// <summary>Sign in to the pages and read the API reference.</summary>
    UsePages,
}

/// <summary>The roles for each access. This is the complete access table.</summary>
public static class AccessTable
{
    private static readonly FrozenDictionary<Access, ImmutableArray<string>> Allowed =
        new Dictionary<Access, ImmutableArray<string>>
        {
            [Access.Screen] = [Roles.Screener, Roles.Reviewer],
            [Access.ReadRecords] = [Roles.Screener, Roles.Reviewer, Roles.Auditor],
            [Access.AuditRecords] = [Roles.Auditor],
            // A holder who may erase records cannot read them, and so cannot erase a record to hide its content.
            [Access.KeepRecords] = [Roles.Admin],
            [Access.Review] = [Roles.Reviewer],
            [Access.ReadRules] =
            [
                Roles.Screener, Roles.Reviewer, Roles.PolicyEditor, Roles.PolicyApprover,
                Roles.ListEditor, Roles.ListApprover, Roles.Auditor,
            ],
            [Access.EditPolicy] = [Roles.PolicyEditor],
            [Access.ReadSeed] = [Roles.PolicyEditor, Roles.PolicyApprover, Roles.Auditor],
            [Access.ApproveProposals] = [Roles.PolicyApprover, Roles.ListApprover],
            [Access.ReadProposals] = [Roles.PolicyEditor, Roles.PolicyApprover, Roles.ListEditor, Roles.ListApprover, Roles.Auditor],
            [Access.EndProposals] = [Roles.PolicyEditor, Roles.PolicyApprover, Roles.ListEditor, Roles.ListApprover],
            [Access.SetStops] = [Roles.PolicyEditor, Roles.PolicyApprover, Roles.ListEditor, Roles.ListApprover],
            [Access.EditLists] = [Roles.ListEditor],
            [Access.ReadStatus] = Roles.All,
            [Access.ManageKeys] = [Roles.Admin],
            [Access.UsePages] = Roles.All,
        }.ToFrozenDictionary();

    /// <summary>The roles for <paramref name="access"/>. One of them is sufficient.</summary>
    public static ImmutableArray<string> RolesFor(Access access) => Allowed[access];
}
