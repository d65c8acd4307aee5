using Screening.Engine.Model;

namespace Screening.Engine.Policies;

/// <summary>
/// Explains a derived value by the table rows that give it, or may, following rows that rest on another table. Reused,
/// never shared between threads.
/// </summary>
internal sealed class DerivedText(Evaluation evaluation, TextBuffer buffer)
{
    private const string Possibly = "Possibly: ";

    // Where each sentence of the tables being explained begins and ends in the buffer.
    private readonly List<(int Start, int End)> sentences = [];

    public string Explain(FactSheet sheet, int item, int derived, out string? annex)
    {
        sentences.Clear();
        Write(new FactReader(sheet, evaluation, item, 0), derived, out annex);
        return buffer.Take();
    }

    private void Write(in FactReader facts, int derived, out string? annex)
    {
        annex = null;
        var first = sentences.Count;
        foreach (var row in evaluation.Policy.Derived[derived].Rows)
        {
            var truth = evaluation.Evaluate(row.When);
            if (truth == Truth.False)
            {
                continue;
            }

            var isTrue = truth == Truth.True;
            var inner = Sentence(facts, row, first, isTrue);
            annex ??= isTrue ? inner ?? row.Definition.Annex : null;
            if (isTrue)
            {
                break;
            }
        }

        sentences.RemoveRange(first, sentences.Count - first);
    }

    /// <summary>Writes the sentence of a row, unless it says nothing or what a row before it said.</summary>
    private string? Sentence(in FactReader facts, CompiledRow row, int first, bool isTrue)
    {
        string? annex = null;
        var before = buffer.Length;
        buffer.Append(sentences.Count > first ? " " : "");
        var start = buffer.Length;
        buffer.Append(isTrue ? "" : Possibly);
        var text = buffer.Length;
        row.Text.Write(buffer, in facts);
        if (row.Under >= 0)
        {
            var gap = buffer.Length;
            buffer.Append(row.Text.IsEmpty ? "" : " ");
            var under = buffer.Length;
            Write(in facts, row.Under, out annex);
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
