namespace Screening.Engine.Parties.Words;

/// <summary>Rows of spellings of one name: names of Arabic origin, Chinese syllables, Korean names, and cities. Written by hand.</summary>
internal static class EasternVariantRows
{
    // Names of Arabic origin in the romanisations of Arabic, Persian, Turkic and French-speaking countries.
    public const string Arabic =
        """
        muhammad mohammed mohamed mohammad muhammed mohamad muhamad mohd mohamet muhamed mohammadu mahomed mohammod mehmet mehmed mukhammad magomed mahamed
        ahmad ahmed akhmed akhmad ahmet ahmadou
        hussein husayn hussain hossein husain hussien hosein husein hussayn huseyn houssein hoseyn hussin huseyin
        hassan hasan hassen hassane hasaan
        yusuf yousef youssef yousif yusef yousuf youssouf yousaf yusof yousof joseph josef iosif joe joey yusif yussuf
        ibrahim ebrahim ibraheem ibragim abraham brahim ibrahima
        usama osama ousama oussama osamah
        umar omar oumar omer umer
        said saeed saeid sayeed saied
        ali aly alli
        abdullah abdallah abdulla abdalla abdellah abdulah abdillah abdullahi abdoullah
        abdulrahman abdelrahman abdurrahman abdalrahman abdurahman
        khalid khaled khalad halid
        mahmud mahmoud mahmood mehmood mahmut makhmud mamoud
        mustafa mustapha moustafa mostafa moustapha mustapa mustafo
        sulayman suleiman soleiman sulaiman suleyman soleyman solomon soulaymane sulaymon suliman
        ismail esmail ismaeel ismael esmaeil ismoil
        isa eisa issa
        musa mousa moussa moosa
        yahya yahia yehia yehya iahia
        jafar jaafar jafer
        qasim kasim qassem ghasem kassem qasem kasem
        rashid rasheed rachid reshid
        karim kareem kerim
        nasir nasser naser nasr nacer nassir
        tariq tarek tarik tareq tareck
        walid waleed oualid valid
        ghulam gholam
        ayman aymen
        faysal faisal feisal
        fatima fatemeh fatma
        zaynab zeinab zainab
        mahdi mehdi mehdy
        reza rida ridha redha
        abdulaziz abdelaziz abdolaziz abdulazeez
        abdulkarim abdelkarim abdolkarim abdulkareem
        abdulhamid abdelhamid abdolhamid abdulhameed
        abdulmalik abdelmalek abdolmalek abdulmalek
        abdulqadir abdelkader abdulkadir abdolghader abdulkader
        abdulwahab abdelwahab abdulwahhab abdolvahab
        abdulmajid abdelmajid abdolmajid abdulmajeed
        abdulghani abdelghani abdolghani
        abdullatif abdellatif abdollatif abdulateef
        abdulsalam abdelsalam abdusalam abdessalam
        abdulrahim abdelrahim abdurrahim abdolrahim abdulraheem
        abdulrazzaq abdelrazak abdurrazaq abdulrazak
        qadir kader kadir qader ghader
        qaddafi gaddafi kadhafi gadhafi
        hamid hameed
        majid majeed madjid
        faruq farouk faruk farooq
        jamal gamal djamal cemal jamel
        jalal galal celal djalal
        jamil gamil djamil cemil
        najib naguib nadjib necip
        mansur mansour mansoor
        mubarak mobarak moubarak
        mujahid mojahed moujahid
        murad mourad morad
        munir mounir moneer muneer
        nabil nabeel
        nur noor nour
        nuri nouri noori
        sabri sabry
        salih saleh
        salim saleem selim
        sami samy
        samir sameer
        sharif sherif cherif shareef serif
        shahin shaheen chahine
        tahir taher
        uday odai odey
        waheed wahid vahid
        wasim waseem
        yasir yasser yaser
        yasin yaseen yassin yassine
        zahir zaher
        zayd zaid zeid
        zaki zeki
        ziyad ziad
        bashir basheer bachir beshir
        bilal belal
        bakr bekir bakir
        burhan borhan
        fadl fazl fadhl
        farid fareed ferid
        fuad fouad foad
        habib habeeb
        hadi hady
        haydar haider heydar heidar hayder
        hilal helal
        hisham hicham hesham
        husni hosni hosny
        imad emad
        iqbal eqbal
        jawad javad djawad
        kamal kemal kamel
        khalil halil khaleel
        latif lateef
        luay loay
        maysam meysam
        mukhtar mokhtar
        muqtada moqtada
        muslim moslem
        nasrallah nasrullah nasrollah
        rahim raheem
        ramadan ramazan ramzan ramadhan
        shakir shaker
        shukri choukri
        sulaymani soleimani suleimani sulaimani
        tawfiq taufik tawfik toufik tofiq
        thabit thabet sabet
        wahhab vahab
        zulfiqar zolfaghar zulfikar
        hussaini husseini hosseini husayni hoseini
        husaini huseyni
        kazim kazem kadhim kadhem
        mahmoudi mahmudi
        ahmadi ahmedi
        rahmani rehmani
        rahmanov rakhmanov
        akhmedov ahmadov akhmadov
        aliyev aliev alieff
        mammadov mamedov mammedov
        huseynov guseynov guseinov
        hasanov gasanov
        ismayilov ismailov
        qurban kurban gorban ghorban
        gulnara gulnora
        islom islam
        sherzod sherzad
        bakhtiyar bahtiyar bakhtiar
        jahangir jehangir djakhangir
        """;

    // Chinese syllables in pinyin and in Wade-Giles or Cantonese spelling where that spelling stands for this syllable only, Korean
    // names in the Revised and the McCune-Reischauer romanisation, and cities with a former spelling.
    public const string East =
        """
        xu hsu
        xie hsieh
        xiao hsiao
        xiong hsiung
        cai tsai
        zeng tseng tsang
        cao tsao
        jiang chiang
        zhou chou chow
        guo kuo kwok
        gao kao
        deng teng
        dong tung
        duan tuan
        zhang cheung
        liang leung
        yang yeung
        xi hsi
        xing hsing
        xin hsin
        zhong chung
        zhi chih
        shi shih
        beijing peking
        nanjing nanking
        guangzhou canton
        tianjin tientsin
        chongqing chungking
        qingdao tsingtao
        xiamen amoy
        sichuan szechuan szechwan
        guangdong kwangtung
        kim gim ghim
        jeong jung jong
        yoon yun
        kwon gwon
        noh roh
        baek paek
        moon mun
        hyok hyuk hyeok
        chol cheol chul
        kyong kyung gyeong kyeong
        hyon hyun hyeon
        yong yeong
        seong sung
        seok sok
        kyu gyu
        kuk guk gook
        joon jun
        hwan whan
        nguyen nguyn
        kyiv kiev kyyiv
        kharkiv kharkov
        odesa odessa
        lviv lvov lwow
        dnipro dnepr
        mykolaiv nikolaev nikolayev
        luhansk lugansk
        zaporizhzhia zaporozhye zaporizhia
        moscow moskva moskau moscou
        tehran teheran
        isfahan esfahan
        basra basrah
        """;
}
