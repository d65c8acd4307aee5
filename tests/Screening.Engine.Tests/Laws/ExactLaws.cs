using Screening.Engine.Model;
using Screening.Engine.Parties;

namespace Screening.Engine.Tests.Laws;

/// <summary>
/// Exact is never laxer than near: a strong match of a party or an owner is never laxer than the possible match of the same entry,
/// nor than no match. The one exception is an entry whose own licence policy is case by case: that is the answer which the hold of
/// a possible match left open (decision D30), and it too is never laxer than no match.
/// </summary>
public sealed class ExactLaws
{
    public static TheoryData<string> Codes => [.. MatchWorld.Codes];

    [Theory]
    [MemberData(nameof(Codes))]
    public void AStrongMatchOfAParty_IsNeverLaxerThanAPossibleOne_NorThanNone(string code) => Compare(code, (request, isStrong) => request with
    {
        Parties = request.Parties.Add(new Party
        {
            Id = "MORE", Role = PartyRole.Other, Name = MatchWorld.Organisation(code), Kind = isStrong ? PartyKind.Organization : PartyKind.Person,
        }),
    });

    public static TheoryData<string, double?> Shares()
    {
        var rows = new TheoryData<string, double?>();
        foreach (var code in MatchWorld.Codes)
        {
            foreach (var share in new double?[] { null, 0, 0.1, 49.9, 50, 100 })
            {
                rows.Add(code, share);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Shares))]
    public void AStrongMatchOfAnOwner_IsNeverLaxerThanAPossibleOne_NorThanNone(string code, double? share) => Compare(code, (request, isStrong) => request with
    {
        Parties = request.Parties.SetItem(0, request.Parties[0] with
        {
            Owners = [new Owner(isStrong ? MatchWorld.Organisation(code) : MatchWorld.Person(code), share)],
        }),
    });

    /// <summary>A listed owner of any list is at least held, also at the end of a chain.</summary>
    [Theory]
    [MemberData(nameof(Shares))]
    public void AListedOwnerOfAnyList_IsAtLeastHeld(string code, double? share)
    {
        var request = Lawful.Of(Lawful.System(ItemClass.Uas, 200, 50), "JP");
        var between = new Owner("Fairbourne Holding", 40) { Owners = [new Owner(MatchWorld.Organisation(code), share)] };
        var owned = request with { Parties = [request.Parties[0] with { Owners = [between] }] };
        Assert.True(AddingLaws.Strictness(owned.Screen(MatchWorld.Snapshot).Disposition) >= AddingLaws.Strictness(Disposition.Hold));
    }

    /// <summary>The bodies that the matching policy names, before and after the section that names them was in force.</summary>
    [Theory]
    [InlineData("2026-09-01")]
    [InlineData("2020-08-01")]
    public void AStrongMatchOfANamedBody_IsNeverLaxerThanNone(string day)
    {
        var body = MatchWorld.Snapshot.PartyPolicy.NamedBodies.Entries[0];
        foreach (var request in MatchWorld.Requests())
        {
            var with = request with { Parties = request.Parties.Add(new Party { Id = "MORE", Role = PartyRole.Other, Kind = PartyKind.Government, Name = body.Name }) };
            var (none, strong) = (request.Screen(MatchWorld.Snapshot, DateOnly.Parse(day, null)), with.Screen(MatchWorld.Snapshot, DateOnly.Parse(day, null)));
            Assert.Contains(strong.Matches, match => match is { Party: "MORE", Strength: MatchStrength.Strong });
            NotLaxer(none, strong, request);
        }
    }

    private static void Compare(string code, Func<ScreeningRequest, bool, ScreeningRequest> with)
    {
        foreach (var request in MatchWorld.Requests())
        {
            var none = request.Screen(MatchWorld.Snapshot);
            var possible = with(request, false).Screen(MatchWorld.Snapshot);
            var strong = with(request, true).Screen(MatchWorld.Snapshot);
            Assert.Equal((MatchStrength.Possible, MatchStrength.Strong), (Assert.Single(possible.Matches).Strength, Assert.Single(strong.Matches).Strength));
            NotLaxer(none, possible, request);
            NotLaxer(none, strong, request);
            if (!MatchWorld.HasItsOwnAnswer(code))
            {
                NotLaxer(possible, strong, request);
            }
        }
    }

    internal static void NotLaxer(Decision less, Decision more, ScreeningRequest request)
    {
        var what = $"{request.Policy}, {request.Items[0].Class} {request.Items[0].Eccn} to {request.Destination.Country}: "
            + $"{less.Disposition} [{string.Join(", ", less.Possible())}] became {more.Disposition} [{string.Join(", ", more.Possible())}]";
        Assert.True(more.Worst() >= less.Worst(), what);

        // A certain rule may settle what was open: an undecided hold becomes apply when every completion is at least that strict.
        var isSettled = less is { Undecided: not null, Disposition: Disposition.Hold } && more.Disposition == Disposition.Apply && more.Least() >= less.Least();
        Assert.True(isSettled || AddingLaws.Strictness(more.Disposition) >= AddingLaws.Strictness(less.Disposition), what);
    }
}
