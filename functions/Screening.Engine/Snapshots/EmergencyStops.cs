using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Screening.Engine.Model;

namespace Screening.Engine.Snapshots;

/// <summary>What an emergency stop holds.</summary>
[LowerCaseCodes]
public enum StopScope
{
    /// <summary>Every transaction.</summary>
    Everything,

    /// <summary>Every transaction to, for or through one country.</summary>
    Destination,

    /// <summary>Every transaction with one party, found by name like a listed party.</summary>
    Party,
}

/// <summary>One emergency stop.</summary>
/// <param name="Id">Id within the document.</param>
/// <param name="Scope">What it holds.</param>
/// <param name="Reason">Reason, shown in every decision that it holds.</param>
/// <param name="Since">Day on which it was set, UTC.</param>
public sealed record EmergencyStop(string Id, StopScope Scope, string Reason, DateOnly Since)
{
    /// <summary>Country of a destination stop, and of a party if it is known.</summary>
    public CountryCode? Country { get; init; }

    /// <summary>Name of a party; null for the other scopes.</summary>
    public string? Name { get; init; }
}

/// <summary>
/// The emergency stops of an environment. A stop can only make a decision stricter, so one person may set it; two lift it (decision
/// D16). Parties are added to the index as a separate feed, so they are matched like listed parties.
/// </summary>
public sealed partial class EmergencyStops
{
    /// <summary>Id of the only document of this kind.</summary>
    public const string DocumentId = "emergency-stops";

    /// <summary>Feed of the parties.</summary>
    public const string Feed = "emergency-stops";

    /// <summary>List code of the parties.</summary>
    public const string List = "OWN-EMERGENCY-STOP";

    /// <summary>Maximum number of stops at one time.</summary>
    public const int Most = 200;

    /// <summary>Maximum number of characters of a reason.</summary>
    public const int ReasonCharacters = 500;

    /// <summary>Meaning of the list of the parties.</summary>
    internal static readonly ListMeaning Meaning = new(
        List, "Emergency stop of this organisation", "Every transaction with the party is held until the stop is lifted", Fact.ListOwn, Outcome.HoldForReview)
    {
        Ownership = Outcome.HoldForReview,
    };

    private EmergencyStops(ImmutableArray<EmergencyStop> all) => All = all;

    /// <summary>No stop, as without the document.</summary>
    public static EmergencyStops None { get; } = new([]);

    /// <summary>Every stop, in document order.</summary>
    public ImmutableArray<EmergencyStop> All { get; }

    /// <summary>The parties as watchlist entries for the index.</summary>
    internal ImmutableArray<WatchlistEntrySource> Entries =>
    [
        .. All.Where(stop => stop.Scope == StopScope.Party).Select(stop => new WatchlistEntrySource
        {
            Id = stop.Id,
            List = List,
            Name = stop.Name!,
            Countries = stop.Country is { } country ? [country.ToString()] : [],
            Notice = stop.Reason,
        }),
    ];

    /// <summary>Reads the document. Errors are added to <paramref name="errors"/>.</summary>
    public static EmergencyStops Parse(string json, List<(string Path, string Message)> errors)
    {
        var stops = ImmutableArray.CreateBuilder<EmergencyStop>();
        JsonCursor.Read(json, errors, root =>
        {
            var ids = new HashSet<string>(StringComparer.Ordinal);
            foreach (var row in root.Members(["id", "stops"], ["note"]).Elements("stops"))
            {
                if (Read(row) is not { } stop)
                {
                    continue;
                }

                if (!ids.Add(stop.Id))
                {
                    row.Error($"repeats the id `{stop.Id}`");
                }

                stops.Add(stop);
            }

            if (stops.Count > Most)
            {
                root.Error($"has {stops.Count} stops; at most {Most} are allowed");
            }

            return stops;
        });
        return new EmergencyStops(stops.ToImmutable());
    }

    private static EmergencyStop? Read(JsonCursor row)
    {
        var members = row.Members(["id", "scope", "reason", "since"], ["country", "name"]);
        if (!members.TryGetValue("scope", out var written))
        {
            return null;
        }

        var scope = written.OneOf(["everything", "destination", "party"]) switch
        {
            "destination" => StopScope.Destination,
            "party" => StopScope.Party,
            _ => StopScope.Everything,
        };
        var id = members.Text("id");
        if (!IdPattern().IsMatch(id))
        {
            row.Error("has an id that is not of letters, digits and hyphens");
        }

        // A member that the scope does not use would suggest a narrower stop than the one that is in force.
        Fits(row, members, "country", isNeeded: scope == StopScope.Destination, isAllowed: scope != StopScope.Everything);
        Fits(row, members, "name", isNeeded: scope == StopScope.Party, isAllowed: scope == StopScope.Party);
        return new EmergencyStop(id, scope, members.Text("reason"), members.Date("since") ?? default)
        {
            Country = members.ContainsKey("country") ? members.Country("country") : null,
            Name = scope == StopScope.Party ? members.OptionalText("name") ?? "" : null,
        };
    }

    private static void Fits(JsonCursor row, Dictionary<string, JsonCursor> members, string name, bool isNeeded, bool isAllowed)
    {
        if (isNeeded && !members.ContainsKey(name))
        {
            row.Error($"needs `{name}`");
        }
        else if (!isAllowed && members.TryGetValue(name, out var member))
        {
            member.Error("does not belong to this scope");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
