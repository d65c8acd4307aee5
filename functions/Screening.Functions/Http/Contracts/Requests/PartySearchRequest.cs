using Screening.Engine.Model;
using Screening.Engine.Parties.Text;
using Screening.Functions.Http.Contracts.Reading;
using Screening.Functions.Records.Read;

namespace Screening.Functions.Http.Contracts.Requests;

/// <summary>The body of a search by party: <c>{ "party": "...", "from", "to", "limit", "cursor" }</c>.</summary>
public static class PartySearchRequest
{
    /// <summary>Reads a body.</summary>
    /// <param name="utf8">Bytes received.</param>
    /// <param name="now">Current time. The default end of the period is the end of this day, UTC.</param>
    public static Parsed<RecordQuery> Parse(ReadOnlyMemory<byte> utf8, DateTimeOffset now) => StrictJson.Read(utf8, reader =>
    {
        var party = reader["party"].Required().Text(Limits.NameCharacters);
        if (party is not null && WordsOfName.Of(party).Count == 0)
        {
            reader["party"].Fail(ErrorCodes.Blank, "has no letter or digit to be found by");
        }

        var before = Instant(reader["to"], isEnd: true) ?? new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
        var from = Instant(reader["from"], isEnd: false) ?? before - RecordQuery.DefaultReach;
        if (from >= before)
        {
            reader["from"].Fail(ErrorCodes.OutOfRange, "must be before to");
        }

        var limit = reader["limit"].Number(1, RecordQuery.MaxLimit, "records") ?? RecordQuery.DefaultLimit;
        return new RecordQuery { Party = party, From = from, Before = before, Limit = (int)limit, Cursor = Cursor(reader["cursor"]) };
    });

    private static DateTimeOffset? Instant(JsonInput input, bool isEnd)
    {
        if (input.Text(Limits.CodeCharacters) is not { } text)
        {
            return null;
        }

        var at = TimeText.Parse(text, isEnd);
        if (at is null)
        {
            input.Fail(ErrorCodes.InvalidFormat, TimeText.Expected);
        }

        return at;
    }

    private static RecordCursor? Cursor(JsonInput input)
    {
        if (input.Text(500) is not { } text)
        {
            return null;
        }

        var cursor = RecordCursor.Parse(text);
        if (cursor is null)
        {
            input.Fail(ErrorCodes.InvalidFormat, "must be the nextCursor of an earlier answer");
        }

        return cursor;
    }
}
