using Screening.Engine.Model;
using Screening.Engine.Tests.Worlds;

namespace Screening.Engine.Tests.Differential;

/// <summary>Random owners of the end user, and the resulting shares.</summary>
internal sealed record OwnersGen(Owner[] Owners, double SdnPercent, double EntityPercent, bool IsShareUnknown, bool IsOtherListed)
{
    private static readonly double[] Shares = [0.1, 25, 49.9, 50, 50.1];

    public static OwnersGen Of(Draw draw)
    {
        if (!draw.OneIn(8))
        {
            return new([], 0, 0, false, false);
        }

        var owners = new List<Owner>();
        var (sdn, entity, isUnknown) = (0.0, 0.0, draw.OneIn(6));
        for (var left = 1 + draw.Next(2); left > 0; left--)
        {
            var share = draw.Of(Shares);
            var kind = draw.Next(3);
            owners.Add(new Owner(kind switch { 0 => ListedParties.SdnOwner, 1 => ListedParties.EntityOwner, _ => ListedParties.AffiliateSdnOwner }, share));

            // Only the blocked persons that 15 CFR 744.8 names count for the Affiliates Rule.
            sdn += kind is 0 or 2 ? share : 0;
            entity += kind is 1 or 2 ? share : 0;
        }

        if (isUnknown)
        {
            owners.Add(new Owner(ListedParties.EntityOwner, null));
        }

        var isListed = draw.OneIn(6);
        if (isListed)
        {
            owners.Add(new Owner(ListedParties.UnverifiedOwner, 1));
        }

        // Shares are decimal numbers with one digit after the point.
        return new([.. owners], Math.Min(Math.Round(sdn, 1), 100), Math.Min(Math.Round(entity, 1), 100), isUnknown, isListed);
    }
}
