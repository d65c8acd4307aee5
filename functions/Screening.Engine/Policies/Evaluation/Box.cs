using Screening.Engine.Model;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>
/// The possible cells of a transaction, one mask per address. The slots of the transaction come first, then those of every
/// destination, then those of every item.
/// </summary>
internal static class Box
{
    public static int SizeOf(CompiledProgram program, FactSheet sheet) => program.TransactionSlots.Length
        + (sheet.Destinations.Count * program.DestinationSlots.Length) + (Math.Max(1, sheet.ItemCount) * program.ItemSlots.Length);

    /// <summary>Converts the facts of a sheet into masks of possible cells.</summary>
    /// <param name="box">The masks, of <see cref="SizeOf"/>.</param>
    /// <param name="program">The program that reads them.</param>
    /// <param name="sheet">Facts of the transaction.</param>
    /// <param name="request">Declared codes and statements; null for a program that reads none.</param>
    public static void Fill(ulong[] box, CompiledProgram program, FactSheet sheet, ScreeningRequest? request = null)
    {
        var countries = new CountryCells(program.Countries, sheet);
        var next = 0;
        foreach (var slot in program.TransactionSlots)
        {
            box[next++] = slot.Declared is { } test ? Declared(test, request!)
                : slot.Question < 0 ? slot.CellsOf(in sheet.Get(slot.Fact, 0, 0)) : countries.Of(slot);
        }

        for (var destination = 0; destination < sheet.Destinations.Count; destination++)
        {
            foreach (var slot in program.DestinationSlots)
            {
                box[next++] = slot.Question < 0 ? slot.CellsOf(in sheet.Get(slot.Fact, destination, 0)) : countries.Of(slot, destination);
            }
        }

        for (var item = 0; item < sheet.ItemCount; item++)
        {
            foreach (var slot in program.ItemSlots)
            {
                box[next++] = slot.Declared is { } test ? Declared(test, request!.Items[item]) : slot.CellsOf(in sheet.Get(slot.Fact, 0, item));
            }
        }

        // A sheet without items is read as one item about which nothing is known.
        for (var slot = 0; sheet.ItemCount == 0 && slot < program.ItemSlots.Length; slot++)
        {
            box[next++] = program.ItemSlots[slot].AllCells;
        }
    }

    /// <summary>Address of a slot of an item.</summary>
    public static int AddressOf(CompiledProgram program, int itemSlot, int item, int destinations) => program.TransactionSlots.Length
        + (destinations * program.DestinationSlots.Length) + (item * program.ItemSlots.Length) + itemSlot;

    /// <summary>The slot at an address and the index of its destination or item; 0 for the transaction.</summary>
    public static (Slot Slot, int Owner) SlotAt(CompiledProgram program, int address, int destinations)
    {
        if (address < program.TransactionSlots.Length)
        {
            return (program.TransactionSlots[address], 0);
        }

        address -= program.TransactionSlots.Length;
        if (address < destinations * program.DestinationSlots.Length)
        {
            return (program.DestinationSlots[address % program.DestinationSlots.Length], address / program.DestinationSlots.Length);
        }

        address -= destinations * program.DestinationSlots.Length;
        return (program.ItemSlots[address % program.ItemSlots.Length], address / program.ItemSlots.Length);
    }

    /// <summary>A statement that is not declared is not held.</summary>
    private static ulong Declared(DeclaredUnder test, ScreeningRequest request) =>
        test.Codes.Any(statement => request.EndUse.Statements.Contains(statement)) ? Slot.Yes : Slot.No;

    /// <summary>A code that is not declared is unknown: the item may have it.</summary>
    private static ulong Declared(DeclaredUnder test, Item item)
    {
        var declared = test.Member switch { "eccn" => item.Eccn, "usml" => item.Usml, _ => item.AnnexItem };
        return declared is null ? Slot.No | Slot.Yes : test.Codes.Any(code => IsUnder(declared, code)) ? Slot.Yes : Slot.No;
    }

    private static bool IsUnder(string declared, string code) =>
        declared.StartsWith(code, StringComparison.OrdinalIgnoreCase)
        && (declared.Length == code.Length || declared[code.Length] is '.' or '(');

    /// <summary>Evaluates country tests. For a fact that holds several countries, a test is true if any of them passes.</summary>
    private readonly struct CountryCells
    {
        private readonly CountryQuestions questions;
        private readonly FactSheet sheet;
        private readonly DateOnly date;
        private readonly ulong[] answers;

        public CountryCells(CountryQuestions questions, FactSheet sheet)
        {
            (this.questions, this.sheet) = (questions, sheet);
            date = sheet.AsOf;
            answers = questions.At(date);
        }

        public ulong Of(Slot slot)
        {
            if (slot.Fact == Fact.PlaceOfDelivery)
            {
                return Cell(Answers(sheet.PlaceOfDelivery), slot);
            }

            ulong any = 0;
            foreach (var named in sheet.CountriesOf(slot.Fact))
            {
                any |= Answers(named.Country);
            }

            return Cell(any, slot);
        }

        public ulong Of(Slot slot, int destination) => Cell(Answers(sheet.Destinations[destination]), slot);

        private ulong Answers(CountryCode country) => sheet.Override is { } other && other.Country == country
            ? questions.Otherwise(country, date, other.Set, other.IsMember)
            : questions.Of(country, date, answers);

        private static ulong Cell(ulong answers, Slot slot) => ((answers >> slot.Question) & 1) != 0 ? Slot.Yes : Slot.No;
    }
}
