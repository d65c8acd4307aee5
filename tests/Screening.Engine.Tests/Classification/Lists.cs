using Screening.Engine.Classification;

namespace Screening.Engine.Tests.Classification;

/// <summary>A control list with an item of every kind, small enough to be reviewed completely.</summary>
internal static class Lists
{
    private static readonly string[] Items =
    [
        Item("1.A.1", "I", "system"), Item("1.A.2", "I", "system"), Item("1.B.1", "I", "facility"),
        Item("2.A.1.c", "I", "subsystem"), Item("2.A.1.c.1", "I", "subsystem"), Item("2.A.1.c.2", "I", "subsystem", """, "relief": { "condition": "apogee engines" } """),
        Item("2.A.1.d", "I", "subsystem", """, "relief": { "condition": "shorter range" } """), Item("2.B.1", "I", "facility"), Item("2.B.2", "I", "equipment"),
        Item("3.A.1", "II", "equipment"), Item("4.C.1", "II", "material"), Item("4.D.1", "II", "software"), Item("4.E.1", "II", "technology"),
        Item("9.A.1", "II", "equipment", """, "relief": null, "thresholds": "none", "note": "n" """),
        Item("19.A.1", "II", "system"), Item("19.A.2", "II", "system"), Item("20.A.1", "II", "subsystem"), Item("20.B.1", "II", "facility"),
    ];

    private static readonly string[] Eccns =
    [
        """{ "code": "9A101", "annex": [ "3.A.1" ], "source": "s", "description": "d", "mt": true, "note": "n", "from": "2020-01-01", "to": "2099-01-01" }""",
        """{ "code": "9A990", "annex": [], "source": "s" }""",
        """{ "code": "9B604", "annex": [ "2.B.1", "2.B.2", "3.A.1" ], "source": "s" }""",
    ];

    private static readonly string[] Usml = ["""{ "code": "IV(d)", "annex": [ "2.A.1.c" ], "source": "s" }"""];

    public static ControlList Annex { get; } = Read("", "", out var errors) is var list && errors.Count == 0
        ? list : throw new InvalidOperationException(string.Join("; ", errors));

    public static string Item(string code, string category, string kind, string more = "") =>
        $$"""{ "code": "{{code}}", "category": "{{category}}", "kind": "{{kind}}", "description": "d", "source": "s"{{more}} }""";

    /// <summary>The errors when one more item or ECCN follows the others.</summary>
    public static List<(string Path, string Message)> ErrorsOf(string item, string eccn)
    {
        Read(item, eccn, out var errors);
        return errors;
    }

    private static ControlList Read(string item, string eccn, out List<(string Path, string Message)> errors)
    {
        errors = [];
        return ControlList.Parse($$"""
            { "id": "list", "edition": "edition of the tests", "source": "s", "sourceDate": "2026-09-01", "note": "n",
              "items": [ {{Joined(Items, item)}} ], "eccns": [ {{Joined(Eccns, eccn)}} ], "usml": [ {{Joined(Usml, "")}} ] }
            """, errors);
    }

    private static string Joined(string[] elements, string more) =>
        string.Join(", ", more.Length == 0 ? elements : elements.Append(more));
}
