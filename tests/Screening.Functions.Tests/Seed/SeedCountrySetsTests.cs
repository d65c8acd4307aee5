using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Functions.Tests.Seed;

/// <summary>Members of the shipped country sets on given days.</summary>
public sealed class SeedCountrySetsTests
{
    public static TheoryData<string> Sets => [.. SeedResources.Under("seed/country-sets/")];

    [Fact]
    public void ShipsEverySet() =>
        Assert.Equal(
            ("AUKUS AUSTRALIA-GROUP COFA EAR-A2 EAR-A5 EAR-A6 EAR-D4 EAR-D5 EAR-E1 EAR-E2 EMBARGO-WITHOUT-SPP EMBARGOED-REGIONS FIVE-EYES FOLLOWS FRONTLINE "
            + "ITAR-126-1 ITAR-126-1-PARTIAL MDP MILITARY-END-USE MILITARY-INTELLIGENCE MNNA MNNA-TREATED MTCR-ADHERENTS MTCR-PARTNERS NATO NO-MT1 "
            + "NPT-NWS NSG NUCLEAR-OTHER RIO-TREATY RUSSIA-BELARUS TREATY-ALLIES WASSENAAR").Split(' '),
            Sets.Select(name => Path.GetFileNameWithoutExtension((string)name.Data)).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("MTCR-PARTNERS", 35)]
    [InlineData("MTCR-ADHERENTS", 3)]
    [InlineData("WASSENAAR", 42)]
    [InlineData("AUSTRALIA-GROUP", 42)]
    [InlineData("NSG", 48)]
    [InlineData("NATO", 32)]
    [InlineData("TREATY-ALLIES", 6)]
    [InlineData("RIO-TREATY", 17)]
    [InlineData("COFA", 3)]
    [InlineData("MNNA", 21)]
    [InlineData("MNNA-TREATED", 1)]
    [InlineData("MDP", 2)]
    [InlineData("AUKUS", 3)]
    [InlineData("FIVE-EYES", 5)]
    [InlineData("FRONTLINE", 1)]
    [InlineData("NPT-NWS", 5)]
    [InlineData("NUCLEAR-OTHER", 4)]
    [InlineData("EAR-A2", 34)]
    [InlineData("EAR-A5", 38)]
    [InlineData("EAR-A6", 8)]
    [InlineData("EAR-D4", 21)]
    [InlineData("EAR-D5", 22)]
    [InlineData("EAR-E1", 3)]
    [InlineData("EAR-E2", 1)]
    [InlineData("EMBARGO-WITHOUT-SPP", 3)]
    [InlineData("ITAR-126-1", 23)]
    [InlineData("ITAR-126-1-PARTIAL", 2)]
    [InlineData("MILITARY-END-USE", 7)]
    [InlineData("MILITARY-INTELLIGENCE", 11)]
    [InlineData("RUSSIA-BELARUS", 2)]
    [InlineData("NO-MT1", 3)]
    public void HasItsSize_OnTheFirstOfSeptember2026(string set, int size) =>
        Assert.Equal(size, MembersOn(set, new DateOnly(2026, 9, 1)).Count);

    [Theory]
    [InlineData("ITAR-126-1", "KH", "2021-12-08", false)]
    [InlineData("ITAR-126-1", "KH", "2021-12-09", true)]
    [InlineData("ITAR-126-1", "KH", "2025-11-06", true)]
    [InlineData("ITAR-126-1", "KH", "2025-11-07", false)]
    [InlineData("ITAR-126-1", "ET", "2026-09-01", true)]
    [InlineData("ITAR-126-1", "CY", "2020-09-30", true)]
    [InlineData("ITAR-126-1", "CY", "2020-10-01", false)]
    [InlineData("ITAR-126-1", "CY", "2022-10-01", false)]
    [InlineData("ITAR-126-1", "CY", "2026-09-01", false)]
    [InlineData("EAR-D5", "KH", "2026-02-02", true)]
    [InlineData("EAR-D5", "KH", "2026-02-03", false)]
    [InlineData("EAR-D4", "AE", "2025-06-01", true)]
    [InlineData("EAR-D4", "AE", "2026-06-30", true)]
    [InlineData("EAR-D4", "AE", "2026-07-01", false)]
    [InlineData("EAR-A5", "AE", "2026-06-30", false)]
    [InlineData("EAR-A5", "AE", "2026-07-23", true)]
    [InlineData("EAR-D4", "RU", "2020-02-23", false)]
    [InlineData("EAR-D4", "RU", "2020-02-24", true)]
    [InlineData("NATO", "ME", "2017-06-05", true)]
    [InlineData("NATO", "MK", "2020-03-26", false)]
    [InlineData("NATO", "FI", "2023-04-04", true)]
    [InlineData("NATO", "SE", "2023-06-01", false)]
    [InlineData("NATO", "SE", "2024-03-07", true)]
    [InlineData("MNNA", "SA", "2025-06-01", false)]
    [InlineData("MNNA", "SA", "2026-01-13", true)]
    [InlineData("MNNA", "PE", "2026-01-13", false)]
    [InlineData("MNNA", "AF", "2022-09-22", true)]
    [InlineData("MNNA", "AF", "2022-09-23", false)]
    [InlineData("MDP", "AE", "2024-09-22", false)]
    [InlineData("NO-MT1", "GB", "2024-04-18", false)]
    [InlineData("NO-MT1", "CA", "1993-09-27", true)]
    public void CountsAMember_OnlyWithinItsDates(string set, string country, string day, bool isMember) =>
        Assert.Equal(isMember, MembersOn(set, SeedResources.Day(day)).Contains(country));

    [Theory]
    [MemberData(nameof(Sets))]
    public void NoInterval_OverlapsAnother_OfTheSameMember(string name)
    {
        var members = SeedResources.Json(name).GetProperty("members").EnumerateArray().ToList();
        foreach (var group in members.GroupBy(member => (member.TextOf("country"), member.TextOf("region"), member.TextOf("effect"))))
        {
            var inOrder = group.OrderBy(member => member.TextOf("from") ?? "", StringComparer.Ordinal).ToList();
            foreach (var (earlier, later) in inOrder.Zip(inOrder.Skip(1)))
            {
                Assert.True(string.CompareOrdinal(earlier.TextOf("to") ?? "9", later.TextOf("from") ?? "") <= 0, $"{name}: {group.Key}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void EveryMember_HasOnlyKnownFields(string name)
    {
        var known = Path.GetFileNameWithoutExtension(name) switch
        {
            "FOLLOWS" => "country follows sets registries source sourceDate basis note",
            "EMBARGOED-REGIONS" => "country region certainty note",
            _ => "country effect from to source sourceDate basis confirmBy confirmer sentence note",
        };
        foreach (var member in SeedResources.Json(name).GetProperty("members").EnumerateArray())
        {
            Assert.Subset(known.Split(' ').ToHashSet(), member.MemberNames().ToHashSet());
        }
    }

    /// <summary>
    /// A set that names the follower itself must not be followed by it: the named row would be the only one that counts.
    /// </summary>
    [Fact]
    public void AFollower_HasNoMembershipOfItsOwn_WhereItFollows()
    {
        foreach (var follower in SeedResources.Json("seed/country-sets/FOLLOWS.json").GetProperty("members").EnumerateArray())
        {
            foreach (var set in follower.GetProperty("sets").EnumerateArray().Select(set => set.GetString()))
            {
                Assert.DoesNotContain(
                    SeedResources.Json($"seed/country-sets/{set}.json").GetProperty("members").EnumerateArray(),
                    member => member.TextOf("country") == follower.TextOf("country"));
            }
        }
    }

    private static HashSet<string> MembersOn(string set, DateOnly day)
    {
        var rows = SeedResources.Json($"seed/country-sets/{set}.json").GetProperty("members").EnumerateArray()
            .Where((JsonElement member) => member.IsInForce(day)).ToLookup(member => member.TextOf("effect") == "out", member => member.TextOf("country")!);
        return [.. rows[false].Except(rows[true])];
    }
}
