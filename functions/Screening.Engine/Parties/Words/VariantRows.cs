namespace Screening.Engine.Parties.Words;

/// <summary>Rows of words with one meaning: abbreviations of company words, and European given names. Written by hand.</summary>
internal static class VariantRows
{
    // Words of company names and their abbreviations, as on invoices and in the United States lists.
    public const string Business =
        """
        international intl intnl internat intern intrntl itl
        university univ unive unvsty uni
        institute inst instit insts
        department dept deptt depart
        development dev devt devel dvlpmt devlpmt develop
        manufacturing mfg manuf manufg mfr manufact manufac manufctg
        management mgmt mgt managemt mngt mngmt
        national natl ntl natnl
        government govt
        association assn assoc asso associates asscn asstn
        brothers bros broth
        industries ind inds indus industry industrial indust
        technology technologies tech technol techn techno techs
        electronics elec electronic elect elecs
        engineering engg engrg engr engrng engnrg eng
        service services svc svcs servs srvcs srvc srv serv svce
        group grp grupo gruppa groupe gruppe groups
        holding holdings hldg hldgs
        center centre ctr centro tsentr
        laboratory lab laboratories labs laboratoriya laboratorium lbry
        research res resch rsch rsrch
        science sci sciences scientific scient
        academy acad akademiya academ
        import imp imports impt
        export exp eksport exports expt
        telecommunications telecom telecommunication telecomm telecomms tele
        petroleum petro
        pharmaceutical pharm pharma pharmaceuticals pharmac
        chemical chem chemicals chemistry chemie
        equipment equip equipmt eqpt eqp eqpmt equipments
        defense defence def
        bank banco banque banka
        factory plant zavod
        company comp coy cmpny compny
        corporation corpn corpor
        limited limitd
        technical tekhnicheskiy
        trading trdg trad trdng tradg
        trader traders trdrs
        shipping shpg shppg shipg shpng
        shipbuilding shipbldg
        construction constr constrn const cnstr constrctn
        constructions constrs
        general gen genl gnrl
        logistics logist logstcs
        transport transportation transp trans trpt trnsp
        transports transps
        electric electrical electr elektr
        manufacturer manufacturers mfrs mfgr
        machinery mach mchy machy
        federal fed
        central cent ctrl
        eastern east
        northern nth
        southern sth
        developments devts
        investment invest inv invt invmt investments
        enterprise enterprises ent entp entpr enterp
        establishment estab estb
        distribution distrib distr
        distributor distributors distrs
        communication communications comm comms commun
        information info infor
        systems system sys syst
        solution solutions soln solns
        product products prod prods
        production prodn produktion
        commercial comml commerc comcl
        commission commn
        committee cttee cmte
        community cmty
        cooperative coop cooperativa
        council coun cncl
        foundation fdn found fndn
        organization organisation org orgn organiz
        petrochemical petrochem petrochemicals
        aerospace aero aerosp
        aviation avn aviat
        aircraft acft
        airlines airline
        marine maritime
        materials material matl matls mat
        mechanical mech mechan
        metallurgical metallurg metall
        metals metal
        mineral minerals minl
        military mil milit
        ministry min
        security sec secur
        energy enrg
        environment environmental env envir
        automation automatic autom
        automotive auto automobile
        instruments instrument instr instrum
        precision prec precis
        optical opt optics
        semiconductor semicon semi semiconductors
        software softw swr
        consultant consultants consulting consult cons
        contracting contractors contractor contr contg
        agriculture agricultural agri agric agr
        finance financial fin financ
        insurance insur ins
        exchange exch xchg
        warehouse whse whs
        building bldg bldng
        district dist
        office off offc
        division div divn
        subsidiary subsid subsy
        representative repr rep represent
        saint st sankt sint
        """;

    // Given names of Slavic and western languages: spellings, romanisations (ISO 9, BGN/PCGN, passports) and usual short forms.
    public const string Given =
        """
        dmitry dmitriy dmitri dmitrii dmytro dzmitry dima mitya demetrius dmytriy
        sergey sergei serhiy sergiy sergii siarhei sergej seryozha serge serhii
        alexander alexandros aleksandr aleksander oleksandr alexandr aliaksandr alejandro alexandre alex sasha sacha sascha alessandro iskander iskandar
        alexey aleksey alexei aleksei oleksiy aliaksei
        andrey andrei andriy andrii andrej andrew andy drew andrzej
        yuri yury yuriy iurii iuri yura iurij yurij jurij juri jury
        evgeny yevgeny evgeniy yevgeniy evgenii evgueni yevhen yevgeni zhenya yevhenii yevheniy evgenij eugeniy jewgeni jewgenij
        mikhail mykhailo mikhael mihail mikail michael mike mick mickey misha misa mykhaylo michail mikhailo
        vladimir volodymyr uladzimir wladimir vova volodya vlodymyr
        nikolai nikolay mykola mikalai nikolaj nicholas nick nicky nicolas kolya nikola
        vasily vasiliy vasili vasyl vasil
        pavel pavlo paul pasha pawel
        petr pyotr peter piotr pete petya
        ivan yvan iwan vanya
        igor ihor
        oleg oleh aleh olezhka
        viktor victor vitya vitia wiktor
        georgy georgiy georgi heorhiy georgii
        anatoly anatoliy anatoli anatolii tolya anatol anatolij
        gennady gennadiy hennadiy gennadi gena hennadii genadi
        valery valeriy valerii
        grigory grigoriy hryhoriy grisha gregor grigorij
        konstantin kostyantyn constantine kostya kostiantyn konstantyn
        arkady arkadiy arkadi arkadii
        natalya natalia nataliya natasha nataliia natalie
        tatyana tatiana tetyana tanya tania
        yulia julia iuliia yuliya yulya yuliia
        elena yelena olena helena
        ekaterina yekaterina kateryna katherine kate kathy katie catherine kathryn katya
        osman othman uthman usman othmane ousmane
        jose joseh pepe jozef
        juan joao
        park pak bak
        choi choe choy
        william bill billy will willy willie
        robert bob bobby rob robbie
        richard rick ricky dick rich
        james jim jimmy jamie
        john johnny jack jon
        edward ed eddie ted teddy
        charles charlie chuck
        thomas tom tommy
        david dave davey davy daoud dawood dawud daud
        daniel dan danny danila danil daniil
        matthew matt matvey matvei
        anthony tony anton antony
        christopher chris kris
        stephen steven steve stefan stepan stephan
        benjamin ben benny
        samuel sam sammy
        gregory greg
        timothy tim timmy timofey
        patrick pat paddy
        ronald ron ronnie
        donald don donnie
        kenneth ken kenny
        lawrence larry laurence
        gerald gerry
        jeffrey jeff geoffrey geoff
        leonard len lenny
        leonid lyonya leonyd
        frederick fred freddy frederic friedrich
        philip phil phillip philippe filip filipp
        raymond ray
        vincent vince vincenzo
        walter walt
        henry harry hank henri heinrich
        theodore theo fyodor fedor feodor fedir
        francis frank frankie
        arthur artur
        albert bert alberto
        alfred alf
        eugene gene
        harold hal
        jonathan jonny
        nathaniel nate nathan
        zachary zach zack zakhar
        elizabeth liz lizzie beth betty elisabeth yelizaveta elizaveta liza
        margaret maggie peggy meg margarita
        patricia patty tricia
        jennifer jen jenny
        susan sue suzie susanna
        deborah debbie deb
        rebecca becky rebekah
        barbara barb
        dorothy dot dolly
        victoria vicky viktoriya viktoria
        anna anya ania ann anne hanna
        maria mary marie masha mariya mariam maryam
        olga olya olha
        svetlana sveta svitlana
        irina ira irena iryna
        ludmila lyudmila luda lyuda liudmila lyudmyla
        galina galya halyna
        nadezhda nadya nadiya nadia
        larisa lara larysa
        oksana oxana ksenia kseniya xenia
        daria darya dasha daryna
        anastasia nastya anastasiya
        boris borys
        vyacheslav viacheslav slava vjaceslav vyatcheslav
        vladislav vladyslav uladzislau wladyslaw
        yaroslav jaroslav yaroslaw iaroslav
        stanislav stas stanislaw
        maxim maksim maksym maxime
        ilya illia ilia ilja
        artem artyom artiom artemy
        kirill kyrylo kiril cyril
        denis denys dennis
        roman romain
        ruslan rouslan
        timur temur teimur
        lev leo lew
        semyon semen simeon
        ignat ignatius ignacy
        vitaly vitaliy vitali vitalii vital
        valentin valentyn
        yegor egor yehor
        svyatoslav sviatoslav
        rostislav rostyslav
        francisco paco pancho kiko
        ignacio nacho
        manuel manolo manny
        enrique quique
        guillermo memo
        jesus chucho
        eduardo lalo
        alfonso poncho alphonse
        roberto beto
        antonio tono toni
        luis lucho louis luiz
        rafael rafa raphael
        santiago santi
        sebastian sebas sebastien
        guadalupe lupe lupita
        dolores lola
        rosario chayo
        gabriel gabi gabriyel
        joaquin quino
        jorge coque jordi
        miguel migue
        fernando nando
        alena alyona alyena
        """;
}
