using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Parties.Text;

/// <summary>What a word does in a name.</summary>
internal enum TokenRole
{
    /// <summary>A word that tells names apart.</summary>
    Word = 0,

    /// <summary>A connecting word (of, de, bin): counts little.</summary>
    Particle = 1,

    /// <summary>A single letter: counts little and never carries a match.</summary>
    Initial = 2,

    /// <summary>A word with a digit: equal or different, never misspelt.</summary>
    Number = 3,
}

/// <summary>A word of a name.</summary>
/// <param name="Text">Lower-case ASCII letters and digits.</param>
/// <param name="Role">What it does.</param>
/// <param name="Script">What it was written in.</param>
internal readonly record struct NameToken(string Text, TokenRole Role, NameScript Script = NameScript.Alphabet);

/// <summary>A name taken apart.</summary>
/// <param name="Tokens">Words in order, legal form removed unless nothing else is left.</param>
/// <param name="Legal">Family of the legal form.</param>
/// <param name="LegalText">The legal form as words; empty without one.</param>
/// <param name="Kind">What the name is said to name.</param>
internal sealed record ParsedName(ImmutableArray<NameToken> Tokens, LegalClass Legal, string LegalText, PartyKind Kind);
