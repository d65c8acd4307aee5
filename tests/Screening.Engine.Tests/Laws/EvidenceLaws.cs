using Screening.Engine.Model;
using Screening.Engine.Parties;

namespace Screening.Engine.Tests.Laws;

/// <summary>
/// An agreeing second identifier never lowers score or strength, and never makes the decision laxer; a contradicting one never
/// raises them. Every set of evidence is compared with each set that has one more.
/// </summary>
public sealed class EvidenceLaws
{
    private static readonly Func<Party, Party>[] Agreeing =
    [
        party => party with { BirthDate = MatchWorld.Birth.AddYears(1) },
        party => party with { Country = CountryCode.Of("JP") },
        party => party with { Address = MatchWorld.Address },
        party => party with { Identifiers = party.Identifiers.Add(new PartyIdentifier("passport", MatchWorld.Number(party.Id))) },
    ];

    private static readonly Func<Party, Party>[] Contradicting =
    [
        party => party with { BirthDate = MatchWorld.Birth.AddYears(20) },
        party => party with { Country = CountryCode.Of("AU") },
        party => party with { Address = "2 Canal Parade, Lysterfield 99001" },
        party => party with { Identifiers = party.Identifiers.Add(new PartyIdentifier("passport", "55501834")) },
    ];

    public static TheoryData<string> Codes => [.. MatchWorld.Codes];

    [Theory]
    [MemberData(nameof(Codes))]
    public void AnAgreeingIdentifier_NeverLowers_AndAContradictingOneNeverRaises(string code)
    {
        foreach (var name in Names(MatchWorld.Person(code)))
        {
            for (var held = 0; held < 1 << Agreeing.Length; held++)
            {
                var party = With(new Party { Id = code, Role = PartyRole.Other, Kind = PartyKind.Person, Name = name }, held);
                for (var more = 0; more < Agreeing.Length; more++)
                {
                    if ((held & (1 << more)) != 0)
                    {
                        continue;
                    }

                    var (before, agreed, contradicted) = (Best(party), Best(Agreeing[more](party)), Best(Contradicting[more](party)));
                    Assert.True(agreed.CompareTo(before) >= 0, $"{name}, evidence {held} and {more}: {before} became {agreed}");
                    Assert.True(contradicted.CompareTo(before) <= 0, $"{name}, evidence {held} against {more}: {before} became {contradicted}");
                }
            }
        }
    }

    /// <summary>The exception is that of <see cref="ExactLaws"/>: an entry that is reviewed case by case answers what a hold left open.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public void AnAgreeingIdentifier_NeverMakesTheDecisionLaxer(string code)
    {
        var request = Lawful.Of(Lawful.System(ItemClass.Uas, 200, 50, jurisdiction: Jurisdiction.Ear), "JP");
        var plain = new Party { Id = code, Role = PartyRole.Other, Kind = PartyKind.Person, Name = MatchWorld.Person(code) };
        var (none, before) = (request.Screen(MatchWorld.Snapshot), Screen(request, plain));
        Assert.All(Agreeing, agree =>
        {
            var after = Screen(request, agree(plain));
            ExactLaws.NotLaxer(none, after, request);
            if (!MatchWorld.HasItsOwnAnswer(code))
            {
                ExactLaws.NotLaxer(before, after, request);
            }
        });
    }

    private static Decision Screen(ScreeningRequest request, Party party) => (request with { Parties = request.Parties.Add(party) }).Screen(MatchWorld.Snapshot);

    private static Party With(Party party, int held) =>
        Enumerable.Range(0, Agreeing.Length).Where(bit => (held & (1 << bit)) != 0).Aggregate(party, (known, bit) => Agreeing[bit](known));

    /// <summary>The name as listed, turned, with a typo, with a word omitted, and with one added.</summary>
    private static string[] Names(string name)
    {
        var words = name.Split(' ');
        return [name, $"{words[2]}, {words[0]} {words[1]}", name.Replace("nko", "nco", StringComparison.Ordinal), $"{words[0]} {words[2]}", $"{name} Orlan"];
    }

    private static (MatchStrength? Strength, double Score) Best(Party party)
    {
        var found = MatchWorld.Snapshot.Parties.Search(PartyQuery.From(party), MatchWorld.Snapshot.PartyPolicy.Matching, 50)
            .Where(candidate => MatchWorld.Snapshot.Parties.PartyAt(candidate.Index).Name == MatchWorld.Person(party.Id)).ToArray();
        return found is [var only] ? (only.Strength, only.Score) : (null, 0);
    }
}
