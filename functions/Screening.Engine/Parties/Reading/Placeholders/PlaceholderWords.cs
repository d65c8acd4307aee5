using System.Collections.Frozen;

namespace Screening.Engine.Parties.Reading.Placeholders;

/// <summary>
/// Words of placeholders in the languages that master data of exporters is kept in. Own table: the words that input forms, ERP
/// systems and shipping documents use where no name is known, each in its dictionary meaning. Phrases are in
/// <see cref="PlaceholderPhrases"/>; scripts without spaces in <see cref="PlaceholderSigns"/>.
/// </summary>
internal static class PlaceholderWords
{
    private static readonly FrozenDictionary<string, PlaceholderClass> Known = Table(
        (PlaceholderClass.Placeholder, """
            na nn nil none null void nan undefined unassigned unspecified unnamed unidentified unregistered unknown unknwon unkown unkn unk
            tbd tba tbc tbn tbs tbi tbf noname nobody noone anonymous anonymus anon blank empty missing pending nbsp later ditto idem same dito
            various diverse divers div sundry sundries miscellaneous misc several assorted test testing tester testdata dummy dummies sample
            example placeholder fake fictitious tmp temp temporary demo asdf asdfg asdfgh asdfghjkl asd qwe qwer qwert qwerty qwertz
            qwertyuiop yxcv zxcv zxcvbn xyz abc abcd abcde abcdef foo foobar blah bla blabla lorem ipsum
            open duplicate duplicated deleted inactive obsolete blocked closed cancelled canceled discontinued invalid confidential withheld redacted
            walkin onetime cash nvt nvd inconnu inconnue inconnus unbekannt unbekannte unbekannter unbekannten namenlos anonym gesperrt
            geloescht geloscht inaktiv storniert ungueltig ungultig entf entfallt entfaellt entfallen platzhalter fehlt folgt offen
            keine keiner keines kein ohne sonstige sonstiger sonstiges verschiedene verschiedener verschiedenes
            diversen diverser diverses divers diverses aucun aucune neant anonyme vide divers essai
            desconocido desconocida desconocidos ninguno ninguna nadie anonimo anonima vacio varios varias diversos diversas prueba pruebas ejemplo
            desconhecido desconhecida nenhum nenhuma ninguem vazio varios teste exemplo
            sconosciuto sconosciuta ignoto ignota nessuno nessuna vuoto vari varie diversi prova esempio
            onbekend geen niemand leeg overige diverse voorbeeld
            okand okant okend ukendt ukjent ingen inget ovrig ovriga ovrige diverse exempel eksempel
            tuntematon tyhja muut sekalaiset testi esimerkki
            nieznany nieznana nieznane brak pusty rozni inne inni anonimowy przyklad
            saknas jw neni neznamy neznama nezname neuvedeno nezadano neuveden zadny zadne ruzni ruzne ostatni priklad
            ismeretlen nincs ures egyeb kulonfele vegyes minta teszt pelda
            necunoscut necunoscuta niciunul niciuna nimeni diversi exemplu
            bilinmiyor bilinmeyen belirsiz belirtilmemis muhtelif cesitli yok anonim isimsiz ornek deneme
            nepoznat nepoznato nepoznati nema prazno razni razno primjer primer neznan neznano
            nezinams nezinoms nezinomas nezinoma teadmata tundmatu puudub nera nav
            ayni igual hetzelfde zelfde samma samme derselbe dieselbe dasselbe gleiche dto totez isto meme
            tidakdiketahui anonim kosong contoh percobaan
            неизвестно неизвестный неизвестная неизвестен неизвестные нет отсутствует отсутствуют аноним анонимный безымянный
            разные разное прочие прочее прочий различные тест тестовый тестовая пример образец пусто уточняется нд нулевой
            невідомо невідомий невідома немає відсутній різні інші тестовий неизвестна неизвестни няма липсва разни различни
            αγνωστο αγνωστος αγνωστη κανενας ουδεις διαφορα διαφοροι κενο ανωνυμος δοκιμη
            مجهول متنوع متنوعه مختلف متفرقه متفرق لايوجد فارغ اختبار تجربه نامعلوم ندارد نامشخص ناشناس ناشناخته خالی هیچ تست آزمایشی ازمایشی
            لایوجد غیرمعروف اخری سایر
            אין אלמוני אלמונית אנונימי שונים ריק בדיקה דוגמה
            अज्ञात कोईनहीं विविध परीक्षण
            """),
        (PlaceholderClass.Noun, """
            name customer customers individual individuals client clients clientele buyer buyers purchaser purchasers consignee consignees consignor supplier suppliers vendor vendors
            debtor debtors creditor creditors enduser endusers enduse consumer consumers employee employees occupant occupants resident residents
            bearer warehouse addressee shipto billto soldto payee payer receiver shopper shoppers tenant
            kunde kunden kundin kundschaft besteller empfanger empfaenger rechnungsempfanger rechnungsempfaenger warenempfanger warenempfaenger
            auftraggeber kaufer kaeufer lieferant lieferanten endverbraucher verbraucher debitor debitoren kreditor kreditoren privatperson lager mitarbeiter abnehmer
            endabnehmer endverwender verwender
            acheteur acheteurs destinataire fournisseur fournisseurs consommateur client clients clientes employe particulier
            cliente clientes comprador compradores consumidor consumidores destinatario proveedor proveedores empleado fornecedor fornecedores
            comprador almacen particular
            clienti acquirente compratore consumatore fornitore fornitori dipendente magazzino
            klant klanten afnemer koper leverancier leveranciers eindgebruiker consument particulier
            kund kunder kunde kunden kjoper koper leverantor leverandor forbruger forbruker konsument slutkund sluttbruker slutbruger privatkund
            asiakas asiakkaat ostaja toimittaja kuluttaja loppukayttaja
            klient klienci kupujacy nabywca dostawca odbiorca pracownik konsument
            zakaznik zakaznici kupujici dodavatel odberatel prijemce spotrebitel zamestnanec
            vevo vevok ugyfel ugyfelek szallito fogyaszto maganszemely
            cumparator furnizor clientul consumator
            musteri musteriler alici tedarikci tuketici kullanici perakendeci
            kupac kupci dobavljac potrosac klijent naručitelj narucitelj stranka
            pembeli pelanggan pemasok konsumen
            покупатель покупатели клиент клиенты заказчик поставщик получатель грузополучатель физлицо физлица потребитель сотрудник
            покупець клієнт замовник постачальник одержувач споживач купувач клиентът
            πελατης πελατες αγοραστης προμηθευτης παραληπτης καταναλωτης
            عمیل زبون عملا العمیل الزبون مشتری المشتری خریدار مستهلک المورد مورد مصرف‌کننده مصرفکننده گیرنده
            לקוח לקוחות קונה ספק צרכן
            ग्राहक खरीदार
            """),
        (PlaceholderClass.WeakNoun, """
            person persons people party parties user users account accounts sale sales agent carrier holder member members staff
            contact partner recipient seller shipper forwarder trader importer exporter publico names entity entities organisation organization company firm
            business guest visitor visitors public personnel dealer
            verkauf benutzer anwender konto name namen firma unternehmen partei personal angestellter angestellte person personen
            personne personnes utilisateur compte vente ventes nom noms societe entreprise partie
            persona personas usuario cuenta venta ventas nombre nombres empresa sociedad parte
            pessoa pessoas conta venda vendas nome nomes empresa utilizador
            persone utente conto vendita vendite nome nomi azienda societa ditta soggetto
            persoon personen gebruiker verkoop verkopen naam bedrijf rekening
            salg forsaljning bruger bruker anvandare namn navn foretag firma virksomhed privat
            myynti henkilo kayttaja nimi yritys
            osoba osoby uzytkownik sprzedaz nazwa firma nazwisko
            prodej uzivatel jmeno nazev spolecnost
            nev szemely eladas ceg felhasznalo
            persoana persoane fizica nume firma vanzare
            kisi kisiler sahis isim adi sirket satis firma ad
            orang nama perusahaan
            лицо лица пользователь продажа имя название фирма компания организация наименование человек особа назва
            ονομα εταιρεια χρηστης προσωπο
            شخص اشخاص شرکه الشرکه شرکت اسم الاسم نام مستخدم المستخدم کاربر فرد افراد
            שם חברה משתמש אדם
            नाम व्यक्ति कंपनी उपयोगकर्ता
            """),
        (PlaceholderClass.Qualifier, """
            end final ultimate private retail regular ordinary general generic standard default collective other others another different any
            one once time walk walking counter over unnamed existing new local foreign external internal potential prospective intended actual
            single occasional casual third
            cod cpd bar endlich einmal laufend neuer neue neu interne interner extern externe gewerblich fremd
            comptoir comptant detail passage passant autre autres final finale finaux prive privee prives nouveau particuliers
            contado efectivo mostrador eventual ocasional otro otros otra final genericos generico general nuevo
            avista balcao ocasional outro outros generico geral novo dinheiro
            contanti banco occasionale altro altri finale generico privato privati nuovo vario
            contante contant balie particuliere overig eind
            kontant kontanter tilfeldig tilfaeldig tillfallig slut ovrig annan andra anden andre annet
            kateis satunnainen muu loppu yksityinen
            detaliczny detaliczna gotowkowy gotowkowa jednorazowy koncowy prywatna prywatny indywidualny inny nowy ogolny
            hotovostni jednorazovy koncovy soukroma soukromy maloobchodni jiny
            keszpenzes kiskereskedelmi vegso egyszeri magan
            final persoana numerar ocazional privat alt
            nihai perakende pesin genel son tek bireysel ozel diger
            krajnji privatni gotovinski maloprodajni
            частное частный частная физическое розничный розничные розничная наличный наличные конечный конечная разовый разовые другой иной
            приватна фізична роздрібний кінцевий інший
            λιανικης τελικος ιδιωτης αλλος
            نقدی نقد النقد نهایی نهائی النهائی النهایی خاص آخر اخر تجزئه طبیعی خرده
            מזדמן סופי פרטי כללי אחר
            नकद अन्य
            """),
        (PlaceholderClass.Verb, """
            advised advise announced announce confirmed confirm defined determined nominated named appointed decided specified specify stated
            provided provide given supplied available applicable known disclosed entered declared indicated assigned identified informed listed
            filled completed inserted recorded registered selected chosen agreed clarified shown mentioned noted required needed relevant set found
            attached enclosed above below following follow follows overleaf hereunder soon entry data info information record value input use used
            details applies specific
            bekannt angegeben genannt benannt definiert bestimmt festgelegt bestatigt bestaetigt vorhanden zutreffend anwendbar verfugbar verfuegbar
            oben unten nachgereicht mitgeteilt benennen bestimmen definieren festlegen angabe angaben eintrag daten anlage nennen klaren klaeren
            defini definie definir definies confirme confirmer preciser precise precises renseigne renseignee renseigner communique communiquer indique
            indiquer specifie applicable disponible dessus dessous connu connue objet determiner donnee donnees fourni annoncer
            definido definir confirmar confirmado determinar determinado especificado especificar indicado indicar informado informar aplica aplicable
            disponible conocido conocida datos dato arriba abajo adjunto registrado anunciar designar designado consta
            confirmado determinado informado especificado aplica aplicavel disponivel conhecido dados dado informacao informacoes acima abaixo anexo designar indicado
            definire definito confermare confermato determinare specificato indicato disponibile applicabile noto nota dati sopra sotto allegato
            comunicare specificare dichiarato pervenuto nominare
            bepalen bepaald bevestigen bevestigd ingevuld opgegeven vermeld toepassing beschikbaar bekend gegevens boven onder bovenstaand hierboven
            bijlage vermelden benoemen
            angett angivet oppgitt opgivet tillampligt tillampliga aktuelt aktuellt relevant uppgift uppgifter oplysning tilgjengelig tillganglig kant kendt
            kjent bestammas bekreftes bekraeftes bekraftas ovan nedan ovenfor nedenfor bestemmes oplyst oplyses meddeles
            ilmoitettu tiedossa ole saatavilla maaritelty maaritetaan ylla alla sovellettavissa ilmoitetaan tietoa
            dotyczy podano podany podane okreslono okreslenia ustalenia ustalono danych dostepne powyzej ponizej wskazano znany znana potwierdzenia
            uveden uvedeno zadan zadano urceni urceno doplneni doplni upresneni upresneno vyse nize dostupne udaje znam znamo relevantni pouzije
            megadva ismert adat adatok fent lent meghatarozando meghatarozva elerheto
            specificat cunoscut cunoscuta aplicabil disponibil date confirmat stabilit sus jos completat anexat
            belli bilinen belirtilen belirtildi tanimli girilmedi girilmemis yukaridaki yukarida asagidaki asagida bildirilecek belirlenecek mevcut bilgi
            uygulanamaz verilmedi bilinmez teyit edilecek uygulanmaz
            poznat poznato navedeno odreden odredeno primjenjivo dostupno gore dole podataka primenljivo
            diketahui ditentukan berlaku tersedia diatas dikonfirmasi diisi
            указано указан указана определено определен известно известен данных данные применимо применяется выше ниже уточнено уточнить сообщено
            заполнено задано предоставлено имеется вказано визначено відомо даних застосовується вище нижче посочено приложимо
            διαθεσιμο γνωστο ισχυει εφαρμοζεται οριστει καθοριστει ανακοινωθει ανωτερω κατωτερω στοιχεια
            معروف محدد معلوم متوفر مذکور معرف منطبق ینطبق یحدد تحدید تحدیده اعلاه ادناه معین مشخص موجود موجوده یوجد بیانات اطلاعات ثبت اعلام بالا پایین شناخته
            ידוע זמין רלוונטי צוין מצוין נמסר נתונים קיים לעיל להלן מוגדר
            ज्ञात उपलब्ध लागू
            """),
        (PlaceholderClass.Aux, """
            a to be is are was not no non will shall as per like yet been nor without still do does cannot has have can
            nicht noch wird werden wurde zu wie liegt vor ist
            pas sans non est ne comme meme reste etre sera sin se por con como ser sera segun sem nao nem foi ainda consta
            senza da come non ne deve essere niet nog wordt worden zonder zoals te nader ej ikke ikkje utan uten uden som skal ska ingen inte ennu
            ei ilman kuten viela nie bez jak jeszcze zostanie zadnych do neni bude jako nem mint lesz meg nu fara ca si urmeaza va
            degil gibi ile henuz olarak yok belum tidak ada akan seperti nije kao bice jos
            не нет без как то же будет ещё еще ні як буде δεν χωρις οπως προς θα οχι
            غیر لا لم بدون کما سوف لیس یتم سیتم قید عدم نه هنوز چون مثل نشده نیست شد خواهد سیعلن فی
            לא אין ללא בלתי כמו טרם יימסר
            नहीं बिना
            """),
        (PlaceholderClass.Link, """
            an this that these those our your their his or of for in on at by from with it its if who whom which concern may up out all
            der die das den dem des ein eine einen einem einer oder von fur fuer im an auf aus bei siehe o
            le la les l d de du des un une ou au aux en ci y el los las del un una unos lo al e os as do dos das ao aos um uma ou na no
            il gli i lo di del della dei delle dello e per la da dal alla allo un uno een het en van op voor of den det ett och og eller av til till i fra
            ja tai z ze i w na dla oraz v ve k a az es si din pentru lui dan untuk yang atau pada ini itu su bir bu
            и или для с по на в от и та або за η ο το του της και για من الی علی عن او و هو هذا از به را که این در با ال
            של את או זה ה के का की या
            """),
        (PlaceholderClass.Link | PlaceholderClass.Article, "the and und et de"),
        (PlaceholderClass.Pointer, """
            same ditto idem dito meme samma samme gleiche hetzelfde zelfde igual ayni
            see refer order pls please siehe vgl gemass gemaess laut voir cf vedi vedere ver veja vide zie se katso viz vid patrz zobacz lasd vezi bkz
            lihat см смотри смотрите см див viz raz راجع انظر نگاه ראה
            """),
        (PlaceholderClass.Reference, """
            attachment annex appendix enclosure po invoice contract document documents docs letter email mail remark remarks note notes comment comments
            address addresses bill ship sold ship billing shipping delivery invoiced previous other line item list field header text form record file
            bank issuing opening credit lc page lieferadresse rechnungsadresse adresse anschrift bestellung rechnung auftrag vertrag anhang beleg
            commande facture contrat piece jointe annexe expediteur pedido factura contrato direccion fatura endereco ordine fattura indirizzo contratto
            bestelling factuur adres bestallning faktura adress ordre bestilling fakturaadresse zamowienie faktura umowa adres objednavka
            адрес счет договор заказ приложение adrese banque banco banca اعلاه العنوان فاتوره
            """),
        (PlaceholderClass.Title, """
            mr mrs ms miss mister sir madam dear dr prof professor messrs mssrs attn attention fao herr herrn frau fraulein monsieur
            madame mme mlle mademoiselle senor senora senorita sr sra srta dott signor signora signore dhr mevr mevrouw meneer sayin господин госпожа гн الاستاذ السید السیده آقای اقای خانم מר גב
            """),
        (PlaceholderClass.Surname, "test kunde blank sample buyer client stock brak"),
        (PlaceholderClass.Sample, "muster mustermann musterfrau musterfirma musterkunde musterperson musterunternehmen beispiel beispielfirma beispielkunde"),
        (PlaceholderClass.Placeholder, "stock muster mustermann musterfrau musterkunde musterfirma musterperson musterunternehmen beispiel beispielfirma beispielkunde cpd rubbish delme deleteme"));

    // First and second part of words written together: "Barkunde", "noname", "kontantsalg".
    private static readonly FrozenSet<string> FirstParts = Words("""
        bar privat test muster dummy lauf einmal end sammel beispiel neu stamm gelegenheits kontant phantom probe no cash unknown walkin
        fremd konto diverse konsumenten internet haus demo default generic standard temp slutt slut eind privat detail
        """);

    private static readonly FrozenSet<string> SecondParts = Words("""
        kunde kunden kundin kund kunder kundschaft kaufer kaeufer verkauf firma person lieferant debitor kreditor konto salg forsaljning
        klant klanten verkoop koper gebruiker verbraucher abnehmer anwender verwender unternehmen name kunder customer customers client clients
        vendor supplier buyer user users company account sale sales consumer partner data bruger bruker
        """);

    /// <summary>The classes of a folded word; none when it is any other word.</summary>
    public static PlaceholderClass Of(string word) =>
        Known.TryGetValue(word, out var classes) ? classes : IsCompound(word) ? PlaceholderClass.Placeholder : PlaceholderClass.None;

    /// <summary>Splits a table of words at white space and folds them.</summary>
    internal static FrozenSet<string> Words(string table) =>
        table.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(PlaceholderText.Fold).ToFrozenSet(StringComparer.Ordinal);

    private static bool IsCompound(ReadOnlySpan<char> word)
    {
        var first = FirstParts.GetAlternateLookup<ReadOnlySpan<char>>();
        var second = SecondParts.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 2; at < word.Length - 2; at++)
        {
            if (first.Contains(word[..at]) && second.Contains(word[at..]))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenDictionary<string, PlaceholderClass> Table(params (PlaceholderClass Class, string Words)[] rows)
    {
        var table = new Dictionary<string, PlaceholderClass>(StringComparer.Ordinal);
        foreach (var (kind, words) in rows)
        {
            foreach (var word in Words(words))
            {
                table[word] = table.GetValueOrDefault(word) | kind;
            }
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
