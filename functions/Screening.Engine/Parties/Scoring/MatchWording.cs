using System.Globalization;
using Screening.Engine.Model;

namespace Screening.Engine.Parties.Scoring;

/// <summary>Values as they stand inside a sentence.</summary>
internal static class MatchWording
{
    /// <summary>A score or part of one, at most three decimals.</summary>
    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A kind in lower case, with its article.</summary>
    public static string AKind(PartyKind kind) => (kind is PartyKind.Organization or PartyKind.Aircraft ? "an " : "a ") + Code<PartyKind>.Of(kind).Replace('_', ' ');

    /// <summary>A penalty in words.</summary>
    public static string Penalty(NamePenalty kind, double amount) => kind switch
    {
        NamePenalty.LegalForm => $"The legal forms are of different kinds: -{Number(amount)}.",
        NamePenalty.LegalFormMissing => $"Only one of the names states a legal form: -{Number(amount)}.",
        NamePenalty.OneWordOfMany => $"Only one telling word matches and others are left over: -{Number(amount)}.",
        NamePenalty.OnlyCommonWords => $"Only words that many names have match, and others are left over: -{Number(amount)}.",
        NamePenalty.OneWordMisspelt => $"The only telling word is spelt differently: -{Number(amount)}.",
        NamePenalty.LegalFormMissingAlone => $"The name has but one telling word, and only one side a legal form: -{Number(amount)}.",
        NamePenalty.OneWordAmongOthers => $"That word is common, misspelt, or not all that was asked about: -{Number(amount)}.",
        NamePenalty.Numbers => $"The names carry different numbers: -{Number(amount)}.",
        NamePenalty.Initial => $"An initial stands for a word: -{Number(amount)}.",
        NamePenalty.OrderOfPart => $"And only a part of the name matches: -{Number(amount)}.",
        NamePenalty.Order => $"The words stand in another order: -{Number(amount)}.",
        NamePenalty.MisspeltOfOtherForm => $"A word is spelt differently, and the legal form is not the same: -{Number(amount)}.",
        NamePenalty.OneWordOfOtherForm or NamePenalty.CommonWordsOfOtherForm => $"And the legal form is not the same: -{Number(amount)}.",
        NamePenalty.MisspeltBesideInitial => $"The word is spelt differently, and the rest are initials: -{Number(amount)}.",
        NamePenalty.PhoneticPart => $"What sounds alike is only a part, or several words together: -{Number(amount)}.",
        NamePenalty.Syllables => $"A name of Chinese characters has a syllable more or fewer: -{Number(amount)}.",
        _ => $"Words are written together in one name and apart in the other: -{Number(amount)}.",
    };
}
