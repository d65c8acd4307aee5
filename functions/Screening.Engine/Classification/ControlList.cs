using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Classification;

/// <summary>One MTCR Annex item.</summary>
/// <param name="Code">Annex code, such as 2.A.1.c.</param>
/// <param name="Category">I or II.</param>
/// <param name="Kind">system, subsystem, facility, equipment, material, software or technology.</param>
/// <param name="HasRelief">Whether an Annex note allows Category II treatment.</param>
public sealed record AnnexItem(string Code, string Category, string Kind, bool HasRelief);

/// <summary>The control list: Annex items, and the ECCNs and USML paragraphs mapped to them.</summary>
public sealed class ControlList
{
    private static readonly string[] Kinds = ["system", "subsystem", "facility", "equipment", "material", "software", "technology"];

    private readonly Dictionary<string, AnnexItem> items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> codes = new(StringComparer.OrdinalIgnoreCase);
    private EccnTable? entries;

    private Part746Table? part746;

    /// <summary>Edition of the Annex.</summary>
    public string Edition { get; private set; } = "";

    /// <summary>Number of Annex items.</summary>
    public int Count => items.Count;

    /// <summary>Parses the list from its document; every error is reported with its path.</summary>
    public static ControlList Parse(string json, List<(string Path, string Message)> errors)
    {
        var list = new ControlList();
        JsonCursor.Read(json, errors, root =>
        {
            var members = root.Members(["id", "edition", "source", "sourceDate", "items", "eccns", "usml"], ["note", "ccl", "part746"]);
            list.Edition = members.Text("edition");
            list.entries = members.TryGetValue("ccl", out var entries) ? EccnTable.Read(entries) : null;
            list.part746 = members.TryGetValue("part746", out var supplements) ? Part746Table.Read(supplements) : null;
            foreach (var item in members.Elements("items"))
            {
                list.AddItem(item);
            }

            foreach (var code in members.Elements("eccns"))
            {
                list.AddCode(code, list.entries);
            }

            foreach (var code in members.Elements("usml"))
            {
                list.AddCode(code, null);
            }

            return list.Count;
        });
        return list;
    }

    /// <summary>
    /// The Annex item of a code: the code itself, or the nearest item above it. Null when no item covers the code.
    /// </summary>
    public AnnexItem? Find(string annexCode)
    {
        ArgumentNullException.ThrowIfNull(annexCode);
        for (var code = annexCode; code.Length > 0; code = code[..Math.Max(0, code.LastIndexOf('.'))])
        {
            if (items.TryGetValue(code, out var item))
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>
    /// Annex items that an ECCN or USML paragraph maps to, by the code itself or the nearest paragraph above it. Empty when the
    /// code is listed without an MT reason, or names a paragraph without one; null when it is not listed.
    /// </summary>
    public ImmutableArray<string>? AnnexItemsOf(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (TermsOf(code) is { Mt: MtReach.None })
        {
            return [];
        }

        return Mapped(code);
    }

    /// <summary>
    /// Whether the document lists the entries of the Commerce Control List. A document of an earlier seed does not.
    /// </summary>
    public bool HasEccns => entries is { Codes.IsEmpty: false };

    /// <summary>Entries of the Commerce Control List, including EAR99; empty when the document does not list them.</summary>
    public ImmutableArray<string> Eccns => entries?.Codes ?? [];

    /// <summary>
    /// Terms of a declared ECCN in the Commerce Control List; null when the entry is not listed or the document lists no entries.
    /// </summary>
    public EccnTerms? TermsOf(string eccn)
    {
        ArgumentNullException.ThrowIfNull(eccn);
        var terms = entries?.TermsOf(eccn);

        // The Commerce Control List gives no reasons for items subject to the ITAR. Their MT reason follows from the mapped Annex
        // items.
        return terms is { IsItar: true, Mt: MtReach.None } && Mapped(eccn) is { IsEmpty: false } ? terms with { Mt = MtReach.Entire } : terms;
    }

    /// <summary>
    /// Whether an HTS code is in the loaded tables of the supplements to part 746, by its chapter or its first six digits.
    /// </summary>
    public bool IsInPart746(string hsCode) => part746 is not null && part746.Has(hsCode);

    /// <summary>The listed entry nearest to a code that is not listed; null when none is near.</summary>
    public string? NearestEccn(string eccn)
    {
        ArgumentNullException.ThrowIfNull(eccn);
        return entries?.Nearest(eccn);
    }

    /// <summary>
    /// The relief note that a claimed code refers to: the code itself or the nearest item above it if it has one, otherwise the
    /// only note below the code. Null when there is none or the code is ambiguous.
    /// </summary>
    public string? ReliefNoteOf(string claimed)
    {
        ArgumentNullException.ThrowIfNull(claimed);
        if (Find(claimed) is { HasRelief: true } item)
        {
            return item.Code;
        }

        var beneath = items.Values.Where(candidate => candidate.HasRelief && candidate.Code.StartsWith(claimed + ".", StringComparison.Ordinal)).ToArray();
        return beneath is [var only] ? only.Code : null;
    }

    private ImmutableArray<string>? Mapped(string code)
    {
        for (var text = code; text.Length > 0; text = text[..Math.Max(0, text.LastIndexOfAny(['.', '(']))])
        {
            if (codes.TryGetValue(text, out var annex))
            {
                return annex;
            }
        }

        return null;
    }

    private void AddItem(JsonCursor cursor)
    {
        var members = cursor.Members(["code", "category", "kind", "description", "source"], ["thresholds", "relief", "note", "basis", "sourceDate"]);
        var category = members.TryGetValue("category", out var name) ? name.OneOf(["I", "II"]) : "";
        var kind = members.TryGetValue("kind", out var word) ? word.OneOf(Kinds) : "";
        var code = members.Text("code");
        var number = int.TryParse(code.Split('.')[0], out var parsed) ? parsed : 0;
        if (number is < 1 or > 20 || (category == "I") != (number <= 2))
        {
            cursor.Error($"Annex items 1 and 2 are Category I, 3 to 20 Category II; `{code}` says {category}");
        }

        CheckBasis(members);
        var hasRelief = members.TryGetValue("relief", out var relief) && relief.Element.ValueKind == System.Text.Json.JsonValueKind.Object;
        if (!items.TryAdd(code, new AnnexItem(code, category, kind, hasRelief)))
        {
            cursor.Error($"Annex item `{code}` is listed twice");
        }
    }

    private void AddCode(JsonCursor cursor, EccnTable? known)
    {
        var members = cursor.Members(["code", "annex", "source"], ["description", "mt", "note", "from", "to", "basis", "sourceDate"]);
        CheckBasis(members);
        var annex = members.Texts("annex").ToImmutableArray();
        foreach (var code in annex.Where(code => Find(code) is null))
        {
            cursor.Error($"maps to the Annex item `{code}`, which is not listed");
        }

        var name = members.Text("code");
        if (name.Length > 0 && known is { Codes.IsEmpty: false } && known.Find(name) is null)
        {
            cursor.Error($"`{name}` is no entry of the Commerce Control List");
        }

        if (!codes.TryAdd(name, annex))
        {
            cursor.Error($"`{name}` is listed twice");
        }
    }

    /// <summary>
    /// Checks the member `basis`: `memory` marks a row whose source text was not read. Without it the source was read.
    /// </summary>
    private static void CheckBasis(Dictionary<string, JsonCursor> members)
    {
        if (members.TryGetValue("basis", out var basis))
        {
            basis.OneOf(["memory"]);
        }
    }
}
