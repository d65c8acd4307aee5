// The account of the product: tables, snapshots, records, and the anchors of their chains.
param name string
param location string
param redundancy string
param principalId string
param subnetId string
param logsId string
param tags object

module account 'account.bicep' = {
  name: '${deployment().name}-account'
  params: {
    name: name
    location: location
    redundancy: redundancy
    principalId: principalId
    subnetId: subnetId
    logsId: logsId
    services: ['blob', 'table']
    roles: {
      blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
      tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
    }
    tags: tags
  }
}

// Heads of the chains of records: they may grow and must not change, so that nobody removes records unseen.
resource anchors 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  name: '${name}/default/record-anchors'
  properties: {
    publicAccess: 'None'
  }
  dependsOn: [account]

  resource policy 'immutabilityPolicies' = {
    name: 'default'
    properties: {
      allowProtectedAppendWrites: true
      immutabilityPeriodSinceCreationInDays: 3653
    }
  }
}

// Bodies of old records are read once in years. Nothing is deleted: records are kept ten years, snapshots as long as a
// record cites them.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  name: '${name}/default'
  properties: {
    policy: {
      rules: [
        {
          name: 'cool-old-bodies'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['records/']
            }
            actions: {
              baseBlob: {
                tierToCool: {
                  daysAfterModificationGreaterThan: 90
                }
              }
            }
          }
        }
      ]
    }
  }
  dependsOn: [account]
}

output name string = name
