using System.Text.Encodings.Web;
using System.Text.Json;

namespace Screening.Supply;

/// <summary>How documents are written.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
