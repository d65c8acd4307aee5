namespace Screening.Engine.Parties.Words;

internal static partial class CompanyWords
{
    // One line for a concept: English before the bar, then Russian as the lists print it, pinyin, Spanish and Portuguese, French, German, Persian,
    // Turkish, Arabic, Korean, Indonesian. Legal forms are left to the table of legal forms.
    private const string Latin =
        """
        company companies | kompaniya kompaniia kompanii gongsi compania compagnie companhia gesellschaft sherkat sherkate sharikat sharika sharikah sirket sirketi shirkat shrkt hoesa perusahaan firma firm
        trading trade commerce commercial | torgovlya torgovyy torgovyi torgovaya torgoviy torg maoyi mao shangmao comercial comercio comercializadora comercializacion handel handels tejarat tejari tejarati tijara tijarah tijari ticaret ticareti boeki muyok perdagangan commercio commerciale shangye trgovina
        industry industries industrial | promyshlennost promyshlennyy promyshlennyi promyshlennaya promyshlennye gongye shiye industria industrias industriales industriel industrielle industrie sanaye sanaye sanat sanati sanayi sanayii sinaa sinaah sinaat sinai sanop industri sangyo kogyo
        bank | banka banco banque banki banque bankasi yinhang bankia masraf masrif unhaeng ginko bankovskiy
        institute | institut instituto institution yanjiusuo yanjiuyuan maahad mahad enstitusu istituto moassese moasese muassasa moassesseh yonguso kenkyujo
        factory plant | zavod zavody fabrika fabrica fabrique fabrik usine werk gongchang karkhaneh karkhane karkhana masna masnaa kongjang pabrik planta kojo fabbrica
        research | issledovatelskiy issledovatelskii issledovatelskaya issledovaniy issledovanii issledovaniya yanjiu investigacion investigaciones recherche recherches forschung tahghighat tahqiqat pazhuhesh pajouhesh arastirma abhath buhuth bohouth ricerca
        technology technologies technological technical | tekhnologiya tekhnologii tekhnologiy tekhnologicheskiy tekhnologicheskii tekhnicheskiy tekhnicheskaya tekhnicheskii keji jishu tecnologia tecnologias tecnologica technologie technik technische tekhnolodzhi fanavari fanavary fannavari teknoloji teknolojileri teknolojisi teknik tiknulujia taqniya taqnia taqniyat kisul teknologi tecnologie gijutsu
        electronics electronic | elektronika elektronnyy elektronnyi elektronnaya elektronnoy elektroniki dianzi electronica electronique electroniques elektronik electronico elektroniki iliktruniyat elektroniyat jonja denshi
        aviation | aviatsionnyy aviatsionnyi aviatsiya aviatsii aviatsionnaya aviatsionnoe aviatsionnogo hangkong aviacion aviacao havapeyma havanavardi havaei havayi havacilik tayaran aviazione luftfahrt hanggong koku
        airlines airline airways air | aviakompaniya aviakompanii aviakompania aerolineas aerolinea hava havayollari havapeymaei khutut fluggesellschaft
        space aerospace | kosmicheskiy kosmicheskii kosmicheskaya kosmos hangtian yuhang espacial spatial spatiale aerokosmicheskiy havafaza fazayi uzay fada aeroespacial aerospatiale raumfahrt uju uchu
        shipping shipbuilding vessel vessels | sudokhodnaya sudokhodstvo sudostroitelnyy sudostroitelnaya parokhodstvo morskoe haiyun hangyun chuanwu chuanbo zaochuan naviera naviere armateur reederei schiffahrt keshtirani kashtirani kashtirany denizcilik gemicilik milaha milahah shihn shahn haeun pelayaran navegacion navigazione transportes maritimos kaiun
        marine maritime sea | morskoy morskoi morskaya haiyang maritima maritimo maritimes daryaei daryayi daryai deniz bahri bahriya bahriyah haeyang laut marittima seefahrt
        petroleum oil | neft neftyanaya neftyanoy neftyanoi nefti nefteproduct shiyou petroleo petrolero petroliere petrole petrol petrolleri naft nafti nafte nafth bitrul petrola erdol minyak sogyu sekiyu
        petrochemical petrochemicals | neftekhimicheskiy neftekhimiya neftekhim petrokimya petroshimi petrochimie petroquimica petroquimicos shihua petrokimia bitrukimawiyat
        gas | gaz gazovyy gazovaya gazprom tianranqi ghaz gases
        energy power | energeticheskiy energeticheskaya energetika energetiki energiya energii nengyuan dianli energia energetica energie niru nirou enerji enerjisi taqa taqah tenaga enerugi
        university | universitet universiteta universitesi universite universitat universidad universidade daxue jamia jamiah jamiat jameat daneshgah daneshgahe taehak daehak universitas universita daigaku
        college | kolledzh xueyuan colegio kuliya kulliya amoozeshkadeh
        academy | akademiya akademiia akademii academia academie akademie akademi akademisi kexueyuan akadimiya farhangestan hagwon
        ministry | ministerstvo ministerstva ministerio ministere ministerium vezarat vezarate wizara wizarat wizarah bakanligi bu ministerio seong kementerian ministero bakanlik
        group | gruppa gruppy grup grupo groupe gruppe jituan goruh gorooh grubu majmua majmuah majmuat majmou geurup kelompok gruppo guruhi
        holding holdings | kholding kholdinga konggu holdingi qabida
        science sciences scientific | nauka nauchnyy nauchnyi nauchno nauchnaya nauki kexue ciencia ciencias cientifica cientifico scientifique sciences wissenschaft elmi oloum ulum ilmiya bilim bilimsel gwahak scienza kagaku
        production manufacturing manufacture | proizvodstvo proizvodstvennyy proizvodstvennaya proizvodstvennoe proizvodstvenno zhizao shengchan produccion fabricacion manufactura manufacturas manufactureras fertigung produktion herstellung tolid tolidi imalat imalati uretim intaj tasni jejo produksi seizo
        machinery machine | mashinostroitelnyy mashinostroitelnyi mashinostroitelnaya mashinostroenie mashinostroeniya mashinostroenii jixie maquinaria maquinas machines maschinen maschinenbau mashin mashinsazi mashinalat makina makine alat kigye mesin kikai
        equipment | oborudovanie oborudovaniya oborudovanii shebei equipo equipos equipement equipements ausrustung tajhizat ekipman ekipmanlari muaddat peralatan sobi
        instruments instrument | priborostroitelnyy priborostroitelnyi priborostroenie priborostroeniya pribory yiqi yibiao instrumentos abzar ajhiza
        defense defence | oborona oborony oboronnyy oboronnaya oboronprom guofang defensa defesa verteidigung defa defae defaa savunma difa difaa pertahanan gukbang difesa
        military | voennyy voennyi voennaya voenno junshi militar militaire nezami askeri askari harbi harbiya militer gunsa
        arms weapons weapon armament armaments | oruzhie oruzheynyy oruzheinyi vooruzheniy vooruzheniya wuqi armas armes waffen aslaha silah silahlari aslihat mugi
        army armed | vooruzhennye armiya jundui ejercito armee artesh ordu jaysh jaish kundae angkatan
        transport transportation | transportnaya transportnyy transportnyi transporta perevozki yunshu transporte transportes hamlonaghl hamlonaql haml naql nakliyat tasimacilik unsong angkutan trasporti yuso
        logistics | logistika logisticheskaya wuliu logistica logistique logistik lojistik lojistics lojestik mulryu
        construction | stroitelnyy stroitelnaya stroitelstvo stroitelstva stroi stroy jianshe jianzhu goucheng construccion construcciones construtora constructora bau sakhteman sakhtemani sakhtman omran insaat bina tamir inshaat konsol konstruksi costruzioni kensetsu constructions
        engineering | inzhiniring inzheneringovaya inzhenernyy inzhenernaya gongcheng ingenieria engenharia ingenierie ingenieur mohandesi mohandesin mohandessi muhendislik handasa handasiya handasah gongseong rekayasa ingegneria kogaku
        chemical chemicals chemistry | khimicheskiy khimicheskii khimiya khimii khim huagong huaxue quimica quimicas quimico chimique chimie chemie shimi shimiaei shimiyaei kimya kimyasal kimiawiya kimyawiyat hwahak kimia chimica kagakukogyo
        pharmaceutical pharmaceuticals pharma | farmatsevticheskiy farmatsevticheskaya zhiyao yaoye yiyao farmaceutica farmaceutico pharmaceutique pharmazeutische daroei darou daru darousazi ilac adwiya dawaiya jeyak farmasi
        medical | meditsinskiy meditsinskaya meditsinskoe yiliao medica medico medical medizin pezeshki tebbi tibbi tibbiya uiryo medis
        import | vvoz jinkou importacion importaciones importadora importation einfuhr varedat ithalat istirad suip impor
        export | eksport vyvoz chukou exportacion exportaciones exportadora exportation ausfuhr saderat ihracat tasdir suchul ekspor
        international | mezhdunarodnyy mezhdunarodnyi mezhdunarodnaya mezhdunarodnoe guoji internacional internationale beynolmelal beinolmelali beynolmelali beinolmelal uluslararasi dawli dawliya duwali duwaliya dowlia gukje internasional internazionale kokusai
        national | natsionalnyy natsionalnyi natsionalnaya natsionalnoe guojia guoying nacional nationale melli meli milli watani wataniya wataniyya gungnip nasional nazionale kokuritsu
        state | gosudarstvennyy gosudarstvennyi gosudarstvennaya gosudarstvennoe gosudarstvennogo guoyou estatal dolati dowlati devlet estado etat negara
        federal | federalnyy federalnyi federalnaya federalnoe federalnoye federale
        general | generalnyy generalnaya zonghe amm aam amma ammah umumi general genel umum generale
        central | tsentralnyy tsentralnyi tsentralnaya tsentralnoe zhongyang centrale markazi markaziya merkezi merkez zentral zentrale jungang pusat
        center centre | tsentr tsentra zhongxin centro zentrum markaz markaze merkezi senter pusat sento
        bureau | byuro ju konstruktorskoe oficina kantor daftar buro
        design | proyektnyy proyektnyi proektnyy proektnyi konstruktorskiy sheji diseno conception entwurf tarrahi tasarim tasmim seolgye
        development | razvitie razvitiya razrabotka razrabotki kaifa fazhan desarrollo desenvolvimento developpement entwicklung tosee toseeh towseeh gelistirme gelisim kalkinma tanmiya tanmiyah tatwir gaebal pengembangan sviluppo kaihatsu
        investment investments | investitsionnyy investitsionnaya investitsii touzi inversion inversiones investimento investimentos investissement investissements beteiligung sarmayeh sarmayegozari sarmayegozary yatirim yatirimlari istithmar istithmarat tuja investasi investimenti toshi
        finance financial | finansovyy finansovaya finansov jinrong caiwu financiera financiero finanzas financiere finanz mali maliya finans finansal geumyung keuangan finanziaria kinyu
        insurance | strakhovaya strakhovoe strakhovanie baoxian seguros assurance assurances versicherung bimeh bime sigorta tamin boheom asuransi assicurazioni hoken
        exchange | birzha jiaoyisuo cambio bolsa change sarafi sarrafi sarraf sirafa sarafah sayrafa doviz borsa kambiyo bursa
        market | rynok shichang mercado marche markt bazar bazaar souq souk pazar
        metal metals | metall metally metallurgicheskiy metallurgicheskii metallurgiya metallurgii jinshu yejin metales metalurgica metaux metallurgie felezat metaluji madeni maadin geumsok logam metallurgica
        steel | stal staleliteinyy gangtie acero aceros acier acieries stahl foulad fulad celik sulb jegang baja acciaio seiko
        mining | gornyy gornaya gornodobyvayushchaya kuangye minera mineria minero miniere bergbau madan maadan madencilik tadin kwangop pertambangan mineraria kogyo
        mineral minerals | mineralnyy kuangchan minerales mineraux maden madani
        aluminum aluminium alumina | alyuminiy alyuminievyy lyu luye aluminio aluminyum alominiom
        textile textiles | tekstil tekstilnyy fangzhi textil nassaji nasij baft
        food foods | pishchevaya prodovolstvennaya shipin alimentos alimenticia alimentaire lebensmittel ghaza ghazai gida aghdhiya shokuhin makanan
        agriculture agricultural | selskokhozyaystvennyy selskokhozyaystvennaya nongye agricola agropecuaria agricole landwirtschaft keshavarzi tarim ziraat ziraiya nongop pertanian
        communication communications | svyaz svyazi tongxin tongxun comunicacion comunicaciones comunicacoes ertebatat mokhaberat iletisim haberlesme ittisalat tongsin komunikasi comunicazioni tsushin
        telecommunications telecommunication telecom | telekommunikatsii telekom dianxin telecomunicaciones telekomunikasyon mokhaberati
        information | informatsionnyy informatsionnye informatsionnaya xinxi informacion informatique ettelaat bilgi bilisim malumat jeongbo informasi joho
        computer computers | kompyuter kompyuternyy jisuanji computadoras rayaneh raayaneh bilgisayar hasub komputer
        software | programmnoe ruanjian logiciel narmafzar yazilim barmajiyat
        network networks set | seti wangluo red redes reseau netz shabakeh ag shabaka
        system systems | sistema sistemy sistem xitong sistemas systeme systemes samaneh samane sistemi sistemleri nizam anzima chegye
        automation | avtomatizatsiya avtomatizatsii avtomatika zidonghua automatizacion otomasyon otomasion jadonghwa
        optical optics | opticheskiy optika optiko guangxue guangdian optica optique nuri optik basari gwanghak
        laser | lazernyy lazer jiguang leyzer
        nuclear | yadernyy yadernaya atomnyy atomnaya atomic he yuanzineng nuclear nucleaire hastei hasteei nukleer nawawi haekp nuklir
        vehicle vehicles automobile automotive auto | avtomobilnyy avtomobilnaya qiche automotriz automovil automobiles khodro khodrosazi otomotiv sayyarat jadongcha otomotif jidosha
        tire tires tyre tyres | shina shinnyy luntai llantas lastik itarat
        rubber | rezina rezinovyy xiangjiao caucho kauchuk plastik lastiksazi
        plastic plastics | plastik plastmass suliao plastico plasticos plastique kunststoff polimer
        paper | bumaga bumazhnyy zhiye papel papier kaghaz kagit
        cement | tsement tsementnyy shuini cemento ciment zement siman cimento ismant
        glass | steklo stekolnyy boli vidrio verre glas shisheh cam zujaj
        material materials material | materialy materialov cailiao materiales materiaux masaleh mavad malzeme malzemeleri mawad
        repair | remont remontnyy remontnaya weixiu reparacion reparation tamirat onarim bakim
        service services | obsluzhivanie uslugi servis servisnyy fuwu servicio servicios servicos khadamat khedmat hizmet hizmetleri hizmetler khidmat seobiseu layanan servizi
        supply supplies | snabzhenie postavka postavki gongying suministro suministros fourniture tadarokat tamin tedarik tawridat
        travel tourism | turizm turisticheskaya luyou lvyou viajes turismo tourisme voyages gardeshgari jahangardi seyahat safar siyaha
        hotel | gostinitsa jiudian binguan hoteles otel funduq
        foundation fund | fond jijinhui jijin fundacion fondation stiftung bonyad bonyade vakfi vakif muassasat
        charity charitable | blagotvoritelnyy cishan caridad kheyrieh hayir khayriya
        organization organisation | organizatsiya organizatsii zuzhi organizacion sazman sazmane orgutu munazzama munazzamat jojik organisasi
        association | assotsiatsiya assotsiatsii xiehui asociacion anjoman dernegi dernek jamiyat jamiya hyophoe asosiasi associazione kyokai
        union | soyuz soyuza lianhe lianmeng sindicato syndicat ettehadieh ettehadiyeh birligi birlik ittihad dongmaeng serikat
        council | sovet soveta weiyuanhui consejo conseil rat shora shoraye konseyi majlis dewan
        committee | komitet komiteta comite komite komitesi lajna
        agency | agentstvo agenstvo jigou agencia agence agentur ajans ajansi wakala
        department | departament otdel otdelenie bumen departamento departement abteilung daire dairesi qism
        security | bezopasnost bezopasnosti anquan seguridad securite sicherheit amniat amniyat guvenlik amn poan keamanan
        police | politsiya politsii jingcha policia polizei polis shurta naja
        party | partiya partii dang partido parti partei hezb hizb
        front front | fronte jabha jabhat cephesi jebhe
        movement | dvizhenie dvizheniya yundong movimiento mouvement bewegung jonbesh harekat harekati haraka harakat
        brigade | brigada brigady lu brigada liwa katiba tugay tugayi
        battalion | batalon batalona ying batallon bataillon tabur taburu katibat gordan
        islamic | islami islamiya islamiyya islamskiy islamskoe islamique islamica eslami islamisch
        people peoples | narodnyy narodnaya narodnoe renmin popular populaire mardom mardomi halk shaab shaabi inmin
        republic | respublika respubliki gongheguo republica republique jomhouri jomhuri cumhuriyeti jumhuriya gonghwaguk republik
        new | novyy novaya novoe xin nuevo nueva nouveau nouvelle neue neuer yeni jadid jadida novo nova baru nuovo shin
        first | pervyy pervaya pervoe diyi primera primero premier premiere erste ula awwal birinci avval jeil pertama
        united | obedinennyy obedinennaya obedinennye unidos unida uni unis vereinigte mottahed birlesik muttahida
        joint | sovmestnoe hezi conjunta moshtarak ortak mushtarak
        modern | sovremennyy xiandai moderno moderne novin noveen haditha hadith
        brothers | bratya xiongdi hermanos freres bruder gebruder baradaran kardesler ikhwan ikhwah fratelli bersaudara
        sons | synovya hijos fils sohne pesaran ogullari awlad abna figli
        house | dom dom casa maison haus khaneh evi bayt dar
        works | rabot werke
        shipyard | verf sudoverf chuanchang astillero astilleros chantier werft keshtisazi tersane tersanesi ahwad galangan cantieri zosen
        port ports port | porto duankou gangkou puerto hafen bandar bandare liman limani mina pelabuhan hanggu
        airport | aeroport aeroporto jichang aeropuerto flughafen foroudgah forudgah havalimani havaalani matar konghang bandara
        railway railways | zheleznodorozhnyy zheleznaya tielu ferrocarril chemin eisenbahn rahahan demiryolu demiryollari sikak cheoldo
        water | voda vodnyy shuili agua aguas eau wasser ab su miyah
        electric electrical | elektricheskiy elektrotekhnicheskiy elektro dianqi diangong electrica electrico electrique electriques elektrik elektrische bargh bargi kahraba kahrabaiya jeongi listrik elettrica denki
        radio | radioelektronnyy radio wuxiandian radiyo
        missile missiles rocket | rockets raketa raketnyy raketnaya raketnye daodan huojian misil misiles moshak mushak fuze roket sarukh misail rokhet
        turbine turbines | turbina turbinnyy wolun turbinas turbin tourbin
        engine engines motor motors | dvigatel dvigateli dvigatelestroenie fadongji motores moteur moteurs motoren motorsazi muharrik enjin
        helicopter helicopters | vertolet vertolety vertoletnyy zhishengji helicoptero helicopteres balgard helikopter
        aircraft | aeroplane samolet samoletostroenie feiji aeronave aeronaves avion flugzeug havapeimasazi havapeymasazi ucak tairat
        shield | shchit
        education | obrazovanie obrazovaniya obrazovatelnyy jiaoyu educacion bildung amoozesh egitim talim kyoyuk pendidikan
        school | shkola xuexiao escuela ecole schule madreseh okul okulu madrasa hakkyo sekolah
        hospital | gospital bolnitsa yiyuan hopital krankenhaus bimarestan hastane hastanesi mustashfa
        oilfield | neftepromysel youtian yataghi
        pipeline | truboprovod truboprovodnyy guandao oleoducto khatlooleh
        pump pumps | nasos nasosnyy beng bombas pompe pompes pumpen pomp
        valve valves | klapan armatura fa famen valvulas vannes shir vana
        bearing bearings | podshipnik podshipnikovyy zhoucheng rodamientos roulements bilbering rulman
        cable cables | kabel kabelnyy dianlan kablo
        semiconductor semiconductors | poluprovodnik poluprovodnikovyy bandaoti semiconductores nimerasana yariiletken
        chip chips microelectronics | microelectronic mikroelektronika mikroelektroniki weidianzi microelectronica
        innovation innovations | innovatsionnyy innovatsii chuangxin innovacion innovacao noavari inovasyon ibtikar hyeoksin
        digital | tsifrovoy tsifrovye shuzi raqami dijital numerique
        intelligent smart | umnyy intellektualnyy zhineng inteligente intelligente houshmand akilli dhaki
        precision | tochnyy pretsizionnyy jingmi preciso daghigh hassas jeongmil
        heavy | tyazhelyy tyazhelogo zhonggong pesado lourd schwer sangin agir thaqila
        light | legkiy qinggong ligero leger leicht sabok hafif khafifa
        """;
}
