namespace Screening.Functions.Tests.Lists.Formats;

/// <summary>Small files of the formats of Europe, Canada, Commerce and State.</summary>
internal static class MoreFixtures
{
    public const string EuFsf =
        """
        <export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2018-12-21T14:39:54.511+01:00" globalFileId="1">
          <sanctionEntity euReferenceNumber="EU.1.1" logicalId="901">
            <regulation numberTitle="2018/1 (OJ L1)" programme="XYZ" logicalId="1"/>
            <subjectType code="person" classificationCode="P"/>
            <nameAlias firstName="Ana" middleName="" lastName="Example" wholeName="Ana Example" nameLanguage="" strong="true"/>
            <nameAlias firstName="" middleName="" lastName="" wholeName="Анна" nameLanguage="BG" strong="false"/>
            <citizenship countryIso2Code="SY" countryDescription="SYRIA"/>
            <birthdate circa="true" birthdate="" year="1960" yearRangeFrom="" yearRangeTo="" countryIso2Code="00" countryDescription="UNKNOWN"/>
            <address street="1 Example Street" city="Damascus" zipCode="1" countryIso2Code="SY"/>
            <identification number="AD001" identificationTypeCode="passport" identificationTypeDescription="National passport" knownFalse="false"/>
          </sanctionEntity>
        </export>
        """;

    public const string EuGlobal =
        """
        <WHOLE Date="11/02/2016">
          <ENTITY Id="902" Type="P" legal_basis="151/2012 (OJ L49)" programme="ZWE">
            <NAME Id="1"><LASTNAME>Example</LASTNAME><FIRSTNAME>Bo</FIRSTNAME><MIDDLENAME/><WHOLENAME>Bo Example</WHOLENAME><LANGUAGE/></NAME>
            <BIRTH Id="1"><DATE>1957 (approximative)</DATE><PLACE>X</PLACE><COUNTRY>IRQ</COUNTRY></BIRTH>
            <PASSPORT Id="1"><NUMBER>AD001095 (passport-National passport) ((passport))</NUMBER><COUNTRY/></PASSPORT>
            <ADDRESS Id="1"><NUMBER/><STREET>Example Street</STREET><ZIPCODE>1</ZIPCODE><CITY>Baghdad</CITY><COUNTRY>IRQ</COUNTRY><OTHER/></ADDRESS>
          </ENTITY>
        </WHOLE>
        """;

    public const string EuCsv =
        "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType;Entity_Regulation_NumberTitle;Entity_Regulation_Programme;NameAlias_LastName;NameAlias_FirstName;NameAlias_MiddleName;NameAlias_WholeName;NameAlias_NameLanguage\n"
        + "05/08/2026;903;EU.2.2;E;1/2026 (OJ L1);XYZ;;;;Example Works;\n05/08/2026;903;EU.2.2;E;1/2026 (OJ L1);XYZ;;;;Oeuvres Exemple;FR\n";

    public const string UkXml =
        """
        <Designations><DateGenerated>10/09/2026</DateGenerated>
          <Designation><UniqueID>XYZ0001</UniqueID>
            <Names>
              <Name><Name1>BO</Name1><Name6>PRIMER</Name6><NameType>ALias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name>
              <Name><Name1>BO</Name1><Name6>EXAMPLE</Name6><NameType>Primary name</NameType></Name>
            </Names>
            <RegimeName>The Example Regulations</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip><DateDesignated>01/02/2020</DateDesignated>
            <Addresses><Address><AddressLine6>Kabul</AddressLine6><AddressCountry>Afghanistan</AddressCountry></Address></Addresses>
            <IndividualDetails><Individual><DOBs><DOB>00/00/1962</DOB></DOBs><Nationalities><Nationality>Pakistan</Nationality></Nationalities>
              <PassportDetails><Passport><PassportNumber>P00000001</PassportNumber></Passport></PassportDetails></Individual></IndividualDetails>
          </Designation>
        </Designations>
        """;

    public const string UkConList =
        "Last Updated,13/04/2018\n"
        + "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB,Town of Birth,Country of Birth,Nationality,Passport Details,NI Number,Position,Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,Regime,Listed On,Last Updated,Group ID\n"
        + "PRIMER,Jos\u00E9,,,,,,00/00/1980,,Tunisia,1) Saudi Arabia 2) Qatar,Passport No: 5926670 (Qatari),,,,,,,,,,Afghanistan (since 2009),UN Ref QDe.004.,Individual,AKA,XYZ,01/04/2016,01/04/2016,9001\n"
        + "EXAMPLE,Jos\u00E9,,,,,,05/06/1981,,Tunisia,1) Saudi Arabia 2) Qatar,,,,1 Example Street,,,,,Kabul,,Afghanistan,UN Ref QDe.004.,Individual,Prime Alias,XYZ,01/04/2016,01/04/2016,9001\n";

    public const string Canada =
        """
        <data-set>
          <record><Country>Belarus / Bélarus</Country><LastName>Example</LastName><GivenName>Ivan&#xA0;</GivenName><DateOfBirthOrShipBuildDate>1963 or 1964</DateOfBirthOrShipBuildDate>
            <Schedule>1, Part 1</Schedule><Item>1</Item><DateOfListing>2020-09-28</DateOfListing><Aliases>Ivan Ivanovich Primer, Russian: Иван Пример; Vanya</Aliases></record>
          <record><Country>Russia / Russie</Country><EntityOrShip>Sea Example</EntityOrShip><TitleOrShip>General Cargo</TitleOrShip><ShipIMONumber>9187629</ShipIMONumber>
            <DateOfBirthOrShipBuildDate>1980</DateOfBirthOrShipBuildDate><Schedule>1.1</Schedule><Item>1</Item><DateOfListing>2025-02-21</DateOfListing></record>
          <record><Country>Iran</Country><Entity>Example Works Co., Ltd.</Entity><Schedule>1</Schedule><Item>7</Item><Aliases>Example, Ltd.</Aliases></record>
        </data-set>
        """;

    public const string Swiss =
        """
        <swiss-sanctions-list list-type="full" date="2024-01-17">
          <sanctions-program ssid="1"><program-key lang="ger">BEI</program-key><program-key lang="eng">EXA</program-key><sanctions-set ssid="2" lang="eng">Annex 1</sanctions-set></sanctions-program>
          <target ssid="901"><sanctions-set-id>2</sanctions-set-id><individual sex="male"><identity ssid="3" main="true">
            <name ssid="4" name-type="primary-name" quality="good" lang="eng"><name-part order="1" name-part-type="given-name"><value>Bo</value></name-part><name-part order="2" name-part-type="family-name"><value>Example</value></name-part></name>
            <nationality ssid="5"><country iso-code="SY">Syria</country></nationality><address ssid="6" place-id="9"><address-details>1 Example Street</address-details></address>
            <day-month-year ssid="7" day="31" month="12" year="1975" calendar="Gregorian" quality="good"/></identity></individual><modification modification-type="listed" effective-date="2020-01-01"/></target>
          <target ssid="902"><sanctions-set-id>2</sanctions-set-id><entity><identity ssid="8" main="true"><name ssid="9" name-type="primary-name"><name-part order="1"><value>Gone Works</value></name-part></name></identity></entity>
            <modification modification-type="listed" effective-date="2020-01-01"/><modification modification-type="de-listed" effective-date="2023-01-01"/></target>
          <place ssid="9"><location>Damascus</location><area/><country iso-code="SY">Syria</country></place>
        </swiss-sanctions-list>
        """;

    public const string Dpl =
        "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_Date\tStandard_Order\tLast_Update\tAction\tFR_Citation\n"
        + "\" I. EXAMPLE\"\t\"1 EXAMPLE STREET\"\t\"EL PASO\"\t\"TX\"\t\"US\"\t\"79905\"\t\"08/24/2022\"\t\"01/14/2026\"\t\"Y\"\t\"2022-08-29\"\t\"F.R. NOTICE ADDED\"\t\"87 F.R. 1\"\n"
        + "\" I. EXAMPLE\"\t\"2 EXAMPLE STREET\"\t\"EL PASO\"\t\"TX\"\t\"US\"\t\"79905\"\t\"08/24/2022\"\t\"01/14/2026\"\t\"Y\"\t\"2022-08-29\"\t\"F.R. NOTICE ADDED\"\t\"87 F.R. 1\"\n";

    public const string Isn =
        "Source List,Programs,Name,Alternative Names,Country,Federal Register Notice,Effective Date,Remarks/Notes,Web Link\n"
        + "ISN,E.O. 13382,Example Works,Exemplar; Primer,Iran,\"Vol. 78, No. 38, 02/26/13\",12/13/2012,,http://x\n,,,,,,,,\n"
        + "ISN ,INKSNA,Example Works,,Iran,\"Vol. 78, No. 38, 02/26/13\",12/13/2012,,http://x\n";

    public const string Dtc =
        "Debarred Party Full Name and Alias,Date of Birth,Notice,Notice Date,\"Corrected Notice\",\"Corrected Notice Date\"\n"
        + "\"Example, Bo (a.k.a. Bob Example; Bobby Primer)\",\"November, 1975\",59 FR 1,8/29/1994,,\n";

    public const string Entities =
        "Source List,Entity Number,SDN Type,Programs,Name,Title,Address,City,State/Province,Postal Code,Country,Federal Register Notice,Effective Date,License Requirement,License Policy,Alternate Name\n"
        + "EL,,,,Bo Example,,1 Example Street,Kabul,,,Afghanistan,76 FR 1,11/21/2011,For all items subject to the EAR,Presumption of denial.,Primer\n"
        + "EL,,,,Bo Example,,2 Example Street,Kabul,,,Afghanistan,76 FR 1,11/21/2011,For all items subject to the EAR,Presumption of denial.,Exemplar\n";

    public const string Supplement4 =
        "country,entity,license_requirement,license_review_policy,fr_citation\n"
        + "\"CHINA, PEOPLE'S REPUBLIC OF\",\"Example Equipment Co., Ltd., a.k.a., the following two aliases: —Exemplar; and —Primer Co., Ltd. No. 16 Example Road, Shenyang, China; and Room 2, Beijing, China.\",For all items subject to the EAR,Presumption of denial,\"89 FR 1, 12/5/24.\"\n"
        + "AFGHANISTAN,\"Example Technologies, Kabul, Afghanistan. (See alternate address under Pakistan).\",For all items subject to the EAR,Presumption of denial,\"77 FR 1, 4/27/12.\"\n";
}
