using 'main.bicep'

param environment = 'prod'
param storageRedundancy = 'Standard_ZRS'
param warmInstances = 2
param maximumInstances = 100
param telemetryDays = 90

// Every protection has its strict default here, but for one: lockAnchors cannot be undone and is decided on its own.
// No one can call the API before allowedCallers or frontDoorId says who may.
