// One environment of the screening API: an app on Flex Consumption, its storage, its identity, its telemetry.
// Nothing here holds a key: the app reaches storage with its own identity, and shared keys are switched off.
targetScope = 'resourceGroup'

@description('Short name of the product, part of every resource name.')
@minLength(3)
@maxLength(10)
param product string = 'screening'

@description('Environment.')
@allowed(['dev', 'prod'])
param environment string

@description('Region of every resource.')
param location string = resourceGroup().location

@description('Host adapter of the app: the custom handler, or the isolated worker.')
@allowed(['custom', 'isolated'])
param hostAdapter string = 'custom'

@description('Whether the storage accounts are reached from the network of the app alone.')
param ownNetwork bool = false

@description('Who is told of alerts by mail; empty for nobody.')
param alertMail string = ''

@description('Instances the platform may add under load. Each holds the whole snapshot in memory.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Memory of one instance, MiB.')
@allowed([512, 2048, 4096])
param instanceMemoryMb int = 2048

@description('Instances kept warm for requests. 0 lets the app sleep and wake in seconds.')
@minValue(0)
@maxValue(20)
param warmInstances int = 0

@description('How storage is replicated.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param storageRedundancy string = 'Standard_LRS'

@description('Days that telemetry is kept.')
@minValue(30)
@maxValue(730)
param telemetryDays int = 30

var token = uniqueString(subscription().id, resourceGroup().id, product, environment)
var tags = {
  product: product
  environment: environment
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: 'id-${product}-${environment}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: '${product}-${environment}'
    location: location
    retentionDays: telemetryDays
    principalId: identity.outputs.principalId
    tags: tags
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: '${product}-${environment}'
    location: location
    insightsId: monitoring.outputs.insightsId
    mail: alertMail
    tags: tags
  }
}

module network 'modules/network.bicep' = if (ownNetwork) {
  name: 'network'
  params: {
    name: 'vnet-${product}-${environment}'
    location: location
    tags: tags
  }
}

var subnetId = ownNetwork ? network!.outputs.appSubnetId : ''

module hostStorage 'modules/hostStorage.bicep' = {
  name: 'hostStorage'
  params: {
    name: 'sth${take(product, 8)}${take(token, 12)}'
    location: location
    redundancy: storageRedundancy
    principalId: identity.outputs.principalId
    subnetId: subnetId
    logsId: monitoring.outputs.logsId
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: 'st${take(product, 8)}${take(token, 13)}'
    location: location
    redundancy: storageRedundancy
    principalId: identity.outputs.principalId
    subnetId: subnetId
    logsId: monitoring.outputs.logsId
    tags: tags
  }
}

module vault 'modules/keyVault.bicep' = {
  name: 'keyVault'
  params: {
    name: 'kv-${take(product, 8)}-${take(token, 10)}'
    location: location
    principalId: identity.outputs.principalId
    logsId: monitoring.outputs.logsId
    tags: tags
  }
}

module app 'modules/functionApp.bicep' = {
  name: 'functionApp'
  params: {
    name: 'func-${product}-${environment}-${take(token, 6)}'
    planName: 'plan-${product}-${environment}'
    location: location
    hostAdapter: hostAdapter
    hostStorageName: hostStorage.outputs.name
    storageName: storage.outputs.name
    deploymentContainerUrl: hostStorage.outputs.deploymentContainerUrl
    subnetId: subnetId
    logsId: monitoring.outputs.logsId
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    recordKeyReference: vault.outputs.recordKeyReference
    telemetryConnection: monitoring.outputs.connectionString
    maximumInstances: maximumInstances
    instanceMemoryMb: instanceMemoryMb
    warmInstances: warmInstances
    tags: tags
  }
}

@description('Name of the app, for the deployment of its package.')
output appName string = app.outputs.name

@description('Address of the API.')
output address string = app.outputs.address
