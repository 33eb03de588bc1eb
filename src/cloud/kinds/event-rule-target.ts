import { contactGroupAddress, monitoringRegion } from '../design/alerts.ts';
import { systemEventById } from '../../model/catalog/events.ts';
import { defineKind } from '../kind.ts';
import { ref } from '../value.ts';

/**
 * Whom an event rule tells. Source: aliyun-openapi-meta en-US/cms/PutEventRuleTargets.json,
 * DescribeEventRuleTargetList.json, DeleteEventRuleTargets.json.
 */
export const eventRuleTarget = defineKind({
  name: 'event-rule-target',
  title: 'event rule target',
  product: 'cms',
  id: ['rule', 'target'],
  naturalKey: ['rule', 'target'],
  isAccountWide: true,
  properties: {
    rule: { wire: 'RuleName', read: false, refersTo: ['event-rule'], required: true, immutable: true },
    target: { wire: 'ContactParameters.1.Id', read: 'Id', required: true, immutable: true },
    contactGroup: {
      wire: 'ContactParameters.1.ContactGroupName',
      read: 'ContactGroupName',
      refersTo: ['contact-group'],
      required: true,
    },
    level: { wire: 'ContactParameters.1.Level', read: 'Level' },
  },
  create: { action: 'PutEventRuleTargets' },
  read: {
    action: 'DescribeEventRuleTargetList',
    items: 'ContactParameters.ContactParameter',
    // Each kind of target has a list of its own, which is there when it has an entry.
    mayLackItems: true,
    within: { RuleName: 'rule' },
  },
  updates: [
    {
      action: 'PutEventRuleTargets',
      properties: ['contactGroup', 'level'],
      send: { 'RuleName': 'rule', 'ContactParameters.1.Id': 'target' },
      sends: 'all',
    },
  ],
  delete: { action: 'DeleteEventRuleTargets', send: { 'RuleName': 'rule', 'Ids.1': 'target' } },
  minutes: { create: 3, update: 3, delete: 3 },
  goneCodes: ['ResourceNotFound'],

  *desired({ topology }) {
    for (const element of topology.monitorings) {
      for (const id of element.events) {
        const event = systemEventById(id);
        if (event === undefined) continue;
        const rule = `${element.path}/event.${id}`;
        yield {
          address: `${rule}/target`,
          element,
          region: monitoringRegion(topology),
          inputs: {
            rule: ref(rule),
            target: '1',
            contactGroup: ref(contactGroupAddress(element)),
            // 2 critical, 3 warning, 4 information: parameter text of ContactParameters.N.Level.
            level: { critical: '2', warn: '3', info: '4' }[event.level],
          },
        };
      }
    }
  },
});
