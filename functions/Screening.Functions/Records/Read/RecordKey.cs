using System.Text;
using System.Text.Json;
using Screening.Engine.Parties.Text;
using Screening.Functions.Records.Erase;
using Screening.Functions.Records.Write;

namespace Screening.Functions.Records.Read;

/// <summary>A value by which a record can be found. The index stores only a keyed hash of it.</summary>
internal sealed record RecordKey(string Kind, string Value)
{
    /// <summary>Key that every record has.</summary>
    internal static readonly RecordKey Any = new("any", "");

    internal static RecordKey Reference(string value) => new("reference", value);

    internal static RecordKey Order(string value) => new("order", value);

    internal static RecordKey Outcome(string value) => new("outcome", value);

    internal static RecordKey Disposition(string value) => new("disposition", value);

    /// <summary>A watchlist entry, by its id or as list:entry, or a whole list.</summary>
    internal static RecordKey Entry(string value) => new("entry", value);

    /// <summary>A record whose personal fields were erased; the key leads to the record of the erasure.</summary>
    internal static RecordKey Erased(string id) => new("erased", id);

    /// <summary>One word of a party's name.</summary>
    internal static RecordKey Word(string word) => new("word", word);

    /// <summary>All keys of a record.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="body">Its texts; names are indexed only when they are not masked.</param>
    internal static HashSet<RecordKey> Of(RecordRow row, RecordBody body)
    {
        var keys = new HashSet<RecordKey> { Any };
        Add(keys, Reference, row.Text("Reference"));
        Add(keys, Order, row.Text("OrderId"));
        Add(keys, Outcome, row.Text("Outcome"));
        Add(keys, Disposition, row.Text("Disposition"));
        var decision = Encoding.UTF8.GetBytes(body.Decision);
        foreach (var (list, entry) in Texts(decision, PersonalFields.EntryLists).Zip(Texts(decision, PersonalFields.EntryIds)))
        {
            keys.Add(Entry(list));
            keys.Add(Entry($"{list}:{entry}"));
            keys.Add(Entry(entry));
        }

        if (row.Kind == RecordKind.Erasure)
        {
            using var request = JsonDocument.Parse(body.Request);
            Add(keys, Erased, request.RootElement.TryGetProperty("erased", out var id) ? id.GetString() : null);
        }

        keys.UnionWith(WordsOf(body));
        return keys;
    }

    /// <summary>Keys of the words of the names in a record; none when the names are masked.</summary>
    internal static IEnumerable<RecordKey> WordsOf(RecordBody body) => body.Sealed is not null
        ? []
        : Texts(Encoding.UTF8.GetBytes(body.Request), PersonalFields.Names).SelectMany(WordsOfName.Of).Distinct(StringComparer.Ordinal).Select(Word);

    private static void Add(HashSet<RecordKey> keys, Func<string, RecordKey> make, string? value)
    {
        if (value is not null)
        {
            keys.Add(make(value));
        }
    }

    private static List<string> Texts(byte[] json, JsonPlaces places) =>
        places.Find(json).ConvertAll(range => PlainJson.Text(json.AsSpan(range.Start, range.Length))!);
}
