using System.Globalization;
using System.Text;

namespace Screening.Benchmarks.Load;

/// <summary>
/// Transactions of two items and three parties, as bytes. Known ones are repeated. Fresh ones have names that were never sent
/// before, made of syllables. One party in fifty has a listed name.
/// </summary>
internal sealed class LoadBodies(LoadOptions options)
{
    /// <summary>Number of different transactions among the known ones.</summary>
    private const int Known = 100;

    private static readonly string[] Syllables =
        ["ka", "ro", "mi", "ven", "tas", "lo", "ber", "shi", "dan", "ul", "per", "no", "gri", "sa", "hol", "et", "ma", "zur", "vi", "kor", "an", "bel", "ter", "os"];

    private static readonly string[] FirstNames =
        ["Maria", "Johan", "Wei", "Fatima", "Ivan", "Chloe", "Ahmed", "Yuki", "Carlos", "Ingrid", "Kwame", "Priya", "Lars", "Elena", "Omar", "Sofia"];

    private static readonly string[] Trades =
        ["Precision Tools", "Aerospace Components", "Trading", "Logistics", "Electronics", "Marine Supply", "Research Institute", "Wind Energy", "Crop Surveys"];

    private static readonly string[] Forms = ["Ltd", "GmbH", "AB", "Inc", "SA", "Co., Ltd.", "BV", "LLC"];

    private static readonly string[] Countries = ["AU", "DE", "JP", "KE", "BR", "SE", "AE", "IN", "CA", "TR"];

    private static readonly string[] Listed = ["SHAHID HEMMAT INDUSTRIAL GROUP", "Rosoboronexport", "CHINA TELECOM"];

    private long sent;

    public string Next()
    {
        if (options.Batch == 1)
        {
            return One(Interlocked.Increment(ref sent));
        }

        var lines = new StringBuilder();
        for (var line = 0; line < options.Batch; line++)
        {
            lines.Append(One(Interlocked.Increment(ref sent))).Append('\n');
        }

        return lines.ToString();
    }

    private string One(long number)
    {
        var seed = options.IsFresh ? number : number % Known;
        var country = Countries[seed % Countries.Length];
        return $$$"""
            {"reference":"SO-{{{seed}}}/10","orderId":"SO-{{{seed}}}","movement":"EXPORT","from":"US","items":[{"id":"10","description":"Inertial measurement unit","class":"SUBSYSTEM","annexItem":"9.A.6","jurisdiction":"EAR","quantity":2,"value":{"amount":48000,"currency":"USD"}},{"id":"20","description":"Survey UAV","class":"UAS","performance":[{"rangeKm":120,"payloadKg":8}],"maxTrueAirspeedKmh":130,"propulsion":"electric","jurisdiction":"EAR","quantity":1}],"destination":{"country":"{{{country}}}"},"parties":[{"id":"P1","role":"END_USER","kind":"organization","name":"{{{Company(seed * 3)}}}","country":"{{{country}}}","address":"Main street {{{seed % 300}}}"},{"id":"P2","role":"ULTIMATE_CONSIGNEE","kind":"organization","name":"{{{Company((seed * 3) + 1)}}}","country":"{{{country}}}"},{"id":"P3","role":"PURCHASER","kind":"person","name":"{{{Person((seed * 3) + 2)}}}","country":"{{{country}}}"}],"endUse":{"code":"civil_industry","description":"surveying"}}
            """;
    }

    private static string Company(long seed) => seed % 50 == 49
        ? Listed[seed / 50 % Listed.Length]
        : string.Create(CultureInfo.InvariantCulture, $"{Word(seed)} {Trades[Mixed(seed) % (ulong)Trades.Length]} {Forms[Mixed(seed) / 16 % (ulong)Forms.Length]}");

    private static string Person(long seed) => $"{FirstNames[Mixed(seed) % (ulong)FirstNames.Length]} {Word(seed)}";

    /// <summary>A distinct word for each number.</summary>
    private static string Word(long seed)
    {
        var word = new StringBuilder();
        var rest = Mixed(seed) % 1_000 * 10_000_000 + (ulong)seed;
        for (; rest > 0 || word.Length < 4; rest /= (ulong)Syllables.Length)
        {
            word.Append(Syllables[rest % (ulong)Syllables.Length]);
        }

        word[0] = char.ToUpperInvariant(word[0]);
        return word.Length > 9 ? word.Insert(word.Length / 2, ' ').ToString() : word.ToString();
    }

    private static ulong Mixed(long seed) => unchecked((ulong)seed * 0x9E3779B97F4A7C15UL) >> 33;
}
