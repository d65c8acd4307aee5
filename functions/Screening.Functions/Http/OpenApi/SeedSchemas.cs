using System.Text.Json;
using System.Text.Json.Nodes;
using Screening.Engine.Model;
using Screening.Functions.Http.Contracts.Requests;
using Screening.Functions.Seed;
using static Screening.Functions.Http.OpenApi.Schema;

namespace Screening.Functions.Http.OpenApi;

/// <summary>Schemas of the plan of a seed upgrade and of the request that applies it.</summary>
internal static class SeedSchemas
{
    public static IEnumerable<KeyValuePair<string, JsonObject>> All() => new Dictionary<string, JsonObject>
    {
        ["SeedPlan"] = Answered(
            "What an upgrade to the seed of the running program would do.",
            Must("shipped", Text(), "Identity of the shipped seed: SHA-256 of its documents."),
            Must("environment", OrNull(Text()), "Identity of the seed the documents were last brought to; null when that was before identities were recorded."),
            Must("sourceVersion", Whole(0)),
            Must("isCurrent", Flag(), "Whether nothing is left to do."),
            Must("isProgramOlder", Flag(), "Whether the documents were brought to a later seed than the running program ships."),
            Must("applied", OrNull(Ref("SeedApplied")), "The change that brought the documents to their seed."),
            Must("conflicts", Whole(0), "Documents that need a choice."),
            Must("documents", ListOf(Ref("SeedPlanDocument")))),
        ["SeedApplied"] = Answered(
            "A change that brought the documents to a seed.",
            Must("sourceVersion", Whole(1)), Must("actor", Text()), Must("at", Instant()), Must("reason", OrNull(Text()))),
        ["SeedPlanDocument"] = Answered(
            "One document of the plan.",
            Must("document", Text(), "Its name, as `take` and `keep` have it."),
            Must("state", OneOf([.. Enum.GetValues<SeedUpgradeState>().Select(state => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString()))]),
                "unchanged; update (not changed here); add; merged (other entries were changed here); kept (changed here alone); "
                + "conflict (both changed the same place); retained (no longer shipped); local (written here)."),
            Must("version", OrNull(Whole(1)), "The version on file now."),
            Must("note", OrNull(Text())),
            Must("clashes", ListOf(Text()), "Paths that both changed."),
            Must("change", ListOf(Ref("SeedDifference")), "What the upgrade changes; for a conflict or a kept document, what `take` would change."),
            Must("changeOmitted", Whole(0), "Differences that are not shown."),
            Must("local", ListOf(Ref("SeedDifference")), "What was changed here since the last seed."),
            Must("localOmitted", Whole(0), "Differences that are not shown.")),
        ["SeedDifference"] = Answered(
            "One place in which two texts differ.",
            Must("path", Text(), "JSON path; an entry is named by its country, region, id or code."),
            Must("before", OrNull(Text()), "JSON, cut after 160 characters; null when it is added."),
            Must("after", OrNull(Text()), "JSON, cut likewise; null when it is removed.")),
        ["SeedCurrent"] = Answered("The documents are those of the shipped seed.", Must("isCurrent", Flag())),
        ["SeedApply"] = Sent(
            "Why, and what is chosen for documents.",
            Must("reason", Line(SeedRequest.ReasonCharacters), "Kept in the history; it must not name a person."),
            May("take", ListOf(Line(Limits.CodeCharacters), SeedRequest.MostDocuments), "Documents that take the text of the seed, whatever was changed here."),
            May("keep", ListOf(Line(Limits.CodeCharacters), SeedRequest.MostDocuments), "Documents that stay as they are.")),
        ["SeedRevert"] = Sent(
            "Why the upgrade is taken back.",
            Must("reason", Line(SeedRequest.ReasonCharacters), "Kept in the history; it must not name a person.")),
    };
}
