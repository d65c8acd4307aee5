using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Screening.Supply;

/// <summary>
/// Completes the bill of materials that the CycloneDX tool makes of a project: with the runtime that the package carries and with the
/// embedded storage of developers, and with a time and a serial number that the content decides, so that the same commit gives the
/// same bytes.
/// </summary>
public static class Sbom
{
    /// <summary>Name of the product in the document.</summary>
    public const string Product = "export-control-screening";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Completes a document.</summary>
    /// <param name="bom">Document of the tool; is changed.</param>
    /// <param name="project">Name of the project.</param>
    /// <param name="version">Version of the product.</param>
    /// <param name="commit">Commit it is built from.</param>
    /// <param name="shipped">Packages of .NET that the package carries beside those of the tool.</param>
    /// <param name="development">Packages of npm that are not in the package.</param>
    /// <param name="pages">Packages of npm whose code is in the files of the pages.</param>
    public static string Complete(
        JsonObject bom, string project, string version, Commit commit,
        IEnumerable<LockedPackage> shipped, IEnumerable<LockedPackage> development, IEnumerable<LockedPackage>? pages = null)
    {
        ArgumentNullException.ThrowIfNull(bom);
        ArgumentNullException.ThrowIfNull(commit);
        ArgumentNullException.ThrowIfNull(shipped);
        ArgumentNullException.ThrowIfNull(development);
        var components = bom["components"] as JsonArray ?? throw new SupplyException("the document has no components");
        var known = components.Select(component => component!["bom-ref"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        foreach (var component in shipped.Select(Shipped).Concat((pages ?? []).Select(InThePages)).Concat(development.Select(Development)).Where(component => known.Add(component["bom-ref"]!.GetValue<string>())))
        {
            components.Add(component);
        }

        var metadata = bom["metadata"] as JsonObject ?? throw new SupplyException("the document has no metadata");
        metadata["timestamp"] = commit.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        metadata["component"] = new JsonObject
        {
            ["type"] = "application",
            ["bom-ref"] = RootOf(bom, project),
            ["name"] = $"{Product}/{project}",
            ["version"] = version,
            ["licenses"] = Licenses("Apache-2.0"),
            ["properties"] = Properties(("screening:commit", commit.Id)),
        };
        bom.Remove("serialNumber");
        bom["serialNumber"] = $"urn:uuid:{new Guid(SHA256.HashData(Utf8.GetBytes(bom.ToJsonString()))[..16])}";
        return bom.ToJsonString(Json.Indented) + "\n";
    }

    /// <summary>Packages of the lock file that the document does not have at their version.</summary>
    public static IReadOnlyList<LockedPackage> Missing(JsonObject bom, IEnumerable<LockedPackage> locked)
    {
        ArgumentNullException.ThrowIfNull(bom);
        var there = (bom["components"] as JsonArray ?? []).Select(component => component!["purl"]?.GetValue<string>())
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. locked.Where(package => !there.Contains(PurlOf("nuget", package)))];
    }

    // The tool names the project in the dependencies by its own reference; it is kept, so that they stay connected.
    private static string RootOf(JsonObject bom, string project) =>
        bom["metadata"]?["component"]?["bom-ref"]?.GetValue<string>() ?? project;

    private static JsonObject Shipped(LockedPackage package)
    {
        var component = Component("nuget", package, "required");
        component["licenses"] = Licenses("MIT");
        return component;
    }

    private static JsonObject InThePages(LockedPackage package) => Npm(package, "required", ("screening:part", "the files of the pages"));

    private static JsonObject Development(LockedPackage package) =>
        Npm(package, "excluded", ("screening:installed", "on machines of developers, with the embedded storage"));

    private static JsonObject Npm(LockedPackage package, string scope, (string Name, string Value) property)
    {
        var component = Component("npm", package, scope);
        if (package.Sha512 is { } hash)
        {
            component["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexString(Convert.FromBase64String(hash)) });
        }

        if (package.License is { } license)
        {
            component["licenses"] = Licenses(license);
        }

        component["properties"] = Properties(property);
        return component;
    }

    private static JsonObject Component(string kind, LockedPackage package, string scope)
    {
        var purl = PurlOf(kind, package);
        return new JsonObject
        {
            ["type"] = "library", ["bom-ref"] = purl, ["name"] = package.Name, ["version"] = package.Version, ["scope"] = scope, ["purl"] = purl,
        };
    }

    private static string PurlOf(string kind, LockedPackage package) =>
        $"pkg:{kind}/{package.Name.Replace("@", "%40", StringComparison.Ordinal)}@{package.Version}";

    // An address or a choice of licences is no SPDX id, and the schema refuses it as one.
    private static JsonArray Licenses(string license) => new(
        license.Contains(' ', StringComparison.Ordinal) ? new JsonObject { ["expression"] = license }
        : license.Contains('/', StringComparison.Ordinal) ? new JsonObject { ["license"] = new JsonObject { ["name"] = license } }
        : new JsonObject { ["license"] = new JsonObject { ["id"] = license } });

    private static JsonArray Properties(params (string Name, string Value)[] values) =>
        [.. values.Select(value => new JsonObject { ["name"] = value.Name, ["value"] = value.Value })];
}
