using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Screening.Engine.Model;

namespace Screening.Engine.Snapshots;

/// <summary>A group of items named by a branch of an entry: one of a few known groups, or a list of ECCNs.</summary>
internal sealed partial class ItemGroup
{
    /// <summary>Names of the groups that need no list of ECCNs.</summary>
    public static readonly ImmutableArray<string> Known = ["ear99", "ccl", "ear99_food_or_medicine", "part_744_supp_2"];

    /// <summary>The items listed in Supplement No. 2 to part 744.</summary>
    public static readonly ItemGroup MilitaryEndUse = new("part_744_supp_2", []);

    private readonly string? known;
    private readonly ImmutableArray<string> eccns;

    private ItemGroup(string? known, ImmutableArray<string> eccns) => (this.known, this.eccns) = (known, eccns);

    /// <summary>Reads the members `items` and `eccns` of an exception. Exactly one of them must be present.</summary>
    public static ItemGroup Read(JsonCursor cursor, Dictionary<string, JsonCursor> members)
    {
        if (members.ContainsKey("items") == members.ContainsKey("eccns"))
        {
            cursor.Error("names either a group in `items` or ECCNs in `eccns`");
        }

        if (members.TryGetValue("items", out var group))
        {
            return new ItemGroup(group.OneOf(Known), []);
        }

        var eccns = ImmutableArray.CreateBuilder<string>();
        foreach (var eccn in members.Elements("eccns"))
        {
            var text = eccn.Text();
            if (text.Length > 0 && !EccnPattern().IsMatch(text))
            {
                eccn.Error("must be a category such as 5, an ECCN such as 1A995, or a paragraph such as 1A004.c; x stands for any character of an ECCN");
            }

            eccns.Add(text);
        }

        return new ItemGroup(null, eccns.ToImmutable());
    }

    /// <summary>Whether an item belongs to the group; null when its known properties do not determine this.</summary>
    public bool? Holds(ItemTraits item) => known switch
    {
        "ear99" => item.IsEar99,
        "ccl" => !item.IsEar99,
        "ear99_food_or_medicine" => item.Humanitarian == Humanitarian.None ? false : item.IsEar99,
        "part_744_supp_2" => item.IsMilitaryEndUseItem,
        _ => HoldsEccn(item),
    };

    private bool? HoldsEccn(ItemTraits item)
    {
        if (item.IsEar99 == true)
        {
            return false;
        }

        if (item.Eccn is not { } eccn)
        {
            return null;
        }

        bool? holds = false;
        foreach (var named in eccns)
        {
            if (IsAtOrBeneath(eccn, named))
            {
                return true;
            }

            // An ECCN without a paragraph may be the named paragraph.
            if (named.Length > eccn.Length && named[eccn.Length] == '.' && Agrees(eccn, named, eccn.Length))
            {
                holds = null;
            }
        }

        return holds;
    }

    private static bool IsAtOrBeneath(string eccn, string named) =>
        eccn.Length >= named.Length && Agrees(eccn, named, named.Length)
        && (eccn.Length == named.Length || named.Length < 5 || eccn[named.Length] == '.');

    private static bool Agrees(string eccn, string named, int length)
    {
        for (var at = 0; at < length; at++)
        {
            var isWild = named[at] == 'x' && at < 5;
            if (!isWild && char.ToUpperInvariant(eccn[at]) != char.ToUpperInvariant(named[at]))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"^[0-9x]([A-Ex]([0-9x]{3}(\.[a-z0-9]{1,4})*)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex EccnPattern();
}
