using System.Text;

namespace Screening.Benchmarks;

/// <summary>
/// Every decision of a suite in a file, one line each: id, tab, JSON. Two builds that decide alike write equal files. Nothing is
/// written without a path.
/// </summary>
internal sealed class AnswerFile(string? path) : IDisposable
{
    private readonly StreamWriter? writer = path is null ? null : new StreamWriter(path, append: false, new UTF8Encoding(false));

    /// <summary>Adds a decision, as UTF-8 JSON without line breaks.</summary>
    public void Add(string id, ReadOnlySpan<byte> json) => writer?.WriteLine($"{id}\t{Encoding.UTF8.GetString(json)}");

    /// <summary>Adds a text.</summary>
    public void Add(string id, string text) => writer?.WriteLine($"{id}\t{text}");

    /// <inheritdoc/>
    public void Dispose() => writer?.Dispose();
}
