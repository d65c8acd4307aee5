using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Reading;

/// <summary>Reads the kind of a party from the words of its name, where the kind is not declared.</summary>
internal static partial class KindReading
{
    private const int WordsOfGivenNames = 4;
    private const int WordsOfSurname = 3;

    /// <summary>The declared kind; otherwise what the words of the name state; unknown when they state nothing.</summary>
    public static PartyKind Of(string name, PartyKind declared)
    {
        if (declared != PartyKind.Unknown)
        {
            return declared;
        }

        if (PersonInBrackets().IsMatch(name))
        {
            return PartyKind.Person;
        }

        var words = WordsOf(name);
        return OrganisationWords.Tell(words) || DottedForm().IsMatch(name) || ShortForm().IsMatch(name) || EntityInBrackets().IsMatch(name) ? PartyKind.Organization
            : HasTitle(words) || PersonalSuffix().IsMatch(name) || IsSurnameFirst(name) ? PartyKind.Person
            : PartyKind.Unknown;
    }

    /// <summary>Whether the kind is one that only organisations and things have, which is no individual.</summary>
    public static bool IsNoIndividual(PartyKind kind) => kind is not (PartyKind.Unknown or PartyKind.Person);

    /// <summary>Words of a text as the index stores them.</summary>
    internal static string[] WordsOf(string text) => [.. NameTokenizer.Split(text).Select(word => word.Text)];

    private static bool HasTitle(string[] words) =>
        words.Length > 1 && words[0] is "mr" or "mrs" or "ms" or "miss" or "dr" or "prof" or "sir" or "haji" or "hajji" or "mullah" or "ayatollah" or "sheikh";

    // "DOMINGUEZ, Carlos": a family name, one comma, given names.
    private static bool IsSurnameFirst(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        if (comma <= 0 || name.LastIndexOf(',') != comma || name.Any(char.IsAsciiDigit))
        {
            return false;
        }

        var surname = WordsOf(name[..comma]);
        var given = WordsOf(name[(comma + 1)..]);
        return surname.Length is > 0 and <= WordsOfSurname && given.Length is > 0 and <= WordsOfGivenNames
            && name[..comma].Any(char.IsLetter) && !surname.Concat(given).All(word => OrganisationWords.AreGeneric([word]))
            && !given.Any(word => OrganisationWords.AreGeneric([word]) && word.Length > 2) && !given.All(LegalForms.IsAtAnEnd);
    }

    [GeneratedRegex(@"[(\[][^()\[\]]*\b(individual|national|citizen)s?( (in|of) [^()\[\]]*)?[)\]]|[(\[](the )?(president|director|chairman|manager|owner|ceo)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PersonInBrackets();

    [GeneratedRegex(@"[(\[][^()\[\]]*\bentity[)\]]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex EntityInBrackets();

    [GeneratedRegex(@"(?<![A-Za-z.])(S\.A|S\.L|A\.S|A\.G|B\.V|N\.V|S\.P\.A|L\.L\.C|S\.R\.L|S\.A\.L|Co\.)\.?(?![A-Za-z])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DottedForm();

    // "AO Mostotrest", "Cytrox AD": two capital letters before or after words that are not in capitals.
    [GeneratedRegex(@"^(AO|OY|OU|AB|AG|SA|PT|PAO|TOV|TOO) \p{L}*\p{Ll}|\p{Ll}\S*,? (AO|OY|OU|AB|AG|SA|AD|AS|PAO|SL|NV|BV|SPA|SDN|TOV|TOO)$", RegexOptions.CultureInvariant)]
    private static partial Regex ShortForm();

    [GeneratedRegex(@",? (jr|sr)\.?$|\b(jr|sr)\. ", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PersonalSuffix();
}
