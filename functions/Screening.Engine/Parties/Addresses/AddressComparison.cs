namespace Screening.Engine.Parties.Addresses;

/// <summary>How much two addresses have in common.</summary>
internal enum AddressAgreement
{
    /// <summary>Other places, or too little is stated.</summary>
    None,

    /// <summary>The same street; another house number, or none on one side.</summary>
    SameStreet,

    /// <summary>The same house; another unit or floor, or only one side states one.</summary>
    SameBuilding,

    /// <summary>The same house and unit.</summary>
    SamePremises,
}

/// <summary>The result of comparing two addresses.</summary>
/// <param name="Agreement">How much agrees.</param>
/// <param name="Reason">What agrees or differs, as the end of a sentence; empty when nothing agrees.</param>
internal readonly record struct AddressMatch(AddressAgreement Agreement, string Reason)
{
    /// <summary>No agreement.</summary>
    public static readonly AddressMatch None = new(AddressAgreement.None, "");
}

/// <summary>
/// Compares two addresses. The names must agree, and then the numbers decide. Countries and large cities alone agree to nothing; they exclude
/// equal streets of other towns.
/// </summary>
internal static class AddressComparison
{
    /// <summary>Compares two addresses. The order of the two does not matter.</summary>
    /// <param name="first">An address.</param>
    /// <param name="second">The other one.</param>
    /// <param name="isExplained">Whether the reason is wanted; a search explains only the best of several addresses.</param>
    public static AddressMatch Compare(PostalAddress first, PostalAddress second, bool isExplained = true) =>
        string.CompareOrdinal(first.Text, second.Text) <= 0 ? CompareInOrder(first, second, isExplained) : CompareInOrder(second, first, isExplained);

    private static AddressMatch CompareInOrder(PostalAddress first, PostalAddress second, bool isExplained)
    {
        if (AreCountriesApart(first, second))
        {
            return AddressMatch.None;
        }

        var names = NameAgreement.Of(first, second, isExplained);
        if (!names.Agrees)
        {
            return AddressMatch.None;
        }

        var numbers = NumberAgreement.Of(first, second, isExplained);
        var isBuilding = names.IsPlaced && numbers.Difference != NumberDifference.House
            && (numbers.HasHouse || (!numbers.NamesHouse && first.HasBuilding && second.HasBuilding));
        var agreement = !isBuilding ? (names.HasStreet ? AddressAgreement.SameStreet : AddressAgreement.None)
            : numbers.Difference == NumberDifference.Unit || !AddressKeys.Overlap(first, second) ? AddressAgreement.SameBuilding
            : AddressAgreement.SamePremises;
        return agreement == AddressAgreement.None ? AddressMatch.None : new AddressMatch(agreement, isExplained ? Reason(agreement, names, numbers) : "");
    }

    private static string Reason(AddressAgreement agreement, NameAgreement names, NumberAgreement numbers)
    {
        var agreed = names.Text.Length > 0 ? $"{numbers.Agreed}{(numbers.Agreed.Length > 0 ? ", " : "")}`{names.Text}`" : numbers.Agreed;
        return agreement switch
        {
            AddressAgreement.SamePremises => $"the same premises ({agreed})",
            AddressAgreement.SameBuilding => $"the same building, but not shown to be the same unit ({agreed}{numbers.Differing})",
            _ => $"the same street, not shown to be the same house (`{names.Text}`{numbers.Differing})",
        };
    }

    private static bool AreCountriesApart(PostalAddress first, PostalAddress second) =>
        !first.Countries.IsEmpty && !second.Countries.IsEmpty
        && !first.Countries.Any(one => second.Countries.Any(other => AddressPlaces.AreOneCountry(one, other)));
}
