using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Screening.Engine.Destinations;
using Screening.Engine.Policies.Authoring;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Proposals;
using Screening.Functions.Records.Erase;
using Screening.Functions.Records.Read;
using Screening.Functions.Records.Verify;
using Screening.Functions.Seed;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Http.Contracts.Responses;

/// <summary>JSON of all responses other than decisions: camelCase, codes as text, null members written.</summary>
internal static class Wire
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = WireTypes.Default,
        Converters =
        {
            AsCode<DamageKind>(),
            AsCode<DocumentKind>(),
            AsCode<FactBasis>(),
            AsCode<PinState>(),
            AsCode<PolicyKind>(),
            AsCode<ProposalAction>(),
            AsCode<ProposalState>(),
            AsCode<RegionEmbargo>(),
            AsCode<ReplayReason>(),
            AsCode<SeedUpgradeState>(),
            AsCode<StopScope>(),
        },
    };

    /// <summary>A response in JSON. Its type must be listed in <see cref="WireTypes"/>.</summary>
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) =>
        Results.Json(value, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)), statusCode: status);

    private static JsonStringEnumConverter<T> AsCode<T>()
        where T : struct, Enum => new(JsonNamingPolicy.SnakeCaseLower);
}

/// <summary>All response types other than decisions, for source generation: native code cannot use reflection.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ImportAcceptedAnswer))]
[JsonSerializable(typeof(DraftedAnswer))]
[JsonSerializable(typeof(ProposalRow))]
[JsonSerializable(typeof(ProposalsAnswer))]
[JsonSerializable(typeof(EmergencyStopsAnswer))]
[JsonSerializable(typeof(EmergencyStopSetAnswer))]
[JsonSerializable(typeof(ValidAnswer))]
[JsonSerializable(typeof(CountrySetsAnswer))]
[JsonSerializable(typeof(PoliciesAnswer))]
[JsonSerializable(typeof(WatchlistsAnswer))]
[JsonSerializable(typeof(ImportAnswer))]
[JsonSerializable(typeof(ConfirmedAnswer))]
[JsonSerializable(typeof(ListSourceAnswer))]
[JsonSerializable(typeof(RefreshedAnswer))]
[JsonSerializable(typeof(RegistryVersionsAnswer))]
[JsonSerializable(typeof(SeedPlanAnswer))]
[JsonSerializable(typeof(SeedNothingAnswer))]
[JsonSerializable(typeof(SnapshotAnswer))]
[JsonSerializable(typeof(ScreeningStatus))]
[JsonSerializable(typeof(ReplayResult))]
[JsonSerializable(typeof(VerifyReport))]
[JsonSerializable(typeof(ErasureResult))]
[JsonSerializable(typeof(ReindexAnswer))]
[JsonSerializable(typeof(RecordPage))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(SessionEndAnswer))]
[JsonSerializable(typeof(KeysAnswer))]
[JsonSerializable(typeof(KeyRow))]
[JsonSerializable(typeof(IssuedKeyAnswer))]
[JsonSerializable(typeof(ClassifiedAnswer))]
[JsonSerializable(typeof(EligibilityAnswer))]
[JsonSerializable(typeof(EligibilityGapAnswer))]
[JsonSerializable(typeof(DestinationAnswer))]
internal sealed partial class WireTypes : JsonSerializerContext;
