using System.Collections.Frozen;
using System.Globalization;

namespace Screening.Engine.Parties.Words;

/// <summary>
/// Numbers written as words: English cardinals and ordinals below one million, Roman numerals II to XXXIX, and the small numbers of
/// other languages. Source: the number words of the Unicode CLDR rule-based number formats (en, ru, uk, es, fr, de, tr, fa, it,
/// pt), with Russian in the usual romanisation. Words as the tokenizer yields them.
/// </summary>
internal static class NumberWords
{
    private const string Units = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
    private const string UnitOrdinals =
        "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth";

    private const string Tens = "twenty thirty forty fifty sixty seventy eighty ninety";
    private const string TenOrdinals = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth";

    // One line for a value and its words; ordinals in all genders. Words that are also names or common words are
    // left out (elf, kirk, prima, xi).
    private const string Others =
        """
        1 odin odna odno pervyy pervyi perviy pervaya pervoe pervoye pershyi pershyy birinci yekom primeiro primeira
        2 dva dve vtoroy vtoroi vtoraya vtoroe vtoroye druhyi zwei zweite zweiter zweites segundo segunda deux deuxieme iki ikinci dovvom dovom secondo dois
        3 tretiy tretii tretiya tretya tretye drei dritte dritter drittes tres tercero tercera tercer trois troisieme ucuncu sevvom sevom terzo terceiro
        4 chetyre chetvertyy chetvertyi chetvertaya chetvertoe vier vierte vierter cuatro cuarto cuarta quatre quatrieme dorduncu chahar chaharom quattro quarto quatro
        5 pyat pyatyy pyatyi pyataya pyatoe funf fuenf funfte cinco quinto quinta cinq cinquieme besinci panj panjom cinque
        6 shest shestoy shestoi shestaya shestoe sechs sechste seis sexto sexta sixieme altinci shesh sheshom sesto
        7 sedmoy sedmoi sedmaya sedmoe sieben siebte siete septimo septima septieme yedi yedinci haft haftom settimo sete
        8 vosem vosmoy vosmoi vosmaya vosmoe acht achte ocho octavo octava huit huitieme sekiz sekizinci hasht hashtom ottavo oito
        9 devyat devyatyy devyatyi devyataya devyatoe neun neunte nueve noveno novena neuf neuvieme dokuz dokuzuncu nohom nove
        10 desyat desyatyy desyatyi desyataya desyatoe zehn zehnte diez decimo decima dixieme onuncu dahom dieci
        11 odinnadtsat elfte undecimo onzieme yazdah
        12 dvenadtsat zwolf zwoelf zwolfte doce duodecimo douze douzieme davazdah
        13 trinadtsat dreizehn trece treize sizdah
        14 chetyrnadtsat vierzehn catorce quatorze chahardah
        15 pyatnadtsat funfzehn quinze panzdah
        16 shestnadtsat sechzehn dieciseis seize shanzdah
        17 semnadtsat siebzehn diecisiete hefdah
        18 vosemnadtsat achtzehn dieciocho hejdah
        19 devyatnadtsat neunzehn diecinueve noozdah
        20 dvadtsat dvadtsatyy dvadtsatyi zwanzig zwanzigste veinte vigesimo vingt vingtieme yirmi yirminci bistom venti
        30 tridtsat dreissig treinta trente otuz
        40 sorok vierzig cuarenta quarante
        50 pyatdesyat funfzig cincuenta cinquante
        100 hundert ciento yuz yuzuncu
        """;

    private static readonly (string Word, int Value, bool IsOrdinal)[] Misspelt =
    [
        ("fourty", 40, false), ("fourtieth", 40, true), ("ninty", 90, false), ("ninteen", 19, false), ("eigth", 8, true), ("nineth", 9, true), ("twelth", 12, true),
        ("fivety", 50, false), ("threty", 30, false), ("eightteen", 18, false), ("forteen", 14, false),
    ];

    private const int LongestPhrase = 8;
    private const int Hundred = 100;
    private const int Thousand = 1000;

    private static readonly FrozenDictionary<string, (int Value, bool IsOrdinal)> English = Enumerate(Units, 0, 1, false)
        .Concat(Enumerate(UnitOrdinals, 0, 1, true)).Concat(Enumerate(Tens, 20, 10, false)).Concat(Enumerate(TenOrdinals, 20, 10, true))
        .Concat(Enumerate("hundred", Hundred, 0, false)).Concat(Enumerate("hundredth", Hundred, 0, true))
        .Concat(Enumerate("thousand", Thousand, 0, false)).Concat(Enumerate("thousandth", Thousand, 0, true))
        .Concat(Misspelt.Select(pair => (pair.Word, (pair.Value, pair.IsOrdinal))))
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> Single = Others
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(row => row.Split(' '))
        .SelectMany(row => row[1..].Select(word => (word, int.Parse(row[0], CultureInfo.InvariantCulture))))
        .Concat(Enumerable.Range(2, 38).Select(value => (Roman(value), value)).Where(pair => pair.Item1.Length > 1 && pair.Item1 != "xi"))
        .DistinctBy(pair => pair.Item1, StringComparer.Ordinal)
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (int Value, bool IsOrdinal)>.AlternateLookup<ReadOnlySpan<char>> EnglishBySpan =
        English.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> SingleBySpan = Single.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// The number whose words begin at <paramref name="at"/>, and how many words it has: "seven hundred sixteenth" is 716 and
    /// three words, "no 21" is 21 and two words, "76th" is 76 and one word. Null and 0 when there is none.
    /// </summary>
    public static int? ValueOf(ReadOnlySpan<string> words, int at, out int length)
    {
        var word = words[at];
        length = 1;
        if (OfDigits(word) is { } digits)
        {
            return digits;
        }

        if (IsNumberSign(word) && at + 1 < words.Length && ValueOf(words, at + 1, out var rest) is { } numbered)
        {
            length = rest + 1;
            return numbered;
        }

        if (Single.TryGetValue(word, out var single))
        {
            return single;
        }

        return OfEnglish(words, at, out length);
    }

    /// <summary>The digits of a number that is written as one word; null for any other text.</summary>
    public static string? DigitsOf(ReadOnlySpan<char> word) =>
        EnglishBySpan.TryGetValue(word, out var english) ? english.Value.ToString(CultureInfo.InvariantCulture)
        : SingleBySpan.TryGetValue(word, out var single) ? single.ToString(CultureInfo.InvariantCulture)
        : null;

    /// <summary>Whether the word announces a number: no, nr, number.</summary>
    public static bool IsNumberSign(string word) => word is "no" or "nr" or "num" or "nomer" or "number" or "numero" or "nummer" or "nos";

    // Digits alone or with the ending of an ordinal.
    private static int? OfDigits(string word)
    {
        var digits = word.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var isOrdinal = digits > 0 && word[digits..] is "st" or "nd" or "rd" or "th" or "y" or "yy" or "oy" or "aya" or "oe" or "er" or "eme" or "e" or "o" or "a" or "ti" or "ym" or "m";
        var end = digits < 0 ? word.Length : isOrdinal ? digits : 0;
        return end is > 0 and < 10 ? int.Parse(word.AsSpan(0, end), CultureInfo.InvariantCulture) : null;
    }

    // Hundreds and thousands multiply what precedes; tens and units add. A unit after a unit ("one two") begins another number.
    private static int? OfEnglish(ReadOnlySpan<string> words, int at, out int length)
    {
        var (total, group, last, hasUnit) = (0, 0, int.MaxValue, false);
        length = 0;
        for (var next = at; next < Math.Min(words.Length, at + LongestPhrase); next++)
        {
            if (words[next] == "and" && last >= Hundred && next > at && next + 1 < words.Length && English.TryGetValue(words[next + 1], out var tail) && tail.Value < Hundred)
            {
                continue;
            }

            if (!English.TryGetValue(words[next], out var part) || !Fits(part.Value, last, hasUnit))
            {
                break;
            }

            if (part.Value == Thousand)
            {
                (total, group, last, hasUnit) = ((total + Math.Max(group, 1)) * Thousand, 0, Thousand, false);
            }
            else if (part.Value == Hundred)
            {
                (group, last, hasUnit) = (Math.Max(group, 1) * Hundred, Hundred, false);
            }
            else
            {
                (group, last, hasUnit) = (group + part.Value, part.Value, hasUnit || part.Value < 20);
            }

            length = next - at + 1;
            if (part.IsOrdinal)
            {
                break;
            }
        }

        return length == 0 ? null : total + group;
    }

    private static bool Fits(int value, int last, bool hasUnit) => value switch
    {
        Thousand => last < Thousand || last == int.MaxValue,
        Hundred => last is < 10 or int.MaxValue || (last is > 10 and < 20),
        >= 20 => last >= Hundred,
        >= 10 => last >= Hundred,
        _ => last >= 20 && !hasUnit,
    };

    private static IEnumerable<(string Word, (int, bool) Number)> Enumerate(string words, int first, int step, bool isOrdinal) =>
        words.Split(' ').Select((word, at) => (word, (first + (at * step), isOrdinal)));

    private static string Roman(int value) =>
        new string('x', value / 10) + (value % 10) switch
        {
            4 => "iv",
            9 => "ix",
            >= 5 and var units => "v" + new string('i', units - 5),
            var units => new string('i', units),
        };
}
