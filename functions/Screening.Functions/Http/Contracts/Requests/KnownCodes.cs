using System.Collections.Immutable;
using Screening.Engine.Classification;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Reading;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>
/// The codes defined in a snapshot. They are checked after parsing and before screening, against the snapshot used for the
/// decision and not against a list compiled into the program.
/// </summary>
/// <param name="RedFlags">Red flag codes; null skips the check.</param>
/// <param name="Policies">Policy ids; null skips the check.</param>
/// <param name="ControlList">
/// Entries of the Commerce Control List; null, or a list without entries, skips the check of ECCNs. Paragraphs are not checked.
/// </param>
public sealed record KnownCodes(IReadOnlySet<string>? RedFlags, IReadOnlySet<string>? Policies, ControlList? ControlList = null)
{
    /// <summary>
    /// Maximum number of unknown ECCNs per request for which the nearest entry is searched. Each search scans the whole list.
    /// </summary>
    public const int Suggestions = 20;

    /// <summary>One error for every unknown code of the request; empty if all codes are known.</summary>
    public ImmutableArray<RequestError> Check(ScreeningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var errors = new RequestErrors();
        if (request.Policy is { } policy)
        {
            Check(errors, "policy", policy, Policies, "a policy of the active snapshot (one on file must be activated by an approver first)");
        }

        if (ControlList is { HasEccns: true } list)
        {
            CheckEccns(errors, request, list);
        }

        for (var index = 0; index < request.RedFlags.Length; index++)
        {
            var path = StrictJson.Invariant($"redFlags[{index}]");
            Check(errors, path, request.RedFlags[index].Code, RedFlags, "a red flag of the active code list");
        }

        return errors.All();
    }

    private static void CheckEccns(RequestErrors errors, ScreeningRequest request, ControlList list)
    {
        var left = Suggestions;
        for (var index = 0; index < request.Items.Length && !errors.IsFull; index++)
        {
            if (request.Items[index].Eccn is not { } eccn || list.TermsOf(eccn) is not null)
            {
                continue;
            }

            var message = $"{Echo.Quote(eccn)} is no entry of the Commerce Control List";
            var nearest = left-- > 0 ? list.NearestEccn(eccn) : null;
            errors.Add(
                StrictJson.Invariant($"items[{index}].eccn"),
                ErrorCodes.UnknownCode,
                nearest is null ? message : $"{message}; did you mean `{nearest}`",
                nearest is null ? null : [nearest]);
        }
    }

    private static void Check(
        RequestErrors errors, string path, string code, IReadOnlySet<string>? known, string expected)
    {
        if (known is null || known.Contains(code))
        {
            return;
        }

        var meant = NearMiss.Of(code, known);
        errors.Add(
            path,
            ErrorCodes.UnknownCode,
            meant is null
                ? $"{Echo.Quote(code)} is not {expected}"
                : $"{Echo.Quote(code)} is not {expected}; did you mean `{meant}`",
            [.. known.Order(StringComparer.Ordinal)]);
    }
}
