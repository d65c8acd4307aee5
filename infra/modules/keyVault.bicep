// Holds the key over the keys of records. Its value is put there by hand, once, and never leaves it but to the app.
param name string
param location string
param principalId string
@description('Whether a private endpoint is the way in, and the public one is closed.')
param isPrivate bool
@description('Addresses of operators that reach the public endpoint all the same; with none it is off.')
param operatorAddresses string[]
@description('Whether the vault cannot be deleted before its lock is removed.')
param isLocked bool
param logsId string
param tags object

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: isPrivate && empty(operatorAddresses) ? 'disabled' : 'enabled'
    networkAcls: {
      // Storage fetches its key as a service of the platform. It still needs its role.
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: [
        for address in (isPrivate ? operatorAddresses : []): {
          value: address
        }
      ]
    }
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (isLocked) {
  name: 'keep'
  scope: vault
  properties: {
    level: 'CanNotDelete'
    notes: 'Without the keys in it no record can be read.'
  }
}

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, secretsUser)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

// Whoever reads the key over the records, or tries to, is on file.
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: vault
  properties: {
    workspaceId: logsId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

@description('What the app setting says instead of the key.')
output recordKeyReference string = '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/record-key/)'
output id string = vault.id
output name string = vault.name
