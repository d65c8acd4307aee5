using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Reading;

/// <summary>
/// Reads brackets inside a name: other names, acronyms, short forms and spellings, descriptions of the entry. A bracket with a legal
/// form or a place is part of the name and stays.
/// </summary>
internal static class BracketReader
{
    private const double SameWord = 0.6;
    private const int LettersInCommon = 5;
    private const int LettersApart = 2;
    private const int WordsOfAlternative = 3;

    /// <summary>Reads the first bracket that is no part of the name. False when there is none.</summary>
    public static bool Read(NameReader reader, string text, bool isWeak) =>
        ReadFirst(text, bracket => ReadMarked(reader, bracket, isWeak) || ReadDescription(reader, bracket, isWeak))
        || ReadFirst(text, bracket => !IsPartOfName(bracket)
            && (ReadAcronym(reader, bracket, isWeak) || ReadSpelling(reader, bracket, isWeak)
                || ReadAlternative(reader, bracket, isWeak) || ReadGivenName(reader, bracket, isWeak)));

    private static bool ReadFirst(string text, Func<Bracket, bool> read)
    {
        for (var open = text.IndexOfAny(['(', '[']); open >= 0; open = text.IndexOfAny(['(', '['], open + 1))
        {
            var close = NameMarkers.ClosingOf(text, open);
            if (close < 0)
            {
                continue;
            }

            var bracket = new Bracket(text[..open].TrimEnd(), text[(open + 1)..close].Trim(), text[(close + 1)..], text[open] == '[');
            if (bracket.Inside.Any(char.IsLetterOrDigit) && read(bracket))
            {
                return true;
            }

            open = close;
        }

        return false;
    }

    // "(a.k.a. X)", "[aka X, Y]". Words after the bracket belong to the name that it interrupts, and may belong to the other one.
    private static bool ReadMarked(NameReader reader, Bracket bracket, bool isWeak)
    {
        var marks = NameMarkers.MarksIn(bracket.Inside, true);
        if (marks.IsEmpty || marks[0].Start > 0)
        {
            return false;
        }

        reader.Read(bracket.Without, isWeak);
        reader.ReadOthers(bracket.Inside[marks[0].End..], isWeak, bracket.IsSquare);
        if (bracket.AfterWords.Length > 0 && reader.MayBePerson)
        {
            var other = bracket.Inside[marks[0].End..].Trim();
            reader.Read(KindReading.WordsOf(other).TakeLast(bracket.AfterWords.Length).SequenceEqual(bracket.AfterWords) ? other : other + bracket.AfterText, isWeak);
        }

        return true;
    }

    private static bool ReadDescription(NameReader reader, Bracket bracket, bool isWeak)
    {
        if (NameMarkers.Coverage().IsMatch(bracket.Inside))
        {
            reader.Found.AddScope(bracket.Inside);
        }
        else if (NameMarkers.Description().IsMatch(bracket.Inside))
        {
            reader.Found.AddRelation(bracket.Inside);
        }
        else
        {
            return false;
        }

        reader.Read(bracket.Without, isWeak);
        return true;
    }

    private static bool IsPartOfName(Bracket bracket) =>
        bracket.Words.All(word => LegalForms.IsAtAnEnd(word) || IsFormInBrackets(word) || char.IsAsciiDigit(word[0]))
        || BracketPlaces.Is(bracket.Inside, bracket.Words);

    private static bool IsFormInBrackets(string word) => word is
        "private" or "holding" or "holdings" or "group" or "offshore" or "off" or "shore" or "opc" or "p" or "s" or "smc" or "zona" or "libre" or "sahami" or "khass"
        or "partnership" or "fzc" or "ftz" or "company" or "rtd" or "international";

    // "China Aerospace Science and Technology Corporation (CASC) 1st Academy": the acronym stands for the words before it.
    private static bool ReadAcronym(NameReader reader, Bracket bracket, bool isWeak)
    {
        var isShortForm = bracket.IsStartOfName;
        if (reader.IsPerson || !(bracket.IsAcronymOfWords || bracket.LooksLikeAcronym || isShortForm))
        {
            return false;
        }

        reader.Read(bracket.Without, isWeak);
        var other = bracket.PartBeforeAcronym + bracket.Inside + bracket.AfterText;
        if (!isShortForm || bracket.LooksLikeAcronym || bracket.AfterWords.Length > 0)
        {
            reader.Read(other, isWeak || FoundNames.IsUntelling(other));
        }
        else if (!OrganisationWords.AreGeneric(bracket.Words))
        {
            reader.Found.AddName(other, isWeak || bracket.Words.Length == 1);
        }

        return true;
    }

    // "Sergei (Sergi) Ivanovich": another spelling of the word before the bracket.
    private static bool ReadSpelling(NameReader reader, Bracket bracket, bool isWeak)
    {
        if (bracket.Words.Length != 1 || bracket.BeforeWords.Length == 0 || !IsSameWord(bracket.BeforeWords[^1], bracket.Words[0]))
        {
            return false;
        }

        reader.Read(bracket.Without, isWeak);
        reader.Read(bracket.Replaced, isWeak);
        return true;
    }

    private static bool IsSameWord(string word, string other) =>
        Skeleton.AreEqual(word, other) || TokenSimilarity.Of(word, other) >= SameWord || (word.Length == 1 && other[0] == word[0])
        || (Math.Abs(word.Length - other.Length) <= LettersApart && word.AsSpan().CommonPrefixLength(other) >= LettersInCommon);

    // "SAMMY (IHSAN MEDHAT) ELASHI", "Kim Sang-ch'o'l (Kim Sang Chang Chol)".
    private static bool ReadGivenName(NameReader reader, Bracket bracket, bool isWeak)
    {
        if (!reader.MayBePerson || bracket.BeforeWords.Length == 0 || OrganisationWords.Has(bracket.Words))
        {
            return false;
        }

        var isUncertain = isWeak || !reader.IsPerson || reader.IsKindRead;
        if (bracket.AfterWords.Length == 0 && bracket.Words.Length > 1)
        {
            reader.Read(bracket.Without, isWeak);
            reader.Read(bracket.Inside, isUncertain && !reader.IsPerson);
            return true;
        }

        if (bracket.AfterWords.Length == 0)
        {
            return false;
        }

        reader.Read(bracket.Without, isUncertain);
        if (!bracket.BeforeWords.Contains(bracket.Words[0]))
        {
            reader.Read(bracket.Replaced, isUncertain);
        }

        return true;
    }

    // "AVS (Armored Vehicle Spares)": the bracket is a name of its own. Unless the initials agree, it is a weak one: it may be the parent.
    private static bool ReadAlternative(NameReader reader, Bracket bracket, bool isWeak)
    {
        var isExpansion = bracket.BeforeWords.Length == 1 && Bracket.AreInitials(bracket.BeforeWords[0], bracket.Words);
        var telling = bracket.Words.Count(word => !LegalForms.IsAtAnEnd(word) && !NameWords.IsParticle(word));
        if (bracket.BeforeWords.Length == 0 || telling < 2 || (!isExpansion && bracket.Words.Length <= WordsOfAlternative && OrganisationWords.AreGeneric(bracket.Words))
            || (reader.MayBePerson && !isExpansion && !OrganisationWords.Has(bracket.Words)) || !(isExpansion || bracket.Words.Length >= WordsOfAlternative || OrganisationWords.Has(bracket.Words)))
        {
            return false;
        }

        reader.Read(bracket.Without, isWeak || (isExpansion && FoundNames.IsUntelling(bracket.Without)));
        reader.Read(bracket.AfterWords.All(LegalForms.IsAtAnEnd) ? bracket.Inside : bracket.Inside + bracket.AfterText, isWeak || !isExpansion);
        return true;
    }
}
