using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Lists;

/// <summary>
/// Limits what an import may remove without a reason: at most a tenth of all entries; of one list code at most a tenth or five
/// entries; never a whole code; and nothing by an older list. Entries are counted by identity, so a list of the same length with other entries counts as a
/// removal of the old ones.
/// </summary>
internal static class ListGate
{
    /// <summary>Share of the active entries that may be removed.</summary>
    internal const double DropLimit = 0.10;

    /// <summary>Entries of one code that may be removed, whatever their share.</summary>
    internal const int CodeDropEntries = 5;

    /// <summary>All reasons to refuse the import; empty when it may proceed.</summary>
    internal static async Task<ImmutableArray<CompileError>> ErrorsAsync(
        ScreeningStorage storage, SourceReader reader, Manifest live, ListImport list, CancellationToken cancellation)
    {
        var errors = new List<CompileError>();
        if (!list.ConfirmEmpty.IsEmpty)
        {
            errors.AddRange(EmptyErrors(list, await PolicyAsync(reader, live, cancellation)));
        }

        if (list.Entries.IsEmpty && list.ConfirmEmpty.IsEmpty && !live.Lists.ContainsKey(list.Feed))
        {
            // A first import has nothing to compare with. A file that was cut off after its header must not count as a list.
            errors.Add(Error(list, "$", "the file holds no entry: check the file, or confirm which codes are empty, with a reason"));
        }

        if (!list.IsDropConfirmed && live.Lists.TryGetValue(list.Feed, out var activeId))
        {
            var active = await reader.ListAsync(list.Feed, activeId, cancellation);
            var header = await storage.Imports.FindAsync(list.Feed, activeId, cancellation);
            errors.AddRange(DropErrors(active, header?.Codes ?? ListImport.CodesOf(active.Entries), list));
            if (header is not null && list.Date < header.Date)
            {
                errors.Add(Error(list, "$", Text($"the list of {list.Date:yyyy-MM-dd} is older than that of import {header.ImportId}, {header.Date:yyyy-MM-dd}; {Advice}")));
            }
        }

        return [.. errors];
    }

    private static IEnumerable<CompileError> EmptyErrors(ListImport list, PartyPolicy? policy)
    {
        var codes = ListImport.CodesOf(list.Entries);
        foreach (var code in list.ConfirmEmpty)
        {
            if (policy?.MeaningOf(code) is null)
            {
                yield return Error(list, code, $"`{code}` cannot be confirmed to be empty: party-matching does not declare it");
            }
            else if (codes.TryGetValue(code, out var entries))
            {
                yield return Error(list, code, Text($"{code} cannot be confirmed to be empty: the file holds {entries} of its entries"));
            }
        }
    }

    private static IEnumerable<CompileError> DropErrors(WatchlistSource active, IReadOnlyDictionary<string, int> codes, ListImport list)
    {
        var kept = list.Entries.Select(entry => (entry.List, entry.Id)).ToHashSet();
        var there = list.Codes();
        var dropped = active.Entries.Where(entry => !kept.Contains((entry.List, entry.Id)))
            .GroupBy(entry => entry.List, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(code => code.Key, code => code.Count(), StringComparer.Ordinal);
        var all = dropped.Values.Sum();
        if (all > active.Entries.Length * DropLimit)
        {
            yield return Error(list, "$", Text(
                $"{all} of the {active.Entries.Length} entries of import {active.ImportId} would disappear, more than 10 %; {Advice}"));
        }

        foreach (var (code, entries) in codes)
        {
            if (!there.ContainsKey(code))
            {
                yield return Error(list, code, entries == 0
                    ? $"{code} was confirmed to be empty in import {active.ImportId}, and the file holds no entry of it: confirm again that it is empty"
                    : Text($"{code} would disappear with its {entries} entries of import {active.ImportId}; {Advice}, or confirm that it is empty"));
            }
            else if (there[code] > 0 && dropped.TryGetValue(code, out var gone) && gone > CodeDropEntries && gone > entries * DropLimit)
            {
                yield return Error(list, code, Text(
                    $"{gone} of the {entries} entries of {code} in import {active.ImportId} would disappear, more than 10 % and more than {CodeDropEntries} entries; {Advice}"));
            }
        }
    }

    private const string Advice = "check the file, and confirm the drop with a reason if it is right";

    private static async Task<PartyPolicy?> PolicyAsync(SourceReader reader, Manifest live, CancellationToken cancellation)
    {
        foreach (var (id, pin) in live.Of(DocumentKind.PartyPolicy).Where(pin => pin.Value.State == PinState.Active))
        {
            if (await reader.DocumentAsync(DocumentKind.PartyPolicy, id, pin.Version, cancellation) is { } document)
            {
                return PartyPolicy.Parse(document.Json, []);
            }
        }

        return null;
    }

    private static CompileError Error(ListImport list, string path, string message) => new($"list/{list.Feed}", path, message);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
