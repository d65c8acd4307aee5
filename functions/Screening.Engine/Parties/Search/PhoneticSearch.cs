using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Phonetics;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Search;

/// <summary>
/// Finds the listed words that are phonetically similar to a word of another script. Words with the same consonants are looked up
/// together and compared in the order of their phonetic spelling. A beginning shared by two neighbours is compared once, and a
/// beginning that is too distant excludes every word that has it. The words and similarities are those of
/// <see cref="PhoneticSimilarity"/>.
/// </summary>
internal ref struct PhoneticSearch
{
    private const int Width = PhoneticSpelling.Most + 1;

    private readonly IndexView index;
    private readonly ReadOnlySpan<char> foreign;
    private readonly NameScript script;
    private readonly PhoneticCosts.Table costs;
    private readonly int letters;
    private readonly int consonants;
    private readonly ReadOnlySpan<char> queryConsonants;

    // Row n holds the distances of the first n sounds of a listed word to every beginning of the foreign word.
    private readonly Span<float> rows;
    private ReadOnlySpan<byte> compared;
    private int rowsDone;
    private int tooFar;

    private PhoneticSearch(IndexView index, int letters, ReadOnlySpan<char> queryConsonants, ReadOnlySpan<char> foreign, NameScript script, Span<float> rows)
    {
        this.queryConsonants = queryConsonants;
        this.index = index;
        this.letters = letters;
        this.foreign = foreign;
        this.script = script;
        this.rows = rows;
        costs = PhoneticCosts.Of(script);
        consonants = PhoneticSpelling.CountConsonants(foreign);
        rows[0] = 0;
        for (var column = 0; column < foreign.Length; column++)
        {
            rows[column + 1] = rows[column] + costs.Added(foreign[column]);
        }
    }

    /// <summary>
    /// Adds every listed word that is phonetically similar to <paramref name="word"/>; <paramref name="groups"/> is scratch
    /// space.
    /// </summary>
    public static void Find(IndexView index, string word, NameScript script, SearchScratch groups, List<(int Word, double Similarity)> found)
    {
        Span<char> signs = stackalloc char[PhoneticSpelling.Most];
        Span<char> queryConsonants = stackalloc char[PhoneticKeys.Letters];
        queryConsonants = queryConsonants[..PhoneticKeys.ConsonantsOf(word, queryConsonants)];
        var search = new PhoneticSearch(
            index, word.Length, queryConsonants, signs[..PhoneticSpelling.Of(word, signs)], script, stackalloc float[Width * Width]);
        Span<uint> keys = stackalloc uint[PhoneticKeys.Most];
        groups.BeginGroups(index.SoundGroupStarts.Length);
        foreach (var key in keys[..PhoneticKeys.OfConsonants(queryConsonants, keys)])
        {
            foreach (var entry in index.SoundBucket(key))
            {
                if (IndexFormat.IsUnder(entry, key) && groups.IsNewGroup(IndexFormat.NumberOf(entry)))
                {
                    search.Compare(IndexFormat.NumberOf(entry), found);
                }
            }
        }
    }

    private void Compare(int group, List<(int Word, double Similarity)> found)
    {
        var starts = index.SoundGroupStarts;
        var members = index.SoundMembers;
        compared = [];
        rowsDone = 0;
        tooFar = int.MaxValue;

        // Only the first consonants define a group. The words of a group with the maximum number may have more consonants, and a
        // larger distance is then allowed.
        var ofGroup = CountConsonants(index.SoundsOf(starts[group]));
        var isWhole = ofGroup < PhoneticKeys.Letters;
        var scale = PhoneticSimilarity.ScaleOf(Math.Max(consonants, ofGroup));
        var reach = isWhole ? scale.Most : PhoneticSimilarity.ScaleOf(PhoneticSpelling.Most).Most;
        if (reach < 0 || !IsUnderAKey(index.SoundsOf(starts[group])))
        {
            return;
        }

        for (var member = starts[group]; member < starts[group + 1]; member++)
        {
            var listed = index.SoundsOf(member);
            var shared = listed.CommonPrefixLength(compared);
            if (shared >= tooFar)
            {
                continue;
            }

            var word = members[member];
            if (!PhoneticSimilarity.IsOfFittingLength(letters, index.LettersOf(word), script))
            {
                continue;
            }

            scale = isWhole ? scale : PhoneticSimilarity.ScaleOf(Math.Max(consonants, CountConsonants(listed)));
            var similarity = scale.SimilarityAt(Distance(listed, Math.Min(shared, rowsDone), reach));
            if (similarity > 0)
            {
                found.Add((word, similarity));
            }
        }
    }

    private double Distance(ReadOnlySpan<byte> listed, int from, double reach)
    {
        compared = listed;
        tooFar = int.MaxValue;
        var columns = foreign.Length;
        for (var row = from; row < listed.Length; row++)
        {
            var above = rows.Slice(row * Width, columns + 1);
            var current = rows.Slice((row + 1) * Width, columns + 1);
            var sign = (char)listed[row];
            var missing = costs.Missing(sign, row);
            current[0] = above[0] + missing;
            var least = current[0];
            for (var column = 0; column < columns; column++)
            {
                var best = Math.Min(current[column] + costs.Added(foreign[column]), above[column + 1] + missing);
                best = Math.Min(best, above[column] + costs.Replaced(foreign[column], sign));
                current[column + 1] = best;
                least = Math.Min(least, best);
            }

            rowsDone = row + 1;
            if (least > reach)
            {
                tooFar = row + 1;
                return double.MaxValue;
            }
        }

        rowsDone = listed.Length;
        return rows[(listed.Length * Width) + columns];
    }

    // A word that shares a bucket with a key by a hash collision must not be found, because collisions depend on the number of
    // listed words.
    private readonly bool IsUnderAKey(ReadOnlySpan<byte> sounds)
    {
        Span<char> consonants = stackalloc char[PhoneticKeys.Letters];
        var count = 0;
        foreach (var sound in sounds)
        {
            var place = PhoneticSpelling.PlaceOf((char)sound);
            if (place != '\0' && count < consonants.Length)
            {
                consonants[count++] = place;
            }
        }

        return PhoneticKeys.AreNear(queryConsonants, consonants[..count]);
    }

    private static int CountConsonants(ReadOnlySpan<byte> signs)
    {
        var count = 0;
        foreach (var sign in signs)
        {
            count += PhoneticSpelling.PlaceOf((char)sign) == '\0' ? 0 : 1;
        }

        return count;
    }
}
