using System.Collections.Immutable;

namespace Screening.Engine.Parties.Addresses;

/// <summary>What a number of an address counts.</summary>
internal enum AddressRole
{
    /// <summary>A house, or a number without a mark.</summary>
    House,

    /// <summary>A number that belongs to the name of a street (5th Road).</summary>
    Ordinal,

    /// <summary>A part of a site: block, building, korpus.</summary>
    Block,

    /// <summary>A floor.</summary>
    Floor,

    /// <summary>A unit: room, flat, office.</summary>
    Unit,

    /// <summary>A post-office box.</summary>
    Box,
}

/// <summary>A number of an address.</summary>
/// <param name="Value">Digits and letters in lower case, without leading zeros.</param>
/// <param name="Role">What it counts.</param>
/// <param name="IsMarked">Whether a mark stands directly before or after it. Otherwise the role is a guess.</param>
/// <param name="Low">The value as a number; 0 when it has letters.</param>
/// <param name="High">The end of the range that begins with it (114-118); 0 without one.</param>
/// <param name="IsEnd">Whether it is the end of such a range.</param>
internal readonly record struct AddressNumber(string Value, AddressRole Role, bool IsMarked, int Low = 0, int High = 0, bool IsEnd = false)
{
    /// <summary>Whether a number lies in the range. Where both ends are on one side of the street, the number must be on that side.</summary>
    public bool Covers(int number) => High > 0 && number >= Low && number <= High && (number - Low) % Step == 0;

    /// <summary>Difference between neighbouring numbers of the range.</summary>
    public int Step => (High - Low) % 2 == 0 ? 2 : 1;
}

/// <summary>What a word of an address names.</summary>
internal enum AddressWordKind
{
    /// <summary>A building, a district or a town.</summary>
    Name,

    /// <summary>A street.</summary>
    Street,

    /// <summary>A large city.</summary>
    City,

    /// <summary>A region (Moscow oblast).</summary>
    Region,
}

/// <summary>A name in an address.</summary>
/// <param name="Text">The word, in one spelling for each large city.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Phrase">Number of the name of the street it belongs to, from 1; 0 outside one.</param>
/// <param name="IsAfterWord">Whether the word before it in the address is the one before it here.</param>
internal readonly record struct AddressWord(string Text, AddressWordKind Kind, int Phrase, bool IsAfterWord);

/// <summary>The parts of an address that the comparison uses.</summary>
/// <param name="Text">The words as read, with the signs between them: equal for two addresses that are read the same.</param>
/// <param name="Numbers">Numbers with their roles, except postal codes.</param>
/// <param name="Postal">Postal codes.</param>
/// <param name="Words">Names, without words that only state a class (street, building, district).</param>
/// <param name="Directions">Points of the compass, written out.</param>
/// <param name="Countries">Countries the text names, as codes.</param>
/// <param name="HasBuilding">Whether a building is named or numbered, so that the address needs no house number.</param>
/// <param name="Keys">Hashes under which the address is found, ascending.</param>
internal sealed record PostalAddress(
    string Text,
    ImmutableArray<AddressNumber> Numbers,
    ImmutableArray<string> Postal,
    ImmutableArray<AddressWord> Words,
    ImmutableArray<string> Directions,
    ImmutableArray<string> Countries,
    bool HasBuilding,
    ImmutableArray<uint> Keys);
