using System.Collections.Frozen;

namespace Screening.Engine.Parties.Addresses;

/// <summary>
/// Words of addresses by class, in lower-case ASCII as romanised. Written for this engine from facts: street suffixes and unit designators
/// as in USPS Publication 28, appendices C1 and C2; Russian types of streets and buildings as abbreviated by the address system FIAS (order
/// 171n of the Ministry of Finance, 2015); pinyin of the Chinese words for road, street, number, floor and room, and the Cantonese ones; the usual
/// words in Spanish, French, German, Italian, Portuguese, Turkish, Persian, Malay and Indonesian.
/// </summary>
internal static class AddressWords
{
    private const int LettersOfSwapped = 5;

    private static readonly FrozenDictionary<string, AddressClass> Classes = Table(
        (AddressClass.Street,
            """
            road rd street st str saint sankt avenue ave av aven lane ln drive dr drv way close court crescent cres terrace ter terr row strand quay
            boulevard blvd bd boul highway hwy expressway expy freeway fwy parkway pkwy circle cir alley aly gardens grove hill square sq
            lu jie dajie dadao dao do kai gai xiang hutong nong li long ring
            strasse weg gasse allee chaussee damm ufer straat laan
            sokak sok sk cadde caddesi cad cd bulvari bulvar bulv
            marg soi thanon duong
            naberezhnaya nab line liniya linia
            """),
        (AddressClass.StreetBefore,
            """
            ulitsa ulica ulitza ul prospekt prospect prosp pr prkt pereulok per shosse sh ploshchad ploschad pl bulvar bul proezd tupik tup
            rue calle carrera cra cll avenida avda via viale vicolo corso piazza rua travessa jalan jl jln lorong lebuh persiaran
            khiaban khiyaban kheyaban koocheh kucheh kuche shari sharia quai allee cours
            """),
        (AddressClass.Building,
            """
            house centre center ctr cntr plaza plz mansion mansions hall place pl plce park pk estate est arcade market mall hotel
            complex cmplx factory plant warehouse whse wh godown terminal headquarters hq villa business commercial comm
            industrial ind industry industries science technology tech technological technopark international intl innovation creative software
            university main edificio edif residencial haus gebaude immeuble centro zhongxin shangsha guangchang mingyuan campus
            """),
        (AddressClass.NumberedBuilding, "building bldg bld build bldng tower twr torre turm dasha lou zhuang gedung bangunan binasi bina blok"),
        (AddressClass.Block,
            """
            block blk korpus korp kor stroenie stroyeniye stroenye stroyenie litera liter lit letter section sec sect phase stage wing entrance
            podezd podyezd sektor dong zuo zhuang corpus bloc bloque manzana
            """),
        (AddressClass.Unit,
            """
            room rooms rm rms flat flats unit units apartment apartments apt apts suite ste office ofc ofis of kvartira kv komnata komnaty kom
            pomeshchenie pomeshcheniye pomescheniye pomescheniye pomeshch pom premises prem shop workshop studio desk counter locker cabin daire
            oficina ofi bureau buro zimmer wohnung local locale apto depto departamento despacho interno interior int scala shi antresol
            """),
        (AddressClass.Floor, "floor floors fl flr f level lvl storey story piso etage etazh kat stock lantai ceng tingkat"),
        (AddressClass.Number, "no nos number numbers num numero nr dom house d pelak plot lot hao km kilometer villa haus gate yard hall ward vladenie vlad"),
        (AddressClass.Box, "box pobox mailbox apartado postfach casilla"),
        (AddressClass.Region,
            """
            oblast obl region regiao province prov state county krai kray respublika resp sheng provincia estado governorate prefecture territory
            """),
        (AddressClass.Area,
            """
            district dist distr qu area zone zn city town township village subdistrict quarter mah mahalle mahallesi mahalla colonia col
            fraccionamiento development economic new special free trade hi high shi zhen cun bay raion rayon okrug municipality munitsipalny
            federal pos poselok g gorod island islands republic people peoples sar pilot barrio zona parque poligono kvartal mikrorayon
            mkr rural urban suburb cantonment postal postcode zip cp code post po kawasan taman kampung kelurahan kecamatan kota
            """),
        (AddressClass.Direction, "north south east west n s e w northeast northwest southeast southwest ne nw se sw"),
        (AddressClass.Filler, "of the on and at de la le el del du des les los las dos da das di y opposite opp near behind corner beside adjacent in to an a fl"));

    // A word in two classes is a mark where it precedes or follows a number, and a type of building or street elsewhere.
    private static readonly FrozenDictionary<string, AddressClass> Marks = Words("shi:Unit of:Unit house:Number haus:Number hall:Number villa:Number "
        + "warehouse:Number whse:Number zone:Number zn:Number qu:Number district:Number dist:Number area:Number lane:Number ln:Number");

    private static readonly FrozenDictionary<string, string> Directions = Pairs(
        "n:north s:south e:east w:west ne:northeast nw:northwest se:southeast sw:southwest");

    private static readonly FrozenDictionary<string, string> Ordinals = Pairs(
        "ground:g first:1 second:2 third:3 fourth:4 fifth:5 sixth:6 seventh:7 eighth:8 ninth:9 tenth:10");

    // Marks that may follow their number: 1 Unit, 15 Room. Other units and all Russian ones precede it.
    private static readonly FrozenSet<string> Suffixes = Set("unit units room rooms flat suite shi");

    // Types and marks by their letters in order, for a word with two letters swapped (Steret).
    private static readonly FrozenDictionary<string, string> ByLetters = Classes.Keys.Where(word => word.Length >= LettersOfSwapped)
        .GroupBy(LettersOf, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.Order(StringComparer.Ordinal).First(), StringComparer.Ordinal);

    private static readonly FrozenSet<string> OrdinalEndings = Set("st nd rd th ya aya ja oy oi iy y");

    private static readonly FrozenSet<string> Saints = Set("petersburg peterburg louis john johns paul pauls kitts lucia vincent helena helens george georges pancras");

    /// <summary>Class of a word.</summary>
    public static AddressClass ClassOf(string word) => Classes.GetValueOrDefault(word);

    /// <summary>The type or mark that the word is with two neighbouring letters swapped; the word itself when there is none.</summary>
    public static string Corrected(string word) =>
        word.Length >= LettersOfSwapped && !Classes.ContainsKey(word) && ByLetters.TryGetValue(LettersOf(word), out var type) && NameAgreement.AreAlike(word, type)
            ? type
            : word;

    /// <summary>The letters of a word in alphabetical order.</summary>
    public static string LettersOf(string word) => string.Create(word.Length, word, static (letters, text) =>
    {
        text.CopyTo(letters);
        letters.Sort();
    });

    /// <summary>Whether a mark of a unit may follow its number.</summary>
    public static bool IsSuffix(string mark) => Suffixes.Contains(mark);

    /// <summary>Class of a word next to a number.</summary>
    public static AddressClass MarkOf(string word) => Marks.TryGetValue(word, out var mark) ? mark : ClassOf(word);

    /// <summary>Full name of a point of the compass.</summary>
    public static string DirectionOf(string word) => Directions.GetValueOrDefault(word, word);

    /// <summary>Number of an ordinal word, such as first; null for another word.</summary>
    public static string? OrdinalOf(string word) => Ordinals.GetValueOrDefault(word);

    /// <summary>Whether the letters after a number make it an ordinal (5th, 16-ya).</summary>
    public static bool IsOrdinalEnding(string letters) => OrdinalEndings.Contains(letters);

    /// <summary>Whether "St." before the word means saint.</summary>
    public static bool IsSaint(string word) => Saints.Contains(word);

    internal static FrozenSet<string> Set(string words) => Parts(words).ToFrozenSet(StringComparer.Ordinal);

    internal static FrozenDictionary<string, string> Pairs(string pairs) => Parts(pairs).Select(pair => pair.Split(':'))
        .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    private static FrozenDictionary<string, AddressClass> Words(string pairs) => Parts(pairs).Select(pair => pair.Split(':'))
        .ToFrozenDictionary(pair => pair[0], pair => pair[1] == "Unit" ? AddressClass.Unit : AddressClass.Number, StringComparer.Ordinal);

    private static FrozenDictionary<string, AddressClass> Table(params (AddressClass Class, string Words)[] rows)
    {
        // The first class of a word counts.
        var table = new Dictionary<string, AddressClass>(StringComparer.Ordinal);
        foreach (var (wordClass, words) in rows)
        {
            foreach (var word in Parts(words))
            {
                table.TryAdd(word, wordClass);
            }
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string[] Parts(string text) => text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
