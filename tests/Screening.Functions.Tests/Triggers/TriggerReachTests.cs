using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Screening.Engine.Model;
using Screening.Functions.Storage;
using Screening.Functions.Triggers;

namespace Screening.Functions.Tests.Triggers;

/// <summary>
/// The routes of the Functions host against every spelling of a trigger's address that a host was seen to pass on. What a
/// public function takes reaches the handler with its path unchanged, and there a trigger would answer it.
/// </summary>
public sealed class TriggerReachTests
{
    private static readonly FunctionRow[] Triggers =
        [.. FunctionTable.Rows.Where(row => row.Kind is FunctionKind.Queue or FunctionKind.Timer)];

    public static TheoryData<string> Spellings => new(
        "/{0}", "/{0}/", "/{0}/x", "//{0}", "/./{0}", "/api/../{0}", "/%2e%2e/{0}", "/%2F{0}", "/{0}%2F", "/{0}%20", "/{0}%00",
        "/{0}?x=1", "/{0};x", "/api/v1/{0}", "/\\{0}");

    [Theory]
    [MemberData(nameof(Spellings))]
    public void NoPublicFunction_TakesATriggersAddress(string spelling)
    {
        foreach (var path in Triggers.SelectMany(trigger => Variants(spelling, trigger.Name)))
        {
            // POST alone reaches a trigger; nothing else is mapped there.
            Assert.DoesNotContain(
                FunctionTable.Rows,
                row => row.Kind == FunctionKind.Http && row.Verbs.Contains("POST") && Matches(row.Source, path));
        }
    }

    [Fact]
    public void EverySpellingThatTheHandlerWouldTake_IsGuarded()
    {
        foreach (var path in Triggers.SelectMany(trigger => Variants("/{0}", trigger.Name).Concat(Variants("/{0}/x", trigger.Name))))
        {
            Assert.Contains(FunctionTable.Rows, row => row.Kind == FunctionKind.Guard && Matches(row.Source, path));
        }
    }

    [Fact]
    public void NoPublicFunction_TakesEveryAddress() => Assert.DoesNotContain(
        FunctionTable.Rows, row => row.Kind == FunctionKind.Http && row.Source.Contains('*', StringComparison.Ordinal));

    [Fact]
    public void TheMatcherHere_FindsWhatItShould()
    {
        Assert.True(Matches("CompileSnapshot/{*rest}", "/compilesnapshot"));
        Assert.True(Matches("{*path}", "/%43ompileSnapshot"));
        Assert.True(Matches("api/v1/keys/{id}/{action}", "/api/v1/keys/x/revoke"));
        Assert.False(Matches("api/v1/keys", "/api/v1/keys/x"));
    }

    /// <summary>A name as it is, in other cases, and with letters written as percent codes.</summary>
    private static IEnumerable<string> Variants(string spelling, string name) =>
        from written in new[]
        {
            name, name.ToLowerInvariant(), name.ToUpperInvariant(), $"%{(int)name[0]:X2}{name[1..]}", $"{name[..^1]}%{(int)name[^1]:x2}",
            string.Concat(name.Select(letter => $"%{(int)letter:X2}")),
        }
        select string.Format(System.Globalization.CultureInfo.InvariantCulture, spelling, written);

    private static bool Matches(string route, string path)
    {
        // As the host does: the query goes, letters are decoded, dots resolved, and "\" is read as "/".
        var address = new Uri(new Uri("http://host/"), new Uri("http://host" + path.Replace('\\', '/')).PathAndQuery).AbsolutePath;
        var decoded = Uri.UnescapeDataString(address.Replace("%2F", "%252F", StringComparison.OrdinalIgnoreCase));
        return new TemplateMatcher(TemplateParser.Parse(route.TrimStart('/')), [])
            .TryMatch(new PathString(decoded), new RouteValueDictionary());
    }
}
