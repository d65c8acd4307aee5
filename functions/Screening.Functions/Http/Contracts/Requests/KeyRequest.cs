using System.Collections.Immutable;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Security;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>The body of a request for a new key.</summary>
/// <param name="Name">Name of the holder.</param>
/// <param name="Owner">Person who owns the key; null where its roles need none and none was given.</param>
/// <param name="Roles">Roles, without duplicates.</param>
/// <param name="Days">Validity in days.</param>
public sealed record KeyRequest(string Name, string? Owner, ImmutableArray<string> Roles, int Days)
{
    /// <summary>Reads a body.</summary>
    public static Parsed<KeyRequest> Parse(ReadOnlyMemory<byte> utf8) => StrictJson.Read(utf8, Read);

    private static KeyRequest Read(ObjectReader from)
    {
        var input = from["name"].Required();
        var name = input.Text(Screening.Engine.Model.Limits.CodeCharacters);
        if (name is not null && !ApiKeyIssue.IsName(name))
        {
            input.Fail(ErrorCodes.InvalidFormat, "must be 1 to 64 letters, digits, blanks and . _ @ -, beginning with a letter or digit");
        }

        var roles = RolesOf(from["roles"]);
        var owner = from["owner"];
        if (ApiKeyIssue.NeedsTwoAdministrators(roles))
        {
            owner.Required("name the person who owns the key, as the subject of a token would: its roles change rules, and two persons must do that");
        }

        return new KeyRequest(name ?? "", KeyRotation.OwnerOf(owner), roles, KeyRotation.Whole(from["days"], 1, ApiKeyIssue.MostDays, "days") ?? ApiKeyIssue.UsualDays);
    }

    private static ImmutableArray<string> RolesOf(JsonInput input)
    {
        var roles = new List<string>();
        foreach (var element in input.Required("name at least one role").Array(Security.Roles.All.Length))
        {
            if (element.Text(Screening.Engine.Model.Limits.CodeCharacters) is not { } role)
            {
                continue;
            }

            if (!Security.Roles.All.Contains(role))
            {
                element.Fail(ErrorCodes.UnknownCode, "is not a role", Security.Roles.All);
            }
            else if (roles.Contains(role))
            {
                element.Fail(ErrorCodes.DuplicateValue, "is listed already");
            }

            roles.Add(role);
        }

        if (input.IsEmptyArray)
        {
            input.Fail(ErrorCodes.Required, "needs at least one role");
        }

        return [.. roles];
    }
}
