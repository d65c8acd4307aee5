using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Engine.Parties.Index;

namespace Screening.Engine.Snapshots;

/// <summary>A body that 15 CFR 744.22(f)(2) names as a military-intelligence end user.</summary>
/// <param name="Id">Id within the feed of named bodies.</param>
/// <param name="Name">Name as the regulation prints it.</param>
/// <param name="Country">Country to which the body belongs.</param>
/// <param name="Paragraph">Paragraph that names it, such as (f)(2)(vii).</param>
/// <param name="Since">First day on which the regulation names the body.</param>
public sealed record NamedBody(string Id, string Name, CountryCode Country, string Paragraph, DateOnly Since);

/// <summary>
/// The named bodies of the matching policy. When a snapshot is compiled, they are added to the index as a separate feed, so they
/// are matched like listed parties. They are not an import and have no vintage.
/// </summary>
public sealed partial class NamedBodies
{
    /// <summary>Feed of the named bodies.</summary>
    public const string Feed = "ear-744-22";

    /// <summary>List code of the named bodies: military-intelligence end users.</summary>
    public const string List = "MIEU";

    private readonly Dictionary<string, NamedBody> bodies = new(StringComparer.Ordinal);
    private readonly ImmutableArray<WatchlistEntrySource> entries;

    private NamedBodies(Dictionary<string, NamedBody> bodies, ImmutableArray<WatchlistEntrySource> entries) =>
        (this.bodies, this.entries) = (bodies, entries);

    /// <summary>No bodies, as in documents of earlier versions.</summary>
    internal static NamedBodies None { get; } = new([], []);

    /// <summary>Every body, in document order.</summary>
    public ImmutableArray<NamedBody> All => [.. entries.Select(entry => bodies[entry.Id])];

    /// <summary>Number of bodies.</summary>
    public int Count => entries.Length;

    /// <summary>The bodies as watchlist entries for the index.</summary>
    internal ImmutableArray<WatchlistEntrySource> Entries => entries;

    /// <summary>The body of an index entry; null when the entry is not a named body.</summary>
    public NamedBody? Of(ListedParty listed)
    {
        ArgumentNullException.ThrowIfNull(listed);
        return listed.Feed == Feed ? bodies.GetValueOrDefault(listed.Id) : null;
    }

    /// <summary>Reads the bodies from the member `namedBodies`.</summary>
    internal static NamedBodies Read(JsonCursor cursor)
    {
        var bodies = new Dictionary<string, NamedBody>(StringComparer.Ordinal);
        var entries = ImmutableArray.CreateBuilder<WatchlistEntrySource>();
        foreach (var row in cursor.Elements())
        {
            var members = row.Members(["id", "name", "country", "paragraph", "since", "source"], ["aliases", "weakAliases", "note"]);
            members.Text("source");
            var id = members.Text("id");
            var body = new NamedBody(id, members.Text("name"), members.Country("country"), members.Text("paragraph"), members.Date("since") ?? default);
            if (id.Length > 0 && !IdPattern().IsMatch(id))
            {
                row.Error("has an id that is not of letters, digits and hyphens");
            }

            if (!bodies.TryAdd(id, body))
            {
                row.Error($"repeats the id `{id}`");
                continue;
            }

            entries.Add(ToEntry(body, members));
        }

        return new NamedBodies(bodies, entries.ToImmutable());
    }

    private static WatchlistEntrySource ToEntry(NamedBody body, Dictionary<string, JsonCursor> members) => new()
    {
        Id = body.Id,
        List = List,
        Kind = PartyKind.Government,
        Name = body.Name,
        Aliases =
        [
            .. members.Texts("aliases").Select(name => new ListedAlias(name, false)),
            .. members.Texts("weakAliases").Select(name => new ListedAlias(name, true)),
        ],
        Countries = [body.Country.ToString()],
        Notice = $"15 CFR 744.22{body.Paragraph}",
    };

    [GeneratedRegex("^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
