namespace Screening.Functions.Lists.Formats.Reading;

/// <summary>Fields in which a list prints several values.</summary>
internal static class Several
{
    /// <summary>The parts between semicolons that are not inside brackets; without empty ones.</summary>
    public static IEnumerable<string> Of(string text, char separator = ';')
    {
        var (from, depth) = (0, 0);
        for (var at = 0; at <= text.Length; at++)
        {
            var one = at < text.Length ? text[at] : separator;
            depth = one switch { '(' => depth + 1, ')' when depth > 0 => depth - 1, _ => depth };
            if ((one == separator && depth == 0) || at == text.Length)
            {
                if (text[from..at].Trim() is { Length: > 0 } part)
                {
                    yield return part;
                }

                from = at + 1;
            }
        }
    }
}
