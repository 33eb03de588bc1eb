/** Rules of a QoS queue: which packets belong into it. */
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import type { Fields, Resource } from '../engine/types.ts';

export const qosRule = defineResource({
  kind: 'qos-rule',
  product: 'vpc',
  idField: 'RuleId',
  idPrefix: 'qos-rule-',
  life: {
    creating: 'Configuring',
    ready: 'Normal',
    modifying: 'Configuring',
    deleting: 'Deleting',
    busy: 'EcQoSConflict',
  },
  notFound: { code: 'IllegalParam.RuleId', status: 400 },
  locks: (fields) => [{ key: `qos:${text(fields.QosId)}`, code: 'EcQoSConflict' }],
  create: {
    action: 'CreateExpressConnectTrafficQosRule',
    parents: [
      { param: 'QosId', kind: 'traffic-qos' },
      { param: 'QueueId', kind: 'qos-queue' },
    ],
    // Unverified: the code. Priorities are unique within a policy: parameter text of Priority.
    unique: [{ by: ['QosId', 'Priority'], code: 'OperationDenied.PriorityUsed' }],
  },
  reads: [
    {
      action: 'DescribeExpressConnectTrafficQosRule',
      list: 'RuleList',
      by: { RuleIdList: 'RuleId', RuleNameList: 'RuleName' },
    },
  ],
  modifies: [
    {
      action: 'ModifyExpressConnectTrafficQosRule',
      by: ['QosId', 'QueueId', 'RuleId'],
      unique: [{ by: ['QosId', 'Priority'], code: 'OperationDenied.PriorityUsed' }],
    },
  ],
  delete: { action: 'DeleteExpressConnectTrafficQosRule', by: ['QosId', 'QueueId', 'RuleId'] },
});

export function ruleView(rule: Resource): Fields {
  return { ...rule.fields, RuleId: rule.id, Status: rule.status };
}
