// The app on Flex Consumption. Its runtime is "custom": the package carries its own .NET, see host.json.
param name string
param planName string
param location string
param hostAdapter string
param hostStorageName string
param storageName string
param deploymentContainerUrl string
param identityId string
param identityClientId string
param telemetryConnection string
param recordKeyReference string
param checkpointBlobUri string
param maximumInstances int
param instanceMemoryMb int
param warmInstances int
param subnetId string
@description('Whether every address may call the API.')
param anyCaller bool
@description('Address ranges that may call the API.')
param allowedCallers string[]
@description('Id of the Front Door profile that may call the API; empty for none.')
param frontDoorId string
@description('Addresses of operators, who reach the site of the platform for management.')
param operatorAddresses string[]
param logsId string
param tags object

// The package of the custom handler contains its own .NET, see host.json; the isolated worker runs on that of the platform.
var runtime = hostAdapter == 'custom'
  ? {
      name: 'custom'
      version: '1.0'
    }
  : {
      name: 'dotnet-isolated'
      version: '10.0'
    }

var fromFrontDoor = empty(frontDoorId)
  ? []
  : [
      {
        name: 'front-door'
        priority: 100
        action: 'Allow'
        tag: 'ServiceTag'
        ipAddress: 'AzureFrontDoor.Backend'
        headers: {
          'x-azure-fdid': [frontDoorId]
        }
      }
    ]
var fromCallers = [
  for (range, index) in allowedCallers: {
    name: 'caller-${index}'
    priority: 200 + index
    action: 'Allow'
    ipAddress: contains(range, '/') ? range : '${range}/32'
  }
]
var fromOperators = [
  for (range, index) in operatorAddresses: {
    name: 'operator-${index}'
    priority: 200 + index
    action: 'Allow'
    ipAddress: contains(range, '/') ? range : '${range}/32'
  }
]

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    keyVaultReferenceIdentity: identityId
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      cors: {
        allowedOrigins: []
        supportCredentials: false
      }
      http20Enabled: true
      ipSecurityRestrictionsDefaultAction: anyCaller ? 'Allow' : 'Deny'
      ipSecurityRestrictions: anyCaller ? [] : concat(fromFrontDoor, fromCallers)
      // The package is put into its container, so the management site is for operators alone.
      scmIpSecurityRestrictionsUseMain: false
      scmIpSecurityRestrictionsDefaultAction: anyCaller ? 'Allow' : 'Deny'
      scmIpSecurityRestrictions: anyCaller ? [] : fromOperators
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: runtime
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstances
        instanceMemoryMB: instanceMemoryMb
        alwaysReady: warmInstances == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: warmInstances
              }
            ]
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: {
      AzureWebJobsStorage__accountName: hostStorageName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
      ScreeningStorage__accountName: storageName
      ScreeningStorage__credential: 'managedidentity'
      ScreeningStorage__clientId: identityClientId
      ScreeningRecordKey: recordKeyReference
      // Without an address there are no checkpoints, whatever else is set.
      ScreeningCheckpoints__blobServiceUri: checkpointBlobUri
      ScreeningCheckpoints__credential: 'managedidentity'
      ScreeningCheckpoints__clientId: identityClientId
      // The app has its own page at "/". Without this setting the host answers some requests there with a page of its own.
      AzureWebJobsDisableHomepage: 'true'
      APPLICATIONINSIGHTS_CONNECTION_STRING: telemetryConnection
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    }
  }

  // Publishing with a user name and password is off; a deployment signs in.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: app
  properties: {
    workspaceId: logsId
    logs: [
      {
        category: 'FunctionAppLogs'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

output name string = app.name
output address string = 'https://${app.properties.defaultHostName}'
