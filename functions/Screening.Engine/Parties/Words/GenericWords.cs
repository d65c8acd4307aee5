using System.Collections.Frozen;

namespace Screening.Engine.Parties.Words;

/// <summary>
/// Words that a group of companies adds to its own name for one of its companies, or that a record adds to the name of a company. Two
/// names that differ in such words only may be of one group. Source: terms of commercial registers; written for this project.
/// </summary>
internal static class GenericWords
{
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        """
        group grp grupo groupe gruppe gruppa holding holdings hldg company companies comp corporation corporate enterprise enterprises establishment est
        services service svcs srvcs international intl worldwide global overseas general national trading trade traders trdg torg torgovy ticaret tejarat bazargani
        import export industries industry industrial indl ind sanayi sanat technology technologies tech keji teknoloji telecom telecommunication telecommunications
        communications electronics electronic elektronik engineering engg muhendislik logistics logistic lojistik systems system solutions development
        investment investments investing management consulting contracting construction associates partners brothers sons factory works manufacturing
        mfg production products supplies supply equipment machinery materials transport shipping freight forwarding distribution marketing sales agency
        business digital security energy resources cloud data capital global finance financial
        office branch center centre institute research laboratory organization organisation foundation association kompaniya kompania predpriyatie zavod
        sharika muassasa sirket sirketi shirkat
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    /// <summary>Whether the word is one of them.</summary>
    public static bool Contains(string word) => Words.Contains(word);
}
