using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>
/// The possible cells of a transaction, one mask per address. The slots of the transaction come first, then those of every
/// destination, then those of every item.
/// </summary>
internal static class Box
{
    public static int SizeOf(CompiledPolicy policy, FactSheet sheet) => policy.TransactionSlots.Length
        + (sheet.Destinations.Count * policy.DestinationSlots.Length) + (sheet.ItemCount * policy.ItemSlots.Length);

    /// <summary>Converts the facts of a sheet into masks of possible cells.</summary>
    public static void Fill(ulong[] box, CompiledPolicy policy, FactSheet sheet)
    {
        var countries = new CountryCells(policy.Countries, sheet);
        var next = 0;
        foreach (var slot in policy.TransactionSlots)
        {
            box[next++] = slot.Question < 0 ? slot.CellsOf(in sheet.Get(slot.Fact, 0, 0)) : countries.Of(slot);
        }

        for (var destination = 0; destination < sheet.Destinations.Count; destination++)
        {
            foreach (var slot in policy.DestinationSlots)
            {
                box[next++] = slot.Question < 0 ? slot.CellsOf(in sheet.Get(slot.Fact, destination, 0)) : countries.Of(slot, destination);
            }
        }

        for (var item = 0; item < sheet.ItemCount; item++)
        {
            foreach (var slot in policy.ItemSlots)
            {
                box[next++] = slot.CellsOf(in sheet.Get(slot.Fact, 0, item));
            }
        }
    }

    /// <summary>The slot at an address and the index of its destination or item; 0 for the transaction.</summary>
    public static (Slot Slot, int Owner) SlotAt(CompiledPolicy policy, int address, int destinations)
    {
        if (address < policy.TransactionSlots.Length)
        {
            return (policy.TransactionSlots[address], 0);
        }

        address -= policy.TransactionSlots.Length;
        if (address < destinations * policy.DestinationSlots.Length)
        {
            return (policy.DestinationSlots[address % policy.DestinationSlots.Length], address / policy.DestinationSlots.Length);
        }

        address -= destinations * policy.DestinationSlots.Length;
        return (policy.ItemSlots[address % policy.ItemSlots.Length], address / policy.ItemSlots.Length);
    }

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
