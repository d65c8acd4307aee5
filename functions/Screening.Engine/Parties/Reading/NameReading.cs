using System.Globalization;
using Screening.Engine.Parties.Text;

namespace Screening.Engine.Parties.Reading;

/// <summary>Whether a name can be compared with listed names, and what of it cannot.</summary>
/// <param name="Unread">Why nothing of it can be compared; null when something can.</param>
/// <param name="UnreadLetters">Number of letters without a reading.</param>
/// <param name="Script">Script of the letters without a reading; empty without such letters.</param>
public sealed record NameReading(UnreadReason? Unread, int UnreadLetters, string Script)
{
    private static readonly NameReading Whole = new(null, 0, "");

    /// <summary>Why nothing was compared, as the end of a sentence after a colon; empty when something was.</summary>
    public string Reason => Unread switch
    {
        null => "",
        UnreadReason.NoLetters => "it has no letters of a name",
        UnreadReason.Placeholder => "it is a placeholder and names no one",
        UnreadReason.FormOnly => "it states only a legal form or a title",
        _ => $"the name in {Script} could not be compared with Latin entries, because the engine has no reading of its letters",
    };

    /// <summary>What was left out of a name of which something was compared; null when nothing was.</summary>
    public string? LeftOut => Unread is null && UnreadLetters > 0
        ? string.Create(CultureInfo.InvariantCulture, $"its letters in {Script} without a reading ({UnreadLetters}) were left out")
        : null;

    /// <summary>Reads <paramref name="name"/>.</summary>
    public static NameReading Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (rest, unread, script) = UnreadScripts.Split(Composition.Compose(name));
        var reason = NamePlaceholders.Of(name) ?? (unread > 0 ? NamePlaceholders.Of(rest) : null) ?? (NameTokenizer.Split(rest).Count == 0 ? UnreadReason.NoLetters : null);
        return reason is not null && unread > 0 ? new NameReading(UnreadReason.UnreadScript, unread, script)
            : reason is null && unread == 0 ? Whole
            : new NameReading(reason, unread, script);
    }

    /// <summary>Whether two names consist of the same words.</summary>
    internal static bool AreSameWords(string left, string right) =>
        NameTokenizer.Split(left).Select(word => word.Text).SequenceEqual(NameTokenizer.Split(right).Select(word => word.Text), StringComparer.Ordinal);
}
