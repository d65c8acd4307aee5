namespace Screening.Engine.Classification;

/// <summary>The categories into which a policy classifies items.</summary>
internal static class ItemCategories
{
    /// <summary>Derived fact of a policy that holds the category of an item; a policy without it has no categories.</summary>
    public const string Table = "category";
}
