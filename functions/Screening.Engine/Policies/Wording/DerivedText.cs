using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Evaluation;

namespace Screening.Engine.Policies.Wording;

/// <summary>
/// Explains a derived value by the table rows that give it or may give it, including rows of the tables they depend on. Reused;
/// not thread-safe.
/// </summary>
internal sealed class DerivedText(PairEvaluation evaluation, TextBuffer buffer)
{
    private const string Possibly = "Possibly: ";

    // Start and end in the buffer of each sentence of the tables being explained.
    private readonly List<(int Start, int End)> sentences = [];

    public string Explain(FactSheet sheet, int item, int derived, out string? annex)
    {
        sentences.Clear();
        Write(new FactReader(sheet, evaluation, item, 0), derived, default, out annex);
        return buffer.Take();
    }

    private void Write(in FactReader facts, int derived, Above above, out string? annex)
    {
        annex = null;
        var first = sentences.Count;
        var isOpen = false;
        var table = evaluation.Program.Derived[derived];
        foreach (var (row, isTrue) in evaluation.Reached(table.Whens))
        {
            // A true row applies only if the open rows before it do not, so it is open as well.
            isOpen |= !isTrue;
            var inner = Sentence(facts, table.Rows[row], first, isOpen, above);
            annex = isOpen ? null : inner ?? table.Rows[row].Definition.Annex;
        }

        sentences.RemoveRange(first, sentences.Count - first);
    }

    /// <summary>
    /// Writes the sentence of a row unless it is empty or repeats an earlier one. Returns the Annex item of the table the row
    /// depends on.
    /// </summary>
    private string? Sentence(in FactReader facts, CompiledRow row, int first, bool isOpen, Above above)
    {
        string? annex = null;
        var before = buffer.Length;
        buffer.Append(sentences.Count > first ? " " : "");
        var start = buffer.Length;
        var isFirst = sentences.Count == first;
        // Below an open row every row is open. The first sentence continues a prefix that the row above has written.
        var isSaidOpen = isFirst ? isOpen && !above.IsBare : isOpen || above.IsOpen;
        buffer.Append(isSaidOpen ? Possibly : "");
        var text = buffer.Length;
        row.Text.Write(buffer, in facts);
        if (row.Under >= 0)
        {
            var gap = buffer.Length;
            buffer.Append(row.Text.IsEmpty ? "" : " ");
            var under = buffer.Length;
            var isBegun = isSaidOpen || (above.IsBare && isFirst);
            Write(in facts, row.Under, new(isOpen || above.IsOpen, isBegun && row.Text.IsEmpty), out annex);
            buffer.CutAt(buffer.Length == under ? gap : buffer.Length);
        }

        if (buffer.Length == text || IsSaid(first, start))
        {
            buffer.CutAt(before);
        }
        else
        {
            sentences.Add((start, buffer.Length));
        }

        return annex;
    }

    /// <summary>State of the row that depends on the table being explained.</summary>
    /// <param name="IsOpen">Whether the row, or one further up, is possible and not certain.</param>
    /// <param name="IsBare">Whether only the prefix for a possible row has been written so far.</param>
    private readonly record struct Above(bool IsOpen, bool IsBare);

    private bool IsSaid(int first, int start)
    {
        for (var index = first; index < sentences.Count; index++)
        {
            if (buffer.Between(sentences[index].Start, sentences[index].End).SequenceEqual(buffer.Between(start, buffer.Length)))
            {
                return true;
            }
        }

        return false;
    }
}
