// The account of the product: tables, snapshots, records, and the anchors of their chains.
param name string
param location string
param redundancy string
param principalId string
@description('What every account has in common, see account.bicep.')
param protection object
@description('Whether the immutability of the anchors is locked. Cannot be undone.')
param lockAnchors bool
param logsId string
param tags object

var anchorContainer = 'record-anchors'
var anchorDays = 3653

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
    // The app overwrites the pointer to the snapshot and nothing else; who overwrites more leaves what was there.
    keepVersions: true
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
  name: '${name}/default/${anchorContainer}'
  properties: {
    publicAccess: 'None'
  }
  dependsOn: [account]

  // A locked policy refuses to be written again: from the lock on it is the script's.
  resource policy 'immutabilityPolicies' = if (!lockAnchors) {
    name: 'default'
    properties: {
      allowProtectedAppendWrites: true
      immutabilityPeriodSinceCreationInDays: anchorDays
    }
  }
}

module anchorLock 'anchorLock.bicep' = if (lockAnchors) {
  name: '${deployment().name}-anchors'
  params: {
    name: 'id-${name}-anchors'
    location: location
    storageName: name
    containerName: anchorContainer
    periodDays: anchorDays
    tags: tags
  }
  dependsOn: [anchors]
}

// Bodies of old records are read once in years. Records are kept ten years, snapshots as long as a record cites them, and what someone
// overwrote or deleted before that stays as a version. Versions go when what they hold would have gone; those of the pointer, which
// every build overwrites, sooner.
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
        {
          name: 'drop-old-pointers'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['snapshots/current']
            }
            actions: {
              version: {
                delete: {
                  daysAfterCreationGreaterThan: 90
                }
              }
            }
          }
        }
        {
          name: 'drop-versions-past-keeping'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['records/', 'snapshots/']
            }
            actions: {
              version: {
                delete: {
                  daysAfterCreationGreaterThan: anchorDays + protection.recoveryDays
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

output id string = account.outputs.id
output name string = name
