namespace Screening.Engine.Tests.Reading;

/// <summary>Texts in the place of a name, invented for the tests: those that name no one, and names that look like them.</summary>
internal static class Wordings
{
    private const string NoNames = """
        N/A¦n/a¦N.A.¦na¦NA¦n. a.¦N/A N/A¦Not Available¦not applicable¦Not known¦not yet known¦not disclosed¦not assigned¦no name¦NO NAME¦no data¦nil¦NIL¦null
        NULL¦NaN¦-¦...¦.¦_¦__¦//¦#¦# # #¦###¦0¦000¦-1¦9999¦#NAME?¦#NULL!¦#DIV/0!¦[name]¦{{customer.name}}¦<company name>¦TBD¦tbd.¦T.B.D.¦TBD TBD¦TBA
        to be advised¦To Be Announced¦to be determined¦to be named¦to be decided¦to be nominated later¦t.b.a.¦pending¦as per attachment¦see invoice
        as per invoice¦see remarks¦refer to contract¦to order¦TO ORDER OF SHIPPER¦to the order of the issuing bank¦to the order of¦ditto¦same as consignee
        same as buyer¦same as ship-to¦same as bill to¦same address¦idem¦siehe Anhang¦s. o.¦wie Besteller¦comme ci-dessus¦idem que ci-dessus¦igual que arriba
        lo mismo¦o mesmo¦vedi sopra¦zie boven¦se ovan¦jako vyse¦jw.¦см. выше¦как указано выше¦同前¦如上¦上記と同じ¦상동¦위와 같음¦aynı¦unknown¦UNKNOWN CUSTOMER
        unknown end user¦Unknown Company¦Unbekannt¦Name unbekannt¦unbekannter Empfänger¦inconnu¦client inconnu¦desconocido¦cliente desconocido¦desconhecido
        onbekend¦okänd¦ukjent¦tuntematon¦nieznany¦ismeretlen¦necunoscut¦nepoznat¦άγνωστος¦невідомо¦клиент неизвестен¦не указано¦не определено¦отсутствует¦нет
        нет данных¦不明¦不详¦未定¦待定¦알 수 없음¦미확인¦مجهول¦غير محدد¦لا ينطبق¦نامشخص¦ناشناس¦לא ידוע¦לא רלוונטי¦אין¦ไม่ทราบ¦ไม่ระบุ¦अज्ञात¦không có¦tidak ada
        tidak diketahui¦anonymous¦Anonymus¦anonyme¦xx¦xxxx¦XXXXX¦x¦X¦zzzz¦test¦Test Customer¦Test 1¦test company¦TESTKUNDE¦test user¦testing¦Test Test
        DO NOT USE¦do not use - duplicate¦deleted¦inactive¦dummy customer¦Dummy Vendor¦sample¦sample customer¦example¦Mustermann¦Erika Mustermann¦Muster GmbH
        Musterkunde¦Beispiel GmbH¦John Doe¦Jane Doe¦asdf¦asdfgh¦qwerty¦qwertz¦foo¦foo bar¦abc¦abcdef¦111¦1234567890¦lorem ipsum¦various¦various clients
        Various Customers¦several¦sundry customers¦sundry creditors¦miscellaneous¦miscellaneous customers¦diverse Kunden¦diverse Debitoren¦Laufkundschaft
        Laufkunde¦Einmalkunde¦Sammelkunde¦CPD¦CPD Kunde¦cash customer 1¦Cash¦cash sale¦cash account¦COD customer¦walk-in¦walk-in customer¦Walk-In Customers
        walkin¦one-time vendor¦one time account¦counter sales¦retail customer¦retail sales¦private customer¦private person¦Privatperson¦consumer¦end consumer
        final customer¦end-user¦End User¦END-USER 1¦ultimate consignee¦consignee¦the buyer¦the consignee¦buyer¦client¦clients divers¦divers clients
        client comptoir¦client de passage¦particulier¦client final¦cliente final¦cliente mostrador¦cliente vario¦clientes varios¦público en general
        consumatore finale¦cliente occasionale¦cliente privato¦particuliere klant¦diverse klanten¦privatkund¦diverse kunder¦osoba prywatna¦klient indywidualny
        různí zákazníci¦koncový zákazník¦magánszemély¦client persoana fizica¦muhtelif müşteriler¦peşin müşteri¦физическое лицо¦розничный покупатель
        разные покупатели¦конечный пользователь¦散客¦最终用户¦客户¦个人¦一般顧客¦お客様¦その他¦諸口¦고객¦개인 고객¦최종사용자¦مستهلك نهائي¦عميل نقدي¦مشتری متفرقه¦לקוח מזדמן¦GmbH¦AG¦Ltd¦Ltd.
        LLC¦L.L.C.¦Limited¦Company¦Co. Ltd¦& Co. KG¦and Company¦PLC¦B.V.¦S.p.A.¦S.r.l.¦SARL¦S.A. de C.V.¦Sdn. Bhd.¦Pte Ltd¦Pvt. Ltd.¦ООО¦ЗАО¦株式会社¦주식회사¦股份有限公司
        GmbH & Co. KG¦Ltd. Şti.¦Ms.¦Mr¦Mme¦Herr¦Prof. Dr.¦Messrs.¦Attn¦Attention:¦Dear Sir or Madam¦Dear Madam¦N.N.¦n.n.¦NN NN¦nomen nescio¦s.n.¦k. A.¦o.A.
        keine Angaben¦ohne Angabe¦nicht bekannt¦nicht vorhanden¦entfällt¦sans objet¦non applicable¦non renseigné¦néant¦à définir¦à préciser¦sin nombre
        no disponible¦por definir¦por confirmar¦sin especificar¦não disponível¦sem informação¦a confirmar¦non disponibile¦non applicabile¦da confermare
        niet van toepassing¦niet bekend¦geen¦ikke oppgitt¦ej angivet¦saknas¦ei ole¦ei tiedossa¦brak danych¦nie podano¦není¦bez názvu¦n.a. - tbd¦nem ismert
        nincs adat¦fara nume¦belirtilmemiş¦yok¦mevcut değil¦bilinmiyor¦不适用¦なし¦該当なし¦未入力¦해당 없음¦해당사항 없음¦無名¦Stock order¦no customer¦customer unknown¦Name: unknown
        customer name¦Company Name¦Your Company¦name¦blank¦(blank)¦[blank]¦(none)¦*none*¦"unknown"¦--- N/A ---¦N\A¦?unknown?¦unknown (tbd)¦Mr. X¦Mr. Unknown
        Frau N.N.¦Herr Unbekannt¦Attn: TBD¦c/o N/A¦M/s. Unknown¦customer #1¦Customer No. 12¦client 0001¦vendor 999¦nobody¦none given¦not given
        not provided yet¦information not available¦details to follow¦to follow¦will be advised later¦will follow¦wird nachgereicht¦noch offen
        noch nicht bekannt
        """;

    private const string LikeThem = """
        NA Trading¦NA Holdings LLC¦N.A. Trading Co¦Na Li¦Nana¦Nana Co¦Nina Na¦Nan Fung Group¦TBD Holdings¦TBA Industries¦TBC Corporation¦TBC Bank
        TBD Medical Systems¦Pending Systems Ltd¦Anna Test¦Test, Anna¦Robert Test¦Mr. Test¦Herr Kunde¦Frau Kunde¦Test AG¦Test Valley Borough Council
        Testing Machines Inc¦Testo Industrial¦Teste Bruno¦Tester Jon¦Nobody Studios¦Nobody & Co.¦Nobody Inc¦Unknown Worlds Entertainment
        Unknown Mortal Orchestra¦Unknown Pleasures Ltd¦Known Factors Ltd¦Various Artists Records¦Various Things Ltd¦Sundry Traders Ltd
        Miscellaneous Metals Inc¦Diverse Power Inc¦Diversey Holdings¦Divers Supply Inc¦Cash Converters¦Pat Cash¦Cash Registers LLC¦Walk In Closets Ltd
        Counter Culture Coffee¦Retail Solutions GmbH¦Private Media Group¦Customer First Solutions¦Client Server Ltd¦Buyer Group International
        Consumer Portfolio Services¦Consumers Energy¦Warehouse Group Ltd¦Resident Advisor¦Bearer Bond Trading¦Stock Spirits Group¦Lagerhaus Service AG
        Kunde Estate¦Peter Kunde¦Peter Muster¦Muster Technologies¦Beispielhaft Medien¦Same Deutz-Fahr¦Same Sky Travel¦Ditto Music¦Idem Paris
        Above Average Productions¦Attached Robotics¦To Yuen Fat¦Mai To¦Blank Check Co¦Blank, Arthur¦Null Object AB¦Null & Void Ltd¦Zero Mass Water
        Void Technologies¦None Taken LLC¦Nil Pointer GmbH¦Nada Surf¦Empty Space Design¦Missing Persons Bureau¦Dummy GmbH¦Dummy Records¦XX Entertainment
        XXX Lutz¦X Development LLC¦X5 Retail Group¦Xxx Energy Drinks¦AAA¦BBB Industries¦ABC Logistics¦ABC News¦ABCAM plc¦ASDF Systems¦Qwerty Ltd¦Foo Fighters
        Foo Yee¦Bar Harbor Bankshares¦John Doe Industries¦Doe Run Company¦Sample Mart¦William Sample¦Example Robotics¦Closed Loop Partners¦Blocked Ltd
        Duplicate Ink Systems¦Cancel Cable¦Obsolete Parts Inc¦3M¦7 Eleven¦9F Inc¦360 Degree Security¦42 Inc¦Studio 54¦Company 7¦Company B Ltd
        The Company of Wolves¦First Company of Merchants¦Co-op Bank¦Corporation Service Company¦Incitec Pivot¦Limited Run Games¦Ltd Edition Watches¦AG Growth
        AB Volvo¦AB Electrolux¦SA Designer Parfums¦SE Blades¦PT Pertamina¦AS Roma¦OY Nokia¦Oyo Rooms¦KG Steel¦Ms. Green¦Dr. Oetker¦Dr Pepper¦Mr Price Group
        Mister Minit¦Sir Winston¦Herr Müller¦Frau Holle¦Madame Tussauds¦Miss Selfridge¦Prof. Otto¦Attn Networks¦NN Investment Partners¦N.N. Rao¦SN Power
        S.N. Nielsen¦KA Andersen¦O.A. Smith¦Oa Brewing¦K. A. Bau¦No Limit Records¦No, Kyung¦Non Stop Travel¦Noname Design¦Nonesuch Records¦Keine Zeit GmbH
        Keiner Anton¦Ohne Filter Media¦Nichts Neues AG¦Sans Souci Hotel¦Sem Bruins¦Sin Chew Media¦Brak Investments¦Nincs Ferenc¦Yok Kim¦Nema Arpad
        Inconnu Théâtre¦Le Client Productions¦Anonymous Content¦Anonim Yayın¦Unbekannt Verlag¦Desconocido SA¦Nessuno SpA¦Ninguno SA¦Onbekend BV
        Неизвестный Иван¦ООО Тест¦ООО Неизвестно¦ООО Клиент Сервис¦Покупатель Плюс¦Нет Андрей¦Прочие Системы¦无印良品¦无锡华润¦未来汽车¦未名集团¦空客¦各美集团¦现金牛科技¦客户易科技¦零售通¦其他山
        王人¦李四¦田中太郎¦その他大勢¦なしのつぶて¦不明館¦お客様サポート株式会社¦テスト技研¦김무¦이수¦고객만족¦기타리스트¦없음뮤직¦미정상사¦مجهول فيلم¦مجموعه متنوع¦ניר אין¦ไม่มีสาย¦ลูกค้าสัมพันธ์¦Customer Ltd
        Unknown GmbH¦Various Inc¦Open Ltd¦Later AG¦Same AS¦Diverse AS¦Null AS¦Ingen AB¦None SA¦End User Computing Inc¦Final Frontier¦Ultimate Software
        One Time Industries¦Private Jet Charter¦Individual Desktop¦Person Centre¦Party City¦Agent Provocateur¦Carrier¦Carrier Corp¦Holder Construction
        Guest Ltd¦Partner Communications¦Seller Labs¦Account Able Ltd¦Sales Force One¦Name Brand Foods¦Given Imaging¦Applied Materials¦Data Systems¦Info Edge
        Entry Point¦Order of Malta¦Bank of China¦The Bank¦Refer Friends Ltd¦See Tickets¦Invoice Cloud¦Contract Pharma¦Document Solutions¦As Above So Below Ltd
        Tom¦Andre¦Bay¦ING¦Pan Am¦Don¦Ali No¦Li¦Wu¦He¦Jo
        """;

    /// <summary>Texts that name no one.</summary>
    public static string[] OfNoOne { get; } = Split(NoNames);

    /// <summary>Names with words of placeholders.</summary>
    public static string[] OfNames { get; } = Split(LikeThem);

    // A broken bar separates: it occurs in no name.
    private static string[] Split(string table) => table.Split((char[])['¦', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
