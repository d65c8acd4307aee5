using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>Reads the header If-Match.</summary>
public static class ConditionHeader
{
    /// <summary>What is asked of the header.</summary>
    public const string Expected = "must be one line: the entity tag you read, several separated by commas, or *";

    /// <summary>
    /// The condition; null without the header. Tags are compared strongly, so a weak one never matches (RFC 9110, 13.1.1).
    /// </summary>
    /// <param name="lines">The lines of the header.</param>
    /// <exception cref="MalformedConditionException">
    /// The header is there and is not one well-formed line. Ignoring it would carry out a change that the caller wanted only under a
    /// condition.
    /// </exception>
    public static string? Read(StringValues lines) =>
        lines.Count == 0 ? null
        : lines is [{ } line] && EntityTagHeaderValue.TryParseStrictList([line], out var tags) && tags.Count > 0 && tags.All(tag => !tag.IsWeak)
            && (tags.Count == 1 || !tags.Contains(EntityTagHeaderValue.Any)) ? line.Trim()
        : throw new MalformedConditionException();
}

/// <summary>A header If-Match that cannot be read. The frame of the request answers 400.</summary>
public sealed class MalformedConditionException() : Exception(ConditionHeader.Expected);
