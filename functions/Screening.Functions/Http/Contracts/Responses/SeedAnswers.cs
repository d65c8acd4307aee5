using System.Collections.Immutable;
using Screening.Engine.Model;
using Screening.Functions.Changes;
using Screening.Functions.Hosting;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Security;
using Screening.Functions.Seed;
using Screening.Functions.Storage;

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
