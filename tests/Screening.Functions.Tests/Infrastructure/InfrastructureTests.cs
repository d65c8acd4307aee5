using System.Text.Json;
using Screening.Engine.Model;
using Screening.Functions.Hosting;
using Screening.Functions.Tests.Repository;

namespace Screening.Functions.Tests.Infrastructure;

/// <summary>Properties of an Azure environment, asserted on the compiled template.</summary>
public sealed class InfrastructureTests
{
    private const string Accounts = "Microsoft.Storage/storageAccounts";

    [Fact]
    public void StorageAccounts_HaveNoKeys_NoPublicBlobs_AndNothingInTheClear()
    {
        var accounts = CompiledBicep.Resources(Accounts);
        Assert.NotEmpty(accounts);
        Assert.All(accounts, account =>
        {
            var properties = account.GetProperty("properties");
            Assert.False(properties.GetProperty("allowSharedKeyAccess").GetBoolean());
            Assert.False(properties.GetProperty("allowBlobPublicAccess").GetBoolean());
            Assert.True(properties.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
            Assert.True(properties.GetProperty("defaultToOAuthAuthentication").GetBoolean());
            Assert.Equal("TLS1_2", properties.GetProperty("minimumTlsVersion").GetString());
        });
        Assert.All(
            CompiledBicep.Resources($"{Accounts}/blobServices/containers"),
            container => Assert.Equal("None", container.GetProperty("properties").GetProperty("publicAccess").GetString()));
    }

    [Fact]
    public void NoKeyOfAnything_IsReadOrWritten()
    {
        var text = CompiledBicep.Text;
        Assert.DoesNotContain("listKeys", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AccountKey", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SharedAccessSignature", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void TheApp_TakesHttpsOnly_HasNoCors_AndNoPublishingPassword()
    {
        var app = Assert.Single(CompiledBicep.Resources("Microsoft.Web/sites")).GetProperty("properties");
        Assert.True(app.GetProperty("httpsOnly").GetBoolean());
        var site = app.GetProperty("siteConfig");
        Assert.Equal(("1.2", "1.2", "Disabled"), (Text(site, "minTlsVersion"), Text(site, "scmMinTlsVersion"), Text(site, "ftpsState")));
        Assert.Equal(0, site.GetProperty("cors").GetProperty("allowedOrigins").GetArrayLength());
        var publishing = CompiledBicep.Resources("Microsoft.Web/sites/basicPublishingCredentialsPolicies");
        Assert.Equal(2, publishing.Count);
        Assert.All(publishing, policy => Assert.False(policy.GetProperty("properties").GetProperty("allow").GetBoolean()));
    }

    [Fact]
    public void Connections_AreIdentities_AndDeploymentToo()
    {
        var settings = Assert.Single(CompiledBicep.Resources("Microsoft.Web/sites/config")).GetProperty("properties");
        foreach (var name in new[] { HostSettings.JobsStorage, HostSettings.ProductStorage })
        {
            Assert.False(settings.TryGetProperty(name, out _), $"{name} would be a connection string");
            Assert.Equal("managedidentity", Text(settings, $"{name}__credential"));
            Assert.True(settings.TryGetProperty($"{name}__accountName", out _) && settings.TryGetProperty($"{name}__clientId", out _));
        }

        Assert.Contains("Authorization=AAD", Text(settings, "APPLICATIONINSIGHTS_AUTHENTICATION_STRING"), StringComparison.Ordinal);
        var deployment = CompiledBicep.Resources("Microsoft.Web/sites").Single().GetProperty("properties").GetProperty("functionAppConfig")
            .GetProperty("deployment").GetProperty("storage").GetProperty("authentication");
        Assert.Equal("UserAssignedIdentity", Text(deployment, "type"));
    }

    [Fact]
    public void Checkpoints_AreOff_UnlessAnAddressOutsideIsGiven()
    {
        var settings = Assert.Single(CompiledBicep.Resources("Microsoft.Web/sites/config")).GetProperty("properties");
        Assert.Equal("[parameters('checkpointBlobUri')]", Text(settings, $"{HostSettings.CheckpointStorage}__blobServiceUri"));
        Assert.Equal("managedidentity", Text(settings, $"{HostSettings.CheckpointStorage}__credential"));
        Assert.False(settings.TryGetProperty(HostSettings.CheckpointStorage, out _), "it would be a connection string");
        Assert.Equal("", Text(JsonElement.Parse(CompiledBicep.Text).GetProperty("parameters").GetProperty("checkpointBlobUri"), "defaultValue"));
    }

    [Fact]
    public void TheHomePageOfTheHost_IsDisabled() => Assert.Equal(
        "true", Text(Assert.Single(CompiledBicep.Resources("Microsoft.Web/sites/config")).GetProperty("properties"), "AzureWebJobsDisableHomepage"));

    [Theory]
    [InlineData("b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "blob data owner, on the account of the host")]
    [InlineData("974c5e8b-45b9-4653-ba55-5f855dd0fb88", "queue data contributor")]
    [InlineData("ba92f5b4-2d11-453d-a403-e96b0029c9fe", "blob data contributor")]
    [InlineData("0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "table data contributor")]
    [InlineData("3913510d-42f4-4e42-8a64-420c390055eb", "monitoring metrics publisher")]
    [InlineData("4633458b-17de-408a-b874-0445c86b69e6", "key vault secrets user")]
    public void TheIdentity_HasTheRole(string role, string what)
    {
        Assert.NotEmpty(CompiledBicep.Resources("Microsoft.Authorization/roleAssignments"));
        Assert.True(CompiledBicep.Text.Contains(role, StringComparison.Ordinal), $"no role {what}");
    }

    [Fact]
    public void TheIdentity_HasNoBroadRole()
    {
        foreach (var broad in new[] { "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "b24988ac-6180-42a0-ab88-20f7382dd24c", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9" })
        {
            // Owner, contributor, user access administrator.
            Assert.DoesNotContain(broad, CompiledBicep.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Anchors_CannotBeChanged_AndAreWhereTheAppWritesThem()
    {
        var policy = PlannedEnvironment.Prod.One($"{Accounts}/blobServices/containers/immutabilityPolicies");
        Assert.True(policy.At("immutabilityPeriodSinceCreationInDays").GetInt32() >= 3650, "records are kept ten years");
        // An append blob of an hour grows until the hour is over.
        Assert.True(policy.At("allowProtectedAppendWrites").GetBoolean());
        Assert.EndsWith("/default/record-anchors/default", policy.Name, StringComparison.Ordinal);
        Assert.Contains("Container(\"record-anchors\"", RepositoryFolder.Text("functions/Screening.Functions/ScreeningStorage.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("poison")]
    [InlineData("snapshot-age")]
    [InlineData("snapshot-damaged")]
    [InlineData("list-age")]
    [InlineData("required-list-missing")]
    [InlineData("required-list-age")]
    [InlineData("rule-change")]
    [InlineData("list-drop")]
    [InlineData("failures")]
    [InlineData("slow")]
    public void EveryAlert_HasItsPageInTheRunbook(string alert)
    {
        Assert.Contains($"'{alert}'", RepositoryFolder.Text("infra/modules/alerts.bicep"), StringComparison.Ordinal);
        Assert.Contains($"Alert `{alert}`", RepositoryFolder.Text("docs/operations.md"), StringComparison.Ordinal);
        Assert.NotEmpty(CompiledBicep.Resources("Microsoft.Insights/scheduledQueryRules"));
    }

    [Fact]
    public void AccessToStorageAndToTheKey_AndTheAppsLogs_AreKept()
    {
        // Distinguished by the logged resource: a module is compiled once for each of its uses.
        var logged = CompiledBicep.Resources("Microsoft.Insights/diagnosticSettings").Select(settings => Text(settings, "scope")).ToArray();
        foreach (var kind in new[] { "blobServices", "queueServices", "tableServices", "Microsoft.KeyVault/vaults", "Microsoft.Web/sites" })
        {
            Assert.Contains(logged, scope => scope.Contains(kind, StringComparison.Ordinal));
        }

        var workspace = Assert.Single(CompiledBicep.Resources("Microsoft.OperationalInsights/workspaces"));
        Assert.True(workspace.GetProperty("properties").TryGetProperty("retentionInDays", out _));
        Assert.True(Assert.Single(CompiledBicep.Resources("Microsoft.Insights/components")).GetProperty("properties").GetProperty("DisableLocalAuth").GetBoolean());
    }

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
