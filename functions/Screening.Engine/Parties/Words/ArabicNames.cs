using System.Collections.Frozen;

namespace Screening.Engine.Parties.Words;

/// <summary>
/// Names in Arabic letters with their usual Latin spelling. The letters leave out short vowels, so the spelling cannot be derived
/// from them. Source: the given names of Arabic, Persian, Pashto and Urdu in their usual romanisation, written by hand.
/// </summary>
internal static class ArabicNames
{
    private const string Names =
        """
        Muhammad=محمد|Ahmad=احمد|Mahmud=محمود|Hamid=حميد|Hamed=حامد|Hamad=حمد|Hamdan=حمدان|Hamza=حمزه|Mustafa=مصطفى|Murtada=مرتضى|Morteza=مرتضی|Ali=على|Hasan=حسن|Husayn=حسين
        Muhsin=محسن|Husam=حسام|Abdullah=عبدالله|Abd=عبد|Abdul Rahman=عبدالرحمن|Abdul Rahim=عبدالرحيم|Abdul Karim=عبدالكريم|Abdul Aziz=عبدالعزيز|Abdul Latif=عبداللطيف
        Abdul Malik=عبدالملك|Abdul Hamid=عبدالحميد|Abdul Majid=عبدالمجيد|Abdul Salam=عبدالسلام|Abdul Ghani=عبدالغني|Abdul Qadir=عبدالقادر|Abdul Wahhab=عبدالوهاب|Abdul Baqi=عبدالباقي
        Abdul Hadi=عبدالهادي|Abdul Ghafur=عبدالغفور|Abdul Jabbar=عبدالجبار|Abdul Razzaq=عبدالرزاق|Abdul Basir=عبدالبصير|Abdul Halim=عبدالحليم|Abdul Nasir=عبدالناصر|Rahman=رحمن
        Rahim=رحيم|Karim=كريم|Aziz=عزيز|Latif=لطيف|Malik=مالك|Majid=مجيد|Majed=ماجد|Salam=سلام|Salim=سالم|Saleem=سليم|Salih=صالح|Salah=صلاح|Sulayman=سليمان|Salman=سلمان|Samir=سمير
        Sami=سامي|Sabah=صباح|Sabri=صبري|Said=سعيد|Saad=سعد|Saeed=سعید|Saif=سيف|Shakir=شاكر|Sharif=شريف|Shahid=شهيد|Shaykh=شيخ|Sheikh=شیخ|Shah=شاه|Shukri=شكري|Sadiq=صادق|Siddiq=صديق
        Saddam=صدام|Tahir=طاهر|Tariq=طارق|Talib=طالب|Tawfiq=توفيق|Taha=طه|Umar=عمر|Omran=عمران|Ammar=عمار|Imad=عماد|Amir=امير|Amer=عامر|Amin=امين|Amjad=امجد|Anas=انس|Anwar=انور
        Ashraf=اشرف|Asad=اسد|Asim=عاصم|Adil=عادل|Adnan=عدنان|Adham=ادهم|Ayman=ايمن|Ayyub=ايوب|Aqil=عقيل|Arif=عارف|Atif=عاطف|Awad=عوض|Abbas=عباس|Aqeel=عقیل|Ismail=اسماعيل|Ibrahim=ابراهيم
        Ishaq=اسحاق|Idris=ادريس|Ilyas=الياس|Iyad=اياد|Issam=عصام|Issa=عيسى|Izzat=عزت|Ihsan=احسان|Iqbal=اقبال|Uday=عدي|Usama=اسامه|Uthman=عثمان|Umm=ام|Abu=ابو|Bin=بن|Ibn=ابن|Bint=بنت
        Bakr=بكر|Bashir=بشير|Badr=بدر|Bassam=بسام|Basim=باسم|Bilal=بلال|Burhan=برهان|Dawud=داود|Dia=ضياء|Fadi=فادي|Fadil=فاضل|Fahd=فهد|Faysal=فيصل|Faris=فارس|Faruq=فاروق|Fathi=فتحي
        Fawzi=فوزي|Fawaz=فواز|Fuad=فؤاد|Farhan=فرحان|Farid=فريد|Firas=فراس|Fatima=فاطمه|Gharib=غريب|Ghassan=غسان|Ghazi=غازي|Ghulam=غلام|Gul=گل|Habib=حبيب|Hadi=هادي|Haji=حاجي|Hajji=حاج
        Hakim=حكيم|Halim=حليم|Hani=هاني|Harith=حارث|Harun=هارون|Hashim=هاشم|Hassan=حسان|Hatim=حاتم|Haydar=حيدر|Haytham=هيثم|Hilal=هلال|Hisham=هشام|Husni=حسني|Jabir=جابر|Jabbar=جبار
        Jafar=جعفر|Jalal=جلال|Jamal=جمال|Jamil=جميل|Jasim=جاسم|Jawad=جواد|Jawhar=جوهر|Jihad=جهاد|Jan=جان|Junayd=جنيد|Kamal=كمال|Kamil=كامل|Karam=كرم|Kazim=كاظم|Khalid=خالد|Khalaf=خلف
        Khalifa=خليفه|Khalil=خليل|Khan=خان|Khadija=خديجه|Layla=ليلى|Luay=لؤي|Luqman=لقمان|Lutfi=لطفي|Mahdi=مهدي|Mahir=ماهر|Mansur=منصور|Marwan=مروان|Maryam=مريم|Masud=مسعود|Mazin=مازن
        Mubarak=مبارك|Mufid=مفيد|Muhannad=مهند|Mukhtar=مختار|Mullah=ملا|Munir=منير|Munther=منذر|Muqtada=مقتدى|Murad=مراد|Musa=موسى|Musab=مصعب|Muslim=مسلم|Muthanna=مثنى|Muayyad=مؤيد
        Nabil=نبيل|Nadir=نادر|Nadim=نديم|Naji=ناجي|Najib=نجيب|Najm=نجم|Nasim=نسيم|Nasir=ناصر|Nasr=نصر|Nasrallah=نصرالله|Nawaf=نواف|Nayef=نايف|Nazar=نظر|Nizar=نزار|Nidal=نضال|Nur=نور
        Nuri=نوري|Nuh=نوح|Numan=نعمان|Omar=عمرو|Qadir=قادر|Qari=قاري|Qasim=قاسم|Qays=قيس|Qusay=قصي|Qutb=قطب|Rabi=ربيع|Rafiq=رفيق|Raid=رائد|Ramadan=رمضان|Rami=رامي|Ramzi=رمزي
        Rashid=راشد|Rasheed=رشيد|Rasul=رسول|Rauf=رؤوف|Rayan=ريان|Reza=رضا|Ridwan=رضوان|Riyad=رياض|Rustam=رستم|Ruhollah=روح الله|Saadi=سعدي|Sahib=صاحب|Sayyid=سيد|Sharaf=شرف|Suhayl=سهيل
        Sultan=سلطان|Taj=تاج|Tamim=تميم|Tarek=طارک|Thabit=ثابت|Thamir=ثامر|Turki=تركي|Wahid=وحيد|Wael=وائل|Waleed=وليد|Wasim=وسيم|Yahya=يحيى|Yaqub=يعقوب|Yasin=ياسين|Yasir=ياسر
        Yusuf=يوسف|Yunus=يونس|Yusri=يسري|Zaki=زكي|Zakariya=زكريا|Zayd=زيد|Zayn=زين|Zahir=ظاهر|Zahra=زهرا|Ziyad=زياد|Zubayr=زبير|Zuhayr=زهير|Din=دين|Allah=الله|Rostami=رستمی
        Hosseini=حسینی|Mohammadi=محمدی|Ahmadi=احمدی|Karimi=کریمی|Hashemi=هاشمی|Mousavi=موسوی|Rezaei=رضایی|Jafari=جعفری|Sadeghi=صادقی|Akbar=اکبر|Asghar=اصغر|Mehdi=مهدی|Mojtaba=مجتبی
        Javad=جواد|Gholam=غلام|Behrouz=بهروز|Bahram=بهرام|Bijan=بیژن|Dariush=داریوش|Ehsan=احسان|Esmail=اسماعیل|Farhad=فرهاد|Fereydoun=فریدون|Hamidreza=حمیدرضا|Mohammadreza=محمدرضا
        Alireza=علیرضا|Iraj=ایرج|Kamran=کامران|Kambiz=کامبیز|Kiumars=کیومرث|Mansour=منصور|Massoud=مسعود|Mehrdad=مهرداد|Mohsen=محسن|Nader=نادر|Parviz=پرویز|Ramin=رامین|Saman=سامان
        Shahram=شهرام|Siavash=سیاوش|Soleimani=سلیمانی|Zolfaghar=ذوالفقار|Parsa=پارسا|Pars=پارس|Shahed=شاهد|Paravar=پراور|Rahat=راحت|Nusrah=نصره|Ansar=انصار|Sharia=شريعه|Quds=قدس
        Khaleej=خليج|Shams=شمس|Sham=شام|Furat=فرات|Rafidain=رافدين|Noor=نور|Iman=ایمان|Hizballah=حزب الله|Hezbollah=حزب‌الله|Qaeda=قاعده|Taliban=طالبان|Bakhsh=بخش|Aqdas=اقدس
        """;

    private static readonly FrozenDictionary<string, string> ByLetters = Names
        .Split((char[])['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(row => row.Split('='))
        .DistinctBy(row => Plain(row[1]), StringComparer.Ordinal)
        .ToFrozenDictionary(row => Plain(row[1]), row => row[0], StringComparer.Ordinal);

    /// <summary>The usual Latin spelling of a word or of two words written together; null when it is not in the table.</summary>
    public static string? Of(string word) => ByLetters.GetValueOrDefault(Plain(word));

    // Without vowel marks and the lengthening sign, with the letters that Arabic, Persian and Urdu write differently made equal.
    private static string Plain(string word)
    {
        Span<char> plain = stackalloc char[Math.Min(word.Length, 64)];
        var length = 0;
        foreach (var sign in word.AsSpan(0, plain.Length))
        {
            if (sign is not (>= '\u064B' and <= '\u065F' or '\u0670' or '\u0640'))
            {
                plain[length++] = CompanyWords.Plain(sign);
            }
        }

        return plain[..length].ToString();
    }
}
