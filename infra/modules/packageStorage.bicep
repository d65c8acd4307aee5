// The account of the package. The app reads the container of its package and writes it not: who takes over the app cannot replace it.
param name string
param location string
param redundancy string
param principalId string
@description('Object id of who deploys, a group or a pipeline; empty for no one.')
param deployerId string
@description('What the deployer is in Entra ID.')
param deployerType string
@description('What every account has in common, see account.bicep.')
param protection object
param logsId string
param tags object

var container = 'app-package'
var blobDataReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

module account 'account.bicep' = {
  name: '${deployment().name}-account'
  params: {
    name: name
    location: location
    redundancy: redundancy
    principalId: principalId
    isPrivate: protection.isPrivate
    operatorAddresses: protection.operatorAddresses
    logReads: protection.logReads
    recoveryDays: protection.recoveryDays
    customerKey: protection.customerKey
    isLocked: protection.isLocked
    // The package before is a version of the same blob.
    keepVersions: true
    logsId: logsId
    services: ['blob']
    roles: {}
    tags: tags
  }
}

resource package 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  name: '${name}/default/${container}'
  properties: {
    publicAccess: 'None'
  }
  dependsOn: [account]
}

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(package.id, principalId, blobDataReader)
  scope: package
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataReader)
  }
}

resource deploys 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerId)) {
  name: guid(package.id, deployerId, blobDataContributor)
  scope: package
  properties: {
    principalId: deployerId
    principalType: deployerType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}

output id string = account.outputs.id
output name string = name
output containerUrl string = 'https://${name}.blob.${environment().suffixes.storage}/${container}'
