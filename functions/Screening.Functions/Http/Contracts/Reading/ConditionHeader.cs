using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>Reads the conditions of a change: If-Match, and If-None-Match of a creation.</summary>
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
        : throw new MalformedConditionException("If-Match", Expected);

    /// <summary>Whether the header If-None-Match asks that there is nothing yet. It takes no tags: only a creation uses it.</summary>
    /// <param name="lines">The lines of the header.</param>
    /// <exception cref="MalformedConditionException">The header is there and is not the one character *.</exception>
    public static bool IsCreation(StringValues lines) =>
        lines.Count != 0 && (lines is [{ } line] && line.Trim() == "*" ? true : throw new MalformedConditionException("If-None-Match", OnlyCreation));

    private const string OnlyCreation = "must be * in a change: it says that there is nothing to replace";
}

/// <summary>A header If-Match or If-None-Match that cannot be read. The frame of the request answers 400.</summary>
/// <param name="header">Name of the header.</param>
/// <param name="expected">What is asked of it.</param>
public sealed class MalformedConditionException(string header, string expected) : Exception(expected)
{
    /// <summary>Name of the header.</summary>
    public string Header { get; } = header;
}
