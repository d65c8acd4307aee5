using System.Collections.Frozen;

namespace Screening.Engine.Parties.Words;

/// <summary>
/// Countries, territories and their first-level divisions as they stand next to the name of a party. Sources: country names and
/// short forms of ISO 3166-1 and the United Nations list of member states, divisions of ISO 3166-2, with the adjectives of
/// English. Words as the tokenizer yields them.
/// </summary>
internal static class CountryNames
{
    public const string Countries =
        """
        afghanistan, aland, albania, algeria, american samoa, andorra, angola, anguilla, antigua, antigua and barbuda, argentina, armenia, aruba, australia,
        austria, azerbaijan, bahamas, the bahamas, bahrain, bangladesh, barbados, belarus, belgium, belize, benin, bermuda, bhutan, bolivia, bosnia,
        bosnia and herzegovina, bosnia herzegovina, botswana, brazil, brasil, british virgin islands, bvi, brunei, brunei darussalam, bulgaria, burkina faso,
        burma, burundi, cabo verde, cape verde, cambodia, cameroon, cameroun, canada, cayman islands, cayman, central african republic, chad, tchad, chile, china,
        peoples republic of china, prc, pr china, p r china, mainland china, colombia, comoros, congo, dr congo, drc, democratic republic of congo,
        democratic republic of the congo, republic of the congo, cook islands, costa rica, cote divoire, cote d ivoire, ivory coast, croatia, hrvatska, cuba,
        curacao, cyprus, czechia, czech republic, denmark, danmark, djibouti, dominica, dominican republic, ecuador, egypt, el salvador, equatorial guinea,
        eritrea, estonia, eesti, eswatini, swaziland, ethiopia, falkland islands, faroe islands, fiji, finland, suomi, france, french guiana, french polynesia,
        gabon, gambia, the gambia, georgia, germany, deutschland, ghana, gibraltar, greece, hellas, greenland, grenada, guadeloupe, guam, guatemala, guernsey,
        guinea, guinea bissau, guyana, haiti, honduras, hong kong, hongkong, hk, hong kong sar, hksar, hungary, iceland, india, bharat, indonesia, iran,
        islamic republic of iran, i r iran, ir iran, persia, iraq, ireland, eire, northern ireland, isle of man, israel, italy, italia, jamaica, japan, nippon,
        jersey, jordan, kazakhstan, qazaqstan, kenya, kiribati, korea, north korea, south korea, dprk, rok, republic of korea,
        democratic peoples republic of korea, s korea, n korea, kosovo, kuwait, kyrgyzstan, kyrgyz republic, kirghizia, lao, laos, lao pdr, latvia, lebanon,
        lesotho, liberia, libya, liechtenstein, lithuania, luxembourg, luxemburg, macao, macau, madagascar, malawi, malaysia, maldives, mali, malta,
        marshall islands, martinique, mauritania, mauritius, mayotte, mexico, micronesia, moldova, moldavia, monaco, mongolia, montenegro, montserrat, morocco,
        maroc, mozambique, myanmar, namibia, nauru, nepal, netherlands, the netherlands, holland, nederland, new caledonia, new zealand, nicaragua, niger,
        nigeria, niue, north macedonia, macedonia, norway, norge, oman, sultanate of oman, pakistan, palau, palestine, panama, papua new guinea, paraguay, peru,
        philippines, the philippines, poland, polska, portugal, puerto rico, qatar, reunion, romania, russia, russian federation, rossiya, rossii, rf, rwanda,
        saint kitts and nevis, st kitts and nevis, st kitts, saint lucia, st lucia, saint vincent, st vincent, samoa, san marino, sao tome,
        sao tome and principe, saudi arabia, ksa, kingdom of saudi arabia, saudi, senegal, serbia, srbija, seychelles, sierra leone, singapore, sg, slovakia,
        slovak republic, slovenia, solomon islands, somalia, somaliland, south africa, rsa, south sudan, soviet union, ussr, spain, espana, sri lanka, ceylon,
        sudan, suriname, sweden, sverige, switzerland, schweiz, suisse, svizzera, syria, syrian arab republic, taiwan, republic of china, r o c, roc, tajikistan,
        tadjikistan, tanzania, zanzibar, thailand, timor leste, east timor, togo, tonga, trinidad, trinidad and tobago, tunisia, tunisie, turkey, turkiye,
        turkmenistan, turks and caicos, tuvalu, uganda, ukraine, ukraina, united arab emirates, uae, u a e, emirates, united kingdom, uk, u k, great britain,
        britain, england, scotland, wales, united states, united states of america, usa, u s a, us, u s, america, uruguay, uzbekistan, vanuatu, vatican,
        venezuela, vietnam, viet nam, virgin islands, western sahara, yemen, zambia, zimbabwe, africa, asia, europe, middle east, far east, latin america,
        north america, south america, central asia, southeast asia, asia pacific, apac, emea, mena, gcc, cis, eurasia, gulf, arabian peninsula, korean peninsula, maghreb, levant, sahel, horn of africa, indian subcontinent, scandinavia, balkans, caucasus
        """;

    public const string Adjectives =
        """
        afghan, albanian, algerian, american, angolan, argentine, argentinian, armenian, australian, austrian, azerbaijani, azeri, bahraini, bangladeshi,
        belarusian, belarussian, belgian, bolivian, bosnian, brazilian, british, bulgarian, burmese, cambodian, cameroonian, canadian, chilean, chinese,
        colombian, congolese, croatian, cuban, cypriot, czech, danish, dutch, ecuadorian, egyptian, english, estonian, ethiopian, european, finnish, french,
        georgian, german, ghanaian, greek, guatemalan, hungarian, icelandic, indian, indonesian, iranian, iraqi, irish, israeli, italian, jamaican, japanese,
        jordanian, kazakh, kazakhstani, kenyan, korean, kuwaiti, kyrgyz, laotian, latvian, lebanese, liberian, libyan, lithuanian, macedonian, malaysian,
        maltese, mauritanian, mexican, moldovan, mongolian, montenegrin, moroccan, mozambican, namibian, nepalese, nepali, nigerian, norwegian, omani, pakistani,
        palestinian, panamanian, paraguayan, peruvian, philippine, filipino, polish, portuguese, qatari, romanian, russian, rossiyskaya, rossiiskaya, rossiyskiy,
        rwandan, scottish, senegalese, serbian, singaporean, slovak, slovenian, somali, spanish, sri lankan, sudanese, swedish, swiss, syrian, taiwanese, tajik,
        tanzanian, thai, tunisian, turkish, turkmen, ugandan, ukrainian, emirati, uruguayan, uzbek, venezuelan, vietnamese, yemeni, zambian, zimbabwean
        """;

    // States of the United States, provinces of Canada, states of Australia. Names that are common words or given names alone are left
    // out (Maine, Virginia, Victoria).
    private const string America =
        """
        alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida, hawaii, idaho, illinois, indiana, iowa, kansas, kentucky,
        louisiana, maryland, massachusetts, michigan, minnesota, mississippi, missouri, montana, nebraska, nevada, new hampshire, new jersey, new mexico,
        new york, north carolina, south carolina, north dakota, south dakota, ohio, oklahoma, oregon, pennsylvania, rhode island, tennessee, texas, utah,
        vermont, west virginia, washington dc, washington d c, district of columbia, wisconsin, wyoming, ontario, quebec, british columbia, alberta, manitoba,
        saskatchewan, nova scotia, new brunswick, newfoundland, new south wales, nsw, queensland, tasmania, western australia, south australia, jalisco, sonora,
        sinaloa, chihuahua, baja california, tamaulipas, nuevo leon, guanajuato, michoacan, antioquia, minas gerais, parana, bahia
        """;

    // Divisions of Russia (adjective and noun), Belarus, Ukraine and Kazakhstan, with the general words for a division.
    private const string Russia =
        """
        oblast, oblasti, krai, kray, kraya, okrug, rayon, raion, respublika, adygea, altai, altay, arkhangelsk oblast, bashkortostan, bashkiria,
        belgorod oblast, bryansk oblast, buryatia, chechnya, chelyabinsk oblast, chuvashia, chukotka, crimea, krym, dagestan, donbas, donbass, donetsk oblast,
        ingushetia, kabardino balkaria, kaliningrad oblast, kalmykia, kaluga oblast, kamchatka, karachay cherkessia, karelia, kemerovo oblast, khakassia,
        khanty mansi, kherson oblast, komi, komi republic, krasnodar krai, krasnodar territory, krasnoyarsk krai, kurgan oblast, leningrad oblast,
        leningrad region, luhansk oblast, lugansk region, mari el, mordovia, moscow oblast, moscow region, moskovskaya oblast, murmansk oblast,
        nizhny novgorod oblast, north ossetia, novosibirsk oblast, perm krai, primorsky krai, primorye, rostov oblast, rostov region, ryazan oblast,
        sakhalin, samara oblast, saratov oblast, smolensk oblast, stavropol krai, sverdlovsk oblast, tatarstan, tula oblast, tuva, tver oblast,
        udmurtia, ulyanovsk oblast, voronezh oblast, yakutia, yamalo nenets, zabaykalsky krai, zaporizhzhia oblast, transnistria,
        abkhazia, south ossetia, donetsk peoples republic, luhansk peoples republic, lugansk peoples republic, dpr, lpr, dnr, lnr, minsk region, gomel region,
        kyiv oblast, kharkiv oblast, odesa oblast, karaganda region, almaty region
        """;

    // Provinces of China, Taiwan, Japan, Korea, India, Pakistan, Vietnam, Malaysia and Indonesia.
    private const string Asia =
        """
        province, prefecture, county, district, municipality, governorate, anhui, fujian, gansu, guangdong, guangxi, guizhou, hainan, hebei, heilongjiang, henan,
        hubei, hunan, inner mongolia, nei mongol, jiangsu, jiangxi, jilin, liaoning, ningxia, qinghai, shaanxi, shandong, shanxi, sichuan, szechuan, tibet,
        xizang, xinjiang, xinjiang uyghur, yunnan, zhejiang, canton, kwangtung, kowloon, new territories, wan chai, wanchai, tsim sha tsui, kwun tong, mong kok,
        pudong, hokkaido, kanagawa, saitama, chiba, aichi, hyogo, okinawa, shizuoka, gunma, tochigi, ibaraki, gyeonggi, gyeongsang, jeolla, chungcheong, gangwon,
        pyongan, hamgyong, andhra pradesh, arunachal pradesh, assam, bihar, chhattisgarh, goa, gujarat, haryana, himachal pradesh, jharkhand, karnataka, kerala,
        madhya pradesh, maharashtra, manipur, odisha, orissa, punjab, rajasthan, tamil nadu, telangana, uttar pradesh, u p, uttarakhand, west bengal, kashmir,
        jammu and kashmir, sindh, balochistan, baluchistan, khyber pakhtunkhwa, binh duong, dong nai, bac ninh, selangor, penang, johor, sabah, sarawak, perak,
        labuan, java, jawa barat, jawa timur, west java, east java, central java, sumatra, bali, banten, riau, kalimantan, sulawesi, luzon, mindanao, cebu,
        visayas
        """;

    // Provinces of Iran, Turkey, the Arab countries, and of Europe.
    private const string West =
        """
        ostan, alborz, bushehr province, fars, gilan, golestan, hormozgan, ilam, khuzestan, kohgiluyeh, kurdistan, lorestan, markazi, mazandaran, semnan, sistan,
        sistan and baluchestan, khorasan, razavi khorasan, anatolia, anadolu, thrace, trakya, anbar, nineveh, kirkuk province, dhi qar, hejaz, hijaz, najd,
        eastern province, sinai, darfur, kordofan, cyrenaica, fezzan, hadramawt, hadhramaut, idlib province, bekaa, jebel ali, jafza, jlt, dmcc free zone,
        free zone, freezone, free trade zone, ftz, bavaria, bayern, baden wurttemberg, hessen, hesse, niedersachsen, lower saxony, nordrhein westfalen,
        north rhine westphalia, nrw, rheinland pfalz, sachsen, saxony, thuringen, schleswig holstein, brandenburg, catalonia, cataluna, catalunya, andalucia,
        andalusia, galicia, basque country, pais vasco, lombardia, lombardy, piemonte, piedmont, toscana, tuscany, veneto, sicilia, sicily, sardegna, sardinia,
        emilia romagna, ile de france, normandie, normandy, bretagne, brittany, alsace, provence, occitanie, flanders, vlaanderen, wallonia, wallonie, brabant,
        noord holland, zuid holland, yorkshire, lancashire, surrey, essex, middlesex, hampshire, hertfordshire, tirol, tyrol, steiermark, salzburg land,
        silesia, slask, mazowieckie, transylvania, moravia, bohemia
        """;

    public const string Divisions = America + ",\n" + Russia + ",\n" + Asia + ",\n" + West;

    // Similar words for one country.
    private const string Spellings =
        """
        belarusian belarussian, brazil brasil, cameroon cameroun, chad tchad, czech czechia, czechia czech, danmark denmark, italia italy, kazakh kazakhstan kazakhstani,
        korea korean, kyrgyz kyrgyzstan, lao laos laotian, luxembourg luxemburg, macao macau, moldova moldavia moldovan, nepal nepalese nepali, tajikistan tadjikistan tajik,
        tunisia tunisie tunisian, turkey turkiye turkish, turkmen turkmenistan, ukraine ukraina, russia rossiya rossii, rossiyskaya rossiiskaya rossiyskiy, uzbek uzbekistan,
        afghan afghanistan, argentina argentine argentinian, emirates emirati, iran iranian, oman omani, iraq iraqi, qatar qatari, yemen yemeni, kuwait kuwaiti,
        bahrain bahraini, saudi saudi, israel israeli, pakistan pakistani, philippine philippines, somali somalia, algeria algerian, nigeria nigerian, syria syrian,
        libya libyan, cuba cuban, angola angolan, kenya kenyan, india indian, indonesia indonesian, malaysia malaysian, serbia serbian, romania romanian,
        bolivia bolivian, colombia colombian, bulgaria bulgarian, georgia georgian, armenia armenian, latvia latvian, lithuania lithuanian, estonia estonian,
        ethiopia ethiopian, russia russian, austria austrian, australia australian, america american, africa african, asia asian, mongolia mongolian, rwanda rwandan,
        uganda ugandan, tanzania tanzanian, zambia zambian, namibia namibian, mauritania mauritanian, macedonia macedonian, slovenia slovenian, slovakia slovak
        """;

    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        (Countries + "," + Adjectives).Split((char[])[',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> WordsBySpan = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<(string, string)> Same = FrozenSet.ToFrozenSet(
        Spellings.Split((char[])[',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(row => row.Split(' '))
            .SelectMany(row => row.SelectMany(left => row.Select(right => (left, right)))));

    /// <summary>Whether the word alone names a country or its people.</summary>
    public static bool Has(ReadOnlySpan<char> word) => WordsBySpan.Contains(word);

    /// <summary>Whether the words name two different countries, or the people of them. "Austria" is no misspelt "Australia".</summary>
    public static bool AreDifferent(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        WordsBySpan.Contains(left) && WordsBySpan.Contains(right) && !left.SequenceEqual(right) && !Same.Contains((left.ToString(), right.ToString()));
}
