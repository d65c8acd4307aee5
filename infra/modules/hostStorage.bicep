// The account of the Functions host: its leases, the queues, and the package of the app. No product data.
param name string
param location string
param redundancy string
param principalId string
param subnetId string
param logsId string
param tags object

var deploymentContainer = 'app-package'

module account 'account.bicep' = {
  name: '${deployment().name}-account'
  params: {
    name: name
    location: location
    redundancy: redundancy
    principalId: principalId
    subnetId: subnetId
    logsId: logsId
    services: ['blob', 'queue', 'table']
    // Owner of blobs because the host takes leases and sets metadata; the table of its own diagnostic events.
    roles: {
      blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
      queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
      tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
    }
    tags: tags
  }
}

resource package 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  name: '${name}/default/${deploymentContainer}'
  properties: {
    publicAccess: 'None'
  }
  dependsOn: [account]
}

output name string = name
output deploymentContainerUrl string = 'https://${name}.blob.${environment().suffixes.storage}/${deploymentContainer}'
