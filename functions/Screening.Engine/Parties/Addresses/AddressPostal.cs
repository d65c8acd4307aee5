namespace Screening.Engine.Parties.Addresses;

/// <summary>
/// Recognises postal codes: five digits or more, four after a large city, and the codes with letters of Canada (A1A 1A1) and Britain (AA1 1AA).
/// </summary>
internal static class AddressPostal
{
    private const int DigitsOfCertain = 6;
    private const int DigitsAfterCity = 4;

    /// <summary>Reads the postal codes among tokens whose other roles have been read.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="roles">Roles read so far.</param>
    /// <param name="isBeforeStreet">Whether a number stands before the name of a street and is therefore a house number.</param>
    /// <param name="postal">Receives the codes.</param>
    /// <param name="isPostal">Receives which tokens are part of a code.</param>
    public static void Read(
        List<AddressToken> tokens, AddressRole?[] roles, Func<int, bool> isBeforeStreet, List<string> postal, bool[] isPostal)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            if (roles[at] is { } role && (role != AddressRole.House || AddressWords.ClassOf(Text(tokens, at - 1)) == AddressClass.Number))
            {
                continue;
            }

            if (IsNumber(tokens, at, isBeforeStreet) || IsPattern(tokens[at].Text, "LDLDLD"))
            {
                postal.Add(tokens[at].Text);
                isPostal[at] = true;
            }
            else if ((IsPattern(tokens[at].Text, "LDL") && IsPattern(Text(tokens, at + 1), "DLD"))
                || (IsPattern(Text(tokens, at + 1), "DLL") && tokens[at].Text is { Length: >= 2 and <= 4 } outward && char.IsAsciiLetter(outward[0]) && tokens[at].IsNumber))
            {
                postal.Add(tokens[at].Text + Text(tokens, at + 1));
                isPostal[at] = isPostal[at + 1] = true;
                at++;
            }
        }
    }

    private static bool IsNumber(List<AddressToken> tokens, int at, Func<int, bool> isBeforeStreet)
    {
        var token = tokens[at];
        if (!token.IsDigits || token.Text.Length > DigitsOfCertain + 1)
        {
            return false;
        }

        var isAfterCity = at > 0 && AddressPlaces.IsCity(AddressPlaces.SpellingOf(tokens[at - 1].Text));
        return token.Text.Length >= DigitsOfCertain
            || (token.Text.Length >= (isAfterCity ? DigitsAfterCity : AddressReader.DigitsOfPostal) && !isBeforeStreet(at));
    }

    private static bool IsPattern(string text, string pattern)
    {
        for (var at = 0; at < pattern.Length; at++)
        {
            if (text.Length != pattern.Length || (pattern[at] == 'D' ? !char.IsAsciiDigit(text[at]) : !char.IsAsciiLetter(text[at])))
            {
                return false;
            }
        }

        return true;
    }

    private static string Text(List<AddressToken> tokens, int at) => at >= 0 && at < tokens.Count ? tokens[at].Text : "";
}
