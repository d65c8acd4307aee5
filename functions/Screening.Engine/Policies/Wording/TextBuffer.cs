using System.Globalization;
using Screening.Engine.Model;

namespace Screening.Engine.Policies.Wording;

/// <summary>Buffer in which a text is built before it becomes one string. Reused; not thread-safe.</summary>
internal sealed class TextBuffer
{
    // More than the longest number needs, including sign and exponent.
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

    /// <summary>Appends a value in the format of <see cref="FactValue.ToString"/>.</summary>
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

    /// <summary>Discards everything from <paramref name="length"/> on.</summary>
    public void CutAt(int length) => Length = length;

    public ReadOnlySpan<char> Between(int start, int end) => characters.AsSpan(start, end - start);

    /// <summary>The content as a string, which is the only allocation. The buffer is empty afterwards.</summary>
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
