using System.Collections.Immutable;
using Screening.Functions.Lists;
using Screening.Functions.Lists.Formats;

namespace Screening.Functions.Http.OpenApi;

/// <summary>Operations on watchlists and their imports.</summary>
internal static class OperationsOfLists
{
    private const string Tag = "Watchlists";

    private const string OwnList =
        """
        id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,license_requirement,license_policy,notice,source,source_date
        KPe.001,UN,organization,Example Trading Corporation,Example General Trading; Exemplar Trading,,KP,,,IMO=1234567,,,,,S/RES/1718 (2006),UN Security Council list,2026-02-27

        """;

    /// <summary>Example of how the refreshes of a list stand.</summary>
    public const string RefreshStatus =
        """
        { "feed": "csl", "host": "data.trade.gov", "everyHours": 24, "lastTryAt": "2026-11-23T06:00:30+00:00", "lastSuccessAt": "2026-11-23T06:00:34+00:00",
          "lastChangeAt": "2026-11-20T06:00:36+00:00", "lastImportId": "20261120T060036112-3f1c9a", "lastFailureAt": null, "lastFailure": null,
          "nextTryAt": "2026-11-24T06:00:34+00:00", "overdue": false }
        """;

    private const string UnList =
        """
        <CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS /><ENTITIES><ENTITY><FIRST_NAME>EXAMPLE TRADING CORPORATION</FIRST_NAME>
        <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.999</REFERENCE_NUMBER><LISTED_ON>2026-01-31</LISTED_ON></ENTITY></ENTITIES></CONSOLIDATED_LIST>

        """;

    private static readonly Parameter Feed = Parameters.Part("id", "Id of the feed, such as csl, ofac-sdn, un or own-customers.", "csl");

    public static ImmutableArray<Operation> All { get; } =
    [
        new()
        {
            Verb = "GET", Route = "/api/v1/watchlists", Id = "listWatchlists", Tag = Tag, Summary = "List the active watchlists",
            Answers = [new(200, "The lists.", new("WatchlistList", $$"""{ "sourceVersion": 42, "watchlists": [ {{Examples.Import}} ] }"""))],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/watchlists/{id}", Id = "readWatchlist", Tag = Tag, Summary = "Read which import of a feed is active",
            Parameters = [Feed],
            Answers =
            [
                new(200, "The active import.", new("WatchlistImport", Examples.ImportAnswer))
                {
                    Headers = [("ETag", "Names this state; send it in If-Match with an import.")],
                },
            ],
            Problems = [404],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/watchlists/{id}/imports", Id = "importWatchlist", Tag = Tag, Summary = "Import a list, whole or not at all",
            Description = "The format is known by the content, also inside gzip and zip: the Consolidated Screening List, the lists of the Treasury, of Commerce, of State, of the United Nations, "
                + "the European Union, the United Kingdom, Canada and Switzerland as they are published, and own lists. text/plain, text/tab-separated-values, text/xml and application/octet-stream "
                + "are taken, too. A bad row or a damaged file refuses the whole and is named with its line. "
                + "A value of an official list that cannot be used, such as an IMO number with a wrong check digit, is left out of its entry and named in leftOut. Send a Content-Length. "
                + "An import that drops a list code, more than a tenth of the entries, or more than a tenth and five entries of one code, or is older than the active one, needs confirmDrop. "
                + "The active list again, the same to the entry, confirms it and changes nothing. An import that only adds entries takes effect at once. "
                + "One that removes or changes entries, brings the first entries of a required list, or confirms a list to be empty is a proposal.",
            Parameters =
            [
                Feed,
                Parameters.Query("date", "Date of the list, not after today. A file that states its own date must state this one.", "2026-07-31", Schema.Date) with { IsRequired = true },
                Parameters.Query("source", "Where the list comes from.", "trade.gov") with { IsRequired = true },
                Parameters.Query("title", "Title shown to people; the id of the feed unless given.", "Consolidated Screening List"),
                Parameters.Query("format", "Format, when it must be a certain one.", ListFormats.All[0], () => Schema.OneOf([.. ListFormats.All])),
                Parameters.Query("confirmDrop", "true: take the list although it drops more than is usual; needs a reason.", "true",
                    () => Schema.OneOf("true", "false")),
                Parameters.Query("confirmEmpty", "List codes, with commas between them, that are there and have no entries; needs a reason.", "UVL"),
                Parameters.Query("reason", "Why a drop or an empty list is right; kept with the import and its proposal.", "the source lists no unverified party any more",
                    () => Schema.Text(ListImport.MostReason)),
                Parameters.IfMatch with { Description = "ETag of the active import; required when there is one." },
                Parameters.IfNoneMatch,
            ],
            Request = new(null, OwnList, "text/csv") { Also = Compressed(Compressed(new(null, UnList, "application/xml"), "application/zip"), "application/gzip") },
            Answers =
            [
                new(202, "The import was made and is being built, or it is proposed and another person approves it.", new("ImportAccepted", Examples.ImportAccepted))
                {
                    Headers = [("Location", "Address of the status, or of the proposal.")],
                },
            ],
            Problems = [409, 412, 422, 428],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/watchlists/{id}/confirm", Id = "confirmWatchlist", Tag = Tag, Summary = "Confirm that a list is still current",
            Description = "Says that the active import is what the source publishes: it answered 304, or the files were compared. The age of its lists counts "
                + "from that day. No snapshot changes.",
            Parameters = [Feed, Parameters.IfMatch with { Description = "ETag of the active import, to be sure that it is the one that was checked." }],
            Request = new("WatchlistConfirmation", """{ "reason": "the source answered 304", "checkedOn": "2026-11-28" }"""),
            Answers = [new(200, "It is confirmed.", new("WatchlistConfirmed",
                $$"""{ "feed": "csl", "importId": "20261123120000000", "confirmedOn": "2026-11-28", "confirmation": {{Examples.Confirmation}} }"""))],
            Problems = [404, 412],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/watchlists/{id}/imports/{importId}", Id = "readWatchlistImport", Tag = Tag, Summary = "Read one import",
            Parameters = [Feed, Parameters.Part("importId", "Id of the import.", "20261123120000000")],
            Answers = [new(200, "The import.", new("WatchlistImport", Examples.ImportAnswer))],
            Problems = [404],
        },
        new()
        {
            Verb = "GET", Route = "/api/v1/watchlists/{id}/source", Id = "readWatchlistSource", Tag = Tag, Summary = "Read where a list is fetched from",
            Parameters = [Feed],
            Answers =
            [
                new(200, "The address, who approved it, and how its refreshes stand.", new("WatchlistSource", $$"""
                    { "feed": "csl", "address": "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv", "format": "csl", "everyHours": 24,
                      "author": "ana", "approver": "ben", "proposal": "2516180543989999999-3f1c9a7e", "approvedAt": "2026-11-20T12:00:00+00:00",
                      "refresh": {{RefreshStatus}} }
                    """))
                {
                    Headers = [("ETag", "Names this state; send it in If-Match with a change.")],
                },
            ],
            Problems = [404],
        },
        new()
        {
            Verb = "PUT", Route = "/api/v1/watchlists/{id}/source", Id = "proposeWatchlistSource", Tag = Tag, Summary = "Propose where a list is fetched from",
            Description = "When another person has approved it, the list is fetched from there and imported without a further approval, within the limits "
                + "of an import without confirmations. Only https, and only hosts of the public internet. The address must hold no secret.",
            Parameters = [Feed, Parameters.IfMatch, Parameters.IfNoneMatch, .. OperationsOfProposals.Terms],
            Request = new("WatchlistSourceRequest",
                """{ "address": "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv", "format": "csl", "everyHours": 24 }"""),
            Answers = [OperationsOfProposals.Filed],
            Problems = [409, 412, 428],
        },
        new()
        {
            Verb = "DELETE", Route = "/api/v1/watchlists/{id}/source", Id = "removeWatchlistSource", Tag = Tag, Summary = "Propose that a list is no longer fetched",
            Description = "The active import stays and grows old.",
            Parameters = [Feed, Parameters.IfMatch, .. OperationsOfProposals.Terms],
            Answers = [OperationsOfProposals.Filed],
            Problems = [404, 409, 412, 428],
        },
        new()
        {
            Verb = "POST", Route = "/api/v1/watchlists/{id}/refresh", Id = "refreshWatchlist", Tag = Tag, Summary = "Fetch a list from its address now",
            Description = "The timer does the same when it is due. Whatever fails, the active import stays. It takes "
                + $"{Endpoints.ListSourceEndpoints.RefreshUnits} units of the rate of the client.",
            Parameters = [Feed],
            Answers =
            [
                new(200, "What the refresh did.", new("WatchlistRefreshed",
                    """{ "feed": "csl", "result": "imported", "importId": "20261123T120000112-3f1c9a", "sourceVersion": 43, "reason": null }""")),
            ],
            Problems = [404, 409],
        },
    ];

    /// <summary>A body that may also be compressed.</summary>
    private static Body Compressed(Body body, string mediaType) => new(null, "The bytes of the compressed file.", mediaType) { Also = body };
}
