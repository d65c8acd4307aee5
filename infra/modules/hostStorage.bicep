// The account of the Functions host: its leases, its keys and the queues. No product data, and not the package of the app.
param name string
param location string
param redundancy string
param principalId string
@description('What every account has in common, see account.bicep.')
param protection object
param logsId string
param tags object

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
    // The host rewrites its leases and schedules all the time, and no one wants the old ones.
    keepVersions: false
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

output id string = account.outputs.id
output name string = name
