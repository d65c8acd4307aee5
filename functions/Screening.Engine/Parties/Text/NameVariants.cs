using System.Collections.Frozen;

namespace Screening.Engine.Parties.Text;

/// <summary>
/// Words with the same meaning that are not related by spelling alone: common abbreviations, and given names in different
/// languages and romanisations. Each row is one name.
/// </summary>
internal static class NameVariants
{
    /// <summary>Similarity of two words of the same row.</summary>
    public const double Similarity = 0.96;

    private static readonly FrozenDictionary<string, int> Rows =
        """
        international intl intnl internat
        university univ
        institute inst
        department dept
        development dev devt
        manufacturing mfg manuf
        management mgmt mgt
        national natl
        government govt
        association assn assoc
        brothers bros
        industries ind inds indus
        technology technologies tech technol
        electronics elec electronic
        engineering engg engrg engr
        service services svc svcs
        group grp grupo gruppa groupe gruppe
        holding holdings hldg hldgs
        center centre ctr centro tsentr
        laboratory lab laboratories labs laboratoriya
        research res
        science sci sciences
        academy acad akademiya
        import imp
        export exp eksport
        telecommunications telecom telecommunication
        petroleum petro
        pharmaceutical pharm pharma pharmaceuticals
        chemical chem chemicals
        equipment equip
        defense defence def
        bank banco banque banka
        factory plant zavod
        muhammad mohammed mohamed mohammad muhammed mohamad muhamad mohd mohamet muhamed mohammadu mahomed
        ahmad ahmed akhmed akhmad ahmet
        hussein husayn hussain hossein husain hussien hosein husein hussayn huseyn houssein hoseyn
        hassan hasan hassen
        yusuf yousef youssef yousif yusef yousuf youssouf yousaf yusof yousof joseph josef iosif
        ibrahim ebrahim ibraheem ibragim abraham
        usama osama ousama oussama
        umar omar oumar omer umer
        said saeed saeid sayeed saied
        ali aly alli
        abdullah abdallah abdulla abdalla abdellah
        abdulrahman abdelrahman abdurrahman abdalrahman abdurahman
        khalid khaled khalad
        mahmud mahmoud mahmood mehmood
        mustafa mustapha moustafa mostafa moustapha
        sulayman suleiman soleiman sulaiman suleyman soleyman solomon
        ismail esmail ismaeel ismael esmaeil
        isa eisa issa
        musa mousa moussa moosa
        yahya yahia yehia
        jafar jaafar jafer
        qasim kasim qassem ghasem kassem qasem kasem
        rashid rasheed rachid
        karim kareem
        nasir nasser naser nasr nasir
        tariq tarek tarik tareq
        walid waleed oualid
        ghulam gholam
        ayman aymen
        faysal faisal feisal
        fatima fatemeh fatma
        zaynab zeinab zainab
        mahdi mehdi
        reza rida ridha
        dmitry dmitriy dmitri dmitrii dmytro dzmitry
        sergey sergei serhiy sergiy sergii siarhei sergej
        alexander alexandros aleksandr aleksander oleksandr alexandr aliaksandr alejandro alexandre
        alexey aleksey alexei aleksei oleksiy aliaksei
        andrey andrei andriy andrii andrej andrew
        yuri yury yuriy iurii iuri
        evgeny yevgeny evgeniy yevgeniy evgenii evgueni yevhen yevgeni
        mikhail mykhailo mikhael mihail mikail michael
        vladimir volodymyr uladzimir wladimir
        nikolai nikolay mykola mikalai nikolaj nicholas
        vasily vasiliy vasili vasyl vasil
        pavel pavlo paul
        petr pyotr petro peter piotr
        ivan yvan iwan
        igor ihor
        oleg oleh aleh
        viktor victor
        georgy georgiy georgi heorhiy georgii
        anatoly anatoliy anatoli anatolii
        gennady gennadiy hennadiy gennadi
        valery valeriy valerii
        grigory grigoriy hryhoriy
        konstantin kostyantyn constantine
        arkady arkadiy
        natalya natalia nataliya
        tatyana tatiana tetyana
        yulia julia iuliia yuliya
        elena yelena olena helena
        ekaterina yekaterina kateryna
        osman othman uthman usman
        jose joseh
        juan joao
        park pak
        choi choe
        """.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany((row, number) => row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (word, number)))
        .DistinctBy(pair => pair.word, StringComparer.Ordinal)
        .ToFrozenDictionary(pair => pair.word, pair => pair.number, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Rows.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Row number of a word; -1 when the word is in no row.</summary>
    public static int RowOf(ReadOnlySpan<char> word) => BySpan.TryGetValue(word, out var row) ? row : -1;

    /// <summary>Whether both words are in the same row.</summary>
    public static bool AreSame(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        RowOf(left) is var row and >= 0 && row == RowOf(right);
}
