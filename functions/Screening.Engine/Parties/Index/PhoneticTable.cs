using Screening.Engine.Parties.Phonetics;

namespace Screening.Engine.Parties.Index;

/// <summary>
/// Writes the phonetic table of the words. Words with the same consonants form one group, which one lookup finds. Within a group
/// they are ordered by phonetic spelling, so that a search compares a shared beginning once.
/// </summary>
internal static class PhoneticTable
{
    /// <summary>Writes groups, members and their phonetic spellings.</summary>
    public static void Write(string[] words, byte[][] arrays)
    {
        var entries = SpellingsOf(words);
        var groups = new List<string>();
        var groupStarts = new List<int>();
        var signStarts = new int[entries.Count + 1];
        var signs = new List<byte>(entries.Count * 6);
        for (var member = 0; member < entries.Count; member++)
        {
            var (consonants, sounds, _) = entries[member];
            if (groups.Count == 0 || !string.Equals(groups[^1], consonants, StringComparison.Ordinal))
            {
                groups.Add(consonants);
                groupStarts.Add(member);
            }

            foreach (var sign in sounds)
            {
                signs.Add((byte)sign);
            }

            signStarts[member + 1] = signs.Count;
        }

        groupStarts.Add(entries.Count);
        (arrays[(int)IndexArray.SoundStarts], arrays[(int)IndexArray.SoundGroups]) =
            NeighbourTable.Of([.. groups], 4, PhoneticKeys.Most, PhoneticKeys.OfConsonants);
        arrays[(int)IndexArray.SoundGroupStarts] = WatchlistIndexWriter.BytesOf([.. groupStarts]);
        arrays[(int)IndexArray.SoundMembers] = WatchlistIndexWriter.BytesOf([.. entries.Select(entry => entry.Word)]);
        arrays[(int)IndexArray.PhoneticSpellingStarts] = WatchlistIndexWriter.BytesOf(signStarts);
        arrays[(int)IndexArray.PhoneticSpelling] = [.. signs];
    }

    private static List<(string Consonants, string Sounds, int Word)> SpellingsOf(string[] words)
    {
        Span<char> signs = stackalloc char[PhoneticSpelling.Most];
        Span<char> consonants = stackalloc char[PhoneticKeys.Letters];
        var entries = new List<(string Consonants, string Sounds, int Word)>(words.Length);
        for (var word = 0; word < words.Length; word++)
        {
            if (PhoneticKeys.ConsonantsOf(words[word], consonants) is > 0 and var count)
            {
                entries.Add((new string(consonants[..count]), new string(signs[..PhoneticSpelling.Of(words[word], signs)]), word));
            }
        }

        entries.Sort((left, right) =>
        {
            var byConsonants = string.CompareOrdinal(left.Consonants, right.Consonants);
            var bySounds = byConsonants != 0 ? byConsonants : string.CompareOrdinal(left.Sounds, right.Sounds);
            return bySounds != 0 ? bySounds : left.Word.CompareTo(right.Word);
        });
        return entries;
    }
}
