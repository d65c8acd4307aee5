using Screening.Engine.Snapshots;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Tests.Worlds;

/// <summary>Watchlists as the tests import them, in the product's own layout.</summary>
internal static class FlowLists
{
    /// <summary>Feed of the lists that <see cref="BringListsAsync"/> brings.</summary>
    public const string Feed = "first";

    private const string Header =
        "id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,license_requirement,license_policy,notice,source,source_date\n";

    /// <summary>A file of organizations of one list.</summary>
    public static string Csv(string code, params string[] names) => Header + Rows(code, names);

    /// <summary>More rows for such a file.</summary>
    public static string Rows(string code, params string[] names) =>
        string.Concat(names.Select((name, n) => $"{code}{n},{code},organization,{name},,,,,,,,,,,,test,2026-07-31\n"));

    /// <summary>
    /// Imports every required list: SDN with one party that matches no test, the others confirmed as empty. Without them every
    /// transaction with a party is held.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <param name="without">Codes that are left out.</param>
    public static async Task BringListsAsync(this FlowApp app, params string[] without)
    {
        var empty = app.Service<SnapshotProvider<Snapshot>>().Holding!.PartyPolicy.RequiredLists
            .Select(list => list.Code).Except([.. without, "SDN"]);
        await app.UntilActiveAsync(await app.ImportAsync(
            Feed, Csv("SDN", "QORVEX ILDAMANN TRUST"), $"&confirmEmpty={string.Join(',', empty)}&reason=the%20test%20needs%20no%20entries"));
    }
}
