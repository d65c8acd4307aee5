using System.Collections.Immutable;
using System.Text;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;
using Screening.Engine.Parties.Words;

namespace Screening.Engine.Parties.Reading;

/// <summary>
/// Names that look like other characters than they hold: letters of another script that look like Latin ones, and characters between Latin
/// letters that are not displayed. The search reads through both; that a name holds them is a red flag for a reviewer.
/// </summary>
internal static class NameDisguise
{
    // Text copied from a document holds soft hyphens.
    private const int SoftHyphen = 0x00AD;

    /// <summary>The notes on the names of parties and of their owners, in order of the request.</summary>
    public static ImmutableArray<ReviewNote> Notes(ImmutableArray<Party> parties)
    {
        var notes = ImmutableArray.CreateBuilder<ReviewNote>();
        for (var index = 0; index < parties.Length; index++)
        {
            Add(notes, $"parties[{index}].name", parties[index].Name);
            for (var alias = 0; alias < parties[index].Aliases.Length; alias++)
            {
                Add(notes, $"parties[{index}].aliases[{alias}]", parties[index].Aliases[alias]);
            }

            AddOwners(notes, $"parties[{index}]", parties[index].Owners);
        }

        return notes.ToImmutable();
    }

    /// <summary>What is disguised in a name, as a sentence without the name; null when nothing is.</summary>
    public static string? Of(string name) =>
        MixedScripts.Of(name).Count is > 0 and var words
            ? $"Red flag: letters of another script that look alike stand in {(words == 1 ? "a word" : $"{words} words")} of the name. It was compared as it looks."
            : Hidden(name) is { } code ? $"Red flag: a character that is not displayed (U+{code:X4}) stands between letters of the name. It was compared without it."
            : null;

    private static void AddOwners(ImmutableArray<ReviewNote>.Builder notes, string path, ImmutableArray<Owner> owners)
    {
        for (var index = 0; index < owners.Length; index++)
        {
            Add(notes, $"{path}.owners[{index}].name", owners[index].Name);
            AddOwners(notes, $"{path}.owners[{index}]", owners[index].Owners);
        }
    }

    private static void Add(ImmutableArray<ReviewNote>.Builder notes, string path, string name)
    {
        if (Of(name) is { } sentence)
        {
            notes.Add(new ReviewNote(path, sentence));
        }
    }

    private static int? Hidden(string name)
    {
        for (var at = 1; at < name.Length - 1; at++)
        {
            if (Rune.TryGetRuneAt(name, at, out var sign) && sign.Value != SoftHyphen && Invisible.Is(sign)
                && char.IsAsciiLetter(name[at - 1]) && at + sign.Utf16SequenceLength < name.Length && char.IsAsciiLetter(name[at + sign.Utf16SequenceLength]))
            {
                return sign.Value;
            }
        }

        return null;
    }
}
