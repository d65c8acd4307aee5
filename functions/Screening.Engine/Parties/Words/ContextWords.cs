namespace Screening.Engine.Parties.Words;

/// <summary>What a word beside the name of a party states.</summary>
internal enum WordClass
{
    /// <summary>A country, a division of one, or a city.</summary>
    Place,

    /// <summary>A branch, an office or a site of the party.</summary>
    Branch,

    /// <summary>A department or function inside the party.</summary>
    Department,

    /// <summary>The person or department a letter is for.</summary>
    Attention,

    /// <summary>A form of address in front of a name.</summary>
    Salutation,

    /// <summary>A rank, degree or office of a person.</summary>
    Title,

    /// <summary>Words that extend a name to other parties, such as its subsidiaries.</summary>
    Scope,

    /// <summary>A general word of trade.</summary>
    Trade,
}

/// <summary>
/// Words that stand beside the name of a party in customer records and say nothing about which party it is. Sources: the usual
/// address conventions of the Universal Postal Union (S42 address elements), terms of national commercial registers for branches
/// and representative offices, forms of address of the languages named, and the scope clauses of the Entity List and of EU acts.
/// Words as the tokenizer yields them.
/// </summary>
internal static class ContextWords
{
    private const string Branch =
        """
        branch, branches, branch office, branch office no, branch no, regional branch, local branch, main branch, overseas branch, foreign branch, bank branch,
        representative office, representation office, representative, representation, rep office, rep off, repr office, permanent representation,
        liaison office, liaison, liaison off, head office, headoffice, head quarters, headquarters, headquarter, hq, main office, corporate office,
        corporate headquarters, registered office, regd office, regd off, administrative office, central office, regional office, local office, sales office,
        field office, project office, site office, office, offices, country office, subsidiary, subsidiary company, subdivision, separate subdivision, affiliate,
        division, unit, section, sub branch, agency, outlet, showroom, site, campus, premises, plant, plant no, factory no, works, workshop, warehouse,
        warehouse no, ware house, stores, godown, depot, distribution center, distribution centre, logistics center, logistics centre, loading dock, dock,
        loading bay, gate no, receiving dock, ramp, terminal, yard, hangar, floor, room, block, building, bldg, unit no,
        consignment stock, bonded warehouse, free zone branch, fze branch, permanent establishment,
        filial, filiala, filialas, filiale, filiales, filialen, filialy, filiali, niederlassung, zweigniederlassung, zweigstelle, hauptniederlassung, betriebsstatte,
        reprasentanz, vertretung, hauptsitz, werk, lager, lagerhaus, succursale, succ, bureau de representation, bureau de liaison, siege, siege social, agence,
        usine, entrepot, sucursal, sucursal en, sucursal no, oficina, oficina principal, oficina de representacion, oficina central, sede, sede central,
        sede legale, sede secondaria, sede operativa, planta, almacen, bodega, delegacion, escritorio, escritorio de representacao, matriz, matriz y sucursales,
        filial em, stabilimento, ufficio di rappresentanza, magazzino, vestiging, bijkantoor, hoofdkantoor, filial no, oddzial, przedstawicielstwo, pobocka,
        organizacni slozka, organizacna zlozka, fioktelep, podruznica, poslovnica, predstavnistvo, ogranak, sivuliike,
        predstavitelstvo, predstavitelstvo v, predstavitelstvo kompanii, obosoblennoe podrazdelenie, obosoblennoye podrazdeleniye, otdelenie, otdeleniye,
        golovnoy ofis, glavnyy ofis, ofis, sklad, tsekh, ploshchadka, sube, subesi, subeleri, merkez, merkez subesi, genel merkez, genel mudurluk, irtibat burosu,
        temsilcilik, temsilciligi, fabrikasi, deposu, ofisi, maktab, maktab tamthili, shobe, shobeh, daftar, daftar markazi, daftar e markazi, namayandegi,
        kantor cabang, cabang, kantor pusat, kantor perwakilan, chi nhanh, van phong dai dien, tru so chinh, fen gongsi, fengongsi, fen gong si, banshichu,
        ban shi chu, daibiaochu, dai biao chu, zong gongsi, zonggongsi, shisha, shiten, honsha, jisa, bonsa
        """;

    private const string Department =
        """
        department, dept, deptt, dep, purchasing department, purchasing dept, purchasing, purchase department, purchase dept, purchase, purchasing office,
        procurement department, procurement dept, procurement, procurement office, procurement division, sourcing, buying department, supply department,
        supply dept, supply chain, supply chain department, material management, materials department, materials management, import department, import dept,
        export department, export dept, import export department, foreign trade department, foreign trade dept, shipping department, shipping dept,
        logistics department, logistics dept, customs department, receiving department, receiving dept, receiving, goods receiving, goods inward, goods in,
        inbound, inbound logistics, shipping and receiving, central receiving, accounts payable, accounts payable dept, accounts payable department,
        accounts receivable, accounts department, accounts dept, accounting department, accounting dept, accounting, accounts, a p, a p dept, ap dept, ap department,
        finance department, finance dept, finance division, billing department, billing dept, billing, treasury department, invoice department, invoicing,
        sales department, sales dept, sales team, sales, marketing department, marketing dept, engineering department, engineering dept, technical department,
        technical dept, maintenance department, maintenance dept, maintenance, production department, production dept, quality department, quality control, qa, qc,
        qa qc, quality assurance, research department, r and d, rnd, r d, r and d department, r and d dept, r and d center, research and development department,
        it department, it dept, ict department, information technology department, human resources, hr, hr department, hr dept, personnel department,
        legal department, legal dept, compliance department, compliance, administration department, admin department, admin dept, administration, front desk,
        reception, mail room, mailroom, customer service, customer service department, after sales, after sales service, service department, service dept,
        spare parts department, spares department, spare parts dept, workshop department, store department, stores department, stores dept, store dept,
        project department, projects department, tender department, tenders department, contracts department, commercial department, commercial dept,
        secretariat, secretary, general manager office, managing directors office, directorate, office manager,
        einkauf, einkaufsabteilung, abteilung, abteilung einkauf, abt, buchhaltung, kreditorenbuchhaltung, wareneingang, warenannahme, versand, vertrieb, zentraleinkauf,
        technischer einkauf, rechnungswesen, poststelle, achats, service achats, service des achats, direction des achats, comptabilite, service comptabilite,
        comptabilite fournisseurs, departement, reception marchandises, compras, departamento de compras, depto de compras, dpto de compras,
        departamento, depto, dpto, dpto compras, contabilidad, cuentas por pagar, contas a pagar, departamento de contabilidad, recepcion, recepcion de mercancias,
        comercio exterior, importaciones, exportaciones, importacao, suprimentos, setor de compras, almoxarifado, ufficio acquisti, acquisti, amministrazione,
        contabilita, ufficio, inkoop, afdeling, afdeling inkoop, inkoopafdeling, crediteuren, boekhouding, inkop, inkopsavdelning, zakupy, dzial zakupow,
        otdel, otdel snabzheniya, otdel zakupok, otdel sbyta, otdel logistiki, otdel ved, otdel vneshneekonomicheskikh svyazey, omts, buhgalteriya,
        bukhgalteriya, snabzhenie, snabzheniye, upravlenie, upravleniye, upravlenie zakupok, departament, departament zakupok, sluzhba, sluzhba snabzheniya,
        kommercheskiy otdel, satinalma, satin alma, satin alma departmani, satinalma mudurlugu, satin alma mudurlugu, muhasebe, muhasebe departmani, departmani,
        mudurlugu, ithalat, ihracat, ithalat departmani, dis ticaret, lojistik departmani, kharid, vahed e kharid, bazargani, bazargani kharji, omur e mali,
        mushtarayat, al mushtarayat, qism, qism al mushtarayat, idara, idarat al mushtarayat, idarat, caigou, caigou bu, caigoubu, cai gou bu, caiwu, caiwubu,
        cai wu bu, bagian pembelian, phong mua hang, phong
        """;

    private const string Attention =
        """
        attn, attention, att, atn, attn to, kind attn, kind attention, kindly attention, k attn, k a, for the attention of, for attention of, for attention, fao, f a o,
        for the kind attention of, to the attention of, care of, in care of, to the care of, zu handen, zuhanden, z hd, zhd, z hdn, z h, zu haenden, zu handen von,
        a lattention de, a l attention de, a la atencion de, a la atencion, atencion, atte, ao cuidado, aos cuidados de, aos cuidados, a c, aten, alla cortese attenzione,
        alla c a, c att, ter attentie van, t a v, tav, vnimaniyu, k vnimaniyu, kontaktnoe litso, dikkatine, ilgili, ilgili kisi, contact, contact person,
        contact name, recipient, receiver, ship to, shipto, deliver to, delivery to, bill to, billto, sold to, soldto, consignee, notify, notify party,
        consigned to, end user, enduser, end user name, buyer, applicant, importer, ultimate consignee, intermediate consignee, invoice to, payer, vendor, supplier, customer, client
        """;

    private const string Salutation =
        """
        m s, ms, messrs, messr, mssrs, m r, mr, mrs, miss, mister, sirs, dear, dear sirs, dear sir, gentlemen, to, to messrs, to m s, the firm, firm, the company,
        company name, name of company, the firm of, firma, firmi, firmy, herr, herrn, frau, fraulein, an die, an den, an firma, eheleute, familie, monsieur, mme,
        madame, mlle, mademoiselle, mm, societe, ste, sr, sra, srta, senor, senora, senores, sres, srs, don, dona, estimados, los senores, senhor, senhora,
        ilmo, exmo, spett le, spettle, spettabile, spett, egregio, gent mo, egr, signor, signora, sig, sigra, de heer, dhr, mevrouw, mevr, fru, pani, pp, szan, sz p,
        gospodin, gospozha, gospozhe, gospodinu, gospoda, gn, gg, tovarishch, tov, grazhdanin, gr, predpriyatie, predpriyatiye, sayin, sn, bayan, bey, hanim, efendi,
        janab, jenab, aghaye, aqaye, agha, khanom, sayyid, al sayyid, al sada, alsada, sri, shri, shree, smt, shrimati, thiru, tmt, tuan, puan, encik, cik,
        bapak, bpk, sdr, xiansheng, nushi, xiaojie, onchu, kwisa, for m s, for messrs, account of, account name
        """;

    private const string Title =
        """
        dr, dr ing, drs, prof, professor, prof dr, prof dr ing, eng, engr, ing, dipl ing, dipl, arch, adv, advocate, capt, captain, col, colonel, lt, lt col,
        lieutenant, lieutenant colonel, lt gen, maj, major, maj gen, major general, brig, brig gen, brigadier, brigadier general, gen, general, admiral, rear admiral,
        vice admiral, commander, cdr, cmdr, cmdt, sgt, sergeant, marshal, hon, honourable, honorable, the hon, rt hon, his excellency, h e, her excellency, excellency,
        his highness, h h, his royal highness, hrh, sir, lord, lady, dame, prince, princess, rev, reverend, fr, father, sister, bishop, haji, hajji, hadji, hajj, al haj,
        al hajj, alhaj, alhaji, hajah, haj, hojatoleslam, ayatollah, mullah, mulla, maulana, mawlana, mawlawi, maulvi, maulawi, mufti, qari, hafiz, imam, sheikh, shaikh,
        shaykh, sheik, cheikh, syekh, seyed, syed, sayed, ustad, ustaz, ostad, doktor, doctor, doctora, doutor, dra, profesor, inzhener, inz, mgr, magister,
        bc, mudr, judr, phdr, rndr, akademik, general manager, gm, managing director, md, director, direktor, generalnyy direktor, ceo, cfo, coo, cto, president,
        vice president, vp, chairman, chairwoman, chairperson, owner, proprietor, prop, manager, minister, ambassador, senator, governor, deputy, secretary general,
        dato, datuk, dato seri, datuk seri, datin, tan sri, puan sri, raden, lic, licenciado, abogado, avukat, doc, docent, phd, ph d, mba, msc, m sc, bsc,
        b sc, m d, esq, esquire, jr, junior, senior, sir madam
        """;

    private const string Scope =
        """
        a subsidiary of, subsidiary of, subsidiaries of, wholly owned subsidiary of, a wholly owned subsidiary of, an affiliate of, affiliate of, affiliated with,
        a division of, division of, a unit of, a part of, part of, member of, a member of, a company of, a company of the, an associate of, a branch of, branch of,
        branch office of, representative office of, rep office of, the representative office of, liaison office of, office of, daughter company of, owned by, controlled by,
        sister company of, and any successor, any successor, and successors, and its successors, successor, successors, successor to, and assigns,
        successors and assigns, and its successors and assigns, and affiliates, affiliates, and its affiliates, its affiliates, and subsidiaries, subsidiaries,
        and its subsidiaries, its subsidiaries, and all its subsidiaries, and their subsidiaries, and affiliated companies, affiliated companies,
        and associated companies, associated companies, and group companies, group companies, group of companies, and related parties, and others, and other,
        et al, et alii, und andere, et autres, y otros, e outros, sub unit, sub units, and any successor sub unit or subsidiary thereof,
        any successor sub unit or subsidiary thereof, or subsidiary thereof, thereof, and all related entities, and all affiliates, including all subsidiaries,
        including its subsidiaries, including affiliates, and branches, and all branches, and its branches, all branches,
        estate of, the estate of, heirs of, in liquidation, in liquidazione, i l, in administration, in receivership, under liquidation, in insolvenz,
        en liquidation, en liquidacion, w likwidacji, v likvidaci, tasfiye halinde
        """;

    private const string Trade =
        """
        general trading, gen trading, gen trdg, import and export, imp and exp, imp exp, import export, importers and exporters, importer exporter, export import,
        exim, impex, imex, traders, trader, trading, merchants, merchant, wholesaler, wholesale, retail, distributor, distributors, dealer, dealers, dealership,
        authorised dealer, authorized dealer, manufacturer, manufacturers, manufacturers and exporters, supplier of, suppliers, contractors, contractor,
        general contracting, contracting, establishment, enterprise, enterprises, ventures, agencies, agents, freight forwarder, forwarder, forwarding, forwarders,
        shipping agent, shipping agents, customs broker, clearing and forwarding, clearing agent, c and f agent, international, intl, worldwide, global, online,
        shop online, e commerce, procurement agent, sole proprietor, sole proprietorship
        """;

    private static readonly PhraseTable<WordClass> Table = new(
        (WordClass.Scope, Scope), (WordClass.Branch, Branch), (WordClass.Department, Department), (WordClass.Attention, Attention),
        (WordClass.Salutation, Salutation), (WordClass.Title, Title), (WordClass.Trade, Trade),
        (WordClass.Place, CountryNames.Countries + ",\n" + CountryNames.Adjectives), (WordClass.Place, CountryNames.Divisions), (WordClass.Place, CityNames.All));

    /// <summary>Every phrase of the table.</summary>
    public static IEnumerable<string> Phrases => Table.Phrases;

    /// <summary>
    /// The class of the longest phrase that begins at <paramref name="at"/>, and the number of its words; null and 0 when none does.
    /// </summary>
    public static WordClass? ClassOf(ReadOnlySpan<string> words, int at, out int length) => Table.At(words, at, out length);

    /// <summary>Whether a phrase begins with the word.</summary>
    public static bool Begins(string word) => Table.Begins(word);

    /// <summary>Whether the word alone names a country, a division of one, or a city.</summary>
    public static bool IsPlace(string word) => Table.Of(word) == WordClass.Place;
}
