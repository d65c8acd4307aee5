namespace Screening.Functions.Tests.Lists.Formats;

/// <summary>One small file of every official format: the structure is that of the agency, the parties are invented.</summary>
internal static class Fixtures
{
    public const string Un =
        """
        <?xml version='1.0' encoding='UTF-8' standalone='yes'?>
        <CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" dateGenerated="2026-02-27T00:00:09.554Z">
          <INDIVIDUALS>
            <INDIVIDUAL>
              <DATAID>1</DATAID><FIRST_NAME>ZEBULON </FIRST_NAME><SECOND_NAME>QUARRINGTON</SECOND_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
              <REFERENCE_NUMBER>KPi.901 </REFERENCE_NUMBER><LISTED_ON>2016-11-30</LISTED_ON><NAME_ORIGINAL_SCRIPT>Зебулон</NAME_ORIGINAL_SCRIPT>
              <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
              <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Zeb Quarrington; Z. Quarringdon</ALIAS_NAME></INDIVIDUAL_ALIAS>
              <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Uncle</ALIAS_NAME></INDIVIDUAL_ALIAS>
              <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
              <INDIVIDUAL_ADDRESS><STREET>1 Example Street</STREET><CITY>Pyongyang</CITY><COUNTRY>North Korea</COUNTRY></INDIVIDUAL_ADDRESS>
              <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1964</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
              <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1965</FROM_YEAR><TO_YEAR>1967</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
              <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>30-35 years old</NOTE></INDIVIDUAL_DATE_OF_BIRTH>
              <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Damascus</CITY><COUNTRY>Syria</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
              <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER> 381000014</NUMBER></INDIVIDUAL_DOCUMENT>
            </INDIVIDUAL>
          </INDIVIDUALS>
          <ENTITIES>
            <ENTITY>
              <DATAID>2</DATAID><FIRST_NAME>EXAMPLE TRADING CORPORATION</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.902</REFERENCE_NUMBER>
              <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>EXEMPLAR GENERAL TRADING</ALIAS_NAME></ENTITY_ALIAS>
              <ENTITY_ADDRESS><CITY>Dalian</CITY><COUNTRY>China</COUNTRY></ENTITY_ADDRESS>
            </ENTITY>
          </ENTITIES>
        </CONSOLIDATED_LIST>
        """;

    public const string Sdn =
        """
        <?xml version="1.0" standalone="yes"?>
        <sdnList xmlns="http://tempuri.org/sdnList.xsd">
          <publshInformation><Publish_Date>07/16/2014</Publish_Date><Record_Count>2</Record_Count></publshInformation>
          <sdnEntry>
            <uid>901</uid><firstName>Ana Maria</firstName><lastName>EXAMPLE</lastName><sdnType>Individual</sdnType><remarks>(Linked To: EXAMPLE HOLDING)</remarks>
            <programList><program>SDGT</program></programList>
            <idList><id><uid>1</uid><idType>Passport</idType><idNumber>A0180000</idNumber></id><id><uid>2</uid><idType>Gender</idType><idNumber>Female</idNumber></id></idList>
            <akaList>
              <aka><uid>3</uid><type>a.k.a.</type><category>strong</category><lastName>EJEMPLO</lastName><firstName>Ana</firstName></aka>
              <aka><uid>4</uid><type>a.k.a.</type><category>weak</category><lastName>LA NINA</lastName></aka>
            </akaList>
            <addressList><address><uid>5</uid><address1>P.O. Box 1</address1><city>Dubai</city><country>United Arab Emirates</country></address><address><uid>6</uid></address></addressList>
            <citizenshipList><citizenship><uid>7</uid><country>Somalia</country></citizenship></citizenshipList>
            <dateOfBirthList><dateOfBirthItem><uid>8</uid><dateOfBirth>circa 1954</dateOfBirth></dateOfBirthItem></dateOfBirthList>
            <placeOfBirthList><placeOfBirthItem><uid>9</uid><placeOfBirth>Eyl, Somalia</placeOfBirth></placeOfBirthItem></placeOfBirthList>
          </sdnEntry>
          <sdnEntry>
            <uid>902</uid><lastName>SEA EXAMPLE</lastName><sdnType>Vessel</sdnType><programList><program>NPWMD</program></programList>
            <idList><id><uid>10</uid><idType>Vessel Registration Identification</idType><idNumber>IMO 9187629</idNumber></id></idList>
            <vesselInfo><callSign>EXMP</callSign><vesselFlag>Iran</vesselFlag></vesselInfo>
          </sdnEntry>
        </sdnList>
        """;

    public const string Enhanced =
        """
        <sanctionsData xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML">
          <publicationInfo><dataAsOf>2025-01-10T00:00:00</dataAsOf></publicationInfo>
          <referenceValues><referenceValue refId="1"><type>COUNTRY</type><value>Russia</value></referenceValue></referenceValues>
          <entities>
            <entity id="903">
              <generalInfo><entityType refId="601">Entity</entityType></generalInfo>
              <sanctionsLists><sanctionsList>Sectoral Sanctions Identifications List</sanctionsList><sanctionsList>Consolidated List</sanctionsList><sanctionsList>SDN List</sanctionsList></sanctionsLists>
              <sanctionsPrograms><sanctionsProgram>UKRAINE-EO13662</sanctionsProgram></sanctionsPrograms>
              <names>
                <name><isPrimary>false</isPrimary><isLowQuality>true</isLowQuality><translations><translation><isPrimary>true</isPrimary><script>Latin</script><formattedFullName>PRIMER</formattedFullName></translation></translations></name>
                <name><isPrimary>true</isPrimary><isLowQuality>false</isLowQuality><translations>
                  <translation><isPrimary>false</isPrimary><script>Cyrillic</script><formattedFullName>ПРИМЕР БАНК</formattedFullName></translation>
                  <translation><isPrimary>true</isPrimary><script>Latin</script><formattedFullName>PRIMER BANK</formattedFullName></translation></translations></name>
              </names>
              <addresses><address><country refId="1">Russia</country><translations><translation><isPrimary>true</isPrimary><addressParts>
                <addressPart><type>CITY</type><value>Moscow</value></addressPart><addressPart><type>ADDRESS1</type><value>1 Example Street</value></addressPart></addressParts></translation></translations></address></addresses>
              <features><feature><type>SWIFT/BIC</type><value>EXMPRUMM</value></feature><feature><type>Website</type><value>example.com</value></feature></features>
              <identityDocuments><identityDocument><type>Tax ID No.</type><documentNumber>7700000000</documentNumber></identityDocument></identityDocuments>
              <relationships><relationship><type>Owned or Controlled By</type><relatedEntity entityId="904">X</relatedEntity></relationship></relationships>
            </entity>
          </entities>
        </sanctionsData>
        """;

    public const string Advanced =
        """
        <Sanctions xmlns="http://www.un.org/sanctions/1.0">
          <DateOfIssue><Year>2020</Year><Month>3</Month><Day>17</Day></DateOfIssue>
          <ReferenceValueSets>
            <PartySubTypeValues><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
            <PartyTypeValues><PartyType ID="1">Individual</PartyType></PartyTypeValues>
            <NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType></NamePartTypeValues>
            <ScriptValues><Script ID="215">Latin</Script><Script ID="216">Arabic</Script></ScriptValues>
            <FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="25">Location</FeatureType></FeatureTypeValues>
            <LocPartTypeValues><LocPartType ID="1454">CITY</LocPartType></LocPartTypeValues>
            <CountryValues><Country ID="11" ISO2="LB">Lebanon</Country></CountryValues>
            <IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType></IDRegDocTypeValues>
            <ListValues><List ID="1550">SDN List</List></ListValues>
            <SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType></SanctionsTypeValues>
            <RelationTypeValues><RelationType ID="15">Acting for or on behalf of</RelationType></RelationTypeValues>
          </ReferenceValueSets>
          <Locations><Location ID="50"><LocationCountry CountryID="11"/><LocationPart LocPartTypeID="1454"><LocationPartValue><Value>Tyre</Value></LocationPartValue></LocationPart></Location></Locations>
          <IDRegDocuments><IDRegDocument ID="60" IDRegDocTypeID="1571" IdentityID="70"><IDRegistrationNo>RL0000001</IDRegistrationNo></IDRegDocument></IDRegDocuments>
          <DistinctParties><DistinctParty FixedRef="905"><Profile ID="905" PartySubTypeID="4">
            <Identity ID="70">
              <Alias Primary="false" LowQuality="true"><DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="82" ScriptID="216">مثال</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
              <Alias Primary="true" LowQuality="false"><DocumentedName>
                <DocumentedNamePart><NamePartValue NamePartGroupID="80" ScriptID="215">EXAMPLE</NamePartValue></DocumentedNamePart>
                <DocumentedNamePart><NamePartValue NamePartGroupID="81" ScriptID="215">Karim</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
              <NamePartGroups><MasterNamePartGroup><NamePartGroup ID="80" NamePartTypeID="1520"/></MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID="81" NamePartTypeID="1521"/></MasterNamePartGroup></NamePartGroups>
            </Identity>
            <Feature FeatureTypeID="8"><FeatureVersion><DatePeriod><Start Approximate="true"><From><Year>1962</Year><Month>1</Month><Day>1</Day></From></Start><End Approximate="false"><To><Year>1962</Year><Month>12</Month><Day>31</Day></To></End></DatePeriod></FeatureVersion></Feature>
            <Feature FeatureTypeID="25"><FeatureVersion><VersionLocation LocationID="50"/></FeatureVersion></Feature>
          </Profile></DistinctParty></DistinctParties>
          <ProfileRelationships><ProfileRelationship From-ProfileID="905" To-ProfileID="906" RelationTypeID="15"/></ProfileRelationships>
          <SanctionsEntries><SanctionsEntry ProfileID="905" ListID="1550"><SanctionsMeasure SanctionsTypeID="1"><Comment>SDGT</Comment></SanctionsMeasure></SanctionsEntry></SanctionsEntries>
        </Sanctions>
        """;

    public const string LegacyParties =
        "906,\"EXAMPLE, Boris\",\"individual\",\"NPWMD] [IFSR\",\"Director\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 21 Mar 1965; POB Tehran, Iran; nationality Iran; Passport E50000000 (Iran) expires 23 Sep 2026; a.k.a. 'BOB'; Linked To: EXA\"\r\n"
        + "907,\"EXAMPLE WORKS\",-0- ,\"NPWMD\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\u001A";

    public const string LegacyAliases = "906,1,\"aka\",\"PRIMER, Boris\",-0- \r\n\u001A";

    public const string LegacyAddresses = "906,1,\"1 Example Street\",\"Tehran 11369\",\"Iran\",-0- \r\n907,2,-0- ,-0- ,-0- ,-0- \r\n\u001A";

    public const string LegacyComments = "906,\"MPLE WORKS.\"\r\n\u001A";

    /// <summary>The list of the United Nations with other names, so that lists of several tests do not match each other's parties.</summary>
    public static string UnOf(string name) => Un.Replace("ZEBULON", name, StringComparison.Ordinal).Replace("EXAMPLE TRADING", $"{name} TRADING", StringComparison.Ordinal);
}
