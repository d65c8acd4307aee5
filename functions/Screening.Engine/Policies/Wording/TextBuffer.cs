using System.Globalization;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Wording;

/// <summary>Buffer in which a text is put together before it becomes one string; reused, never shared between threads.</summary>
internal sealed class TextBuffer
{
    // Longer than the longest number, with room for its sign and exponent.
    private const int NumberCharacters = 40;
    private char[] characters = new char[2048];

    public int Length { get; private set; }

    public void Append(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(characters.AsSpan(Length));
        Length += text.Length;
    }

    public void Append(double number)
    {
        Reserve(NumberCharacters);
        number.TryFormat(characters.AsSpan(Length), out var written, "R", CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Appends a value as <see cref="FactValue.ToString"/> would spell it.</summary>
    public void Append(in FactValue value)
    {
        if (value.Kind == System.Text.Json.JsonValueKind.Number)
        {
            Append(value.Number);
        }
        else
        {
            Append(value.ToString());
        }
    }

    /// <summary>Forgets everything from <paramref name="length"/> on.</summary>
    public void CutAt(int length) => Length = length;

    public ReadOnlySpan<char> Between(int start, int end) => characters.AsSpan(start, end - start);

    /// <summary>Everything, as the one string that is allocated; the buffer is empty afterwards.</summary>
    public string Take()
    {
        var text = new string(characters, 0, Length);
        Length = 0;
        return text;
    }

    private void Reserve(int more)
    {
        if (characters.Length - Length < more)
        {
            Array.Resize(ref characters, Math.Max(characters.Length * 2, Length + more));
        }
    }
}
