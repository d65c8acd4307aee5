using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Screening.Engine.Parties.Text;

namespace Screening.Functions.Records.Read;

/// <summary>Search criteria for records. A record must match all that are given.</summary>
public sealed record RecordQuery
{
    /// <summary>Default page size.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Maximum page size.</summary>
    public const int MaxLimit = 500;

    /// <summary>Default length of the searched period.</summary>
    public static readonly TimeSpan DefaultReach = TimeSpan.FromDays(366);

    /// <summary>Reference given by the caller.</summary>
    public string? Reference { get; init; }

    /// <summary>Order id given by the caller.</summary>
    public string? OrderId { get; init; }

    /// <summary>A watchlist entry, by the id that a match shows or as list:entry, or a whole list, such as SDN.</summary>
    public string? ListEntry { get; init; }

    /// <summary>Name of a party, an alias or an owner. All words must match, in any order and script.</summary>
    public string? Party { get; init; }

    /// <summary>Disposition.</summary>
    public string? Disposition { get; init; }

    /// <summary>Outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>Earliest commit time, inclusive, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Latest commit time, exclusive, UTC.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>Page size, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>End of the previous page; null for the first page.</summary>
    public RecordCursor? Cursor { get; init; }

    /// <summary>
    /// Index keys of the criteria, presumably the most selective first. Without criteria: the key that every record has.
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

/// <summary>Position of the last record of a page.</summary>
/// <param name="RecordedAt">Its commit time.</param>
/// <param name="Id">Its id.</param>
public sealed record RecordCursor(DateTimeOffset RecordedAt, string Id)
{
    /// <summary>The cursor as text for callers.</summary>
    public override string ToString() => Base64Url.EncodeToString(
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{RecordedAt.UtcTicks}|{Id}")));

    /// <summary>Parses a cursor; null when the text is not one.</summary>
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
