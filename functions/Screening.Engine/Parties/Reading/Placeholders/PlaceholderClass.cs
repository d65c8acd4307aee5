namespace Screening.Engine.Parties.Reading.Placeholders;

/// <summary>
/// Classes of the words of which texts without a name consist. A word may have several. <see cref="PlaceholderGrammar"/> states
/// which combinations are no name.
/// </summary>
[Flags]
internal enum PlaceholderClass
{
    /// <summary>Any other word. One such word makes the text a name.</summary>
    None = 0,

    /// <summary>States by itself that no name is given, or names no one in particular: "unknown", "TBD", "various", "test".</summary>
    Placeholder = 1,

    /// <summary>Role that is no name, alone or with other words of these classes: "customer", "end user", "consignee".</summary>
    Noun = 1 << 1,

    /// <summary>Role that alone may be a name, and is none with a qualifier: "person", "account", "sale".</summary>
    WeakNoun = 1 << 2,

    /// <summary>Qualifies a role and is no placeholder alone: "cash", "private", "one", "final".</summary>
    Qualifier = 1 << 3,

    /// <summary>Participle or noun that needs an auxiliary or a pointer: "advised" in "to be advised", "below" in "see below".</summary>
    Verb = 1 << 4,

    /// <summary>Auxiliary, negation or comparison: "to", "be", "not", "as".</summary>
    Aux = 1 << 5,

    /// <summary>Article, preposition or conjunction. It never decides.</summary>
    Link = 1 << 6,

    /// <summary>Points to another place of the document: "see", "refer", "order of".</summary>
    Pointer = 1 << 7,

    /// <summary>What a pointer may refer to: "attachment", "invoice", "bank" in "to the order of bank".</summary>
    Reference = 1 << 8,

    /// <summary>Salutation, academic title or mark of address: "Mr", "Dr", "Attn".</summary>
    Title = 1 << 9,

    /// <summary>Legal form. With any other word it makes the text a name.</summary>
    Form = 1 << 10,

    /// <summary>Number, or a single letter that counts: "customer 2", "buyer A".</summary>
    Number = 1 << 11,

    /// <summary>Sample name that stays one with a legal form: "Musterfirma GmbH".</summary>
    Sample = 1 << 12,

    /// <summary>Also a family name, so that "Mr" in front makes it a name: "Herr Kunde".</summary>
    Surname = 1 << 13,

    /// <summary>Article or conjunction that may stand between legal forms: "The Company".</summary>
    Article = 1 << 14,
}
