using System.Collections.Frozen;
using Screening.Engine.Model;

namespace Screening.Engine.Parties.Reading;

/// <summary>
/// Places as they stand in brackets within company names, such as "(HK)" or "(New Zealand)". Countries are those of the model; cities
/// are capitals, centres of trade and the provincial capitals and industrial cities of China (ISO 3166-1, ISO 3166-2).
/// </summary>
internal static class BracketPlaces
{
    private const int LettersOfCode = 3;

    private static readonly FrozenSet<string> Short = Table("hk uk us usa uae prc rsa drc dprk roc ksa nz sg cn ru eu uae s p");

    private static readonly FrozenSet<string> Cities = Table(
        """
        beijing shanghai shenzhen guangzhou tianjin chongqing wuhan nanjing hangzhou suzhou chengdu xian dalian qingdao ningbo xiamen hefei
        wuxi shenyang changsha zhengzhou harbin jinan kunming fuzhou guiyang lanzhou taiyuan changchun nanchang nanning urumqi dongguan foshan
        zhuhai huizhou zhongshan changzhou kunshan nantong yangzhou wenzhou jiaxing shaoxing yantai weifang baotou haikou jiangyin
        hubei hunan hebei henan fujian jiangsu zhejiang shandong anhui sichuan guangdong yunnan liaoning hainan jiangxi shanxi shaanxi kowloon
        hongkong macao macau taipei kaohsiung tokyo osaka seoul singapore jakarta bangkok hanoi manila yangon delhi mumbai chennai bangalore
        karachi lahore islamabad kabul tehran dubai sharjah ajman abudhabi doha manama muscat riyadh jeddah baghdad damascus beirut amman cairo
        istanbul ankara izmir moscow kiev kyiv minsk almaty tashkent tbilisi yerevan baku london paris berlin vienna geneva zurich rome milan
        madrid lisbon athens nicosia limassol asia europe africa america
        """);

    /// <summary>Whether the text is a country, a city or an abbreviation of one.</summary>
    public static bool Is(string text, IReadOnlyList<string> words)
    {
        var joined = string.Concat(words);
        return Short.Contains(joined) || Cities.Contains(joined) || (joined.Length > LettersOfCode && !Countries.Resolve(text).IsUnknown);
    }

    /// <summary>Whether the word is a city or an abbreviation of a place.</summary>
    public static bool IsWord(string word) => Cities.Contains(word) || Short.Contains(word);

    private static FrozenSet<string> Table(string words) =>
        words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
