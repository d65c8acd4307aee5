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

    /// <summary>Writes policies, country sets, the control list, registries and party matching.</summary>
    public const string PolicyEditor = "policy-editor";

    /// <summary>Activates and retires what an editor wrote.</summary>
    public const string PolicyApprover = "policy-approver";

    /// <summary>Imports watchlists.</summary>
    public const string ListEditor = "list-editor";

    /// <summary>Reads everything and changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Manages keys, reads the status, and erases personal fields of records without reading them.</summary>
    public const string Admin = "admin";

    /// <summary>Every role.</summary>
    public static ImmutableArray<string> All { get; } =
        [Screener, Reviewer, PolicyEditor, PolicyApprover, ListEditor, Auditor, Admin];
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

    /// <summary>Write, validate and propose policies, country sets, the control list, registries and party matching.</summary>
    EditPolicy,

    /// <summary>Compare the documents with the shipped seed.</summary>
    ReadSeed,

    /// <summary>Activate and retire policies; apply and revert upgrades to the shipped seed.</summary>
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

    /// <summary>The roles for <paramref name="access"/>. One of them is sufficient.</summary>
    public static ImmutableArray<string> RolesFor(Access access) => Allowed[access];
}
