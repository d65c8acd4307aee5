// Locks the immutability policy of the anchors. This cannot be undone by anybody: from then on the period can only be extended, and
// the account cannot be deleted while it holds an anchor. A template cannot lock a policy, so a script asks for it once; where the
// policy is locked already it does nothing.
param name string
param location string
param storageName string
param containerName string
param periodDays int
param tags object

var ownRole = guid(resourceGroup().id, name, 'lock anchors')

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

resource anchors 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = {
  name: '${storageName}/default/${containerName}'
}

// No role of the platform allows this and nothing else.
resource role 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: ownRole
  properties: {
    roleName: 'Lock anchors ${name} ${uniqueString(resourceGroup().id)}'
    description: 'May read, set and lock the immutability policy of a container, and touch no blob.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          'Microsoft.Storage/storageAccounts/blobServices/containers/read'
          'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/read'
          'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/write'
          'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/lock/action'
        ]
        notActions: []
        dataActions: []
        notDataActions: []
      }
    ]
  }
}

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(anchors.id, name, ownRole)
  scope: anchors
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: role.id
  }
}

resource lock 'Microsoft.Resources/deploymentScripts@2023-08-01' = {
  name: '${name}-lock'
  location: location
  tags: tags
  kind: 'AzureCLI'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    azCliVersion: '2.64.0'
    timeout: 'PT15M'
    retentionInterval: 'PT1H'
    cleanupPreference: 'Always'
    environmentVariables: [
      { name: 'GROUP', value: resourceGroup().name }
      { name: 'ACCOUNT', value: storageName }
      { name: 'CONTAINER', value: containerName }
      { name: 'DAYS', value: string(periodDays) }
    ]
    scriptContent: '''
      set -euo pipefail
      policy() { az storage container immutability-policy "$@" --resource-group "$GROUP" --account-name "$ACCOUNT" --container-name "$CONTAINER"; }
      if [[ $(policy show --query state --output tsv) == Locked ]]; then exit 0; fi
      policy create --period "$DAYS" --allow-protected-append-writes true --output none
      policy lock --if-match "$(policy show --query etag --output tsv)" --output none
      [[ $(policy show --query state --output tsv) == Locked ]]
    '''
  }
  dependsOn: [grant]
}
