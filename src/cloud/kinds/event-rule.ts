import { systemEventById, type SystemEvent } from '../../model/catalog/events.ts';
import { monitoringRegion } from '../design/alerts.ts';
import { defineKind } from '../kind.ts';
import { cloudName, ownershipNote } from '../naming.ts';
import { pages } from '../paging.ts';
import type { Input } from '../value.ts';

/**
 * A subscription to system events. Putting it again replaces it. Source: aliyun-openapi-meta
 * en-US/cms/PutEventRule.json, DescribeEventRuleList.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_cms_event_rule.go.
 */
export const eventRule = defineKind({
  name: 'event-rule',
  title: 'event rule',
  product: 'cms',
  id: ['name'],
  naturalKey: ['name'],
  isAccountWide: true,
  properties: {
    name: { wire: 'RuleName', read: 'Name', required: true, immutable: true },
    description: { wire: 'Description' },
    // The list shows what was written in a shape of its own.
    pattern: { wire: 'EventPattern', read: false, as: 'json', required: true },
    type: { wire: 'EventType' },
    state: { wire: 'State' },
  },
  create: { action: 'PutEventRule' },
  read: { action: 'DescribeEventRuleList', items: 'EventRules.EventRule', paging: pages },
  updates: [
    {
      action: 'PutEventRule',
      properties: ['description', 'pattern', 'type', 'state'],
      send: { RuleName: 'name' },
      sends: 'all',
    },
  ],
  delete: { action: 'DeleteEventRules', send: { 'RuleNames.1': 'name' } },
  minutes: { create: 3, update: 3, delete: 3 },
  goneCodes: ['ResourceNotFound'],

  *desired({ topology, stack }) {
    for (const element of topology.monitorings) {
      for (const id of element.events) {
        const event = systemEventById(id);
        if (event === undefined) continue;
        const address = `${element.path}/event.${id}`;
        yield {
          address,
          element,
          region: monitoringRegion(topology),
          inputs: {
            name: cloudName(stack, `${element.name}-${id}`),
            description: ownershipNote(stack, address),
            pattern: [patternOf(event)],
            type: 'SYSTEM',
            state: 'ENABLED',
          },
        };
      }
    }
  },
});

function patternOf(event: SystemEvent): Input {
  return {
    // Unverified: the product's machine name where only the console's label is published.
    Product: event.product ?? 'physicalconnection',
    ...(event.names.length === 0 ? {} : { NameList: event.names }),
    LevelList: [event.level.toUpperCase()],
  };
}
