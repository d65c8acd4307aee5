using System.Collections.Immutable;

namespace Screening.Engine.Parties.Addresses;

/// <summary>
/// Reads the parts of an address from free text. The result depends on the order of words within a part, but neither on case and punctuation
/// nor on the order of the parts, as far as the words themselves make that possible: a number without a mark has a guessed role, and the
/// comparison treats it so.
/// </summary>
internal sealed partial class AddressReader
{
    /// <summary>Digits from which a number is a postal code, unless a house number mark precedes it.</summary>
    public const int DigitsOfPostal = 5;


    /// <summary>Most numbers and most words that are read.</summary>
    public const int Most = 24;

    private readonly List<AddressToken> tokens;
    private readonly AddressClass[] classes;
    private readonly AddressClass[] marks;
    private readonly AddressRole?[] roles;
    private readonly bool[] isMarked;
    private readonly bool[] takesNext;
    private readonly int[] phrases;
    private readonly bool[] isPostal;
    private readonly bool[] isLeftOut;
    private readonly bool[] isForced;
    private readonly List<string> countries = [];
    private readonly List<string> postal = [];

    private AddressReader(List<AddressToken> tokens)
    {
        this.tokens = tokens;
        classes = new AddressClass[tokens.Count];
        marks = new AddressClass[tokens.Count];
        roles = new AddressRole?[tokens.Count];
        isMarked = new bool[tokens.Count];
        takesNext = new bool[tokens.Count];
        phrases = new int[tokens.Count];
        isPostal = new bool[tokens.Count];
        isLeftOut = new bool[tokens.Count];
        isForced = new bool[tokens.Count];
    }

    /// <summary>Reads an address.</summary>
    public static PostalAddress Read(string text)
    {
        var reader = new AddressReader(AddressTokenizer.Split(text));
        reader.Classify();
        reader.ReadCountries();
        reader.ReadMarks();
        AddressPostal.Read(reader.tokens, reader.roles, reader.IsBeforeStreet, reader.postal, reader.isPostal);
        reader.ReadStreets();
        return reader.Parts();
    }

    private void Classify()
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            var text = tokens[at].Text;
            classes[at] = tokens[at].IsNumber ? AddressClass.None
                : text is "st" or "saint" or "sankt" or "santa" or "san" && AddressWords.IsSaint(TextAt(at + 1)) ? AddressClass.Filler
                : text is "p" or "po" or "o" && IsBoxAhead(at) ? AddressClass.Filler
                : AddressWords.ClassOf(text);
            marks[at] = tokens[at].IsNumber ? AddressClass.None : AddressWords.MarkOf(text);
        }
    }

    private bool IsBoxAhead(int at) => TextAt(at + 1) == "box" || (TextAt(at + 1) == "o" && TextAt(at + 2) == "box");

    private string TextAt(int at) => at >= 0 && at < tokens.Count ? tokens[at].Text : "";

    // A country that begins the name of a street or building (Jordan Road) is none.
    private void ReadCountries()
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            var (words, country) = AddressPlaces.CountryAt(tokens, at);
            if (words == 0 || (at + words < tokens.Count && classes[at + words] is AddressClass.Street or AddressClass.Building or AddressClass.NumberedBuilding))
            {
                continue;
            }

            if (!countries.Contains(country))
            {
                countries.Add(country);
            }

            isLeftOut.AsSpan(at, words).Fill(true);
            at += words - 1;
        }
    }

    private bool IsValue(int at) => at >= 0 && at < tokens.Count && !isLeftOut[at]
        && (tokens[at].IsNumber || tokens[at].IsLetter || tokens[at].Text is "ii" or "iii" or "iv" or "vi");

    // From the end, because a mark takes the value after it unless the next mark has only that one.
    private void ReadMarks()
    {
        for (var at = tokens.Count - 1; at >= 0; at--)
        {
            takesNext[at] = RoleOf(at) is not null && !IsSuffix(at) && Following(at) is var next && IsValue(next) && !IsTakenBySuffix(next);
        }

        for (var at = 0; at < tokens.Count; at++)
        {
            if (RoleOf(at) is not { } role || roles[at] is not null)
            {
                continue;
            }

            if (takesNext[at])
            {
                Take(Following(at), role);
            }
            else if (at > 0 && IsValue(at - 1) && IsTakenBySuffix(at - 1) && (roles[at - 1] is null || !isMarked[at - 1]))
            {
                roles[at - 1] = role;
                isMarked[at - 1] = role != AddressRole.House;
            }
        }
    }

    private void Take(int at, AddressRole role)
    {
        roles[at] = role;
        isMarked[at] = role != AddressRole.House;

        // "Unit 701-702", "Room B&C": values written together belong to one mark.
        for (var next = at + 1; next < tokens.Count && tokens[next].Joint is '-' or '/' or '&' or '.' && IsValue(next) && !IsTakenBySuffix(next); next++)
        {
            roles[next] = role;
        }
    }

    private bool IsTakenBySuffix(int value) => value + 1 < tokens.Count && !takesNext[value + 1] && RoleOf(value + 1) switch
    {
        AddressRole.Floor => tokens[value].IsNumber || tokens[value].Text is "g",
        AddressRole.Unit => tokens[value].IsNumber && AddressWords.IsSuffix(TextAt(value + 1)),
        AddressRole.Block => true,
        _ => false,
    };

    // Floor marks also follow their number: where the number is an ordinal (15th Floor) the mark never takes the next one.
    private bool IsSuffix(int at) => TextAt(at) is "f" or "shi" or "ceng" or "lou" or "dong" or "zuo"
        || (classes[at] == AddressClass.Floor && at > 0 && tokens[at - 1].IsNumber && (tokens[at - 1].IsOrdinal || tokens[at].Joint == '/'));

    // "Office No. 3", but not "International Apartment No. 37", where the number is that of the house.
    private int Following(int at) => at + 1 < tokens.Count && marks[at + 1] == AddressClass.Number && RoleOf(at) is not AddressRole.Floor
        && (tokens[at].Joint == ',' || !IsNamed(at)) ? at + 2 : at + 1;

    /// <summary>The role that a token gives to a number next to it; null when it is no mark.</summary>
    private AddressRole? RoleOf(int at)
    {
        if (isLeftOut[at] || tokens[at].IsNumber)
        {
            return null;
        }

        var text = tokens[at].Text;
        if (text is "f")
        {
            return at > 0 && (tokens[at - 1].IsNumber || TextAt(at - 1) is "g") ? AddressRole.Floor : null;
        }

        if (text is "d" or "k" or "str")
        {
            var isAfterUnit = at > 0 && marks[at - 1] is AddressClass.Unit or AddressClass.Block or AddressClass.NumberedBuilding;
            var isAfterName = at > 0 && !tokens[at - 1].IsNumber && tokens[at].Joint != ',' && classes[at - 1] == AddressClass.None;
            return at + 1 >= tokens.Count || !tokens[at + 1].IsNumber || isAfterUnit || (isAfterName && text is not "d") ? null
                : text is "d" ? AddressRole.House : AddressRole.Block;
        }

        return marks[at] switch
        {
            AddressClass.Unit => AddressRole.Unit,
            AddressClass.Floor => AddressRole.Floor,
            AddressClass.Block => AddressRole.Block,
            AddressClass.Box => AddressRole.Box,
            AddressClass.Number => AddressRole.House,
            AddressClass.NumberedBuilding when !IsNamed(at) => AddressRole.Block,
            _ => null,
        };
    }

    // "Winner Building 36 Man Yue Street": the number is not that of the building.
    private bool IsNamed(int at) => at > 0 && !tokens[at - 1].IsNumber && !tokens[at - 1].IsLetter && !isLeftOut[at - 1]
        && classes[at - 1] is AddressClass.None or AddressClass.Building or AddressClass.Area && !AddressPlaces.IsCity(TextAt(at - 1));

    // Letters next to a mark were taken as its value; other single letters say nothing.
    private bool IsName(int at) => at >= 0 && at < tokens.Count && !isLeftOut[at] && !tokens[at].IsNumber && roles[at] is null && tokens[at].Text.Length > 1
        && (isForced[at] || (classes[at] == AddressClass.None && !AddressPlaces.IsCountryCode(tokens[at].Text)));

    private bool IsStreetName(int at) => IsName(at) && !AddressPlaces.IsCity(AddressPlaces.SpellingOf(TextAt(at)));

    private PostalAddress Parts()
    {
        var numbers = new List<AddressNumber>();
        var words = new List<AddressWord>();
        var directions = new List<string>();
        var wordAt = -1;
        for (var at = 0; at < tokens.Count; at++)
        {
            if (roles[at] is not null || (tokens[at].IsNumber && !isPostal[at]))
            {
                AddNumber(numbers, at);
            }
            else if (classes[at] == AddressClass.Direction)
            {
                directions.Add(AddressWords.DirectionOf(tokens[at].Text));
            }
            else if (IsName(at) && words.Count < Most)
            {
                words.Add(WordAt(at, wordAt == at - 1 && words.Count > 0));
                wordAt = at;
            }
        }

        return AddressKeys.Add(new PostalAddress(
            Spelling(), [.. numbers], [.. postal], [.. words], [.. directions], [.. countries], HasBuilding(numbers), []));
    }

    private string Spelling()
    {
        var text = new System.Text.StringBuilder(AddressTokenizer.LongestText);
        foreach (var token in tokens)
        {
            text.Append(token.Joint).Append(token.Text);
        }

        return text.ToString();
    }

    private bool HasBuilding(List<AddressNumber> numbers) => numbers.Exists(number => number.Role == AddressRole.Block)
        || classes.Contains(AddressClass.Building) || classes.Contains(AddressClass.NumberedBuilding);

    private AddressWord WordAt(int at, bool isAfterWord)
    {
        var text = AddressPlaces.SpellingOf(tokens[at].Text);
        var isRegion = at + 1 < tokens.Count && classes[at + 1] == AddressClass.Region;
        return new AddressWord(
            text, isRegion ? AddressWordKind.Region : phrases[at] > 0 ? AddressWordKind.Street : AddressPlaces.IsCity(text) ? AddressWordKind.City : AddressWordKind.Name, phrases[at], isAfterWord);
    }

    private void AddNumber(List<AddressNumber> numbers, int at)
    {
        if (numbers.Count == Most || isPostal[at])
        {
            return;
        }

        var role = roles[at] ?? (tokens[at].IsOrdinal ? AddressRole.Ordinal : AddressRole.House);
        var low = tokens[at].IsDigits && int.TryParse(tokens[at].Text, out var value) ? value : 0;
        var isEnd = numbers.Count > 0 && at > 0 && tokens[at].Joint == '-' && tokens[at - 1].IsNumber && role == AddressRole.House
            && numbers[^1] is { Role: AddressRole.House, Low: > 0, IsEnd: false } first
            && low > first.Low && low - first.Low <= AddressKeys.WidestRange;
        if (isEnd)
        {
            numbers[^1] = numbers[^1] with { High = low };
        }

        numbers.Add(new AddressNumber(tokens[at].Text, role, isMarked[at], low, 0, isEnd));
    }
}
