using System.Collections.Frozen;

namespace Screening.Engine.Parties.Text;

/// <summary>Words with a special role in names: connecting words and titles.</summary>
internal static class NameWords
{
    private static readonly FrozenSet<string> Particles = Table(
        """
        of and the for de del della di da do dos das la las le les los el al ul ud ad bin ben ibn bint abu umm van von der den des
        du y e et und en i in a an u na po im und dal dello ter ten af av zu zum zur
        """);

    private static readonly FrozenSet<string> Titles = Table(
        """
        mr mrs ms miss dr prof professor sir lord lady haji hajji hadji hajj sheikh shaikh shaykh cheikh mullah maulawi mawlawi maulvi
        mufti ayatollah hojatoleslam imam sayyid seyyed seyed syed sayed general gen colonel col major maj captain capt lieutenant lt
        brigadier admiral marshal commander president minister ambassador senator governor prince princess king queen sultan emir
        señor senor sr jr don dona herr frau monsieur madame eng engr ing
        """);

    /// <summary>Whether the word is a connecting word that is not distinctive, such as of, de or bin.</summary>
    public static bool IsParticle(string word) => Particles.Contains(word);

    public static bool IsTitle(string word) => Titles.Contains(word);

    private static FrozenSet<string> Table(string words) =>
        words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
