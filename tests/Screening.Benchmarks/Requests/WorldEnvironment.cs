using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Screening.Benchmarks.Matching;
using Screening.Benchmarks.Worlds;
using Screening.Functions.Lists.Formats;

namespace Screening.Benchmarks.Requests;

/// <summary>An app whose storage holds the data of worlds, added through the API as an operator would.</summary>
internal sealed partial class WorldEnvironment : IAsyncDisposable
{
    private const string Header =
        "id,list,kind,name,aliases,weak_aliases,countries,citizenships,birth_dates,identifiers,addresses,programs,license_requirement,license_policy,notice,source,source_date";

    private const string CaseFeed = "cases";

    private readonly WorldApp app;

    private WorldEnvironment(WorldApp app) => this.app = app;

    /// <summary>Starts an app in the environment of a world.</summary>
    /// <param name="world">A world of this environment.</param>
    /// <param name="listed">Names that its complete list must contain.</param>
    public static async Task<WorldEnvironment> StartAsync(RequestWorld world, ImmutableArray<string> listed)
    {
        // The clock only moves forward, so it starts at the confirmation of the oldest list.
        var oldest = world.ListAges is { Count: > 0 } ages ? ages.Values.Max() : 0;
        var app = await WorldApp.StartAsync(WorldClock.Now.AddDays(-oldest), world.IsSample);
        try
        {
            await FillAsync(app, world, listed);
            return new(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Imports the listed parties of a world of this environment, in place of those of the previous one.</summary>
    public Task EnterAsync(RequestWorld world) =>
        world.Lists.IsEmpty || world.ListAges is not null ? Task.CompletedTask : app.ImportAsync(CaseFeed, Csv(world.Lists));

    /// <summary>Requests a decision.</summary>
    public Task<(int Status, string Body)> ScreenAsync(string json) => app.ScreenAsync(json);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task FillAsync(WorldApp app, RequestWorld world, ImmutableArray<string> listed)
    {
        if (world.IsSample)
        {
            return;
        }

        await WorldDocuments.PutAsync(app, "country-sets", "members", world.Sets);
        await WorldDocuments.PutAsync(app, "registries", "entries", world.Registries);
        if (world.Csl is { } csl)
        {
            await ImportCompleteAsync(app, csl, listed);
        }

        if (world.ListAges is { } ages)
        {
            await ImportAgedAsync(app, world, ages);
        }
        else
        {
            await app.ImportAsync("required-lists", Csv(RequiredLists.Of(app.Snapshot).Select(Harmless)));
        }

        app.Clock.Set(WorldClock.Now);
        await app.RestartAsync();
    }

    /// <summary>Imports each list on its own day, the oldest first. Each row of the world is in the list of its code.</summary>
    private static async Task ImportAgedAsync(WorldApp app, RequestWorld world, ImmutableSortedDictionary<string, int> ages)
    {
        var rows = world.Lists.ToLookup(CodeOf, StringComparer.Ordinal);
        if (rows.FirstOrDefault(group => !ages.ContainsKey(group.Key)) is { } absent)
        {
            throw new FormatException($"world.lists has a row of {absent.Key}, which world.listAges says is not there");
        }

        foreach (var (code, age) in ages.OrderByDescending(age => age.Value))
        {
            app.Clock.Set(WorldClock.Now.AddDays(-age));
            await app.ImportAsync($"required-{code.ToLowerInvariant()}", Csv(rows[code].Prepend(Harmless(code))));
        }
    }

    private static async Task ImportCompleteAsync(WorldApp app, string name, ImmutableArray<string> listed)
    {
        var path = System.IO.Path.Combine(DataFolder.Path, "watchlists", name);
        if (name != System.IO.Path.GetFileName(name) || !File.Exists(path))
        {
            throw new FormatException($"world.csl: there is no list {name} beside the project");
        }

        await using var file = File.OpenRead(path);
        await using Stream plain = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var csv = new MemoryStream();
        await plain.CopyToAsync(csv);
        csv.Position = 0;
        var names = WatchlistCsv.Read(csv, null).Entries.Select(entry => entry.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (listed.FirstOrDefault(one => !names.Contains(one)) is { } missing)
        {
            throw new FormatException($"world.listed: {missing} is not on the list {name}");
        }

        var dated = Day().Match(name);
        await app.ImportAsync(
            "csl", csv.ToArray(), dated.Success ? DateOnly.ParseExact(dated.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
    }

    private static byte[] Csv(IEnumerable<string> rows) =>
        Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(Header)) + "\n");

    /// <summary>A list entry that matches no name.</summary>
    private static string Harmless(string code) =>
        $"none-{code.ToLowerInvariant()},{code},organization,{Nonsense(code)},,,,,,,,,,,,requests,2026-07-31";

    private static string Nonsense(string code)
    {
        var name = new StringBuilder("ZYQQ");
        foreach (var letter in code.Where(char.IsAsciiLetterUpper))
        {
            name.Append("XVQJ"[(letter - 'A') % 4]).Append("UYOI"[(letter - 'A') / 4 % 4]).Append("WZHK"[(letter - 'A') / 16 % 4]);
        }

        return name.Append(" QIXXOMBRUUL").ToString();
    }

    private static string CodeOf(string row) => row.Split(',', 3) is [_, var code, _] ? code : throw new FormatException($"world.lists: a row has no list code");

    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Day();
}
