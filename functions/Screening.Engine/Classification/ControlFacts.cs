using Screening.Engine.Model;

namespace Screening.Engine.Classification;

/// <summary>Facts of an item that depend on its declared codes and on the regulation it is subject to.</summary>
internal static class ControlFacts
{
    private const string Ear99 = "EAR99";

    // Chapters of the Harmonized System: 30 is pharmaceutical products, 2 to 21 are food.
    private const int MedicineChapter = 30;
    private const int FirstFoodChapter = 2;
    private const int LastFoodChapter = 21;

    /// <summary>Whether a class is a complete system, for which the performance figures decide.</summary>
    public static bool IsCompleteSystem(ItemClass? itemClass) => IsMissile(itemClass)
        || itemClass is ItemClass.Uas or ItemClass.TargetDrone or ItemClass.Opv or ItemClass.UasAerosol or ItemClass.MannedAircraft;

    public static void Fill(FactSheet sheet, int index, Item item, ControlList list, EccnTerms? terms)
    {
        sheet.SetItem(index, Fact.Jurisdiction, JurisdictionOf(item, terms));
        sheet.SetItem(index, Fact.ControlStatus, item switch
        {
            { Eccn: Ear99 } => PossibleValue.OfCode(1, "ear99"),
            { Eccn: not null } or { AnnexItem: not null } => PossibleValue.OfCode(0, "ccl"),
            _ => PossibleValue.OfCodes(0b11),
        });

        // Supplement 2 to part 744 names no entry with a missile technology reason.
        bool? isNamed = terms is not null ? terms.IsMilitaryEndUseItem : item.Eccn == Ear99 || item.AnnexItem is not null ? false : null;
        sheet.SetItem(index, Fact.MilitaryEndUseItem, PossibleValue.Of(isNamed));
        if (terms?.MilitaryEndUseQuestion is { } question)
        {
            sheet.Ask(Fact.MilitaryEndUseItem, index, [new FactAsk($"items[{index}].eccn", question) { Type = AnswerType.Text }]);
        }

        sheet.SetItem(index, Fact.HsDeclared, PossibleValue.Of(item.HsCode is not null));
        sheet.SetItem(index, Fact.HtsListed, PossibleValue.Of(item.HsCode is { } code ? list.IsInPart746(code) : null));
        var kind = HumanitarianOf(item);
        sheet.SetItem(index, Fact.Humanitarian, PossibleValue.OfCode((int)kind, Code<Humanitarian>.Of(kind)));
    }

    /// <summary>Food, medicine or neither: as declared, otherwise by the chapter of the HS code.</summary>
    public static Humanitarian HumanitarianOf(Item item) => item switch
    {
        { Humanitarian: { } declared } => declared,
        { HsCode: { Length: >= 2 } code } => ChapterOf(code) switch
        {
            MedicineChapter => Humanitarian.Medicine,
            >= FirstFoodChapter and <= LastFoodChapter => Humanitarian.Food,
            _ => Humanitarian.None,
        },
        _ => Humanitarian.None,
    };

    /// <summary>
    /// The declared regulation. Both are possible when none is declared or when a code or the class contradicts it. EAR is
    /// contradicted by a USML paragraph, by an entry of the Commerce Control List that is subject to the ITAR, and by a missile
    /// or rocket. ITAR is contradicted by EAR99 and by an entry that is not subject to the ITAR.
    /// </summary>
    private static PossibleValue JurisdictionOf(Item item, EccnTerms? terms)
    {
        var isContradicted = item.Jurisdiction switch
        {
            Jurisdiction.Ear => item.Usml is not null || terms is { IsItar: true } || IsMissile(item.Class),
            Jurisdiction.Itar => item.Eccn == Ear99 || terms is { IsItar: false },
            _ => true,
        };
        return isContradicted
            ? PossibleValue.OfCodes(FactCatalogue.Of(Fact.Jurisdiction).AllCodes)
            : PossibleValue.OfCode((int)item.Jurisdiction!.Value, Code<Jurisdiction>.Of(item.Jurisdiction.Value));
    }

    private static bool IsMissile(ItemClass? itemClass) =>
        itemClass is ItemClass.BallisticMissile or ItemClass.CruiseMissile or ItemClass.Rocket or ItemClass.Slv or ItemClass.SoundingRocket;

    private static int ChapterOf(string code) => ((code[0] - '0') * 10) + code[1] - '0';
}
