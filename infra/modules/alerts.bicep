// What wakes somebody. Each alert has its page in docs/operations.md, by the same name.
param name string
param location string
param insightsId string
@description('Who is told by mail; empty tells nobody, and the alerts stand in the portal.')
param mail string
param tags object

var rules = [
  {
    key: 'poison'
    title: 'A message was dead-lettered'
    severity: 1
    query: 'customMetrics | where name in ("screening.poison", "screening.poison.queue") | summarize value = sum(valueSum)'
    threshold: 0
  }
  {
    key: 'snapshot-age'
    title: 'An instance has not confirmed its snapshot for an hour'
    severity: 1
    query: 'customMetrics | where name == "screening.snapshot.age" | summarize value = max(valueMax)'
    threshold: 3600
  }
  {
    key: 'snapshot-damaged'
    title: 'The stored snapshot is damaged'
    severity: 1
    query: 'customMetrics | where name == "screening.snapshot.damaged" | summarize value = max(valueMax)'
    threshold: 0
  }
  {
    key: 'list-age'
    title: 'A list is older than ten days'
    severity: 2
    query: 'customMetrics | where name == "screening.list.age" | summarize value = max(valueMax)'
    threshold: 10
  }
  {
    key: 'required-list-missing'
    title: 'A required list is missing'
    severity: 1
    query: 'customMetrics | where name == "screening.required_lists.missing" | summarize value = max(valueMax)'
    threshold: 0
  }
  {
    key: 'required-list-age'
    title: 'A required list was not confirmed for ten days'
    severity: 1
    query: 'customMetrics | where name == "screening.required_lists.age" | summarize value = max(valueMax)'
    threshold: 10
  }
  {
    key: 'list-refresh-failed'
    title: 'A list could not be refreshed from its address'
    severity: 2
    query: 'customMetrics | where name == "screening.list_refreshes" and tostring(customDimensions["result"]) == "failed" | summarize value = sum(valueSum)'
    threshold: 0
  }
  {
    key: 'list-refresh-overdue'
    title: 'A list was not refreshed from its address for two intervals'
    severity: 1
    query: 'customMetrics | where name == "screening.list_refreshes.overdue" | summarize value = sum(valueSum)'
    threshold: 0
  }
  {
    key: 'rule-change'
    title: 'Rule data were changed'
    severity: 2
    query: 'customMetrics | where name == "screening.rule_changes" | summarize value = sum(valueSum)'
    threshold: 0
  }
  {
    key: 'list-drop'
    title: 'A drop of list entries was confirmed'
    severity: 1
    query: 'customMetrics | where name == "screening.list_drops" | summarize value = sum(valueSum)'
    threshold: 0
  }
  {
    key: 'failures'
    title: 'More than 1 % of the requests fail'
    severity: 1
    query: 'requests | summarize value = 100.0 * countif(toint(resultCode) >= 500) / max_of(count(), 20)'
    threshold: 1
  }
  {
    key: 'slow'
    title: '95 % of the screenings take longer than half a second'
    severity: 2
    query: 'requests | where name has "/screenings" | summarize value = percentile(duration, 95)'
    threshold: 500
  }
]

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(mail)) {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'screening'
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: mail
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: 'alert-${name}-${rule.key}'
    location: location
    tags: tags
    properties: {
      displayName: rule.title
      enabled: true
      severity: rule.severity
      scopes: [insightsId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: 'value'
            timeAggregation: 'Maximum'
            operator: 'GreaterThan'
            threshold: rule.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: empty(mail) ? [] : [group.id]
      }
    }
  }
]
