namespace Screening.Functions.Tests.Infrastructure;

/// <summary>
/// What guards the data of an environment against anyone who is not the app, asserted on the evaluated template: prod has the strict
/// defaults, dev the open ones, and each parameter does what its description says.
/// </summary>
public sealed class ProtectionTests
{
    private const string Accounts = "Microsoft.Storage/storageAccounts";
    private const string Host = "sth", Package = "stp", Product = "st";

    [Fact]
    public void InProd_StorageAndTheVault_AreReachedByPrivateEndpointsAlone()
    {
        var prod = PlannedEnvironment.Prod;
        foreach (var account in prod.All(Accounts))
        {
            Assert.Equal(
                ("Disabled", "Deny", "None"),
                (account.Text("publicNetworkAccess"), account.Text("networkAcls.defaultAction"), account.Text("networkAcls.bypass")));
            Assert.Equal(0, account.At("networkAcls.ipRules").GetArrayLength());
        }

        var vault = prod.One("Microsoft.KeyVault/vaults");
        Assert.Equal(
            ("disabled", "Deny", "AzureServices"),
            (vault.Text("publicNetworkAccess"), vault.Text("networkAcls.defaultAction"), vault.Text("networkAcls.bypass")));
        var app = prod.One("Microsoft.Web/sites");
        Assert.EndsWith("/subnets/app", app.Text("virtualNetworkSubnetId"), StringComparison.Ordinal);
    }

    [Fact]
    public void InProd_EveryServiceTheAppCalls_HasItsPrivateEndpoint_AndItsName()
    {
        var prod = PlannedEnvironment.Prod;
        var endpoints = prod.All("Microsoft.Network/privateEndpoints");
        var ways = endpoints.Select(endpoint =>
        {
            Assert.EndsWith("/subnets/endpoints", endpoint.Text("subnet.id"), StringComparison.Ordinal);
            var connection = Assert.Single(endpoint.At("privateLinkServiceConnections").EnumerateArray()).GetProperty("properties");
            return (connection.GetProperty("privateLinkServiceId").GetString()!, Assert.Single(connection.GetProperty("groupIds").EnumerateArray()).GetString()!);
        }).ToHashSet();
        var (host, package, product) = (prod.Account(Host).Id, prod.Account(Package).Id, prod.Account(Product).Id);
        Assert.Equal(
            [
                (host, "blob"), (host, "queue"), (host, "table"), (package, "blob"), (product, "blob"), (product, "table"),
                (prod.One("Microsoft.KeyVault/vaults").Id, "vault"),
            ],
            ways);
        Assert.Equal(endpoints.Count, prod.All("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count);
        Assert.Equal(4, prod.All("Microsoft.Network/privateDnsZones").Count);
        Assert.Equal(4, prod.All("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count);
    }

    [Fact]
    public void OperatorAddresses_ReachTheServices_AndNobodyElseDoes()
    {
        var chosen = PlannedEnvironment.Chosen;
        foreach (var service in chosen.All(Accounts).Append(chosen.One("Microsoft.KeyVault/vaults")))
        {
            Assert.Equal("enabled", service.Text("publicNetworkAccess"), ignoreCase: true);
            Assert.Equal("Deny", service.Text("networkAcls.defaultAction"));
            Assert.Equal(
                ["192.0.2.7", "198.51.100.0/28"],
                service.At("networkAcls.ipRules").EnumerateArray().Select(rule => rule.GetProperty("value").GetString()));
        }
    }

    [Fact]
    public void InProd_NobodyCallsTheApi_BeforeCallersAreNamed()
    {
        var app = PlannedEnvironment.Prod.One("Microsoft.Web/sites");
        foreach (var site in new[] { "ipSecurityRestrictions", "scmIpSecurityRestrictions" })
        {
            Assert.Equal("Deny", app.Text($"siteConfig.{site}DefaultAction"));
            Assert.Equal(0, app.At($"siteConfig.{site}").GetArrayLength());
        }

        Assert.False(app.At("siteConfig.scmIpSecurityRestrictionsUseMain").GetBoolean());
    }

    [Fact]
    public void NamedCallers_AndOneFrontDoor_CallTheApi_AndOperatorsManageIt()
    {
        var app = PlannedEnvironment.Chosen.One("Microsoft.Web/sites");
        Assert.Equal("Deny", app.Text("siteConfig.ipSecurityRestrictionsDefaultAction"));
        var rules = app.At("siteConfig.ipSecurityRestrictions").EnumerateArray().ToArray();
        Assert.All(rules, rule => Assert.Equal("Allow", rule.GetProperty("action").GetString()));
        Assert.Equal(
            ["AzureFrontDoor.Backend", "203.0.113.0/24", "192.0.2.9/32"], rules.Select(rule => rule.GetProperty("ipAddress").GetString()));
        // The tag stands for every customer of Front Door; the header for one.
        Assert.Equal(
            PlannedEnvironment.FrontDoor,
            Assert.Single(rules[0].GetProperty("headers").GetProperty("x-azure-fdid").EnumerateArray()).GetString());
        Assert.Equal(
            ["192.0.2.7/32", "198.51.100.0/28"],
            app.At("siteConfig.scmIpSecurityRestrictions").EnumerateArray().Select(rule => rule.GetProperty("ipAddress").GetString()));
    }

    [Fact]
    public void InProd_EveryAccount_IsEncryptedWithAKeyOfTheCustomer()
    {
        var prod = PlannedEnvironment.Prod;
        var key = prod.One("Microsoft.KeyVault/vaults/keys");
        Assert.Equal("rotate", Assert.Single(key.At("rotationPolicy.lifetimeActions").EnumerateArray()).GetProperty("action").GetProperty("type").GetString());
        Assert.Equal(3, prod.All(Accounts).Count);
        foreach (var account in prod.All(Accounts))
        {
            Assert.Equal("Microsoft.Keyvault", account.Text("encryption.keySource"));
            Assert.Equal(key.Name.Split('/')[1], account.Text("encryption.keyvaultproperties.keyname"));
            Assert.EndsWith("/id-screening-prod-storage", account.Text("encryption.identity.userAssignedIdentity"), StringComparison.Ordinal);
            Assert.True(account.Root.GetProperty("identity").GetProperty("userAssignedIdentities").TryGetProperty(account.Text("encryption.identity.userAssignedIdentity")!, out _));
        }

        // That identity may use this key, and nothing else; a purged key would be the end of every record.
        Assert.Equal(
            new PlannedRole("id-screening-prod-storage", "e147488a-f6f5-4113-8e2d-b22465e65bf6", key.Id),
            Assert.Single(prod.Roles, role => role.Who == "id-screening-prod-storage"));
        var vault = prod.One("Microsoft.KeyVault/vaults");
        Assert.True(vault.At("enablePurgeProtection").GetBoolean() && vault.At("enableSoftDelete").GetBoolean() && vault.At("enableRbacAuthorization").GetBoolean());
    }

    /// <summary>Can be chosen when an account is created only: without it dev could never get a key of its own.</summary>
    [Fact]
    public void TablesAndQueues_CanHaveAKeyOfTheCustomer()
    {
        foreach (var account in PlannedEnvironment.Dev.All(Accounts).Concat(PlannedEnvironment.Prod.All(Accounts)))
        {
            Assert.All(new[] { "blob", "queue", "table" }, service => Assert.Equal("Account", account.Text($"encryption.services.{service}.keyType")));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheApp_ReadsItsPackage_AndWritesItNot(bool isProd)
    {
        var planned = isProd ? PlannedEnvironment.Prod : PlannedEnvironment.Dev;
        var app = isProd ? "id-screening-prod" : "id-screening-dev";
        var (host, package, product) = (planned.Account(Host).Id, planned.Account(Package).Id, planned.Account(Product).Id);
        Assert.Contains(package.Split('/')[^1], planned.One("Microsoft.Web/sites").Text("functionAppConfig.deployment.storage.value"), StringComparison.Ordinal);
        Assert.Equal(
            new HashSet<PlannedRole>
            {
                new(app, "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", $"{package}/blobServices/default/containers/app-package"),
                new(app, "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", host),
                new(app, "974c5e8b-45b9-4653-ba55-5f855dd0fb88", host),
                new(app, "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", host),
                new(app, "ba92f5b4-2d11-453d-a403-e96b0029c9fe", product),
                new(app, "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", product),
                new(app, "4633458b-17de-408a-b874-0445c86b69e6", planned.One("Microsoft.KeyVault/vaults").Id),
                new(app, "3913510d-42f4-4e42-8a64-420c390055eb", planned.One("Microsoft.Insights/components").Id),
            },
            planned.Roles.Where(role => role.Who == app).ToHashSet());
        Assert.DoesNotContain(planned.Roles, role => role.Who == PlannedEnvironment.Deployer);
    }

    [Fact]
    public void TheDeployer_WritesThePackage_AndNothingElse()
    {
        var chosen = PlannedEnvironment.Chosen;
        Assert.Equal(
            new PlannedRole(
                PlannedEnvironment.Deployer, "ba92f5b4-2d11-453d-a403-e96b0029c9fe", $"{chosen.Account(Package).Id}/blobServices/default/containers/app-package"),
            Assert.Single(chosen.Roles, role => role.Who == PlannedEnvironment.Deployer));
    }

    [Fact]
    public void WhatIsOverwrittenOrDeleted_CanBeBroughtBack()
    {
        foreach (var (planned, days) in new[] { (PlannedEnvironment.Prod, 30), (PlannedEnvironment.Dev, 14) })
        {
            var services = planned.All($"{Accounts}/blobServices");
            Assert.Equal(3, services.Count);
            foreach (var blobs in services)
            {
                Assert.True(blobs.At("deleteRetentionPolicy.enabled").GetBoolean() && blobs.At("containerDeleteRetentionPolicy.enabled").GetBoolean());
                Assert.Equal((days, days), (blobs.At("deleteRetentionPolicy.days").GetInt32(), blobs.At("containerDeleteRetentionPolicy.days").GetInt32()));
                Assert.Equal(!blobs.Name.StartsWith(Host, StringComparison.Ordinal), blobs.At("isVersioningEnabled").GetBoolean());
            }
        }
    }

    /// <summary>The pointer is overwritten by every build. No other version goes before its ten years are over.</summary>
    [Fact]
    public void OldVersions_StayAsLongAsRecords_ButForThoseOfThePointer()
    {
        var removed = PlannedEnvironment.Prod.One($"{Accounts}/managementPolicies").At("policy.rules").EnumerateArray()
            .Select(rule => rule.GetProperty("definition"))
            .Where(rule => rule.GetProperty("actions").GetRawText().Contains("delete", StringComparison.OrdinalIgnoreCase))
            .SelectMany(rule => rule.GetProperty("filters").GetProperty("prefixMatch").EnumerateArray().Select(prefix => (
                Prefix: prefix.GetString()!,
                Kind: Assert.Single(rule.GetProperty("actions").EnumerateObject()).Name,
                Days: rule.GetProperty("actions").GetProperty("version").GetProperty("delete").GetProperty("daysAfterCreationGreaterThan").GetInt32())));
        Assert.Equal(
            [("records/", "version", 3683), ("snapshots/", "version", 3683), ("snapshots/current", "version", 90)],
            removed.OrderBy(one => one.Prefix, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReadsOfStorage_AreLoggedInProd_AndWritesEverywhere(bool isProd)
    {
        var planned = isProd ? PlannedEnvironment.Prod : PlannedEnvironment.Dev;
        var storage = planned.All("Microsoft.Insights/diagnosticSettings").Where(settings => settings.Id.Contains(Accounts, StringComparison.Ordinal)).ToArray();
        // Three services of the host, two of the product, one of the package.
        Assert.Equal(6, storage.Length);
        string[] expected = isProd ? ["StorageDelete", "StorageRead", "StorageWrite"] : ["StorageDelete", "StorageWrite"];
        Assert.All(storage, settings => Assert.Equal(expected, Enabled(settings)));
        var vault = Assert.Single(planned.All("Microsoft.Insights/diagnosticSettings"), settings => settings.Id.Contains("Microsoft.KeyVault/vaults", StringComparison.Ordinal));
        Assert.Equal(["AuditEvent"], Enabled(vault));
    }

    [Fact]
    public void InProd_StorageTheVaultAndTheLogs_CannotBeDeleted()
    {
        var prod = PlannedEnvironment.Prod;
        var locks = prod.All("Microsoft.Authorization/locks");
        Assert.All(locks, one => Assert.Equal("CanNotDelete", one.Text("level")));
        Assert.Equal(
            prod.All(Accounts).Append(prod.One("Microsoft.KeyVault/vaults")).Append(prod.One("Microsoft.OperationalInsights/workspaces"))
                .Select(kept => kept.Id + "/providers/Microsoft.Authorization/locks/keep").Order(StringComparer.Ordinal),
            locks.Select(one => one.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheAnchors_AreLocked_OnlyWhereThatWasChosen()
    {
        foreach (var planned in new[] { PlannedEnvironment.Prod, PlannedEnvironment.Dev })
        {
            Assert.Equal(3653, planned.One($"{Accounts}/blobServices/containers/immutabilityPolicies").At("immutabilityPeriodSinceCreationInDays").GetInt32());
            Assert.Empty(planned.All("Microsoft.Resources/deploymentScripts"));
        }

        // A locked policy cannot be written again, so the template does not write it.
        var chosen = PlannedEnvironment.Chosen;
        Assert.Empty(chosen.All($"{Accounts}/blobServices/containers/immutabilityPolicies"));
        var script = chosen.One("Microsoft.Resources/deploymentScripts");
        Assert.Contains("policy lock --if-match", script.Text("scriptContent"), StringComparison.Ordinal);
        var values = script.At("environmentVariables").EnumerateArray().ToDictionary(
            value => value.GetProperty("name").GetString()!, value => value.GetProperty("value").GetString());
        Assert.Equal(("record-anchors", "3653"), (values["CONTAINER"], values["DAYS"]));
        Assert.StartsWith(chosen.Account(Product).Name, values["ACCOUNT"], StringComparison.Ordinal);
        var role = chosen.One("Microsoft.Authorization/roleDefinitions");
        var permission = Assert.Single(role.At("permissions").EnumerateArray());
        Assert.Equal(0, permission.GetProperty("dataActions").GetArrayLength());
        Assert.All(
            permission.GetProperty("actions").EnumerateArray(),
            action => Assert.Matches(@"/containers/(read|immutabilityPolicies/(read|write|lock/action))$", action.GetString()));
        Assert.EndsWith(
            "/containers/record-anchors",
            Assert.Single(chosen.Roles, one => one.Who.EndsWith("-anchors", StringComparison.Ordinal)).Scope, StringComparison.Ordinal);
    }

    [Fact]
    public void InDev_EverythingIsOpenToWhoeverHasARole()
    {
        var dev = PlannedEnvironment.Dev;
        Assert.All(dev.All(Accounts), account =>
        {
            Assert.Equal(("Enabled", "Allow"), (account.Text("publicNetworkAccess"), account.Text("networkAcls.defaultAction")));
            Assert.Equal("Microsoft.Storage", account.Text("encryption.keySource"));
        });
        Assert.Equal(
            ("Allow", "Allow"),
            (dev.One("Microsoft.Web/sites").Text("siteConfig.ipSecurityRestrictionsDefaultAction"), dev.One("Microsoft.KeyVault/vaults").Text("networkAcls.defaultAction")));
        Assert.Empty(dev.All("Microsoft.Authorization/locks").Concat(dev.All("Microsoft.Network/privateEndpoints")).Concat(dev.All("Microsoft.Network/virtualNetworks")));
    }

    [Theory]
    [InlineData("rule-change", "screening.rule_changes", 2)]
    [InlineData("list-drop", "screening.list_drops", 1)]
    [InlineData("list-refresh-failed", "screening.list_refreshes", 2)]
    [InlineData("list-refresh-overdue", "screening.list_refreshes.overdue", 1)]
    public void AChangeOfRules_AndAConfirmedDrop_WakeSomebody(string alert, string metric, int severity)
    {
        var chosen = PlannedEnvironment.Chosen;
        var rule = Assert.Single(
            chosen.All("Microsoft.Insights/scheduledQueryRules"), one => one.Name.EndsWith("-" + alert, StringComparison.Ordinal));
        Assert.True(rule.At("enabled").GetBoolean());
        Assert.Equal(severity, rule.At("severity").GetInt32());
        var criterion = Assert.Single(rule.At("criteria.allOf").EnumerateArray());
        Assert.Contains($"name == \"{metric}\"", criterion.GetProperty("query").GetString(), StringComparison.Ordinal);
        Assert.Equal((0, "GreaterThan"), (criterion.GetProperty("threshold").GetInt32(), criterion.GetProperty("operator").GetString()));
        Assert.Equal(chosen.One("Microsoft.Insights/actionGroups").Id, Assert.Single(rule.At("actions.actionGroups").EnumerateArray()).GetString());
        Assert.Equal("operators@example.com", Assert.Single(chosen.One("Microsoft.Insights/actionGroups").At("emailReceivers").EnumerateArray()).GetProperty("emailAddress").GetString());
    }

    private static string[] Enabled(PlannedResource settings) =>
    [
        .. settings.At("logs").EnumerateArray().Where(log => log.GetProperty("enabled").GetBoolean())
            .Select(log => log.GetProperty("category").GetString()!).Order(StringComparer.Ordinal),
    ];
}
