using System.Collections.Immutable;
using Screening.Functions.Seed;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>The plan of an upgrade to the shipped seed.</summary>
internal sealed record SeedPlanAnswer(
    string Shipped,
    string? Environment,
    long SourceVersion,
    bool IsCurrent,
    bool IsProgramOlder,
    SeedApplied? Applied,
    int Conflicts,
    IEnumerable<SeedPlanRow> Documents);

/// <summary>The planned change of one document.</summary>
internal sealed record SeedPlanRow(
    string Document,
    SeedUpgradeState State,
    int? Version,
    string? Note,
    ImmutableArray<string> Clashes,
    ImmutableArray<SeedDifferenceRow> Change,
    int ChangeOmitted,
    ImmutableArray<SeedDifferenceRow> Local,
    int LocalOmitted);

/// <summary>The upgrade had nothing to change.</summary>
internal sealed record SeedNothingAnswer(bool IsCurrent);
