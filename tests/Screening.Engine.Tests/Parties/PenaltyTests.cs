using System.Globalization;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Scoring;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Tests.Parties;

/// <summary>
/// The penalties of a match, the reason of each, and that each is reported. The amounts are those of the test, all different.
/// </summary>
public sealed partial class PenaltyTests
{
    private static readonly MatchWeights Charged = MatchWeights.Default with
    {
        LegalForm = 0.04,
        LegalFormMissing = 0.002,
        OneWordOfMany = 0.005,
        OnlyCommonWords = 0.007,
        OnlyCommonWordsOfWhole = 0.008,
        OneWordMisspelt = 0.009,
        Numbers = 0.011,
        Initial = 0.012,
        InitialOfCompany = 0.013,
        Order = 0.014,
        Syllables = 0.017,
        OtherForm = 0.018,
        MisspeltBesideInitial = 0.022,
    };

    private static readonly MatchWeights Free = MatchWeights.Default with
    {
        LegalForm = 0,
        LegalFormMissing = 0,
        OneWordOfMany = 0,
        OnlyCommonWords = 0,
        OnlyCommonWordsOfWhole = 0,
        OneWordMisspelt = 0,
        Numbers = 0,
        Initial = 0,
        InitialOfCompany = 0,
        Order = 0,
        Syllables = 0,
        OtherForm = 0,
        MisspeltBesideInitial = 0,
    };

    [Theory]
    [InlineData("Vornamir Dynamics JSC", "VORNAMIR DYNAMICS JSC", "")]
    [InlineData("Vornemir Dynamics JSC", "VORNAMIR DYNAMICS JSC", "")]
    [InlineData("Vornamir Dynamics LLC", "VORNAMIR DYNAMICS JSC", "0.04")]
    [InlineData("Vornamir Dynamics LLC", "VORNAMIR DYNAMICS LIMITED", "0.01")]
    [InlineData("Vornamir Dynamics", "VORNAMIR DYNAMICS JSC", "0.002")]
    [InlineData("Vornamir Dynamics JSC", "VORNAMIR DYNAMICS", "0.002")]
    [InlineData("Vornamir", "VORNAMIR JSC", "0.002")]
    [InlineData("Vornamir", "VORNAMIR DYNAMICS", "")]
    [InlineData("Vornamir JSC", "VORNAMIR QUANTOR JSC", "")]
    [InlineData("Vornamir Quantor", "VORNAMIR DYNAMICS", "0.005")]
    [InlineData("Vornemir", "VORNAMIR DYNAMICS", "0.005")]
    [InlineData("Trading", "TRADING DYNAMICS", "0.005")]
    [InlineData("Vornamir LLC", "VORNAMIR QUANTOR JSC", "0.018 0.04")]
    [InlineData("International Trading", "INTERNATIONAL TRADING SHIPPING BANK", "0.008")]
    [InlineData("International Trading Quantor", "INTERNATIONAL TRADING DYNAMICS", "0.007")]
    [InlineData("International Trading LLC", "INTERNATIONAL TRADING DYNAMICS JSC", "0.008 0.018 0.04")]
    [InlineData("Vornemir", "VORNAMIR", "0.009")]
    [InlineData("Vornemir JSC", "VORNAMIR JSC", "")]
    [InlineData("Vornemir LLC", "VORNAMIR JSC", "0.009 0.018 0.04")]
    [InlineData("Vornemir", "VORNAMIR JSC", "0.002 0.009")]
    [InlineData("Vornamir Dynamics 45", "VORNAMIR DYNAMICS 46", "0.011")]
    [InlineData("Vornamir Dynamics 45", "VORNAMIR DYNAMICS", "")]
    [InlineData("Vornamir Dynamics", "VORNAMIR DYNAMICS 46", "")]
    [InlineData("V. Dynamics", "VORNAMIR DYNAMICS", "0.013")]
    [InlineData("B Vornamir", "VORNAMIR", "")]
    [InlineData("Vornamir", "B VORNAMIR", "")]
    [InlineData("Dynamics Vornamir", "VORNAMIR DYNAMICS", "0.014")]
    [InlineData("Dynamics Vornamir", "VORNAMIR DYNAMICS QUANTOR", "0.014")]
    [InlineData("VornamirDynamics", "VORNAMIR DYNAMICS", "")]
    [InlineData("Vornamir Dynamics Quantor Ltd", "VORNAMIRDYNAMICS QUANTOR LTD", "")]
    [InlineData("Vornamir Dyn amics", "VORNA MIR DYNAMICS", "")]
    [InlineData("Vornemir Dynamics LLC", "VORNAMIR DYNAMICS JSC", "0.018 0.04")]
    [InlineData("Ворнамир Динамикс", "VORNAMIR DYNAMICS", "")]
    [InlineData("Ворнамир Динамикс", "VORNAMIR DYNAMICS QUANTOR", "")]
    public void Penalties_OfACompanyName(string query, string listed, string amounts) => Verify(query, listed, PartyKind.Organization, amounts);

    [Theory]
    [InlineData("V. Hemmelt", "HEMMELT, Vornamir", "0.012 0.014")]
    [InlineData("V. Hemmolt", "HEMMELT, Vornamir", "0.009 0.012 0.014 0.022")]
    [InlineData("V. D. Hemmelt", "HEMMELT, Vornamir Dynar", "0.014 0.024")]
    [InlineData("Hemmelt Vornamir", "VORNAMIR, Hemmelt", "0.014")]
    [InlineData("Hemmelt Vornamir", "VORNAMIR, Hemmelt Dynar", "0.014")]
    [InlineData("Kaddu", "EL KADDU, Waad", "")]
    [InlineData("Kaddu Vornamir", "EL KADDU, Waad", "0.005")]
    [InlineData("林 静", "LIN, Jing", "")]
    [InlineData("静 林", "JING HE, Lin", "0.017")]
    public void Penalties_OfAPersonName(string query, string listed, string amounts) => Verify(query, listed, PartyKind.Person, amounts);

    [Fact]
    public void AMatch_TellsWhichOfTheNamesItWas()
    {
        var party = Listed.Party("VORNAMIR DYNAMICS", PartyKind.Organization, "QUANTOR HEMMELT") with { Id = "7" };
        party = party with { Names = [.. party.Names, new ListedName("KADDU ZIFFER", true)] };
        var index = Listed.Index(party);
        Assert.Equal("The name `VORNAMIR DYNAMICS` of SDN entry 7 scores 1.", Assert.Single(index.Find("Vornamir Dynamics")).Explanation[0]);
        Assert.Equal("The alias `QUANTOR HEMMELT` of SDN entry 7 scores 1.", Assert.Single(index.Find("Quantor Hemmelt")).Explanation[0]);
        var weak = Assert.Single(index.Find("Kaddu Ziffer"));
        Assert.Equal("The weak alias `KADDU ZIFFER` of SDN entry 7 scores 1.", weak.Explanation[0]);
        Assert.Contains("This alias is weak: -0.05.", weak.Explanation);
        Assert.Equal(0.95, weak.Score);
    }

    [Fact]
    public void LegalForms_Differ_UnlessOneIsMissing_AndTheTwoLimitedFormsDifferLittle()
    {
        var classes = Enum.GetValues<LegalClass>();
        LegalClass[] limited = [LegalClass.Limited, LegalClass.LimitedLiability];
        foreach (var (left, right) in classes.SelectMany(left => classes.Select(right => (left, right))))
        {
            var expected = left == right || left == LegalClass.None || right == LegalClass.None ? 0
                : limited.Contains(left) && limited.Contains(right) ? 0.25 : 1;
            Assert.Equal(expected, LegalForms.Distance(left, right));
        }
    }

    private static void Verify(string query, string listed, PartyKind kind, string amounts)
    {
        var scored = Find(query, listed, kind, Charged);
        var found = scored.Explanation.Select(line => Amount().Match(line)).Where(match => match.Success)
            .Select(match => decimal.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(
            amounts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(amount => decimal.Parse(amount, CultureInfo.InvariantCulture)), found.Order());
        // No reason raises the score, and nothing is deducted without a reason.
        var free = Find(query, listed, kind, Free).Score;
        var whole = free.Equals(MatchWeights.BestOfUnequal) ? 1 : free;
        Assert.Equal(Math.Min(found.Length == 0 ? free : MatchWeights.BestOfUnequal, whole - (double)found.Sum()), scored.Score, 0.0011);
        Assert.Equal(scored.Score == 1, found.Length == 0 && scored.Explanation.Skip(1).All(line => !line.Contains('~', StringComparison.Ordinal) && !line.StartsWith("Left over", StringComparison.Ordinal)));
    }

    private static Candidate Find(string query, string listed, PartyKind kind, MatchWeights weights) => Listed.Index(Listed.Party(listed, kind))
        .Search(Listed.Query(query, kind), new MatchThresholds(0.2, 0.95) { Weights = weights }, 50).Single(candidate => candidate.MatchedName == listed);

    [GeneratedRegex(@": -(0\.\d+)\.$")]
    private static partial Regex Amount();
}
