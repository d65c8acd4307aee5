using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Parties.Text;

/// <summary>Role of a word in a name.</summary>
internal enum TokenRole
{
    /// <summary>A distinctive word.</summary>
    Word = 0,

    /// <summary>A connecting word (of, de, bin). It has a low weight.</summary>
    Particle = 1,

    /// <summary>A single letter. It has a low weight and is not sufficient for a match.</summary>
    Initial = 2,

    /// <summary>A word with a digit. It is compared for equality only, without misspelling.</summary>
    Number = 3,
}

/// <summary>A word of a name.</summary>
/// <param name="Text">Lower-case ASCII letters and digits.</param>
/// <param name="Role">Role in the name.</param>
/// <param name="Script">Script of the original text.</param>
internal readonly record struct NameToken(string Text, TokenRole Role, NameScript Script = NameScript.Alphabet);

/// <summary>A parsed name.</summary>
/// <param name="Tokens">Words in order. Words of the legal form are removed unless no other word is left.</param>
/// <param name="Legal">Family of the legal form.</param>
/// <param name="LegalText">The words of the legal form; empty when there is none.</param>
/// <param name="Kind">Declared kind of the party.</param>
internal sealed record ParsedName(ImmutableArray<NameToken> Tokens, LegalClass Legal, string LegalText, PartyKind Kind);
