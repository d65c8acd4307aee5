using Screening.Functions.Records;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Screening.Engine.Model;
using Screening.Engine.Parties.Text;
using Screening.Engine.Policies.Compilation;

namespace Screening.Functions.Records.Read;

/// <summary>What records are looked for. Everything given must hold.</summary>
public sealed record RecordQuery
{
    /// <summary>Records on a page unless asked otherwise.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Records on a page at most.</summary>
    public const int MaxLimit = 500;

    /// <summary>How far back is looked unless asked otherwise.</summary>
    public static readonly TimeSpan DefaultReach = TimeSpan.FromDays(366);

    /// <summary>Reference of the caller.</summary>
    public string? Reference { get; init; }

    /// <summary>Order of the caller.</summary>
    public string? OrderId { get; init; }

    /// <summary>A listed entry, as list:entry, or a whole list, such as SDN.</summary>
    public string? ListEntry { get; init; }

    /// <summary>Name of a party, an alias or an owner: all of these words, in any order and script.</summary>
    public string? Party { get; init; }

    /// <summary>Disposition.</summary>
    public string? Disposition { get; init; }

    /// <summary>Outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>Earliest time recorded, inclusive, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Latest time recorded, exclusive, UTC.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>Records wanted, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Continues after a page; null begins.</summary>
    public RecordCursor? Cursor { get; init; }

    /// <summary>
    /// The keys of what is looked for, the one that most likely few records have first; any record's key when nothing
    /// is.
    /// </summary>
    internal ImmutableArray<RecordKey> Keys()
    {
        var keys = ImmutableArray.CreateBuilder<RecordKey>();
        void Add(Func<string, RecordKey> make, string? value)
        {
            if (value is not null)
            {
                keys.Add(make(value));
            }
        }

        Add(RecordKey.Reference, Reference);
        Add(RecordKey.Order, OrderId);
        foreach (var word in WordsOfName.Of(Party ?? "").OrderByDescending(word => word.Length))
        {
            keys.Add(RecordKey.Word(word));
        }

        Add(RecordKey.Entry, ListEntry);
        Add(RecordKey.Outcome, Outcome);
        Add(RecordKey.Disposition, Disposition);
        return keys.Count == 0 ? [RecordKey.Any] : keys.ToImmutable();
    }
}

/// <summary>The last record of a page.</summary>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Id">Its id.</param>
public sealed record RecordCursor(DateTimeOffset RecordedAt, string Id)
{
    /// <summary>As text that callers send back.</summary>
    public override string ToString() => Base64Url.EncodeToString(
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{RecordedAt.UtcTicks}|{Id}")));

    /// <summary>Reads a cursor; null when the text is none.</summary>
    public static RecordCursor? Parse(string text)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks
            && RecordPlace.Parse(parts[1]) is not null
            ? new(new DateTimeOffset(ticks, TimeSpan.Zero), parts[1])
            : null;
    }
}
