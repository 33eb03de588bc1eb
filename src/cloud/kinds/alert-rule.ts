import { alertsOf, contactGroupAddress, type Threshold } from '../design/alerts.ts';
import { shortHash } from '../digest.ts';
import { defineKind, type Property } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { pagesOfRules } from '../paging.ts';
import { ref, type LooseInputs } from '../value.ts';

const levels = ['Critical', 'Warn', 'Info'] as const;

/** Each level is four parameters, given together or not at all. */
const levelProperties: Readonly<Record<string, Property>> = Object.fromEntries(
  levels.flatMap((level): [string, Property][] => {
    const path = `Escalations.${level}`;
    return [
      [`${level}Statistics`, { wire: `${path}.Statistics`, absent: '' }],
      [`${level}Operator`, { wire: `${path}.ComparisonOperator`, absent: '' }],
      [`${level}Threshold`, { wire: `${path}.Threshold`, as: 'number', absent: '' }],
      [`${level}Times`, { wire: `${path}.Times`, as: 'number', absent: '' }],
    ];
  }),
);

/**
 * A rule on a metric. The caller chooses its id, so putting it again replaces it. Source: aliyun-openapi-meta
 * en-US/cms/PutResourceMetricRule.json, DescribeMetricRuleList.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_cms_alarm.go.
 */
export const alertRule = defineKind({
  name: 'alert-rule',
  title: 'alert rule',
  product: 'cms',
  id: ['ruleId'],
  naturalKey: ['ruleId'],
  properties: {
    ruleId: { wire: 'RuleId', required: true, immutable: true },
    name: { wire: 'RuleName', required: true },
    namespace: { wire: 'Namespace', required: true, immutable: true },
    metric: { wire: 'MetricName', required: true, immutable: true },
    resources: { wire: 'Resources', as: 'json', json: true, required: true },
    contactGroup: { wire: 'ContactGroups', refersTo: ['contact-group'], required: true },
    period: { wire: 'Period', as: 'number' },
    ...levelProperties,
  },
  create: { action: 'PutResourceMetricRule' },
  read: { action: 'DescribeMetricRuleList', items: 'Alarms.Alarm', paging: pagesOfRules },
  updates: [
    {
      action: 'PutResourceMetricRule',
      properties: ['name', 'resources', 'contactGroup', 'period', ...Object.keys(levelProperties)],
      send: { RuleId: 'ruleId', Namespace: 'namespace', MetricName: 'metric' },
      sends: 'all',
    },
  ],
  delete: { action: 'DeleteMetricRules', send: { 'Id.1': 'ruleId' } },
  minutes: { create: 1, update: 1, delete: 1 },
  goneCodes: ['ResourceNotFound'],

  *desired({ topology, stack }) {
    for (const alert of alertsOf(topology)) {
      yield {
        address: alert.address,
        element: alert.element,
        region: alert.region,
        ...(alert.element.kind === 'alert' && { lifecycle: alert.element.lifecycle }),
        inputs: {
          ruleId: `hcnet-${shortHash(`${stack} ${alert.address}`, 24)}`,
          name: cloudName(stack, alert.name.replaceAll(' ', '-')),
          namespace: alert.namespace,
          metric: alert.metric,
          resources: alert.resources,
          contactGroup: ref(contactGroupAddress(alert.monitoring)),
          period: alert.periodS,
          ...levelInputs(alert.thresholds, alert.statistics),
        },
      };
    }
  },
});

const operators = {
  '>': 'GreaterThanThreshold',
  '>=': 'GreaterThanOrEqualToThreshold',
  '<': 'LessThanThreshold',
  '<=': 'LessThanOrEqualToThreshold',
} as const;

function levelInputs(thresholds: readonly Threshold[], statistics: string): LooseInputs {
  return Object.fromEntries(
    thresholds.flatMap((threshold): [string, string | number][] => {
      const level = { critical: 'Critical', warn: 'Warn', info: 'Info' }[threshold.level];
      return [
        [`${level}Statistics`, statistics],
        [`${level}Operator`, operators[threshold.operator]],
        [`${level}Threshold`, threshold.value],
        [`${level}Times`, threshold.times],
      ];
    }),
  );
}
