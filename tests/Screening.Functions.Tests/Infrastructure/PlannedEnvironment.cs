using System.Text.Json;
using System.Text.RegularExpressions;
using Screening.Functions.Tests.Repository;

namespace Screening.Functions.Tests.Infrastructure;

/// <summary>A resource as it would be deployed.</summary>
/// <param name="Type">Type of the resource.</param>
/// <param name="Name">Name, with that of its parents.</param>
/// <param name="Id">Id; an expression where it depends on what is known in Azure alone.</param>
/// <param name="Root">The whole resource.</param>
internal sealed record PlannedResource(string Type, string Name, string Id, JsonElement Root)
{
    public JsonElement Properties => Root.GetProperty("properties");

    /// <summary>Text at a path of members.</summary>
    public string? Text(string path) => At(path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    /// <summary>Element at a path of members; undefined when there is none.</summary>
    public JsonElement At(string path)
    {
        var at = Properties;
        foreach (var member in path.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(member, out at))
            {
                return default;
            }
        }

        return at;
    }
}

/// <summary>A role of someone on something.</summary>
/// <param name="Who">Name of the identity, or the object id.</param>
/// <param name="Role">Id of the role.</param>
/// <param name="Scope">Id of the resource.</param>
internal sealed record PlannedRole(string Who, string Role, string Scope);

/// <summary>
/// An environment with its parameters: the compiled template, evaluated by the Bicep command line. What a parameter turns off is
/// not there.
/// </summary>
internal sealed partial class PlannedEnvironment
{
    private static readonly Lazy<PlannedEnvironment?> LazyProd = new(() => Plan(File("prod.bicepparam")));
    private static readonly Lazy<PlannedEnvironment?> LazyDev = new(() => Plan(File("dev.bicepparam")));
    private static readonly Lazy<PlannedEnvironment?> LazyChosen = new(() => Plan($"""
        {File("prod.bicepparam")}
        param lockAnchors = true
        param operatorAddresses = ['192.0.2.7', '198.51.100.0/28']
        param allowedCallers = ['203.0.113.0/24', '192.0.2.9']
        param frontDoorId = '{FrontDoor}'
        param deployerId = '{Deployer}'
        param alertMail = 'operators@example.com'
        """));

    /// <summary>Id of the Front Door profile in <see cref="Chosen"/>.</summary>
    public const string FrontDoor = "11111111-1111-1111-1111-111111111111";

    /// <summary>Object id of the deployer in <see cref="Chosen"/>.</summary>
    public const string Deployer = "22222222-2222-2222-2222-222222222222";

    private PlannedEnvironment(IReadOnlyList<PlannedResource> resources) => Resources = resources;

    /// <summary>With the parameters of prod.bicepparam.</summary>
    public static PlannedEnvironment Prod => Of(LazyProd);

    /// <summary>With the parameters of dev.bicepparam.</summary>
    public static PlannedEnvironment Dev => Of(LazyDev);

    /// <summary>Prod with a choice in every parameter that has none by default.</summary>
    public static PlannedEnvironment Chosen => Of(LazyChosen);

    public IReadOnlyList<PlannedResource> Resources { get; }

    /// <summary>All role assignments.</summary>
    public IReadOnlyList<PlannedRole> Roles => [.. All("Microsoft.Authorization/roleAssignments").Select(RoleOf)];

    /// <summary>Resources of a type.</summary>
    public IReadOnlyList<PlannedResource> All(string type) => [.. Resources.Where(resource => resource.Type == type)];

    /// <summary>The only resource of a type.</summary>
    public PlannedResource One(string type) => Assert.Single(All(type));

    /// <summary>Storage accounts by what they hold, told by the beginning of their names.</summary>
    public PlannedResource Account(string prefix) => Assert.Single(
        All("Microsoft.Storage/storageAccounts"), account => account.Name.StartsWith(prefix + "screenin", StringComparison.Ordinal));

    private static PlannedEnvironment Of(Lazy<PlannedEnvironment?> planned)
    {
        Assert.SkipWhen(planned.Value is null && Environment.GetEnvironmentVariable("CI") != "true", CompiledBicep.Missing);
        return planned.Value ?? throw new InvalidOperationException(CompiledBicep.Missing);
    }

    private static string File(string name) => RepositoryFolder.Text("infra/" + name);

    private static PlannedEnvironment? Plan(string parameters)
    {
        if (CompiledBicep.CommandLine is not { } bicep)
        {
            return null;
        }

        // The command writes its result beside the parameters, which must lie beside the template.
        var folder = Directory.CreateTempSubdirectory("screening-plan").FullName;
        try
        {
            var infra = Path.Combine(RepositoryFolder.Root, "infra");
            Directory.CreateDirectory(Path.Combine(folder, "modules"));
            foreach (var file in Directory.GetFiles(infra, "*.bicep").Concat(Directory.GetFiles(Path.Combine(infra, "modules"))))
            {
                System.IO.File.Copy(file, Path.Combine(folder, Path.GetRelativePath(infra, file)));
            }

            System.IO.File.WriteAllText(Path.Combine(folder, "planned.bicepparam"), parameters);
            var said = CompiledBicep.Run(bicep, [
                "snapshot", Path.Combine(folder, "planned.bicepparam"), "--mode", "overwrite", "--location", "westeurope",
                "--subscription-id", "00000000-0000-0000-0000-000000000001", "--resource-group", "group",
            ]);
            Assert.NotNull(said);
            return Read(System.IO.File.ReadAllText(Path.Combine(folder, "planned.snapshot.json")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static PlannedEnvironment Read(string json)
    {
        var root = JsonElement.Parse(json);
        Assert.Equal(0, root.GetProperty("diagnostics").GetArrayLength());
        return new([
            .. root.GetProperty("predictedResources").EnumerateArray().Select(resource => new PlannedResource(
                resource.GetProperty("type").GetString()!, resource.GetProperty("name").GetString()!, resource.GetProperty("id").GetString()!, resource)),
        ]);
    }

    private static PlannedRole RoleOf(PlannedResource grant)
    {
        var principal = grant.Text("principalId")!;
        var scope = FirstText().Match(grant.Id) is { Success: true } expression
            ? expression.Groups[1].Value
            : grant.Id[..grant.Id.IndexOf("/providers/Microsoft.Authorization/roleAssignments/", StringComparison.Ordinal)];
        return new(
            IdentityName().Match(principal) is { Success: true } identity ? identity.Groups[1].Value : principal,
            LastPart().Match(grant.Text("roleDefinitionId")!).Value,
            scope);
    }

    [GeneratedRegex(@"^\[extensionResourceId\('([^']+)'")]
    private static partial Regex FirstText();

    [GeneratedRegex(@"userAssignedIdentities/([\w-]+)'")]
    private static partial Regex IdentityName();

    [GeneratedRegex(@"[\w-]+(?='?\)?\]?$)")]
    private static partial Regex LastPart();
}
