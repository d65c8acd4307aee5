using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Lists.Formats;

/// <summary>
/// The product's own layout, for own lists and samples. Multiple values are separated by semicolons. Identifiers are type=value,
/// countries are ISO 3166-1 alpha-2, dates of birth are those of <see cref="BirthDateText"/>, and the kind is a code of
/// <see cref="PartyKind"/> or empty. Source and source date are required, because every entry must be traceable; they replace a
/// missing notice. Two columns may follow: the first and the last day on which the entry is in force.
/// </summary>
internal static partial class OwnLayout
{
    private const int IdCharacters = 100;

    /// <summary>The layout.</summary>
    public static Layout Layout { get; } = new(ListFormats.Own,
        [
            "id", "list", "kind", "name", "aliases", "weak_aliases", "countries", "citizenships", "birth_dates", "identifiers",
            "addresses", "programs", "license_requirement", "license_policy", "notice", "source", "source_date",
        ],
        Read)
    {
        Optional = ["start_date", "end_date"],
    };

    private static WatchlistEntrySource Read(ListRow row)
    {
        var list = ListCodes.OfOwn(row, "list");
        var name = row.Name("name");
        var countries = Countries(row, "countries");
        var notice = Notice(row);
        var kind = Kind(row);
        var (start, end) = EntryDates.Read(row, "start_date", "end_date");
        return new WatchlistEntrySource
        {
            Id = Identity(row, list, name, countries, notice),
            List = list,
            Kind = kind,
            Name = name,
            Aliases =
            [
                .. row.Names("aliases").Select(alias => new ListedAlias(alias, false)),
                .. row.Names("weak_aliases").Select(alias => new ListedAlias(alias, true)),
            ],
            Countries = countries,
            Citizenships = Countries(row, "citizenships"),
            BirthDates = BirthDateText.All(row, "birth_dates"),
            Identifiers = IdentifierText.Checked(row, "identifiers", Identifiers(row), kind),
            Addresses = row.Parts("addresses"),
            Programs = row.Parts("programs"),
            LicenseRequirement = row.OptionalText("license_requirement"),
            LicensePolicy = row.OptionalText("license_policy"),
            Notice = notice,
            StartDate = start,
            EndDate = end,
        };
    }

    private static string Identity(ListRow row, string list, string name, ImmutableArray<string> countries, string notice)
    {
        var id = row.Text("id");
        if (id.Length == 0)
        {
            return EntryIdentity.OfContent(list, name, countries, notice);
        }

        if (id.Length > IdCharacters || !id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_'))
        {
            row.Report("id", $"`{id}` is not an id; up to {IdCharacters} letters, digits, hyphens, points and underscores are");
        }

        return EntryIdentity.OfNumber(list, id);
    }

    private static PartyKind Kind(ListRow row)
    {
        var text = row.Text("kind");
        if (text.Length == 0 || Code<PartyKind>.TryParse(text, out _))
        {
            return text.Length > 0 && Code<PartyKind>.TryParse(text, out var kind) ? kind : PartyKind.Unknown;
        }

        row.Report("kind", $"`{text}` is not a kind; there are {string.Join(", ", Code<PartyKind>.All)}");
        return PartyKind.Unknown;
    }

    private static ImmutableArray<string> Countries(ListRow row, string column)
    {
        foreach (var country in row.Parts(column).Where(country => !CountryText.IsCode(country)))
        {
            row.Report(column, $"`{country}` is not an ISO 3166-1 alpha-2 code");
        }

        return row.Parts(column);
    }

    private static ImmutableArray<PartyIdentifier> Identifiers(ListRow row)
    {
        var identifiers = ImmutableArray.CreateBuilder<PartyIdentifier>();
        foreach (var part in row.Parts("identifiers"))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 0 && ImoAtTheEnd().Match(part) is { Success: true } imo)
            {
                // As some lists print it: "Vessel Registration Identification IMO 9074729".
                identifiers.Add(new PartyIdentifier(imo.Groups["type"].Value is { Length: > 0 } type ? type : "IMO", imo.Groups["value"].Value));
                continue;
            }

            if (at < 1 || at == part.Length - 1)
            {
                row.Report("identifiers", $"`{part}` is not type=value");
                continue;
            }

            identifiers.Add(new PartyIdentifier(part[..at].Trim(), part[(at + 1)..].Trim()));
        }

        return identifiers.ToImmutable();
    }

    [GeneratedRegex(@"^(?<type>.*?)\s*\b(?<value>IMO\s*[0-9]+)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ImoAtTheEnd();

    private static string Notice(ListRow row)
    {
        var source = row.Text("source");
        if (source.Length == 0)
        {
            row.Report("source", "is empty; say where the entry comes from");
        }

        var date = row.Text("source_date");
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            row.Report("source_date", $"`{date}` is not a date; yyyy-MM-dd is");
        }

        return row.OptionalText("notice") ?? $"{source}, {date}";
    }
}
