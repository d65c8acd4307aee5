using System.Text.RegularExpressions;

namespace Screening.Functions.Pages;

/// <summary>
/// Addresses of the application. The sign-in page continues to one of these, or to a page that it names itself; no other address
/// of this service, and none of another host, has this form.
/// </summary>
public static partial class AppAddress
{
    /// <summary>The start of the application.</summary>
    public const string Start = "/app/";

    /// <summary>Longest address that is returned to.</summary>
    private const int MostCharacters = 500;

    /// <summary>
    /// The form of an address: <c>/app/</c>, segments of letters, digits, <c>.</c>, <c>_</c>, <c>~</c> and <c>-</c> that begin with
    /// a letter or a digit, and a query. No segment is empty or <c>..</c>, so that it means the same to every reader.
    /// </summary>
    private const string Form = @"^/app/(?:[0-9A-Za-z][0-9A-Za-z._~-]*(?:/[0-9A-Za-z][0-9A-Za-z._~-]*)*/?)?(?:\?[0-9A-Za-z._~%=&+-]*)?\z";

    /// <summary>The address if it is one of the application; otherwise <see cref="Start"/>.</summary>
    public static string OrStart(string? address) => IsOne(address) ? address! : Start;

    /// <summary>Whether the address is one of the application.</summary>
    public static bool IsOne(string? address) => address is { Length: <= MostCharacters } && Pattern().IsMatch(address);

    [GeneratedRegex(Form, RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
