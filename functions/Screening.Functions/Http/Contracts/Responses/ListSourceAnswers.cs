using Screening.Functions.Lists.Refresh;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>Where a list is fetched from, who approved it, and how its refreshes stand.</summary>
internal sealed record ListSourceAnswer(
    string Feed, string Address, string Format, int EveryHours, string Author, string Approver, string Proposal, DateTimeOffset ApprovedAt,
    ListSourceStatus Refresh)
{
    /// <summary>The source of a feed that has one.</summary>
    public static ListSourceAnswer Of(ApprovedSource approved, RefreshState? state, DateTimeOffset now) => new(
        approved.Feed, approved.Source!.Address, approved.Source.Format, approved.Source.EveryHours, approved.Author, approved.Approver, approved.Proposal,
        approved.At, ListSourceStatus.Of(approved, state, now));
}

/// <summary>What a refresh did. Members that do not belong to the result are null.</summary>
internal sealed record RefreshedAnswer(string Feed, string Result, string? ImportId, long? SourceVersion, string? Reason);
