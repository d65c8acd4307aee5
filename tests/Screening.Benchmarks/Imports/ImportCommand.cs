using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Model;
using Screening.Engine.Snapshots;
using Screening.Functions.Lists.Formats;
using Screening.Functions.Lists.Formats.Model;
using Screening.Functions.Lists.Formats.Reading;

namespace Screening.Benchmarks.Imports;

/// <summary>Reads list files as an import would and prints what is in them. Nothing is stored.</summary>
internal static class ImportCommand
{
    /// <summary>Reads each file as a list of its own.</summary>
    public static int Run(IReadOnlyList<string> files, TextWriter output) => Run([.. files.Select(file => (IReadOnlyList<string>)[file])], output);

    /// <summary>Reads all files as the parts of one list.</summary>
    public static int RunTogether(IReadOnlyList<string> files, TextWriter output) => Run([files], output);

    /// <summary>Prints which entries differ between two versions of a list.</summary>
    public static int RunDiff(string old, string next, TextWriter output)
    {
        var (before, after) = (Read([old], null), Read([next], null));
        var refused = 0;
        foreach (var (file, read) in new[] { (old, before), (next, after) })
        {
            output.WriteLine($"{Path.GetFileName(file)}: {read.Format}, of {DateOf(read)}, {read.Entries.Length} entries");
            WriteErrors("refused", read.Errors, output);
            refused += IsRefused(read) ? 1 : 0;
        }

        var difference = ListDifference.Of(before.Entries, after.Entries);
        difference.Write(output);
        output.WriteLine($$"""{"suite":"import","files":2,"refused":{{refused}},"added":{{difference.Added.Length}},"removed":{{difference.Removed.Length}},"changed":{{difference.Changed.Length}}}""");
        return refused == 0 ? 0 : 1;
    }

    private static int Run(IReadOnlyList<IReadOnlyList<string>> lists, TextWriter output)
    {
        var refused = 0;
        foreach (var files in lists)
        {
            var seen = new Seen();
            var read = Read(files, seen.Take);
            Write(files, read, seen, output);
            refused += IsRefused(read) ? 1 : 0;
        }

        output.WriteLine($$"""{"suite":"import","files":{{lists.Count}},"refused":{{refused}}}""");
        return refused == 0 ? 0 : 1;
    }

    // A part of a list has been read; an own list without entries has not.
    private static bool IsRefused(ImportResult read) => !read.Errors.IsEmpty || (read.Entries.IsEmpty && read.Part is null);

    private static ImportResult Read(IReadOnlyList<string> files, Action<ListEntry>? seen)
    {
        var streams = files.Select(File.OpenRead).ToArray();
        try
        {
            return ListFile.Read(streams, seen: seen);
        }
        finally
        {
            Array.ForEach(streams, stream => stream.Dispose());
        }
    }

    private static void Write(IReadOnlyList<string> files, ImportResult read, Seen seen, TextWriter output)
    {
        var entries = read.Entries;
        output.WriteLine(string.Join(" + ", files.Select(Path.GetFileName)));
        output.WriteLine($"  format {(read.Format.Length > 0 ? read.Format : "not known")}, of {DateOf(read)}, parties {(read.Parties > 0 ? read.Parties : entries.Length)}");
        output.WriteLine($"  entries {entries.Length}: {Counts(entries, entry => Code<PartyKind>.Of(entry.Kind))}; by list: {Counts(entries, entry => entry.List)}");
        output.WriteLine($"  names {entries.Sum(entry => 1 + entry.Aliases.Length)} (weak {entries.Sum(entry => entry.Aliases.Count(alias => alias.IsWeak))}), "
            + $"addresses {entries.Sum(entry => entry.Addresses.Length)}, dates of birth {entries.Sum(entry => entry.BirthDates.Length)}, identifiers {entries.Sum(entry => entry.Identifiers.Length)}");
        if (seen.Parties > 0)
        {
            output.WriteLine($"  as printed: names {seen.Names} (weak {seen.Weak}, with a script or language {seen.Scripts}), addresses {seen.Addresses} (with more than a country {seen.Places}), relations {seen.Relations}");
        }

        if (read.Part is { } part)
        {
            output.WriteLine($"  a part, which is not imported alone: {part}");
        }

        WriteErrors("noted", read.LeftOut, output);
        WriteErrors("refused", read.Errors, output);
    }

    private static void WriteErrors(string what, ImmutableArray<ImportError> errors, TextWriter output)
    {
        foreach (var error in errors)
        {
            output.WriteLine($"  {what}: line {error.Line}: {(error.Column.Length > 0 ? error.Column + ": " : "")}{error.Message}");
        }
    }

    private static string DateOf(ImportResult read) => read.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "no date inside";

    private static string Counts(ImmutableArray<WatchlistEntrySource> entries, Func<WatchlistEntrySource, string> key) => string.Join(", ",
        entries.GroupBy(key, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}"));

    /// <summary>Sums over the entries as printed.</summary>
    private sealed class Seen
    {
        public int Parties { get; private set; }

        public int Names { get; private set; }

        public int Weak { get; private set; }

        public int Scripts { get; private set; }

        public int Addresses { get; private set; }

        public int Places { get; private set; }

        public int Relations { get; private set; }

        public void Take(ListEntry entry)
        {
            Parties++;
            Names += entry.Names.Length;
            Weak += entry.Names.Count(name => name.IsWeak);
            Scripts += entry.Names.Count(name => name.Script is not null);
            Addresses += entry.Addresses.Length;
            Places += entry.Addresses.Count(address => address.IsPlace);
            Relations += entry.Relations.Length;
        }
    }
}
