namespace Screening.Engine.Parties.Text;

/// <summary>Names of listed entries that name no party.</summary>
internal static class ListedNames
{
    private const string Label = "address";
    private const int MostDigits = 4;

    /// <summary>Whether the name only numbers an address: "Address 03", as the Entity List names entries that are addresses.</summary>
    public static bool IsAddressLabel(string name)
    {
        var text = name.AsSpan().Trim();
        if (!text.StartsWith(Label, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var number = text[Label.Length..].TrimStart();
        return number.Length is > 0 and <= MostDigits && number.Length < text.Length - Label.Length && !number.ContainsAnyExceptInRange('0', '9');
    }
}
