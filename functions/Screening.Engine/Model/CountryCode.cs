namespace Screening.Engine.Model;

/// <summary>An ISO 3166-1 alpha-2 country code. The default value is not a valid code.</summary>
public readonly record struct CountryCode : IComparable<CountryCode>
{
    /// <summary>Number of two-letter codes.</summary>
    public const int Codes = 26 * 26;

    // Every finding contains codes, so each text is allocated once.
    private static readonly string[] Texts =
        [.. Enumerable.Range(0, Codes).Select(index => new string([(char)('A' + (index / 26)), (char)('A' + (index % 26))]))];

    private readonly ushort packed;

    private CountryCode(ushort packed) => this.packed = packed;

    /// <summary>The code of two letters A-Z, for text that is known to be valid.</summary>
    /// <exception cref="ArgumentException">The text is not two letters A-Z.</exception>
    public static CountryCode Of(string text) =>
        TryParse(text, out var code) ? code : throw new ArgumentException($"`{text}` is not a country code", nameof(text));

    /// <summary>Parses two letters A-Z. <see cref="Countries.Exists"/> checks whether the country exists.</summary>
    public static bool TryParse(string? text, out CountryCode code)
    {
        code = default;
        if (text is not { Length: 2 } || !char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiLetterUpper(text[1]))
        {
            return false;
        }

        code = new CountryCode((ushort)(((text[0] - 'A') * 26) + (text[1] - 'A') + 1));
        return true;
    }

    /// <summary>Index 0 to 675, for tables.</summary>
    public int Index => packed - 1;

    /// <inheritdoc />
    public int CompareTo(CountryCode other) => packed.CompareTo(other.packed);

    /// <inheritdoc />
    public override string ToString() => packed == 0 ? "??" : Texts[packed - 1];
}
