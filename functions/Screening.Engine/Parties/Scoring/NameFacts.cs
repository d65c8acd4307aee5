using Screening.Engine.Model;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Scoring;

/// <summary>
/// What the features and costs of a score are computed from: the query, the legal form of the listed name, and sums of one alignment.
/// The upper bound uses the same facts with the most favourable sums: no alignment of the name matches more, or misspells or leaves
/// over less.
/// </summary>
internal readonly struct NameFacts
{
    // Weight from which a single word is rare enough to identify a name.
    internal const double RareWord = 0.8;

    // Weight up to which a word is common: about 40 of the names of the background table have it.
    internal const double CommonWordLeft = 0.78;

    // Matched weight of several words from which they identify a name wherever they stand: two rare words have it.
    private const double TellingApart = 1.65;

    // A group of companies is not told by a word of four letters.
    private const int LettersOfFamily = 5;

    // Shorter words stand in many names by chance.
    private const int LettersOfOneWord = 4;

    // Weight below which the words missing from the query are all common.
    private const double CommonLeft = 0.75;

    /// <summary>The query.</summary>
    public readonly QueryName Query;

    /// <summary>Sums of the alignment.</summary>
    public readonly AlignedSums Sums;

    private readonly LegalClass listedLegal;

    /// <summary>Derives the facts.</summary>
    public NameFacts(QueryName query, LegalClass listedLegal, PartyKind listedKind, in AlignedSums sums, MatchWeights weights)
    {
        Query = query;
        Sums = sums;
        this.listedLegal = listedLegal;
        var legal = query.Name.Legal;
        IsLegalFormMissing = (legal == LegalClass.None) != (listedLegal == LegalClass.None);
        IsLegalFormShared = legal == listedLegal && legal != LegalClass.None;
        IsOfOtherForm = legal != listedLegal && legal != LegalClass.None;
        IsWhole = sums is { QueryLeft: 0, Loss: 0, Unequal: 0 };
        IsPart = sums.WordsLeft > 0;
        IsRare = sums.Matched >= RareWord;
        IsBareAndRare = IsWhole && IsRare && sums is { Initials: 0, Words: 1 } && (query.IsPerson || sums.LettersLeft == 0) && MayBeBare;
        var isInitialled = query.IsPerson && sums is { QueryLeft: 0, Loss: 0, Unequal: 0 } && (sums.Initials > 0 || sums.MayBeInitialled);
        IsContained = sums is { ListedWordsLeft: 0, LettersLeft: 0, Loss: 0, Initials: 0 } && MayBeContained(listedKind);
        IsOfFamily = !query.IsPerson && IsOrganisation(listedKind) && sums is { Words: 1, Loss: 0, Initials: 0, LettersLeft: 0, QueryLeft: > 0, OtherWordsLeft: 0, LastListed: 0 }
            && sums.HeaviestEqual >= RareWord && sums.LongestEqual >= LettersOfFamily && sums.HeaviestLeft <= CommonWordLeft;
        IsOneOfMany = !isInitialled && sums.Words == 1 && sums.WordsLeft + (query.IsPerson ? 0 : sums.Initials + sums.LettersLeft) > 0;
        IsOnlyCommon = sums.Words > 1 && IsPart && sums.Matched < weights.CommonBelow;
    }

    /// <summary>Distance of the legal forms, 0 to 1; 0 where one is missing.</summary>
    public double LegalDistance => LegalForms.Distance(Query.Name.Legal, listedLegal);

    /// <summary>Whether exactly one of the names states a legal form.</summary>
    public readonly bool IsLegalFormMissing;

    /// <summary>Whether both names state a legal form of the same family.</summary>
    public readonly bool IsLegalFormShared;

    /// <summary>
    /// Whether the query states a legal form that the listed name does not have. A query that states a form is taken to be exact; a query
    /// without one may have left it out or misspelt it beyond recognition.
    /// </summary>
    public readonly bool IsOfOtherForm;

    /// <summary>Whether every word of the query has an equal counterpart or an initial.</summary>
    public readonly bool IsWhole;

    /// <summary>Whether significant words are left over on either side.</summary>
    public readonly bool IsPart;

    /// <summary>Whether the matched weight is at least that of one rare word: hardly any listed name has it.</summary>
    public readonly bool IsRare;

    /// <summary>
    /// Whether the query is one rare word and nothing else: "KADDU" of "EL KADDU, Waad". With a legal form it must be the same, and
    /// the missing words must be common.
    /// </summary>
    public readonly bool IsBareAndRare;

    /// <summary>
    /// Whether one significant word matches and others are left over. Unless the query is a person, a left-over letter or an initial
    /// counts as a word: "B-Work" is not "Work".
    /// </summary>
    public readonly bool IsOneOfMany;

    /// <summary>
    /// Whether every significant word of the listed name has an equal counterpart in the query: one rare word, or several that stand together
    /// or are not all common.
    /// </summary>
    public readonly bool IsContained;

    /// <summary>Whether the names of two organisations share one rare word, and every other word of both is common.</summary>
    public readonly bool IsOfFamily;

    /// <summary>Whether several words match, all of them common, and significant words are left over.</summary>
    public readonly bool IsOnlyCommon;

    /// <summary>Whether one significant word matches and no other is left over.</summary>
    public bool IsAlone => Sums is { Words: 1, WordsLeft: 0 };

    // One word of a person's name or of a vessel's name is a word of many other names.
    private bool MayBeContained(PartyKind listedKind)
    {
        var isOfOneKind = Query.Name.Kind == PartyKind.Unknown || listedKind == PartyKind.Unknown || IsOrganisation(Query.Name.Kind) == IsOrganisation(listedKind);
        return Sums.Words > 1
            ? Sums.IsOtherThanGeneric && !(Query.IsPerson && Query.IsHanOrKorean) && (Sums.Matched >= TellingApart
                || (Sums is { IsTogether: true, Joined: false } && isOfOneKind && (Query.IsPerson || Sums.InOrder)))
            : Sums.HeaviestEqual >= RareWord && Sums.LongestEqual >= LettersOfOneWord && isOfOneKind && !Query.IsPerson && IsOrganisation(listedKind);
    }

    private static bool IsOrganisation(PartyKind kind) => kind is PartyKind.Organization or PartyKind.Government or PartyKind.Unknown;

    private bool MayBeBare => Query.Name.LegalText.Length == 0 || (IsLegalFormShared && Sums.ListedLeft < CommonLeft);
}
