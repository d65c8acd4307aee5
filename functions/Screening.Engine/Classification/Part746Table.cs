using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Classification;

/// <summary>
/// HTS codes of the supplements to 15 CFR part 746 that are included in the control list: whole chapters, and codes of six
/// digits. A code that is not in the table may still be in a supplement that is not included.
/// </summary>
internal sealed class Part746Table
{
    private const int ChapterDigits = 2;
    private const int CodeDigits = 6;

    private readonly FrozenSet<string> listed;

    private Part746Table(IEnumerable<string> listed) => this.listed = listed.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Parses the table; every error is reported with its path.</summary>
    public static Part746Table Read(JsonCursor cursor)
    {
        var members = cursor.Members(["source", "sourceDate", "chapters", "codes"], ["note"]);
        members.Text("source");
        members.Date("sourceDate");
        return new Part746Table([.. Codes(members, "chapters", ChapterDigits), .. Codes(members, "codes", CodeDigits)]);
    }

    /// <summary>Whether a code of at least six digits is listed, by its chapter or by its first six digits.</summary>
    public bool Has(string hsCode) => listed.Contains(hsCode[..ChapterDigits]) || listed.Contains(hsCode[..CodeDigits]);

    private static ImmutableArray<string> Codes(Dictionary<string, JsonCursor> members, string name, int digits)
    {
        var codes = ImmutableArray.CreateBuilder<string>();
        foreach (var element in members.Elements(name))
        {
            var code = element.Text();
            if (code.Length != digits || !code.All(char.IsAsciiDigit))
            {
                element.Error($"must have {digits} digits");
            }

            codes.Add(code);
        }

        return codes.ToImmutable();
    }
}
