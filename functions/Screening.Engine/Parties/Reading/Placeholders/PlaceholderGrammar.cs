namespace Screening.Engine.Parties.Reading.Placeholders;

/// <summary>Which combinations of classes are no name. One word of no class makes a name, which is checked before.</summary>
internal static class PlaceholderGrammar
{
    private const PlaceholderClass Strong = PlaceholderClass.Placeholder | PlaceholderClass.Noun;

    private const PlaceholderClass Role = Strong | PlaceholderClass.WeakNoun | PlaceholderClass.Qualifier;

    /// <summary>Why the words are no name; null for a name.</summary>
    public static UnreadReason? Of(IReadOnlyList<PlaceholderClass> words)
    {
        if (words.All(word => Has(word, PlaceholderClass.Number)))
        {
            return UnreadReason.NoLetters;
        }

        if (AreOnly(words, PlaceholderClass.Form) || AreOnly(words, PlaceholderClass.Title))
        {
            return UnreadReason.FormOnly;
        }

        // A legal form states that the words are the name of a company: "Null Inc.", "Closed GmbH". A word that is also a role
        // ("company") states none.
        if (words.Any(word => Has(word, PlaceholderClass.Form) && !Has(word, Role)))
        {
            return words.Any(word => Has(word, PlaceholderClass.Sample)) ? UnreadReason.Placeholder : null;
        }

        var isPersonal = words.Any(word => Has(word, PlaceholderClass.Title))
            && words.Any(word => Has(word, PlaceholderClass.Surname))
            && words.All(word => Has(word, PlaceholderClass.Title | PlaceholderClass.Surname | PlaceholderClass.Number));

        // "TBC Bank" is a name; "same address" and "the order of a bank" are none.
        var isLoose = words.Any(word => word == PlaceholderClass.Reference) && !words.Any(word => Has(word, PlaceholderClass.Pointer | PlaceholderClass.Aux));
        return !isPersonal && !isLoose && HasCore(words) ? UnreadReason.Placeholder : null;
    }

    private static bool HasCore(IReadOnlyList<PlaceholderClass> words)
    {
        int Count(PlaceholderClass kind) => words.Count(word => Has(word, kind));
        bool Any(PlaceholderClass kind) => Count(kind) > 0;
        var weak = Count(PlaceholderClass.WeakNoun);
        var isCounted = words.Any(word => Has(word, PlaceholderClass.WeakNoun) && !Has(word, PlaceholderClass.Form)) && Any(PlaceholderClass.Number);
        return Any(Strong)
            || weak > 1
            || (weak > 0 && (isCounted || Any(PlaceholderClass.Qualifier | PlaceholderClass.Aux | PlaceholderClass.Link | PlaceholderClass.Verb | PlaceholderClass.Title)))
            || (words.Count > 1 && Any(PlaceholderClass.Verb) && (Count(PlaceholderClass.Verb) > 1 || Any(PlaceholderClass.Aux | PlaceholderClass.Pointer)))
            || (Any(PlaceholderClass.Reference) && (Any(PlaceholderClass.Pointer) || (Any(PlaceholderClass.Aux) && words.Count > 1)));
    }

    private static bool AreOnly(IReadOnlyList<PlaceholderClass> words, PlaceholderClass kind) =>
        words.Any(word => Has(word, kind))
        && words.All(word => Has(word, PlaceholderClass.Article) || (Has(word, kind) && !Has(word, PlaceholderClass.Placeholder)));

    private static bool Has(PlaceholderClass word, PlaceholderClass kind) => (word & kind) != 0;
}
