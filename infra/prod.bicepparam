using 'main.bicep'

param environment = 'prod'
param storageRedundancy = 'Standard_ZRS'
param warmInstances = 2
param maximumInstances = 100
param telemetryDays = 90
param ownNetwork = true
