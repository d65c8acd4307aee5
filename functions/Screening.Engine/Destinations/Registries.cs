using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Engine.Destinations;

/// <summary>A dated registry entry about a country.</summary>
/// <param name="Country">Country.</param>
/// <param name="Status">Status; for an agreement kind and status, such as "tsa:in_force".</param>
/// <param name="Interval">Interval in which the entry holds.</param>
public sealed record CountryEntry(CountryCode Country, string Status, Membership Interval)
{
    /// <summary>Evidence for the entry.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>Who made the assessment; null when the registry does not say.</summary>
    public string? Assessor { get; init; }

    /// <summary>Source, its date, and the date until which the entry is confirmed.</summary>
    public FactOrigin Origin { get; init; } = new();
}

/// <summary>A programme on file.</summary>
/// <param name="Id">Id that a request names.</param>
/// <param name="Country">Country of the programme.</param>
/// <param name="StartYear">Year it started; null when not on file.</param>
/// <param name="IsVetted">Whether it was vetted with evidence.</param>
/// <param name="Interval">Interval in which the vetting holds.</param>
public sealed record Programme(string Id, CountryCode Country, int? StartYear, bool IsVetted, Membership Interval)
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Evidence for the vetting.</summary>
    public string Evidence { get; init; } = "";
}

/// <summary>
/// The registries: exclusion assessments, programmes, agreements, partner status. "None on file" is a declared value, not an
/// unknown.
/// </summary>
public sealed class Registries
{
    /// <summary>Ids of the registries, as in the routes.</summary>
    public static ImmutableArray<string> Ids { get; } = ["assessments", "programmes", "agreements", "partner-status"];

    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly List<CountryEntry> assessments = [];
    private readonly List<CountryEntry> agreements = [];
    private readonly List<CountryEntry> partners = [];
    private readonly Dictionary<string, Programme> programmes = new(StringComparer.Ordinal);

    /// <summary>Adds a registry from its document.</summary>
    public void Add(string json, List<(string Path, string Message)> errors) =>
        JsonCursor.Read(json, errors, root =>
        {
            var members = root.Members(["id", "source", "sourceDate", "entries"], ["note"]);
            (string Text, DateOnly? Date) source = (members.Text("source"), members.Date("sourceDate"));
            var id = members.TryGetValue("id", out var cursor) ? cursor.OneOf(Ids) : "";
            if (id.Length > 0 && !read.Add(id))
            {
                cursor.Error($"the registry `{id}` is on file twice");
            }

            foreach (var entry in members.Elements("entries"))
            {
                AddEntry(id, entry, source);
            }

            return id;
        });

    /// <summary>Assessment on file; not_assessed when there is none. With several, an adverse one counts.</summary>
    public string AssessmentOf(CountryCode country, DateOnly date) => Assessment(assessments, country, date);

    /// <summary>Partner status on file; UNSTATED when there is none.</summary>
    public string PartnerStatusOf(CountryCode country, DateOnly date) => PartnerStatus(partners, country, date);

    /// <summary>Whether an agreement ("tsa") or a standing ("close_ally") is in force with the country.</summary>
    public bool HasAgreement(CountryCode country, string kind, DateOnly date) => HasAgreement(agreements, country, kind, date);

    /// <summary>
    /// Every entry about a country in a registry other than the programmes, at any date, in the order of the file.
    /// </summary>
    public ImmutableArray<CountryEntry> EntriesOf(string registry, CountryCode country) =>
    [
        .. (registry switch { "assessments" => assessments, "agreements" => agreements, _ => partners })
            .Where(entry => entry.Country == country),
    ];

    /// <summary>
    /// Entries about a country that hold at a date, are unconfirmed at that date and change the code of a fact. The code without
    /// the entry is that of the other entries, or the code for "none on file" ("no" for an agreement).
    /// </summary>
    public ImmutableArray<Unconfirmed> UnconfirmedOf(CountryCode country, DateOnly date) =>
    [
        .. Unconfirmed(Fact.ExclusionAssessment, "assessments", assessments, country, date, rows => Assessment(rows, country, date)),
        .. Unconfirmed(Fact.PartnerStatus, "partner-status", partners, country, date, rows => PartnerStatus(rows, country, date)),
        .. Unconfirmed(Fact.TsaInForce, "agreements", agreements, country, date, rows => YesOrNo(HasAgreement(rows, country, "tsa", date))),
        .. Unconfirmed(Fact.CloseAlly, "agreements", agreements, country, date, rows => YesOrNo(HasAgreement(rows, country, "close_ally", date))),
    ];

    /// <summary>Every programme of a country.</summary>
    public ImmutableArray<Programme> ProgrammesOf(CountryCode country) =>
        [.. programmes.Values.Where(programme => programme.Country == country).OrderBy(programme => programme.Id, StringComparer.Ordinal)];

    /// <summary>The named programme, if it is on file for this country.</summary>
    public Programme? ProgrammeOf(string? id, CountryCode country) =>
        id is not null && programmes.TryGetValue(id, out var programme) && programme.Country == country ? programme : null;

    private static string Assessment(List<CountryEntry> entries, CountryCode country, DateOnly date)
    {
        string? found = null;
        foreach (var entry in entries)
        {
            if (entry.Country == country && entry.Interval.Contains(date))
            {
                found = found is null or "clear" ? entry.Status : found;
            }
        }

        return found ?? FactCatalogue.AssessmentCodes[0];
    }

    private static string PartnerStatus(List<CountryEntry> entries, CountryCode country, DateOnly date) =>
        entries.Find(entry => entry.Country == country && entry.Interval.Contains(date))?.Status ?? FactCatalogue.PartnerCodes[0];

    private static bool HasAgreement(List<CountryEntry> entries, CountryCode country, string kind, DateOnly date) =>
        entries.Exists(entry => entry.Country == country && entry.Interval.Contains(date) && entry.Status == $"{kind}:in_force");

    private static string YesOrNo(bool isSo) => isSo ? "yes" : "no";

    private static IEnumerable<Unconfirmed> Unconfirmed(
        Fact fact, string registry, List<CountryEntry> entries, CountryCode country, DateOnly date, Func<List<CountryEntry>, string> codeOf)
    {
        bool IsUnconfirmed(CountryEntry entry) =>
            entry.Origin.IsUnconfirmedAt(date) && entry.Country == country && entry.Interval.Contains(date);
        if (!entries.Exists(IsUnconfirmed))
        {
            yield break;
        }

        var (code, confirmed) = (codeOf(entries), codeOf(entries.FindAll(entry => !IsUnconfirmed(entry))));
        foreach (var entry in entries.Where(IsUnconfirmed))
        {
            // Two unconfirmed entries may state the same. The code then depends on both together.
            var alone = codeOf(entries.FindAll(other => !ReferenceEquals(other, entry)));
            var without = alone == code && Says(entry, code) ? confirmed : alone;
            if (without != code)
            {
                yield return entry.Origin.Unconfirmed($"registries/{registry}", country) with { Fact = fact, CodeWithout = without };
            }
        }

        bool Says(CountryEntry entry, string of) => codeOf([entry]) == of;
    }

    private void AddEntry(string registry, JsonCursor cursor, (string Text, DateOnly? Date) source)
    {
        if (registry == "programmes")
        {
            AddProgramme(cursor);
            return;
        }

        string[] extra = registry == "agreements" ? ["country", "status", "kind", "evidence"] : ["country", "status", "evidence"];
        var members = cursor.Members(extra, ["from", "to", "assessor", .. FactOrigin.Grounds, .. FactOrigin.Confirmation]);
        var status = members.TryGetValue("status", out var value)
            ? value.OneOf(registry switch
            {
                "assessments" => [.. FactCatalogue.AssessmentCodes.Skip(1)],
                "agreements" => ["in_force", "signed"],
                _ => FactCatalogue.PartnerCodes,
            })
            : "";
        var entry = new CountryEntry(members.Country("country"), status, Interval(cursor, members))
        {
            Evidence = members.Text("evidence"),
            Assessor = members.OptionalText("assessor"),
            Origin = FactOrigin.ReadLeniently(members, source.Text, source.Date),
        };
        switch (registry)
        {
            case "assessments": assessments.Add(entry); break;
            case "partner-status": partners.Add(entry); break;
            default:
                var kind = members.TryGetValue("kind", out var name) ? name.OneOf(["tsa", "close_ally"]) : "";
                agreements.Add(entry with { Status = $"{kind}:{status}" });
                break;
        }
    }

    private void AddProgramme(JsonCursor cursor)
    {
        var members = cursor.Members(["id", "name", "country", "vetted", "evidence"], ["type", "startYear", "from", "to", "note", "source", "sourceDate"]);
        int? start = members.TryGetValue("startYear", out var year) ? Year(year) : null;
        var isVetted = members.TryGetValue("vetted", out var vetted) && IsTrue(vetted);
        var programme = new Programme(members.Text("id"), members.Country("country"), start, isVetted, Interval(cursor, members))
        {
            Name = members.Text("name"),
            Evidence = members.Text("evidence"),
        };
        if (!programmes.TryAdd(programme.Id, programme))
        {
            cursor.Error($"programme `{programme.Id}` is on file twice");
        }
    }

    private static int? Year(JsonCursor cursor)
    {
        if (cursor.Element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (cursor.Element.ValueKind == JsonValueKind.Number && cursor.Element.TryGetInt32(out var year))
        {
            return year;
        }

        cursor.Error("must be a year, a whole number, or null");
        return null;
    }

    private static bool IsTrue(JsonCursor cursor)
    {
        if (cursor.Element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            cursor.Error("must be true or false");
        }

        return cursor.Element.ValueKind == JsonValueKind.True;
    }

    private static Membership Interval(JsonCursor cursor, Dictionary<string, JsonCursor> members)
    {
        var interval = new Membership(members.Date("from"), members.Date("to"));
        if (interval is { From: { } from, To: { } to } && to <= from)
        {
            cursor.Error("`to` must be later than `from`; the interval is half-open");
        }

        return interval;
    }
}
