using System.Text.Json.Nodes;
using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Laws;

/// <summary>Decision D26: a fact whose confirmation is overdue never makes an outcome laxer than its absence would.</summary>
public sealed class ConfirmationLaws
{
    private static readonly ItemClass[] Classes =
        [ItemClass.Uas, ItemClass.CruiseMissile, ItemClass.BallisticMissile, ItemClass.Subsystem, ItemClass.Technology, ItemClass.CatIiItem, ItemClass.Generic];

    private static readonly Gen<ScreeningRequest> Request =
        from itemClass in Gen.OneOfConst(Classes)
        from jurisdiction in Gen.OneOfConst<Jurisdiction?>(Jurisdiction.Ear, Jurisdiction.Itar, null)
        from range in Gen.OneOfConst(100d, 299, 350, 1200)
        from isMtItem in Gen.Bool
        from pack in Gen.OneOfConst("us-uas-2025-09", "us-mtcr-2025-guidance", "us-mtcr-2020-uas", "proposed-reform")
        from use in Gen.OneOfConst(EndUseCode.Agriculture, EndUseCode.MilitaryDefense, EndUseCode.RocketOrUavGe300Program, EndUseCode.Unknown)
        select Lawful.Of(
            Lawful.System(itemClass, range, 500, jurisdiction: jurisdiction) with { AnnexItem = isMtItem && itemClass == ItemClass.CatIiItem ? "6.C.3" : null },
            "DE",
            pack) with
        { EndUse = new EndUse { Code = use } };

    /// <summary>
    /// Document kind and id, its member array, the country of the unconfirmed rows, and a date on which they are unconfirmed.
    /// </summary>
    public static TheoryData<DocumentKind, string, string, string, string> Doubts => new()
    {
        { DocumentKind.Registry, "partner-status", "entries", "IN", "2026-09-01" },
        { DocumentKind.CountrySet, "ITAR-126-1", "members", "CY", "2026-11-01" },
        { DocumentKind.CountrySet, "EAR-D4", "members", "AE", "2026-07-10" },
        { DocumentKind.CountrySet, "EAR-A5", "members", "AE", "2026-07-10" },
    };

    [Theory]
    [MemberData(nameof(Doubts))]
    public void AnUnconfirmedFact_IsNeverLaxerThanItsAbsence(DocumentKind kind, string id, string list, string country, string day)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd");
        var without = Snapshot.Open(SeedFiles.All.With(kind, id, document => Remove(document[list]!.AsArray(), country)).Compile(ListedParties.Watchlist()));
        var raised = 0;
        Gen.Select(Request, Gen.Int[0, 2]).Sample(
            (plain, place) =>
            {
                var request = To(plain, CountryCode.Of(country), place);
                var (relied, absent) = (request.Screen(asOf: date), request.Screen(without, date));
                var floor = Math.Min(AddingLaws.Strictness(absent.Disposition), AddingLaws.Strictness(Disposition.Hold));
                Assert.True(AddingLaws.Strictness(relied.Disposition) >= floor, $"{absent.Disposition} without the fact, {relied.Disposition} with it");
                Interlocked.Add(ref raised, relied.Findings.Any(finding => finding.Rule == "B-UNCONFIRMED") ? 1 : 0);
            },
            iter: Effort.Of(2 * Lawful.Cases));

        // AE left D:4 and entered A:5 on the same day: neither alone decides these items.
        Assert.True(raised > 0 || id == "EAR-A5", "no answer rested on the fact in doubt");
    }

    /// <summary>The request with the country as destination, as country of the end user, or as transit.</summary>
    private static ScreeningRequest To(ScreeningRequest request, CountryCode country, int place) => place switch
    {
        0 => request with { Destination = request.Destination with { Country = country }, Parties = [request.Parties[0] with { Country = country }] },
        1 => request with { Parties = [request.Parties[0] with { Country = country }] },
        _ => request with { Destination = request.Destination with { Transit = [country] } },
    };

    private static void Remove(JsonArray rows, string country)
    {
        var doubtful = rows.Where(row => (string?)row!["country"] == country && row["confirmBy"] is not null).ToArray();
        Assert.NotEmpty(doubtful);
        foreach (var row in doubtful)
        {
            rows.Remove(row);
        }
    }
}
