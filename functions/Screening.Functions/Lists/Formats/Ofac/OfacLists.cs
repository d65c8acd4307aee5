using System.Collections.Frozen;
using System.Globalization;
using Screening.Functions.Lists.Formats.Model;

namespace Screening.Functions.Lists.Formats.Ofac;

/// <summary>
/// Which lists of the Treasury a party is on. The advanced and the enhanced XML say it. The older forms say only the programmes, so
/// there the file is first found to be the SDN list or the consolidated list of all others.
/// </summary>
internal static class OfacLists
{
    /// <summary>Name of the collection of all lists but the SDN list; no list of its own.</summary>
    private const string Collection = "Consolidated List";

    /// <summary>Share of parties in programmes of the other lists below which a file is the SDN list. It has such programmes, too, seldom.</summary>
    private const double SdnBelow = 0.1;

    /// <summary>Share from which it is the consolidated list.</summary>
    private const double OthersFrom = 0.5;

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["SDN List"] = "SDN",
        ["Specially Designated Nationals List"] = "SDN",
        ["Sectoral Sanctions Identifications List"] = "SSI",
        ["Non-SDN Palestinian Legislative Council List"] = "PLC",
        ["FSE List"] = "FSE",
        ["Foreign Sanctions Evaders List"] = "FSE",
        ["CAPTA List"] = "CAP",
        ["Non-SDN Menu-Based Sanctions List"] = "NS-MBS",
        ["Non-SDN CMIC List"] = "CMIC",
        ["Non-SDN Chinese Military-Industrial Complex Companies List"] = "CMIC",
        ["Non-SDN Iran Sanctions List"] = "NS-ISA",
        ["Executive Order 13599 List"] = Eo13599,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Programs = new Dictionary<string, string>
    {
        ["NS-PLC"] = "PLC",
        ["CMIC-EO13959"] = "CMIC",
        ["CCMC-EO13959"] = "CMIC",
        ["CMIC-EO"] = "CMIC",
        ["FSE-IR"] = "FSE",
        ["FSE-SY"] = "FSE",
        ["561List"] = "CAP",
        ["561-Related"] = "CAP",
        ["UKRAINE-EO13662"] = "SSI",
        ["CAATSA - RUSSIA"] = "NS-MBS",
        ["PEESA"] = "NS-MBS",
        ["HKAA"] = "NS-MBS",
        ["MBS"] = "NS-MBS",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Blocked by E.O. 13599 and not on the SDN list, 2016 to 2018. No policy ships for it, so such a list is refused until one is declared.</summary>
    private const string Eo13599 = "EO13599";

    /// <summary>Adds parties of a file that names the lists of each party.</summary>
    public static void AddByName(IReadOnlyList<(ListEntry Entry, IReadOnlyList<string> Lists)> parties, ListReading reading)
    {
        // Without a party that is on the SDN list alone, the file does not hold that list, only parties that are on it, too.
        var holdsSdn = parties.Any(party => party.Lists.Contains("SDN List", StringComparer.OrdinalIgnoreCase) && !party.Lists.Contains(Collection, StringComparer.OrdinalIgnoreCase));
        var left = 0;
        foreach (var (entry, lists) in parties)
        {
            var codes = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var list in lists.Where(list => !list.Equals(Collection, StringComparison.OrdinalIgnoreCase)))
            {
                if (!Names.TryGetValue(list, out var code))
                {
                    reading.Error(entry.Line, "list", $"`{list}` is no list that is known");
                }
                else if (code != "SDN" || holdsSdn)
                {
                    codes.Add(code);
                }
                else
                {
                    left++;
                }
            }

            reading.Add(entry, [.. codes]);
        }

        if (left > 0)
        {
            reading.Note(1, string.Create(CultureInfo.InvariantCulture, $"{left} parties are on the SDN list, too, which this file does not hold: their entries on it come with that list"));
        }
    }

    /// <summary>Adds parties of a file that says only their programmes.</summary>
    public static void AddByProgram(IReadOnlyList<ListEntry> parties, ListReading reading)
    {
        var others = parties.Count(party => party.Programs.Any(program => Programs.ContainsKey(program)));
        var share = parties.Count == 0 ? 0 : (double)others / parties.Count;
        if (share is >= SdnBelow and < OthersFrom)
        {
            reading.Error(1, "program", string.Create(
                CultureInfo.InvariantCulture, $"{others} of {parties.Count} parties are in programmes of the consolidated list, so the file is neither that list nor the SDN list"));
            return;
        }

        foreach (var party in parties)
        {
            reading.Add(party, share < SdnBelow ? ["SDN"] : CodesOf(party));
        }
    }

    private static string[] CodesOf(ListEntry party)
    {
        string[] codes = [.. party.Programs.Select(program => Programs.GetValueOrDefault(program)).OfType<string>().Distinct(StringComparer.Ordinal)];
        return codes.Length > 0 ? codes
            : party.Programs.Contains("IRAN", StringComparer.Ordinal) ? [Eo13599]
            // What is left on the consolidated list are the directives of E.O. 14024, 14014 and 14059, which are menu-based.
            : party.Programs.Any(program => program.Contains("EO14", StringComparison.Ordinal)) ? ["NS-MBS"]
            : [];
    }
}
