using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Screening.Engine.Snapshots;
using Screening.Functions.Changes;

namespace Screening.Functions.Seed;

/// <summary>One document of a seed.</summary>
/// <param name="Kind">Kind of document.</param>
/// <param name="Id">Id within the kind.</param>
/// <param name="Json">The text as shipped. A policy names version 1 of its parent, whatever version an environment has.</param>
/// <param name="State">Active or on file.</param>
public sealed record SeedDocument(DocumentKind Kind, string Id, string Json, PinState State);

/// <summary>The documents a program ships, and their common identity.</summary>
public sealed class ShippedSeed
{
    /// <summary>Creates a seed.</summary>
    /// <param name="active">Documents that are active when shipped.</param>
    /// <param name="onFile">Policies that are on file only.</param>
    public ShippedSeed(ImmutableArray<DocumentSource> active, ImmutableArray<DocumentSource> onFile)
    {
        Documents = Ordered(
        [
            .. active.Select(document => new SeedDocument(document.Kind, document.Id, document.Json, PinState.Active)),
            .. onFile.Select(document => new SeedDocument(document.Kind, document.Id, document.Json, PinState.OnFile)),
        ]);
        Id = IdentityOf(Documents);
    }

    /// <summary>The documents; a policy comes after the one it inherits from.</summary>
    public ImmutableArray<SeedDocument> Documents { get; }

    /// <summary>
    /// "sha256-" and 64 lower-case hexadecimal digits. The same documents in the same states have the same identity.
    /// </summary>
    public string Id { get; }

    /// <summary>The seed of the running program.</summary>
    public static ShippedSeed OfThisProgram() => new(SeedDocuments.All(), SeedDocuments.OnFile());

    private static ImmutableArray<SeedDocument> Ordered(ImmutableArray<SeedDocument> documents)
    {
        var left = documents.OrderBy(document => document.Kind == DocumentKind.Policy)
            .ThenBy(document => document.Kind).ThenBy(document => document.Id, StringComparer.Ordinal).ToList();
        var ordered = ImmutableArray.CreateBuilder<SeedDocument>(left.Count);
        while (left.Count > 0)
        {
            // The compiler refuses a cycle. Here the loop only has to end.
            var next = left.Find(document => ParentOf(document) is not { } parent
                || !left.Exists(other => other.Kind == DocumentKind.Policy && other.Id == parent)) ?? left[0];
            left.Remove(next);
            ordered.Add(next);
        }

        return ordered.ToImmutable();
    }

    private static string? ParentOf(SeedDocument document) =>
        document.Kind == DocumentKind.Policy ? PolicyHeading.Read(document.Json).Extends?.Id : null;

    private static string IdentityOf(IEnumerable<SeedDocument> documents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var document in documents.OrderBy(document => document.Kind).ThenBy(document => document.Id, StringComparer.Ordinal))
        {
            var text = Encoding.UTF8.GetBytes(document.Json);
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{document.Kind}|{document.Id}|{document.State}|{text.Length}\n")));
            hash.AppendData(text);
        }

        return "sha256-" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
