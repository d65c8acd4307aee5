namespace Screening.Functions.Lists.Formats.Reading;

/// <summary>One element of a list with everything in it: names without prefix, text without surrounding white space.</summary>
/// <param name="Name">Local name.</param>
/// <param name="Line">Line on which it begins.</param>
internal sealed record XmlRecord(string Name, long Line)
{
    private Dictionary<string, string>? attributes;
    private List<XmlRecord>? children;
    private string text = "";

    /// <summary>Elements in it, in order.</summary>
    public IReadOnlyList<XmlRecord> Children => children is null ? [] : children;

    /// <summary>Text directly in it.</summary>
    public string Text => text.Trim();

    /// <summary>An attribute without surrounding white space; empty when it is missing.</summary>
    public string Attribute(string name) => attributes?.GetValueOrDefault(name)?.Trim() ?? "";

    /// <summary>The elements of this name directly in it.</summary>
    public IEnumerable<XmlRecord> All(string name) => Children.Where(child => child.Name == name);

    /// <summary>The first element of this name directly in it; null when there is none.</summary>
    public XmlRecord? First(string name) => All(name).FirstOrDefault();

    /// <summary>Text of the first element of this name directly in it; empty when there is none.</summary>
    public string Value(string name) => First(name)?.Text ?? "";

    /// <summary>The texts of these elements directly in it, joined, without empty ones.</summary>
    public string Values(string separator, params ReadOnlySpan<string> names)
    {
        var texts = new List<string>(names.Length);
        foreach (var name in names)
        {
            if (Value(name) is { Length: > 0 } text)
            {
                texts.Add(text);
            }
        }

        return string.Join(separator, texts);
    }

    /// <summary>These attributes, joined, without empty ones.</summary>
    public string Attributes(string separator, params ReadOnlySpan<string> names)
    {
        var texts = new List<string>(names.Length);
        foreach (var name in names)
        {
            if (Attribute(name) is { Length: > 0 } text)
            {
                texts.Add(text);
            }
        }

        return string.Join(separator, texts);
    }

    /// <summary>The elements at the end of a path of names.</summary>
    public IEnumerable<XmlRecord> Path(params ReadOnlySpan<string> names)
    {
        IEnumerable<XmlRecord> at = [this];
        foreach (var name in names)
        {
            at = at.SelectMany(record => record.All(name));
        }

        return at;
    }

    /// <summary>All elements of this name in it, at any depth.</summary>
    public IEnumerable<XmlRecord> Within(string name) => Children.SelectMany(child => child.Name == name ? [child, .. child.Within(name)] : child.Within(name));

    internal void Add(XmlRecord child) => (children ??= []).Add(child);

    internal void Add(string name, string value) => (attributes ??= new(StringComparer.Ordinal))[name] = value;

    internal void Write(string more) => text = text.Length == 0 ? more : text + more;
}
