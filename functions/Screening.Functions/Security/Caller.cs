using System.Collections.Immutable;
using System.Security.Claims;

namespace Screening.Functions.Security;

/// <summary>A person who takes part in a change that two persons make.</summary>
/// <param name="Name">Name for the history.</param>
/// <param name="Owner">Owner of the credentials; null when they state none.</param>
/// <param name="Roles">Roles.</param>
public sealed record Person(string Name, string? Owner, ImmutableArray<string> Roles);

/// <summary>The authenticated caller of a request.</summary>
internal static class Caller
{
    /// <summary>Claim with the person who owns the credentials.</summary>
    public const string OwnerClaim = "screening_owner";

    /// <summary>Person who owns the credentials; null when they state none.</summary>
    public static string? Owner(this HttpContext context) => context.User.FindFirstValue(OwnerClaim);

    /// <summary>Name, owner and roles of the caller.</summary>
    public static Person Person(this HttpContext context) =>
        new(context.Actor(), context.Owner(), [.. context.User.FindAll(ClaimTypes.Role).Select(role => role.Value)]);

    /// <summary>Name of the caller, as used in the history and in the records.</summary>
    public static string Actor(this HttpContext context) => context.User.FindFirstValue(ClaimTypes.Name) ?? "unknown";
}
