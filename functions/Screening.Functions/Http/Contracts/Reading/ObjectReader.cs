using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Screening.Functions.Http.Contracts.Reading;

/// <summary>
/// Reads one JSON object member by member. The requested names are the allowed names: <see cref="Finish"/> reports every other
/// member. A reader must therefore request every member of its shape, whatever the values of the other members.
/// </summary>
public sealed class ObjectReader
{
    private readonly Dictionary<string, Member> members = new(StringComparer.Ordinal);
    // The names of the shape, for error messages. A name may occur more than once.
    private readonly List<string> asked = new(24);
    private int met;

    internal ObjectReader(JsonElement element, string path, RequestErrors errors)
    {
        Path = path;
        Errors = errors;
        HashSet<string>? reported = null;
        foreach (var property in element.EnumerateObject())
        {
            var name = NameOf(property);
            if (!members.TryAdd(name, new(property.Value)) && (reported ??= new(StringComparer.Ordinal)).Add(name))
            {
                errors.Add(PathOf(name), ErrorCodes.DuplicateMember, $"{Echo.Quote(name)} is given more than once");
            }
        }
    }

    /// <summary>Path of this object.</summary>
    public string Path { get; }

    /// <summary>The errors of this request, also for rules between members.</summary>
    public RequestErrors Errors { get; }

    /// <summary>The member with this name. Absent and null are treated the same.</summary>
    public JsonInput this[string name]
    {
        get
        {
            asked.Add(name);
            ref var member = ref CollectionsMarshal.GetValueRefOrNullRef(members, name);
            if (Unsafe.IsNullRef(ref member))
            {
                return new JsonInput(null, Path, Errors, name);
            }

            met += member.IsMet ? 0 : 1;
            member = member with { IsMet = true };
            return new JsonInput(member.Value.ValueKind == JsonValueKind.Null ? null : member.Value, Path, Errors, name);
        }
    }

    /// <summary>Path of a member whose name was chosen by the sender. The name is cleaned.</summary>
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

    /// <summary>Reports every member that was not requested, with the name that was most likely intended.</summary>
    public void Finish()
    {
        if (met == members.Count)
        {
            return;
        }

        foreach (var name in members.Where(member => !member.Value.IsMet).Select(member => member.Key))
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

    private readonly record struct Member(JsonElement Value, bool IsMet = false);

    // A name with an unpaired surrogate escape cannot be a string. It is read as a name that no shape has.
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
