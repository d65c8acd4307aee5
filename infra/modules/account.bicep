// A storage account that Entra ID alone opens: no shared key, no public blob, nothing in the clear.
param name string
param location string
param redundancy string
param principalId string
@description('Whether private endpoints are the way in, and the public one is closed.')
param isPrivate bool
@description('Addresses of operators that reach the public endpoint all the same; with none it is off.')
param operatorAddresses string[]
param logsId string
@description('Services whose access is logged.')
param services string[]
@description('Whether reads are logged, too.')
param logReads bool
@description('Roles of the app on the whole account, by name.')
param roles object
@description('Whether an overwritten or deleted blob stays as a version.')
param keepVersions bool
@description('Days in which a deleted blob or container can be brought back.')
param recoveryDays int
@description('Key of the customer: identityId, keyName and vaultUri; empty for a key of the platform.')
param customerKey object
@description('Whether the account cannot be deleted before its lock is removed.')
param isLocked bool
param tags object

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: redundancy
  }
  identity: empty(customerKey)
    ? null
    : {
        type: 'UserAssigned'
        userAssignedIdentities: {
          '${customerKey.identityId}': {}
        }
      }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate && empty(operatorAddresses) ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: isPrivate ? 'None' : 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: [
        for address in (isPrivate ? operatorAddresses : []): {
          value: address
          action: 'Allow'
        }
      ]
    }
    encryption: {
      keySource: empty(customerKey) ? 'Microsoft.Storage' : 'Microsoft.Keyvault'
      identity: empty(customerKey)
        ? null
        : {
            userAssignedIdentity: customerKey.identityId
          }
      // Without a version, so that a rotated key is taken up by itself.
      keyvaultproperties: empty(customerKey)
        ? null
        : {
            keyname: customerKey.keyName
            keyvaulturi: customerKey.vaultUri
          }
      // Can be set when the account is created only: without it a key of the customer never covers tables and queues.
      services: {
        blob: {
          enabled: true
          keyType: 'Account'
        }
        queue: {
          enabled: true
          keyType: 'Account'
        }
        table: {
          enabled: true
          keyType: 'Account'
        }
      }
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    cors: {
      corsRules: []
    }
    isVersioningEnabled: keepVersions
    deleteRetentionPolicy: {
      enabled: true
      days: recoveryDays
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: recoveryDays
    }
  }
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource grants 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    name: guid(account.id, principalId, role.value)
    scope: account
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (isLocked) {
  name: 'keep'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'Decision records are kept for ten years.'
  }
}

var categories = concat(['StorageWrite', 'StorageDelete'], logReads ? ['StorageRead'] : [])
var logged = [
  for category in categories: {
    category: category
    enabled: true
  }
]

resource blobLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (contains(services, 'blob')) {
  name: 'logs'
  scope: blobs
  properties: {
    workspaceId: logsId
    logs: logged
  }
}

resource queueLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (contains(services, 'queue')) {
  name: 'logs'
  scope: queues
  properties: {
    workspaceId: logsId
    logs: logged
  }
}

resource tableLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (contains(services, 'table')) {
  name: 'logs'
  scope: tables
  properties: {
    workspaceId: logsId
    logs: logged
  }
}

output id string = account.id
