using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Screening.Engine.Parties.Text;
using Screening.Engine.Snapshots;

namespace Screening.Functions.Lists.Formats;

/// <summary>
/// Identity of an entry: list code and entity number; without a number, list code and a hash of normalised name, countries and
/// notice. Official files contain a few parties twice with small differences ("GATEWICK  LLC", "GATEWICK LLC"). Both rows are
/// kept; the later ones, in the order of their content and not of the file, get "~2", "~3".
/// </summary>
internal static class EntryIdentity
{
    private const int HashDigits = 20;

    /// <summary>Identity by entity number.</summary>
    public static string OfNumber(string list, string number) => $"{list}-{number}";

    /// <summary>Identity by content.</summary>
    public static string OfContent(string list, string name, IEnumerable<string> countries, string? notice)
    {
        var content = string.Join('\n', Normalise(name), string.Join(',', countries.Order(StringComparer.Ordinal)), notice?.Trim());
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        return $"{list}-h{hash[..HashDigits]}";
    }

    /// <summary>Gives every row a unique identity. Rows that are identical to the last character are errors.</summary>
    public static ImmutableArray<WatchlistEntrySource> Settle(List<ReadRow> rows, List<ImportError> errors)
    {
        var shared = rows.GroupBy(row => row.Entry.Id, StringComparer.Ordinal).Where(group => group.Count() > 1);
        var renamed = new Dictionary<ReadRow, string>(ReferenceEqualityComparer.Instance);
        foreach (var group in shared)
        {
            foreach (var copies in group.GroupBy(row => row.Raw, StringComparer.Ordinal).Where(copies => copies.Count() > 1))
            {
                var first = copies.Min(row => row.Line);
                errors.AddRange(copies.Where(row => row.Line != first)
                    .Select(row => new ImportError(row.Line, "", $"repeats line {first} to the last character")));
            }

            var number = 1;
            foreach (var row in group.OrderBy(row => row.Raw, StringComparer.Ordinal))
            {
                renamed[row] = number == 1 ? group.Key : $"{group.Key}~{number}";
                number++;
            }
        }

        return [.. rows.Select(row => renamed.TryGetValue(row, out var id) ? row.Entry with { Id = id } : row.Entry)];
    }

    // Letters and digits of any script in lower case, words separated by one space.
    private static string Normalise(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var character in Composition.Compose(name).ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(character))
            {
                text.Append(character);
            }
            else if (text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        return text.ToString().TrimEnd();
    }
}
