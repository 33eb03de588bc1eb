/** Cloud Monitor subscriptions to system events, with the targets they are sent to. */
import { ApiError } from '../engine/api-error.ts';
import { need, visible } from '../engine/lookup.ts';
import { fieldsOf, list, text } from '../engine/model.ts';
import { viewOf } from '../engine/view.ts';
import { defineResource } from './define.ts';
import { ensureGroups } from './cms-contact-group.ts';
import type { ResourceModel } from '../engine/model.ts';
import type { Call, Fields, Handler, Json, Resource, World } from '../engine/types.ts';

/** Parameter lists of PutEventRuleTargets, and the list in the answer of DescribeEventRuleTargetList. */
const targetLists = [
  'ContactParameters',
  'WebhookParameters',
  'SlsParameters',
  'MnsParameters',
  'FcParameters',
  'OpenApiParameters',
] as const;

export const cmsEventRule: ResourceModel = defineResource({
  kind: 'cms-event-rule',
  product: 'cms',
  idField: 'Name',
  life: { field: 'State', ready: 'ENABLED' },
  notFound: { code: 'ResourceNotFound', status: 200 },
  put: {
    action: 'PutEventRule',
    keyParam: 'RuleName',
    defaults: { EventType: 'SYSTEM', SilenceTime: 86_400 },
    status: (call) => text(call.params.State) || 'ENABLED',
    // Targets survive a new pattern: they are written by an action of their own.
    fields: (_call, _world, previous) =>
      Object.fromEntries(['ContactGroup', ...targetLists].map((name) => [name, previous?.fields[name]])),
  },
  reads: [
    {
      action: 'DescribeEventRuleList',
      list: 'EventRules',
      ignore: ['NamePrefix', 'IsEnable'],
      where: (each, call) =>
        each.id.startsWith(text(call.params.NamePrefix)) &&
        (call.params.IsEnable === undefined || (each.status === 'ENABLED') === call.params.IsEnable),
    },
  ],
  extra: {
    DescribeEventRuleAttribute: describe,
    PutEventRuleTargets: putTargets,
    DeleteEventRuleTargets: deleteTargets,
    DescribeEventRuleTargetList: (call, world) => {
      const rule = findRule(call, world);
      return { answer: Object.fromEntries(targetLists.map((name) => [name, list(rule.fields[name])])) };
    },
    DeleteEventRules: (call, world) => ({
      answer: {},
      changes: named(call, world).map((resource) => ({ op: 'delete', resource })),
    }),
    EnableEventRules: (call, world) => setState(call, world, 'ENABLED'),
    DisableEventRules: (call, world) => setState(call, world, 'DISABLED'),
  },
});

/** A rule has one pattern here although the request takes a list: the attribute action shows a single one. */
function describe(call: Call, world: World): ReturnType<Handler> {
  const rule = findRule(call, world);
  const [pattern] = list(rule.fields.EventPattern);
  return { answer: { Result: { ...viewOf(cmsEventRule, rule, world), EventPattern: fieldsOf(pattern) } } };
}

function putTargets(call: Call, world: World): ReturnType<Handler> {
  const rule = findRule(call, world);
  ensureGroups(
    list(call.params.ContactParameters).map((each) => text(fieldsOf(each).ContactGroupName)),
    world,
  );
  const merged = targetLists.map(
    (name) => [name, merge(list(rule.fields[name]), list(call.params[name]))] as const,
  );
  return {
    answer: { FailedParameterCount: '0' },
    changes: [withTargets(rule, Object.fromEntries(merged), world)],
  };
}

function deleteTargets(call: Call, world: World): ReturnType<Handler> {
  const rule = findRule(call, world);
  const ids = list(call.params.Ids).map(text);
  const left = targetLists.map(
    (name) => [name, list(rule.fields[name]).filter((each) => !ids.includes(idOf(each)))] as const,
  );
  return { answer: {}, changes: [withTargets(rule, Object.fromEntries(left), world)] };
}

/** A target with a known id replaces it. */
function merge(known: readonly Json[], given: readonly Json[]): readonly Json[] {
  const ids = new Set(given.map(idOf));
  return [...known.filter((each) => !ids.has(idOf(each))), ...given];
}

function idOf(target: Json): string {
  return text(fieldsOf(target).Id);
}

function withTargets(
  rule: Resource,
  targets: Fields,
  world: World,
): { readonly op: 'update'; readonly resource: Resource } {
  const [contact] = list(targets.ContactParameters);
  const ContactGroup = text(fieldsOf(contact).ContactGroupName);
  return {
    op: 'update',
    resource: { ...rule, fields: { ...rule.fields, ...targets, ContactGroup }, changedAt: world.now },
  };
}

function setState(call: Call, world: World, status: string): ReturnType<Handler> {
  return {
    answer: {},
    changes: named(call, world).map((each) => ({
      op: 'update',
      resource: { ...each, status, changedAt: world.now },
    })),
  };
}

function findRule(call: Call, world: World): Resource {
  return need(cmsEventRule, ['RuleName'], call, world, { RuleName: 'Name' });
}

function named(call: Call, world: World): readonly Resource[] {
  return list(call.params.RuleNames)
    .map(text)
    .map((name) => {
      const rule = visible(world.find('cms-event-rule', name), call);
      if (rule === undefined)
        throw new ApiError('ResourceNotFound', `The event rule "${name}" does not exist.`, 200);
      return rule;
    });
}
