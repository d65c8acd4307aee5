using System.Collections.Frozen;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Addresses;

/// <summary>Countries and large cities. They never identify premises; they tell two streets of the same name apart.</summary>
internal static class AddressPlaces
{
    /// <summary>Maximum number of words of a name of a country.</summary>
    private const int LongestName = 6;

    // Names that stand in addresses and are not the English short name of ISO 3166-1.
    private const string OtherNames =
        "usa:US|united states:US|u s a:US|uk:GB|england:GB|scotland:GB|great britain:GB|uae:AE|u a e:AE|p r china:CN|prc:CN|pr china:CN|zhong guo:CN|"
        + "xianggang:HK|xiang gang:HK|hongkong:HK|hong kong:HK|hong kong sar:HK|macau:MO|macao:MO|rossiya:RU|russia:RU|russian federation:RU|"
        + "iran:IR|turkey:TR|turkiye:TR|syria:SY|south korea:KR|korea:KR|north korea:KP|dprk:KP|vietnam:VN|viet nam:VN|laos:LA|taiwan:TW|"
        + "belarus:BY|ukraine:UA|ukraina:UA|deutschland:DE|espana:ES|italia:IT|brasil:BR|czech republic:CZ|moldova:MD|bolivia:BO|venezuela:VE|tanzania:TZ";

    // The largest cities by population of the countries that lists and exporters name most often (UN World Urbanization Prospects),
    // word by word.
    private static readonly FrozenSet<string> Cities = AddressWords.Set(
        """
        beijing shanghai shenzhen guangzhou chengdu chongqing tianjin wuhan nanjing xian hangzhou suzhou shenyang dalian harbin qingdao jinan zhengzhou
        changsha kunming ningbo xiamen fuzhou wuxi hefei nanchang taiyuan urumqi shijiazhuang dongguan foshan zhuhai changchun lanzhou kowloon
        moscow petersburg novosibirsk ekaterinburg yekaterinburg kazan samara omsk chelyabinsk rostov ufa krasnoyarsk voronezh perm volgograd
        krasnodar saratov tyumen togliatti izhevsk barnaul irkutsk khabarovsk vladivostok yaroslavl tomsk kaliningrad sevastopol simferopol
        kiev kharkiv odessa dnipro donetsk lviv minsk gomel almaty astana tashkent bishkek dushanbe ashgabat baku tbilisi yerevan chisinau
        tehran isfahan esfahan mashhad shiraz tabriz karaj qom ahvaz baghdad basra erbil damascus aleppo beirut amman cairo alexandria riyadh jeddah
        dubai sharjah ajman dhabi doha kuwait manama muscat sanaa aden istanbul ankara izmir bursa tripoli benghazi khartoum tunis algiers
        karachi lahore islamabad rawalpindi peshawar quetta kabul kandahar herat delhi mumbai kolkata chennai bangalore bengaluru hyderabad dhaka
        kathmandu colombo yangon mandalay bangkok hanoi jakarta manila kuala lumpur penang phnom penh taipei kaohsiung taichung hsinchu tokyo osaka nagoya
        seoul busan pyongyang ulaanbaatar sydney melbourne london manchester birmingham paris lyon marseille berlin hamburg munich frankfurt cologne
        vienna zurich geneva rome milan madrid barcelona lisbon brussels antwerp amsterdam rotterdam copenhagen stockholm oslo helsinki warsaw
        prague budapest bucharest sofia belgrade athens nicosia limassol riga vilnius tallinn dublin
        mexico tijuana guadalajara culiacan monterrey bogota cali medellin barranquilla caracas lima quito havana panama managua tegucigalpa
        nairobi lagos kinshasa harare johannesburg kampala dodoma accra monrovia juba mogadishu
        washington york angeles chicago houston dallas miami toronto montreal vancouver ottawa singapore
        """);

    private static readonly FrozenDictionary<string, string> Spellings = AddressWords.Pairs(
        "moskva:moscow peterburg:petersburg leningrad:petersburg peking:beijing canton:guangzhou kyiv:kiev kharkov:kharkiv odesa:odessa lvov:lviv "
        + "teheran:tehran bombay:mumbai calcutta:kolkata saigon:hochiminh munchen:munich koln:cologne wien:vienna roma:rome milano:milan praha:prague "
        + "warszawa:warsaw beograd:belgrade bruxelles:brussels lisboa:lisbon genf:geneva geneve:geneva ekaterinburg:yekaterinburg esfahan:isfahan");

    private static readonly FrozenDictionary<string, string> Countries = ReadCountries();

    private static readonly FrozenSet<string> FirstWords = Countries.Keys.Select(name => name.Split(' ')[0]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Codes =
        Model.Countries.All.Select(code => code.ToString().ToLowerInvariant()).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The spelling under which a word is compared: one for each large city.</summary>
    public static string SpellingOf(string word) => Spellings.GetValueOrDefault(word, word);

    /// <summary>Whether the word is of the name of a large city.</summary>
    public static bool IsCity(string word) => Cities.Contains(word);

    /// <summary>Whether the word is a country code of two letters.</summary>
    public static bool IsCountryCode(string word) => word.Length == 2 && Codes.Contains(word);

    /// <summary>The country whose name begins at <paramref name="at"/>, and its number of words; 0 words when there is none.</summary>
    public static (int Words, string Country) CountryAt(IReadOnlyList<AddressToken> tokens, int at)
    {
        if (!FirstWords.Contains(tokens[at].Text))
        {
            return (0, "");
        }

        for (var count = Math.Min(LongestName, tokens.Count - at); count > 0; count--)
        {
            var name = string.Join(' ', tokens.Skip(at).Take(count).Select(token => token.Text));
            if (Countries.TryGetValue(name, out var country))
            {
                return (count, country);
            }
        }

        return (0, "");
    }

    /// <summary>Whether an address in one country may be written as one in the other. The cities of China with own codes count as China.</summary>
    public static bool AreOneCountry(string first, string second) => Family(first) == Family(second);

    private static string Family(string country) => country is "HK" or "MO" ? "CN" : country;

    private static FrozenDictionary<string, string> ReadCountries()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var code in Model.Countries.All)
        {
            var name = string.Join(' ', NameTokenizer.Split(Model.Countries.NameOf(code)).Select(word => word.Text));
            if (name != "singapore")
            {
                names.TryAdd(name, code.ToString());
            }
        }

        foreach (var pair in OtherNames.Split('|'))
        {
            names[pair[..^3]] = pair[^2..];
        }

        names["singapore"] = "SG";
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
