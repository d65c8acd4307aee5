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

@description('Whether storage and the vault are reached by private endpoints in the network of the app alone.')
param ownNetwork bool = environment == 'prod'

@description('Public addresses of operators: they reach storage, the vault and the management site all the same. IPv4, or a range up to /30.')
param operatorAddresses string[] = []

@description('Whether every address may call the API. Otherwise allowedCallers and frontDoorId alone may, and with neither no one.')
param anyCaller bool = environment != 'prod'

@description('Address ranges that may call the API, when not every address may.')
param allowedCallers string[] = []

@description('Id of the Front Door profile through which the API may be called, when not every address may; empty for none.')
param frontDoorId string = ''

@description('Object id of who puts the package into its container: a person, a group or a pipeline; empty for no one.')
param deployerId string = ''

@description('What the deployer is in Entra ID.')
@allowed(['ServicePrincipal', 'Group', 'User'])
param deployerType string = 'ServicePrincipal'

@description('Whether storage is encrypted with a key in the vault instead of a key of the platform.')
param customerManagedKeys bool = environment == 'prod'

@description('Whether reads of storage are logged, too. The app reads twice a second on every instance.')
param logReads bool = environment == 'prod'

@description('Whether storage, the vault and the logs cannot be deleted before a lock on each is removed.')
param lockResources bool = environment == 'prod'

@description('IRREVERSIBLE. Locks the ten years of the anchors: no one, neither the subscription owner nor the vendor, can shorten them or delete the account. Once true, leave it true.')
param lockAnchors bool = false

@description('Days in which a deleted blob or container can be brought back.')
@minValue(7)
@maxValue(365)
param recoveryDays int = environment == 'prod' ? 30 : 14

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

@description('Blob service of a storage account outside this environment for checkpoints of the records; empty for none.')
param checkpointBlobUri string = ''

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
    isLocked: lockResources
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

module vault 'modules/keyVault.bicep' = {
  name: 'keyVault'
  params: {
    name: 'kv-${take(product, 8)}-${take(token, 10)}'
    location: location
    principalId: identity.outputs.principalId
    isPrivate: ownNetwork
    operatorAddresses: operatorAddresses
    isLocked: lockResources
    logsId: monitoring.outputs.logsId
    tags: tags
  }
}

module customerKey 'modules/customerKey.bicep' = if (customerManagedKeys) {
  name: 'customerKey'
  params: {
    name: 'id-${product}-${environment}-storage'
    location: location
    vaultName: vault.outputs.name
    tags: tags
  }
}

var protection = {
  isPrivate: ownNetwork
  operatorAddresses: operatorAddresses
  logReads: logReads
  recoveryDays: recoveryDays
  isLocked: lockResources
  customerKey: customerManagedKeys ? customerKey!.outputs.customerKey : {}
}

module hostStorage 'modules/hostStorage.bicep' = {
  name: 'hostStorage'
  params: {
    name: 'sth${take(product, 8)}${take(token, 12)}'
    location: location
    redundancy: storageRedundancy
    principalId: identity.outputs.principalId
    protection: protection
    logsId: monitoring.outputs.logsId
    tags: tags
  }
}

module packageStorage 'modules/packageStorage.bicep' = {
  name: 'packageStorage'
  params: {
    name: 'stp${take(product, 8)}${take(token, 12)}'
    location: location
    redundancy: storageRedundancy
    principalId: identity.outputs.principalId
    deployerId: deployerId
    deployerType: deployerType
    protection: protection
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
    protection: protection
    lockAnchors: lockAnchors
    logsId: monitoring.outputs.logsId
    tags: tags
  }
}

module privateEndpoints 'modules/privateEndpoints.bicep' = if (ownNetwork) {
  name: 'privateEndpoints'
  params: {
    name: '${product}-${environment}'
    location: location
    networkId: network!.outputs.id
    subnetId: network!.outputs.endpointSubnetId
    hostStorageId: hostStorage.outputs.id
    storageId: storage.outputs.id
    packageStorageId: packageStorage.outputs.id
    vaultId: vault.outputs.id
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
    deploymentContainerUrl: packageStorage.outputs.containerUrl
    subnetId: subnetId
    anyCaller: anyCaller
    allowedCallers: allowedCallers
    frontDoorId: frontDoorId
    operatorAddresses: operatorAddresses
    logsId: monitoring.outputs.logsId
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    recordKeyReference: vault.outputs.recordKeyReference
    checkpointBlobUri: checkpointBlobUri
    telemetryConnection: monitoring.outputs.connectionString
    maximumInstances: maximumInstances
    instanceMemoryMb: instanceMemoryMb
    warmInstances: warmInstances
    tags: tags
  }
  // It fetches its package and its key when it starts.
  dependsOn: [privateEndpoints]
}

@description('Name of the app, for the deployment of its package.')
output appName string = app.outputs.name

@description('Address of the API.')
output address string = app.outputs.address

@description('Account of the package: put it into app-package as released-package.zip.')
output packageAccount string = packageStorage.outputs.name
