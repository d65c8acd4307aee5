using System.Text;
using Screening.Functions.Security;

namespace Screening.Functions.Development;

/// <summary>The message of a standalone server when it is ready: one line with the address, then how to use it.</summary>
public static class ReadyMessage
{
    /// <summary>The text, ending with a line break. Only development keys are shown.</summary>
    /// <param name="address">Where the server listens.</param>
    /// <param name="development">The development identities; null if there are none.</param>
    /// <param name="isEmbedded">Whether the server uses the embedded storage.</param>
    public static string Text(Uri address, DevelopmentIdentities? development, bool isEmbedded)
    {
        ArgumentNullException.ThrowIfNull(address);
        var text = new StringBuilder($"Ready: {address.GetLeftPart(UriPartial.Authority)}\n");
        if (isEmbedded)
        {
            text.Append("\nThe embedded storage is for trying only: it keeps one copy, on the disk of this machine.\n")
                .Append("For records that count, set AzureWebJobsStorage to a storage account.\n");
        }

        if (development is not null)
        {
            text.Append("\nDevelopment keys, good on this machine only:\n");
            foreach (var one in development.All)
            {
                text.Append("  ").Append(one.Name.PadRight(20)).Append(' ').Append(one.Key.Reveal()).Append('\n');
            }

            text.Append("\nOpen the address in a browser and paste a key to sign in, or try:\n  ");
            var curl = SampleRequest.Curl(address, development.KeyOf(Roles.Screener));
            text.Append(curl).Append('\n');
        }

        return text.ToString();
    }
}
