using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Model;

namespace Screening.Engine.Classification;

/// <summary>The entries of the Commerce Control List (15 CFR 774 Supp. 1) with their reasons for control.</summary>
internal sealed class EccnTable
{
    private const string Ear99 = "EAR99";

    private static readonly HashSet<string> KnownReasons = new(StringComparer.Ordinal)
    {
        "NS", "MT", "NP", "CB", "RS", "CC", "FC", "AT", "UN", "EI", "SS", "CW", "SI", "SL",
    };

    private readonly Dictionary<string, EccnEntry> entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Codes of the entries in the order of the document.</summary>
    public ImmutableArray<string> Codes { get; private set; } = [];

    /// <summary>Parses the part of the document that lists the entries.</summary>
    public static EccnTable Read(JsonCursor cursor)
    {
        var table = new EccnTable();
        var members = cursor.Members(["source", "sourceDate", "entries"], ["note"]);
        members.Text("source");
        members.Date("sourceDate");
        var codes = ImmutableArray.CreateBuilder<string>();
        var references = new List<(JsonCursor At, string Code)>();
        foreach (var element in members.Elements("entries"))
        {
            var entry = ReadEntry(element, references);
            if (!table.entries.TryAdd(entry.Code, entry))
            {
                element.Error($"`{entry.Code}` is listed twice");
            }

            codes.Add(entry.Code);
        }

        foreach (var (at, code) in references.Where(reference => !table.entries.ContainsKey(reference.Code)))
        {
            at.Error($"refers to `{code}`, which is not listed");
        }

        table.Codes = codes.ToImmutable();
        return table;
    }

    /// <summary>The entry of a code with or without paragraphs; null when it is not listed.</summary>
    public EccnEntry? Find(string eccn) => entries.GetValueOrDefault(Split(eccn).Entry);

    /// <summary>Terms of a code; null when its entry is not listed. The Annex mapping is not applied.</summary>
    public EccnTerms? TermsOf(string eccn)
    {
        var (code, paragraph) = Split(eccn);
        if (!entries.TryGetValue(code, out var entry))
        {
            return null;
        }

        var (reach, question) = entry.MissileTechnology(paragraph);
        var reasons = entry.OpenReasons(paragraph);
        if (!entry.RefersTo.IsEmpty)
        {
            (reach, question) = MissileTechnologyOfReferences(entry);
            reasons = entry.RefersTo.SelectMany(other => entries[other].OpenReasons("")).Distinct();
        }

        var named = entry.MilitaryEndUse is { } scope ? scope.Names(paragraph) : false;
        return new EccnTerms
        {
            Code = paragraph.Length == 0 ? entry.Code : $"{entry.Code}.{paragraph}",
            Entry = entry.Code,
            IsItar = entry.IsItar,
            Mt = reach,
            MtQuestion = question,
            IsMilitaryEndUseItem = named,
            MilitaryEndUseQuestion = named is null
                ? $"Supplement 2 to part 744 names {entry.Code} only for {entry.MilitaryEndUse!.Limit}. Is the item one of these?" : null,
            OpenReasons = [.. reasons],
        };
    }

    /// <summary>The listed entry with the most similar code; null when none is similar.</summary>
    public string? Nearest(string eccn) => NearestCode.Of(Split(eccn).Entry, Codes);

    private static (string Entry, string Paragraph) Split(string eccn)
    {
        var dot = eccn.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (eccn.ToUpperInvariant(), "") : (eccn[..dot].ToUpperInvariant(), eccn[(dot + 1)..].ToLowerInvariant());
    }

    /// <summary>
    /// An entry without items of its own is open when one of the entries it refers to has a missile technology reason.
    /// </summary>
    private (MtReach Reach, string? Question) MissileTechnologyOfReferences(EccnEntry entry)
    {
        if (entry.RefersTo.All(other => entries[other].MissileTechnology("").Reach == MtReach.None))
        {
            return (MtReach.None, null);
        }

        var others = Paragraphs.Join(entry.RefersTo);
        return (MtReach.Paragraphs, $"{entry.Code} lists no items of its own and refers to {others}. Which of these entries is the item in?");
    }

    private static EccnEntry ReadEntry(JsonCursor cursor, List<(JsonCursor At, string Code)> references)
    {
        var members = cursor.Members(["code", "reasons"], ["itar", "supp2", "refersTo", "basis", "source", "sourceDate", "note"]);
        var code = members.Text("code");
        if (code.Length > 0 && code != Ear99 && !IsEntryForm(code))
        {
            cursor.Error($"`{code}` has not the form of an entry, such as 9A012");
        }

        if (members.TryGetValue("basis", out var basis))
        {
            basis.OneOf(["memory"]);
        }

        members.OptionalText("source");
        members.OptionalText("note");
        members.Date("sourceDate");
        var refersTo = members.Elements("refersTo").Select(element => (At: element, Code: element.Text())).ToArray();
        references.AddRange(refersTo);
        return new EccnEntry
        {
            Code = code,
            Controls = [.. members.Elements("reasons").Select(ReadControl)],
            IsItar = members.TryGetValue("itar", out var itar) && itar.OneOf(["heading", "requirement"]).Length > 0,
            MilitaryEndUse = members.TryGetValue("supp2", out var scope) ? ReadScope(scope) : null,
            RefersTo = [.. refersTo.Select(reference => reference.Code)],
        };
    }

    private static EccnControl ReadControl(JsonCursor cursor)
    {
        if (cursor.Element.ValueKind == JsonValueKind.String)
        {
            return new EccnControl(cursor.OneOf(KnownReasons), [], [], null);
        }

        var members = cursor.Members(["reason"], ["in", "except", "when"]);
        var reason = members.TryGetValue("reason", out var text) ? text.OneOf(KnownReasons) : "";
        return new EccnControl(reason, ReadParagraphs(members, "in"), ReadParagraphs(members, "except"), members.OptionalText("when"));
    }

    private static MilitaryEndUseScope ReadScope(JsonCursor cursor)
    {
        if (cursor.Element.ValueKind == JsonValueKind.String)
        {
            cursor.OneOf(["entry"]);
            return new MilitaryEndUseScope(null, [], []);
        }

        var members = cursor.Members(["limit"], ["in", "open"]);
        var open = members.ContainsKey("open") ? ReadParagraphs(members, "open") : (ImmutableArray<string>?)null;
        return new MilitaryEndUseScope(members.Text("limit"), ReadParagraphs(members, "in"), open);
    }

    private static ImmutableArray<string> ReadParagraphs(Dictionary<string, JsonCursor> members, string name)
    {
        var paragraphs = ImmutableArray.CreateBuilder<string>();
        foreach (var element in members.Elements(name))
        {
            var text = element.Text();
            if (text.Length > 0 && !Paragraphs.IsForm(text))
            {
                element.Error($"`{text}` has not the form of a paragraph, such as a.1.a");
            }

            paragraphs.Add(text);
        }

        return paragraphs.ToImmutable();
    }

    private static bool IsEntryForm(string code) =>
        code.Length == 5 && char.IsAsciiDigit(code[0]) && code[1] is >= 'A' and <= 'E' && code.Skip(2).All(char.IsAsciiDigit);
}
