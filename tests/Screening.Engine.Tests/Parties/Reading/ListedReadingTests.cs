using Screening.Engine.Model;
using Screening.Engine.Parties.Reading;

namespace Screening.Engine.Tests.Parties.Reading;

/// <summary>What is read from the field of a listed name. The examples are printed by the lists in this form; `~` marks a weak name.</summary>
public sealed class ListedReadingTests
{
    [Theory]
    [InlineData("Shahid Hemmat Industrial Group (SHIG)", "Shahid Hemmat Industrial Group|SHIG")]
    [InlineData("Air Weapons Complex (AWC)", "Air Weapons Complex|~AWC")]
    [InlineData("METAL AND MINERAL TRADE (MMT)", "METAL AND MINERAL TRADE|~MMT")]
    [InlineData("AVS (Armored Vehicle Spares)", "~AVS|Armored Vehicle Spares")]
    [InlineData("Scientific Research Institute of Machine Building (GosNIImash)", "Scientific Research Institute of Machine Building|GosNIImash")]
    [InlineData("China Aerospace Science and Industry Corporation (CASIC) 3rd Academy", "China Aerospace Science and Industry Corporation 3rd Academy|CASIC 3rd Academy")]
    [InlineData("20th Research Institute of China Electronic Technology Group Corp (CETC)", "20th Research Institute of China Electronic Technology Group Corp|20th Research Institute of CETC")]
    [InlineData("NAFTIRAN TRADING SERVICES CO. (NTS) LIMITED", "NAFTIRAN TRADING SERVICES CO. LIMITED|~NTS LIMITED")]
    [InlineData("PASDARAN-E ENGHELAB-E ISLAMI (PASDARAN)", "PASDARAN-E ENGHELAB-E ISLAMI|~PASDARAN")]
    [InlineData("Joint Stock Company Surgutneftegasbank (ZAO SNGB)", "Joint Stock Company Surgutneftegasbank|ZAO SNGB")]
    public void Of_AnAcronymInBrackets_IsAnotherName(string printed, string names) => Assert.Equal(names, Derived(printed));

    [Theory]
    [InlineData("Huawei Technologies (Thailand) Co.")]
    [InlineData("Link Lines (Pvt.) Limited")]
    [InlineData("Hua Ke Logistics (HK) Limited")]
    [InlineData("Corad Technology Ltd. (Shenzhen)")]
    [InlineData("China Communications Construction Group (Limited)")]
    [InlineData("GOLDEN FISH S.A.L. (OFFSHORE)")]
    [InlineData("Oriental Crystal Microelectronics Technology (Beijing Co., Ltd.)")]
    [InlineData("Huawei Device (New Zealand) Co., Limited")]
    [InlineData("Peaceful Vision (Lianyungang) Electronic Co., Ltd.")]
    public void Of_APlaceOrALegalFormInBrackets_IsPartOfTheName(string printed) => Assert.Equal("", Derived(printed));

    [Theory]
    [InlineData("Universal Enterprise Limited [aka General Technology Limited, aka Tiger Force Electronics]", "Universal Enterprise Limited|General Technology Limited|Tiger Force Electronics")]
    [InlineData("Astronautics Research Institute [aka Astronautics Systems Research Center, Aerospace Research Institute]", "Astronautics Research Institute|Astronautics Systems Research Center|Aerospace Research Institute")]
    [InlineData("Li Fangwei [also known as Karl Lee]", "Li Fangwei|Karl Lee")]
    [InlineData("KOW SENG LIM -AKA- ERIC LIM", "KOW SENG LIM|ERIC LIM")]
    [InlineData("JIE LUO- AKA- IVY LUO", "JIE LUO|IVY LUO")]
    [InlineData("FUYI SUN A/K/A FRANK SUN", "FUYI SUN|FRANK SUN")]
    [InlineData("Ri Su'ung-ch'o'l (a.k.a Ri Sung Chol)", "Ri Su'ung-ch'o'l|Ri Sung Chol")]
    [InlineData("Southwest Institute (a.k.a., China Academy of Physics (CAEP)'s 902 Institute)", "Southwest Institute|China Academy of Physics 902 Institute|CAEP 902 Institute")]
    [InlineData("FERDIE (A.K.A. FERNANDO SERO) RESADA", "FERDIE RESADA|FERNANDO SERO|FERNANDO SERO RESADA")]
    [InlineData("Roger) Roger (a/k/a Akembuom Akem", "Roger Roger|Akembuom Akem")]
    [InlineData("Far East Trading Company, Inc. (a.k.a. FETCO, Inc.)", "Far East Trading Company, Inc.|FETCO, Inc.")]
    [InlineData("Precision Image Corporation (a.k.a. Precision Industries, Inc.; CK Enterprises, Inc.)", "Precision Image Corporation|Precision Industries, Inc.|CK Enterprises, Inc.")]
    [InlineData("COREZING INTERNATIONAL, AKAS, COREZING TECH PTE LTD, CORE ZING", "COREZING INTERNATIONAL|COREZING TECH PTE LTD|CORE ZING")]
    [InlineData("KOLOKOL (AKA: ALDRICH AMES)", "KOLOKOL|ALDRICH AMES")]
    [InlineData("AVIATION SERVICES INTERNATIONAL, B.V. ALSO KNOWN AS DELTA LOGISTICS, B.V.", "AVIATION SERVICES INTERNATIONAL, B.V.|DELTA LOGISTICS, B.V.")]
    [InlineData("SIBERIAN AIRLINES D/B/A S7 AIRLINES", "SIBERIAN AIRLINES|S7 AIRLINES")]
    [InlineData("DBA Behover Information Technologies", "Behover Information Technologies")]
    [InlineData("LTS Holding Limited (f.k.a. IPP-International Petroleum Products Ltd.)", "LTS Holding Limited|IPP-International Petroleum Products Ltd.")]
    [InlineData("JSC NIIP, f.k.a., Nauchno Institut Priborostroeniya", "JSC NIIP|Nauchno Institut Priborostroeniya")]
    [InlineData("Acme Optics formerly Acme Lenses", "Acme Optics|Acme Lenses")]
    public void Of_AMarkOfAnotherName_SeparatesTheNames(string printed, string names) => Assert.Equal(names, Derived(printed));

    [Theory]
    [InlineData("Simon Aka Mensah")]
    [InlineData("YK-AKA")]
    [InlineData("AK. A. KARPINSKIY")]
    [InlineData("A.K.A. Rahman")]
    [InlineData("ALIAS LLC")]
    [InlineData("DHKP/C")]
    [InlineData("CHINA PRECISION MACHINERY IMPORT/EXPORT CORPORATION")]
    [InlineData("M/S WELFARE ORGANIZATION")]
    [InlineData("ENDOWMENT FOR CARE OF LEBANESE FAMILIES")]
    [InlineData("AL-HARAMAIN : KENYA BRANCH")]
    [InlineData("SUBSIDIARY BANK ALFA-BANK JSC")]
    [InlineData("Arnold Jr. See")]
    public void Of_WordsThatResembleAMark_StayInTheName(string printed)
    {
        var reading = ListedReading.Of(printed, false, PartyKind.Unknown);

        Assert.Equal((printed, ""), (Assert.Single(reading.Names).Text, string.Join('|', reading.Relations.Concat(reading.Scope))));
    }

    [Theory]
    [InlineData("NPO Izhmash OAO;OJSC Concern Kalashnikov", "NPO Izhmash OAO|OJSC Concern Kalashnikov")]
    [InlineData("Beijing Control Institute (BICD); 12th Institute", "Beijing Control Institute|BICD|~12th Institute")]
    [InlineData("NEW PEOPLE'S ARMY / COMMUNIST PARTY OF THE PHILIPPINES", "~NEW PEOPLE'S ARMY|~COMMUNIST PARTY OF THE PHILIPPINES")]
    [InlineData("ADF/NALU", "~ADF|~NALU")]
    [InlineData("Behover General Trading/Information Technologies", "~Behover General Trading")]
    public void Of_SeveralNamesInTheField_AreNamesEach(string printed, string names) => Assert.Equal(names, Derived(printed));

    [Theory]
    [InlineData("Sergei (Sergi) Ivanovich Tomchani", "Sergei Ivanovich Tomchani|Sergi Ivanovich Tomchani")]
    [InlineData("Lev Anatolyevich Yershov (Ershov)", "Lev Anatolyevich Yershov|Lev Anatolyevich Ershov")]
    [InlineData("OOO Elkomtekh (Elkomtex)", "OOO Elkomtekh|OOO Elkomtex")]
    [InlineData("Kim Sang-ch'o'l (Kim Sang Chang Chol) (DPRK national)", "Kim Sang-ch'o'l|Kim Sang Chang Chol")]
    [InlineData("SAMMY (IHSAN MEDHAT) ELASHI", "~SAMMY ELASHI|~IHSAN MEDHAT ELASHI")]
    [InlineData("Liubov \"Luba\" Skvortsova", "Liubov Skvortsova|~Luba Skvortsova")]
    [InlineData("EKT (KATRANGI BROS)", "EKT|~KATRANGI BROS")]
    public void Of_AnotherSpellingOrName_IsAnotherName(string printed, string names) => Assert.Equal(names, Derived(printed));

    [Theory]
    [InlineData("PMC Wagner; and any successor, sub-unit, or subsidiary thereof", "PMC Wagner", "The entry also covers any successor, sub-unit, or subsidiary thereof.")]
    [InlineData("EuroAsia and any successor, subunit, or subsidiary thereof", "EuroAsia", "The entry also covers any successor, subunit, or subsidiary thereof.")]
    [InlineData("Innovative Equipment, and its sub-units and successors", "Innovative Equipment", "The entry also covers its sub-units and successors.")]
    [InlineData("Ministry of Defence, including the Armed Forces. All addresses.", "Ministry of Defence", "The entry also covers the Armed Forces. All addresses.")]
    [InlineData("GRAND STORES (THE GAMBIA LOCATION ONLY)", "GRAND STORES", "The list prints for the entry: \"THE GAMBIA LOCATION ONLY\".")]
    public void Of_TheExtentOfAnEntry_IsScope(string printed, string name, string scope)
    {
        var reading = ListedReading.Of(printed, false, PartyKind.Organization);

        Assert.Equal([printed, name], reading.Names.Select(read => read.Text));
        Assert.Equal((scope, ""), (Assert.Single(reading.Scope), string.Join('|', reading.Relations)));
    }

    [Theory]
    [InlineData("CNOOC Limited (a subsidiary of China National Offshore Oil Corporation)", "CNOOC Limited", "a subsidiary of China National Offshore Oil Corporation")]
    [InlineData("Acme Optics, a subsidiary of Acme Holdings", "Acme Optics", "a subsidiary of Acme Holdings")]
    [InlineData("Guangzhou Hongyu Technology Co., Ltd. (a subordinate institute of CETC-7)", "Guangzhou Hongyu Technology Co., Ltd.", "a subordinate institute of CETC-7")]
    [InlineData("Baotou Guanghua Corporation (Parent Organization: China Nuclear Group (CNNC))", "Baotou Guanghua Corporation", "Parent Organization: China Nuclear Group (CNNC)")]
    [InlineData("Huawei Technologies Co., Ltd. (Huawei). Affiliated Entity: Hangzhou Huawei Enterprises", "Hangzhou Huawei Enterprises", "Affiliated Entity of Huawei Technologies Co., Ltd. (Huawei)")]
    [InlineData("Ilyushin Aviation Complex Branch: Myasishcheva Experimental Plant", "Myasishcheva Experimental Plant", "Branch of Ilyushin Aviation Complex")]
    [InlineData("ACTION GLOBAL CO., LIMITED C/O WIN SINO", "ACTION GLOBAL CO., LIMITED", "C/O WIN SINO")]
    [InlineData("Pavel Shevelin (Russian individual)", "Pavel Shevelin", "Russian individual")]
    [InlineData("Universal Enterprise Limited (Hong Kong Entity)", "Universal Enterprise Limited", "Hong Kong Entity")]
    [InlineData("Acme Optics (see Note 3)", "Acme Optics", "see Note 3")]
    public void Of_WhatTheFieldSaysOfTheEntry_IsARelation(string printed, string name, string relation)
    {
        var reading = ListedReading.Of(printed, false, PartyKind.Unknown);

        Assert.Equal([printed, name], reading.Names.Select(read => read.Text));
        Assert.Equal([$"The list describes the entry as \"{relation}\"."], reading.Relations);
        Assert.Empty(reading.Scope);
    }

    [Fact]
    public void Of_ASubordinateInstitution_IsNamedAloneAndWithItsBody_AndTheBodyIsWeak() =>
        Assert.Equal(
            "CETC 13th Research Institute MT Microsystems|MT Microsystems|~CETC 13th Research Institute",
            Derived("CETC 13th Research Institute. Subordinate Institution - MT Microsystems"));

    [Fact]
    public void Of_ASubordinateInstitutionWithAGeneralName_IsWeakAlone() =>
        Assert.Contains("|~284 Factory|", Derived("China Aerospace Corporation Second Academy. Subordinate Institution - 284 Factory"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Address 07")]
    [InlineData("(all of preceding located in or near Mianyang, Sichuan Province)")]
    public void Of_ALabel_HasNoName(string printed) => Assert.Empty(ListedReading.Of(printed, false, PartyKind.Unknown).Names);

    [Fact]
    public void Of_AWeakName_DerivesWeakNamesOnly() =>
        Assert.All(ListedReading.Of("Sogdiana Trade Group (SOGTRA)", true, PartyKind.Organization).Names, name => Assert.True(name.IsWeak));

    private static string Derived(string printed) =>
        string.Join('|', ListedReading.Of(printed, false, PartyKind.Unknown).Names.Skip(1).Select(name => (name.IsWeak ? "~" : "") + name.Text));
}
