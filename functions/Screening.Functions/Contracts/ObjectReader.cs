using System.Collections.Immutable;
using System.Text.Json;

namespace Screening.Functions.Contracts;

/// <summary>
/// Reads one JSON object member by member. The names asked for are the names allowed: <see cref="Finish"/> reports
/// every other one, so a reader must ask for each member of its shape, whatever the others say.
/// </summary>
public sealed class ObjectReader
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    internal ObjectReader(JsonElement element, string path, RequestErrors errors)
    {
        Path = path;
        Errors = errors;
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var name = NameOf(property);
            if (!members.TryAdd(name, property.Value) && reported.Add(name))
            {
                errors.Add(PathOf(name), ErrorCodes.DuplicateMember, $"{Echo.Quote(name)} is given more than once");
            }
        }
    }

    /// <summary>Path of this object.</summary>
    public string Path { get; }

    /// <summary>Where errors go; for rules between members.</summary>
    public RequestErrors Errors { get; }

    /// <summary>The member of that name; absent and null are the same.</summary>
    public JsonInput this[string name]
    {
        get
        {
            asked.Add(name);
            return members.TryGetValue(name, out var element) && element.ValueKind != JsonValueKind.Null
                ? new JsonInput(element, Path, Errors, name)
                : new JsonInput(null, Path, Errors, name);
        }
    }

    /// <summary>Path of a member under the name a sender chose, made harmless.</summary>
    public string PathOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var shown = Echo.Clean(name);
        var plain = shown.Length > 0 && shown.All(char.IsAsciiLetterOrDigit);
        return (Path, plain) switch
        {
            ("$", true) => shown,
            (_, true) => $"{Path}.{shown}",
            _ => $"{Path}[\"{shown.Replace("\"", "'", StringComparison.Ordinal)}\"]",
        };
    }

    /// <summary>Reports every member nobody asked for, with the name that was probably meant.</summary>
    public void Finish()
    {
        foreach (var name in members.Keys.Where(name => !asked.Contains(name)))
        {
            if (Errors.IsFull)
            {
                return;
            }

            var meant = NearMiss.Of(name, asked);
            Errors.Add(
                PathOf(name),
                ErrorCodes.UnknownMember,
                meant is null
                    ? $"{Echo.Quote(name)} is not a member here"
                    : $"{Echo.Quote(name)} is not a member here; did you mean `{meant}`",
                meant is null ? null : ImmutableArray.Create(meant));
        }
    }

    // A name with an unpaired surrogate escape cannot be a string; it stays unknown under its raw spelling.
    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "\\u";
        }
    }
}
