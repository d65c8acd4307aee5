namespace Screening.Engine.Parties.Words;

/// <summary>
/// Cities that stand next to the names of parties: capitals, the largest cities of each country, and sea ports, with usual
/// spellings. Source: United Nations Demographic Yearbook (capitals and cities of 100,000 and more inhabitants) and UN/LOCODE,
/// written by hand. Names that are common words, given names or family names are left out (Nice, Reading, Split, Mary, Leon).
/// Words as the tokenizer yields them.
/// </summary>
internal static class CityNames
{
    private const string China =
        """
        beijing, peking, shanghai, tianjin, tientsin, chongqing, chungking, guangzhou, shenzhen, dongguan, foshan, zhuhai, zhongshan, huizhou, jiangmen, shantou,
        zhaoqing, zhanjiang, maoming, meizhou, chaozhou, jieyang, qingyuan, shaoguan, nanjing, nanking, suzhou, wuxi, changzhou, nantong, yangzhou, zhenjiang,
        taizhou, xuzhou, yancheng, huaian, lianyungang, suqian, kunshan, zhangjiagang, jiangyin, changshu, taicang, yixing, hangzhou, ningbo, wenzhou, jiaxing,
        huzhou, shaoxing, jinhua, yiwu, quzhou, zhoushan, lishui, cixi, yuyao, hefei, wuhu, bengbu, huainan, maanshan, anqing, chuzhou, fuzhou, xiamen, amoy,
        quanzhou, zhangzhou, putian, sanming, longyan, nanchang, ganzhou, jiujiang, jingdezhen, yichun, jinan, qingdao, tsingtao, yantai, weifang, weihai, zibo,
        jining, linyi, dezhou, liaocheng, dongying, rizhao, taian, heze, zhengzhou, luoyang, kaifeng, xinxiang, nanyang, anyang, puyang, xuchang, zhumadian,
        wuhan, yichang, xiangyang, jingzhou, huangshi, shiyan, xiaogan, changsha, zhuzhou, xiangtan, hengyang, yueyang, changde, nanning, liuzhou, guilin,
        beihai, haikou, sanya, chengdu, mianyang, deyang, luzhou, yibin, leshan, nanchong, zigong, guiyang, zunyi, kunming, qujing, lhasa, xian, xi an, sian,
        baoji, xianyang, hanzhong, lanzhou, xining, yinchuan, urumqi, karamay, kashgar, shijiazhuang, tangshan, baoding, handan, langfang, cangzhou,
        qinhuangdao, zhangjiakou, xingtai, hengshui, taiyuan, datong, changzhi, hohhot, baotou, ordos, shenyang, mukden, dalian, anshan, fushun, dandong, yingkou,
        jinzhou, huludao, panjin, liaoyang, changchun, jilin city, siping, harbin, daqing, qiqihar, mudanjiang, jiamusi, sanhe, taipei, kaohsiung, taichung,
        tainan, hsinchu, taoyuan, new taipei, keelung
        """;

    private const string Russia =
        """
        moscow, moskva, moscou, moskau, saint petersburg, st petersburg, sankt peterburg, saint peterburg, petersburg, spb, leningrad, novosibirsk, yekaterinburg,
        ekaterinburg, kazan, nizhny novgorod, nizhniy novgorod, nizhni novgorod, chelyabinsk, samara, omsk, rostov, rostov on don, rostov na donu, ufa,
        krasnoyarsk, voronezh, perm, volgograd, krasnodar, saratov, tyumen, togliatti, tolyatti, izhevsk, barnaul, ulyanovsk, irkutsk, khabarovsk, yaroslavl,
        vladivostok, makhachkala, tomsk, orenburg, kemerovo, novokuznetsk, ryazan, astrakhan, naberezhnye chelny, penza, lipetsk, kirov, cheboksary, tula,
        kaliningrad, kursk, ulan ude, stavropol, sevastopol, sochi, ivanovo, tver, bryansk, belgorod, vladimir city, surgut, nizhny tagil, arkhangelsk, chita,
        kaluga, smolensk, volzhsky, kurgan, cherepovets, vologda, saransk, orel, yakutsk, vladikavkaz, podolsk, grozny, murmansk, tambov, petrozavodsk, sterlitamak,
        nizhnevartovsk, kostroma, novorossiysk, yoshkar ola, taganrog, komsomolsk on amur, komsomolsk na amure, syktyvkar, khimki, nalchik, nizhnekamsk, shakhty,
        dzerzhinsk, bratsk, orsk, angarsk, korolev, korolyov, zelenograd, velikiy novgorod, veliky novgorod, blagoveshchensk, balashikha, pskov, biysk, mytishchi,
        lyubertsy, dubna, zhukovsky, zhukovskiy, sarov, snezhinsk, severodvinsk, magnitogorsk, miass, kovrov, arzamas, nakhodka, yuzhno sakhalinsk,
        petropavlovsk kamchatsky, simferopol, kerch, yalta, feodosia, minsk, gomel, homel, mogilev, vitebsk, grodno, brest, kyiv, kiev, kharkiv, kharkov, odesa,
        odessa, dnipro, dnepropetrovsk, donetsk, luhansk, lugansk, mariupol, zaporizhzhia, zaporozhye, lviv, lvov, mykolaiv, kherson, poltava, chernihiv, almaty,
        alma ata, astana, nur sultan, shymkent, karaganda, aktobe, aktau, atyrau, pavlodar, tashkent, samarkand, bukhara, andijan, bishkek, osh, dushanbe,
        khujand, ashgabat, turkmenbashi, baku, ganja, sumqayit, yerevan, gyumri, tbilisi, batumi, poti, kutaisi, chisinau, tiraspol, vilnius, kaunas, klaipeda,
        riga, daugavpils, liepaja, tallinn, tartu, narva
        """;

    private const string MiddleEast =
        """
        tehran, teheran, mashhad, isfahan, esfahan, shiraz, tabriz, karaj, qom, ahvaz, ahwaz, kermanshah, urmia, orumiyeh, rasht, zahedan, hamedan, hamadan, kerman,
        yazd, ardabil, bandar abbas, bandarabbas, arak, eslamshahr, zanjan, sanandaj, qazvin, khorramabad, gorgan, sari city, kashan, bushehr, birjand, bojnurd,
        abadan, khorramshahr, dezful, natanz, bandar imam, bandar anzali, chabahar, kish, kish island, qeshm, istanbul, stamboul, ankara, izmir, bursa, adana,
        gaziantep, konya, antalya, mersin, kayseri, eskisehir, diyarbakir, samsun, denizli, sanliurfa, malatya, trabzon, erzurum, sakarya, kocaeli, gebze, izmit,
        tekirdag, corlu, hatay, iskenderun, tuzla, manisa, dubai, abu dhabi, sharjah, ajman, fujairah, ras al khaimah, rak, umm al quwain, al ain, deira, bur dubai,
        riyadh, jeddah, jidda, mecca, makkah, medina, madinah, dammam, khobar, al khobar, jubail, yanbu, taif, tabuk, doha, lusail, ras laffan, kuwait city,
        shuwaikh, manama, muscat, sohar, salalah, sanaa, sana a, aden, hodeidah, mukalla, taiz, baghdad, basra, basrah, mosul, erbil, arbil, sulaymaniyah,
        kirkuk, najaf, karbala, damascus, aleppo, homs, hama, latakia, lattakia, tartus, tartous, idlib, deir ez zor, beirut, beyrouth, tripoli, sidon, saida,
        tyre, zahle, amman, zarqa, irbid, aqaba, jerusalem, tel aviv, haifa, ashdod, beersheba, petah tikva, herzliya, netanya, gaza, gaza city, ramallah, nablus,
        hebron, kabul, kandahar, herat, mazar i sharif, mazar e sharif, jalalabad, kunduz, cairo, alexandria, giza, port said, suez, ismailia, damietta, benghazi,
        misrata, misurata, sirte, tobruk, tunis, sfax, algiers, oran, constantine, casablanca, rabat, tangier, tanger, marrakech, marrakesh, agadir, khartoum,
        omdurman, port sudan, nouakchott, nicosia, lefkosia, limassol, lemesos, larnaca, famagusta, kyrenia
        """;

    private const string Asia =
        """
        tokyo, osaka, yokohama, nagoya, sapporo, kobe, kyoto, fukuoka, kawasaki city, hiroshima, sendai, kitakyushu, niigata, hamamatsu, nagasaki, kumamoto, okayama,
        naha, seoul, busan, pusan, incheon, inchon, daegu, taegu, daejeon, taejon, gwangju, kwangju, ulsan, suwon, changwon, pohang, gumi, jeju, pyongyang, pyeongyang,
        hamhung, nampo, nampho, sinuiju, rason, wonsan, chongjin, kaesong, hanoi, ha noi, ho chi minh city, ho chi minh, hcmc, saigon, haiphong, hai phong, da nang,
        danang, can tho, bangkok, chiang mai, laem chabang, phuket, pattaya, chonburi, yangon, rangoon, mandalay, naypyidaw, nay pyi taw, vientiane, phnom penh,
        sihanoukville, kuala lumpur, kl, johor bahru, georgetown, george town, shah alam, petaling jaya, klang, port klang, ipoh, kuching, kota kinabalu, melaka,
        malacca, jakarta, djakarta, surabaya, bandung, medan, semarang, makassar, palembang, batam, tangerang, bekasi, denpasar, balikpapan, manila, quezon city,
        makati, cebu city, davao, davao city, subic, bandar seri begawan, dili, ulaanbaatar, ulan bator, new delhi, delhi, mumbai, bombay, bangalore, bengaluru,
        chennai, madras, kolkata, calcutta, hyderabad, pune, poona, ahmedabad, ahmadabad, surat, jaipur, lucknow, kanpur, nagpur, indore, thane, bhopal,
        visakhapatnam, vizag, vadodara, baroda, ludhiana, agra, nashik, faridabad, ghaziabad, rajkot, coimbatore, kochi, cochin, chandigarh, guwahati, gurgaon,
        gurugram, noida, mangalore, mysore, navi mumbai, amritsar, jamnagar, gandhidham, mundra, kandla, trivandrum, bhubaneswar, ranchi, raipur, karachi, lahore,
        islamabad, rawalpindi, faisalabad, peshawar, multan, gujranwala, sialkot, quetta, gwadar, dhaka, dacca, chittagong, chattogram, khulna, sylhet, colombo,
        kandy, kathmandu, katmandu, thimphu, sydney, melbourne, brisbane, perth, adelaide, canberra, darwin, gold coast, auckland, wellington, christchurch, suva,
        port moresby, majuro, noumea, apia, port vila
        """;

    private const string Europe =
        """
        london, manchester, birmingham, leeds, liverpool, sheffield, bristol, glasgow, edinburgh, aberdeen, cardiff, belfast, leicester, coventry, nottingham,
        newcastle, southampton, portsmouth, felixstowe, dublin, limerick, paris, marseille, marseilles, lyon, toulouse, nantes, strasbourg, bordeaux, lille, rennes,
        le havre, grenoble, dijon, montpellier, rouen, cannes, berlin, hamburg, munich, muenchen, munchen, cologne, koln, koeln, frankfurt, frankfurt am main,
        stuttgart, dusseldorf, duesseldorf, dortmund, essen, leipzig, bremen, bremerhaven, dresden, hannover, hanover, nuremberg, nurnberg, nuernberg, duisburg,
        bochum, bonn, mannheim, karlsruhe, wiesbaden, augsburg, aachen, kiel, lubeck, rostock, braunschweig, chemnitz, magdeburg, mainz, vienna, wien, graz, linz,
        salzburg, innsbruck, zurich, zuerich, geneva, geneve, genf, basel, bern, berne, lausanne, lugano, zug, st gallen, winterthur, vaduz, amsterdam, rotterdam,
        the hague, den haag, utrecht, eindhoven, groningen, tilburg, schiphol, brussels, bruxelles, brussel, antwerp, antwerpen, anvers, ghent, gent, liege,
        bruges, brugge, charleroi, madrid, barcelona, valencia, sevilla, seville, zaragoza, malaga, bilbao, alicante, palma de mallorca, las palmas, vigo, cadiz,
        algeciras, lisbon, lisboa, porto, oporto, funchal, rome, roma, milan, milano, naples, napoli, turin, torino, palermo, genoa, genova, bologna, firenze,
        venice, venezia, verona, trieste, brescia, bergamo, padova, padua, livorno, ravenna, modena, parma, athens, athina, thessaloniki, piraeus, patras,
        heraklion, valletta, sliema, copenhagen, kobenhavn, kopenhagen, aarhus, odense, aalborg, stockholm, gothenburg, goteborg, malmo, uppsala, linkoping,
        oslo, bergen, trondheim, stavanger, helsinki, espoo, tampere, turku, oulu, lappeenranta, reykjavik, warsaw, warszawa, krakow, cracow, lodz, wroclaw, poznan,
        gdansk, gdynia, szczecin, katowice, lublin, prague, praha, brno, ostrava, plzen, bratislava, kosice, budapest, debrecen, bucharest, bucuresti, cluj,
        cluj napoca, timisoara, iasi, constanta, brasov, sofia, plovdiv, varna, burgas, ruse, belgrade, beograd, novi sad, nis, zagreb, rijeka, ljubljana, koper,
        sarajevo, banja luka, mostar, podgorica, skopje, tirana, durres, pristina, prishtina, luxembourg city, monte carlo, douglas isle of man, st helier
        """;

    private const string Americas =
        """
        new york city, nyc, los angeles, chicago, houston, phoenix, philadelphia, san antonio, san diego, dallas, san jose, austin, fort worth, san francisco,
        seattle, denver, washington, boston, el paso, detroit, nashville, portland, las vegas, memphis, louisville, baltimore, milwaukee, albuquerque, tucson,
        fresno, sacramento, atlanta, kansas city, miami, oakland, minneapolis, tampa, new orleans, cleveland, honolulu, anaheim, st louis, saint louis, pittsburgh,
        cincinnati, newark, irvine, long beach, fort lauderdale, laredo, brooklyn, manhattan, salt lake city, toronto, montreal, vancouver, calgary, ottawa,
        edmonton, winnipeg, quebec city, halifax, mississauga, mexico city, ciudad de mexico, cdmx, mexico d f, mexico df, guadalajara, monterrey, puebla,
        tijuana, ciudad juarez, juarez, culiacan, mazatlan, cancun, merida, queretaro, veracruz, manzanillo, guatemala city, san salvador, tegucigalpa,
        san pedro sula, managua, panama city, ciudad de panama, colon panama, colon free zone, havana, la habana, santo domingo, port au prince, kingston jamaica,
        san juan, nassau, hamilton bermuda, bridgetown, port of spain, willemstad, oranjestad, road town, tortola, belize city, bogota, medellin, cali, barranquilla,
        cartagena, cucuta, bucaramanga, caracas, maracaibo, barquisimeto, maracay, quito, guayaquil, lima, callao, arequipa, la paz, santa cruz de la sierra,
        cochabamba, sao paulo, rio de janeiro, brasilia, belo horizonte, porto alegre, curitiba, recife, fortaleza, manaus, campinas, santos brazil, foz do iguacu,
        buenos aires, cordoba, rosario, mendoza argentina, montevideo, asuncion, ciudad del este, santiago de chile, santiago chile, valparaiso, iquique,
        antofagasta, paramaribo, cayenne
        """;

    private const string Africa =
        """
        lagos, abuja, kano, ibadan, port harcourt, accra, tema, kumasi, abidjan, yamoussoukro, dakar, bamako, ouagadougou, niamey, conakry, freetown, monrovia, lome,
        cotonou, douala, yaounde, libreville, port gentil, malabo, bangui, ndjamena, brazzaville, pointe noire, kinshasa, lubumbashi, goma, luanda, cabinda,
        addis ababa, asmara, mogadishu, hargeisa, berbera, nairobi, mombasa, kisumu, kampala, entebbe, kigali, bujumbura, dar es salaam, dodoma, zanzibar city,
        lusaka, ndola, harare, bulawayo, maputo, beira, lilongwe, blantyre, antananarivo, toamasina, port louis, moroni, windhoek, walvis bay, gaborone,
        johannesburg, joburg, cape town, durban, pretoria, port elizabeth, east london, bloemfontein, maseru, mbabane, juba, praia, bissau, banjul, mahe
        """;

    public const string All = China + ",\n" + Russia + ",\n" + MiddleEast + ",\n" + Asia + ",\n" + Europe + ",\n" + Americas + ",\n" + Africa;
}
