using CsCheck;
using Screening.Engine.Model;
using Screening.Engine.Tests.Differential;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Laws;

/// <summary>
/// Adding a party, a country of transit or a listed owner never makes an outcome laxer. Possible outcomes are compared by the
/// most severe one, certain ones by the least severe one. The addition may require a licence for every value of the open facts:
/// then an undecided hold becomes apply (decision D37), and a hold for an unconfirmed fact is settled.
/// </summary>
public sealed class AddingLaws
{
    private static readonly Gen<PartyRole> Role = Gen.OneOfConst(Enum.GetValues<PartyRole>());
    private static readonly Gen<CountryCode> Country = Gen.Int[0, Countries.All.Count - 1].Select(index => Countries.All[index]);

    [Fact]
    public void AParty_OfAnyRoleAndCountry_NeverRelaxes() => Gen.Select(TransactionGen.Few, Role, Country).Sample(
        (transaction, role, country) => NeverLaxer(transaction, request => request with
        {
            Parties = request.Parties.Add(new Party
            {
                Id = "MORE", Role = role, Kind = PartyKind.Organization, Name = "Hillcrest Meadow Observatory", Country = country, Region = country == CountryCode.Of("UA") ? "UA-30" : null,
            }),
        }),
        iter: Effort.Of(4 * Lawful.Cases));

    /// <summary>A party or an owner that is only a placeholder may be anyone.</summary>
    [Fact]
    public void APartyWithoutAName_NeverRelaxes_AndNeverPasses() => Gen.Select(
        TransactionGen.Few, Role, Country, Gen.OneOfConst("N/A", "TBD", "...", "various", "GmbH", "\U00012000"), Gen.Bool).Sample(
        (transaction, role, country, name, isOwner) =>
        {
            ScreeningRequest Add(ScreeningRequest request) => request with
            {
                Parties = request.Parties.Add(new Party
                {
                    Id = "MORE", Role = role, Kind = PartyKind.Organization, Name = isOwner ? "Hillcrest Meadow Observatory" : name, Country = country,
                    Region = country == CountryCode.Of("UA") ? "UA-30" : null, Owners = isOwner ? [new Owner(name, null)] : [],
                }),
            };
            NeverLaxer(transaction, Add);
            var after = transaction.Screen(Add);
            Assert.True(Strictness(after.Disposition) >= Strictness(Disposition.Hold), after.Disposition.ToString());
        },
        iter: Effort.Of(4 * Lawful.Cases));

    [Fact]
    public void ACountryOfTransit_NeverRelaxes() => Gen.Select(TransactionGen.Few, Country).Sample(
        (transaction, country) => NeverLaxer(transaction, request => request with
        {
            Destination = request.Destination with { Transit = request.Destination.Transit.Add(country) },
        }),
        iter: Effort.Of(4 * Lawful.Cases));

    [Fact]
    public void AListedOwner_NeverRelaxes() => Gen.Select(
        TransactionGen.Few,
        Gen.OneOfConst(ListedParties.SdnOwner, ListedParties.EntityOwner, ListedParties.AffiliateSdnOwner, ListedParties.UnverifiedOwner),
        Gen.OneOfConst<double?>(null, 0.1, 49.9, 50)).Sample(
        (transaction, owner, percent) => NeverLaxer(transaction, request => request with
        {
            Parties = request.Parties.SetItem(0, request.Parties[0] with { Owners = request.Parties[0].Owners.Add(new Owner(owner, percent)) }),
        }),
        iter: Effort.Of(4 * Lawful.Cases));

    /// <summary>A match by name alone leads to a hold. The identifier that makes it strong settles it and never relaxes.</summary>
    [Fact]
    public void AStrongMatch_IsNeverLaxerThanNone() => Gen.Select(TransactionGen.Few, Gen.OneOfConst(ListedParties.Keys.ToArray())).Sample(
        (transaction, key) => NeverLaxer(transaction, request => request with
        {
            Parties = request.Parties.Add(ListedParties.Matching(key) with { Id = "MORE", Role = PartyRole.Other }),
        }),
        iter: Effort.Of(4 * Lawful.Cases));

    /// <summary>
    /// A possible match leads to a hold, whatever a strong match would give; neither is laxer than the outcome without a match.
    /// </summary>
    [Fact]
    public void APossibleMatch_IsAtLeastHeld_AndTheStrongOneItMayBeIsNeverLaxerThanNone()
    {
        var compared = 0;
        Gen.Select(TransactionGen.Few, Gen.OneOfConst(ListedParties.Keys.ToArray()), Gen.Int[0, 2]).Sample(
            (transaction, key, variant) =>
            {
                var strong = ListedParties.Matching(key) with { Id = "MORE", Role = PartyRole.Other };
                var near = Near(strong, variant);
                var possible = transaction.Screen(request => request with { Parties = request.Parties.Add(near) });
                if (possible.Matches.Any(match => match.Party == near.Id) && possible.Matches.All(match => match.Party != near.Id || match.Strength == MatchStrength.Possible))
                {
                    Interlocked.Increment(ref compared);
                    Assert.True(Strictness(possible.Disposition) >= Strictness(Disposition.Hold), possible.Disposition.ToString());
                    NeverLaxer(transaction, request => request with { Parties = request.Parties.Add(near) });
                    NeverLaxer(transaction, request => request with { Parties = request.Parties.Add(strong) });
                }
            },
            iter: Effort.Of(4 * Lawful.Cases));
        Assert.True(compared > 0, "no name was a possible match");
    }

    /// <summary>The same party with weaker evidence: a word omitted, a word replaced, or a person of that name.</summary>
    private static Party Near(Party party, int variant) => variant switch
    {
        0 => party with { Identifiers = [], Name = party.Name[..party.Name.LastIndexOf(' ')] },
        1 => party with { Identifiers = [], Name = party.Name[..party.Name.LastIndexOf(' ')] + " Harbour" },
        _ => party with { Identifiers = [], Kind = PartyKind.Person },
    };

    private static void NeverLaxer(Transaction transaction, Func<ScreeningRequest, ScreeningRequest> add)
    {
        var (before, after) = (transaction.Screen(), transaction.Screen(add));
        var change = $"{string.Join(", ", before.Possible())} became {string.Join(", ", after.Possible())}";
        var isDoubtSettled = IsHeldForADoubt(before) && !IsHeldForADoubt(after);
        Assert.True(isDoubtSettled || after.Least() >= before.Least(), change);
        Assert.True(after.Worst() >= before.Worst(), change);
        var isSettled = (before.Undecided is not null || isDoubtSettled) && before.Disposition == Disposition.Hold && after.Disposition == Disposition.Apply;
        Assert.True(isSettled || Strictness(after.Disposition) >= Strictness(before.Disposition), $"{before.Disposition} became {after.Disposition}");
    }

    /// <summary>
    /// Whether an unconfirmed fact raised the possible outcomes to a hold (decision D26). The addition may give the outcome that
    /// the absence of the fact would give; then the decision does not rest on the fact, and no completion has become laxer.
    /// </summary>
    private static bool IsHeldForADoubt(Decision decision) => decision.Findings.Any(finding => finding.Rule == "B-UNCONFIRMED");

    internal static int Strictness(Disposition disposition) => disposition switch
    {
        Disposition.ContinueOtherChecks => 0,
        Disposition.Proceed => 1,
        Disposition.Apply => 2,
        Disposition.Hold => 3,
        Disposition.Stop => 4,
        Disposition.Block => 5,
        _ => throw new ArgumentOutOfRangeException(nameof(disposition)),
    };
}
