// The private ways from the network of the app to its storage and its vault, with the names that lead there.
param name string
param location string
param networkId string
param subnetId string
param hostStorageId string
param storageId string
param packageStorageId string
param vaultId string
param tags object

var storageSuffix = environment().suffixes.storage
var zones = {
  blob: 'privatelink.blob.${storageSuffix}'
  queue: 'privatelink.queue.${storageSuffix}'
  table: 'privatelink.table.${storageSuffix}'
  vault: 'privatelink.vaultcore.azure.net'
}

// Each service that the app calls, and no other.
var ways = [
  { key: 'host-blob', service: hostStorageId, group: 'blob' }
  { key: 'host-queue', service: hostStorageId, group: 'queue' }
  { key: 'host-table', service: hostStorageId, group: 'table' }
  { key: 'blob', service: storageId, group: 'blob' }
  { key: 'table', service: storageId, group: 'table' }
  { key: 'package-blob', service: packageStorageId, group: 'blob' }
  { key: 'vault', service: vaultId, group: 'vault' }
]

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for entry in items(zones): {
    name: entry.value
    location: 'global'
    tags: tags
  }
]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (entry, index) in items(zones): {
    parent: zone[index]
    name: name
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: networkId
      }
    }
  }
]

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for way in ways: {
    name: 'pe-${name}-${way.key}'
    location: location
    tags: tags
    properties: {
      subnet: {
        id: subnetId
      }
      privateLinkServiceConnections: [
        {
          name: way.key
          properties: {
            privateLinkServiceId: way.service
            groupIds: [way.group]
          }
        }
      ]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (way, index) in ways: {
    parent: endpoint[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: way.group
          properties: {
            privateDnsZoneId: resourceId('Microsoft.Network/privateDnsZones', zones[way.group])
          }
        }
      ]
    }
    dependsOn: [zone]
  }
]
