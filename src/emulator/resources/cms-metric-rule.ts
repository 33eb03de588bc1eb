/** Cloud Monitor alert rules; the caller chooses RuleId, and putting one again replaces it. */
import { ApiError } from '../engine/api-error.ts';
import { putHandler } from '../engine/create.ts';
import { keptFields } from '../engine/fields.ts';
import { visible } from '../engine/lookup.ts';
import { fieldsOf, list, text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import { ensureGroups } from './cms-contact-group.ts';
import type { PutModel, ResourceModel } from '../engine/model.ts';
import type { Call, Change, Fields, Handler, Resource, World } from '../engine/types.ts';

const levels = ['Critical', 'Warn', 'Info'] as const;

/** A level is given whole or not at all: parameter texts of PutResourceMetricRule. */
const members = ['Statistics', 'ComparisonOperator', 'Threshold', 'Times'] as const;

const put: PutModel = {
  action: 'PutResourceMetricRule',
  keyParam: 'RuleId',
  defaults: {
    EnableState: true,
    SilenceTime: 86_400,
    EffectiveInterval: '00:00-23:59',
    NoDataPolicy: 'KEEP_LAST_STATE',
  },
  check: (call, world) => {
    checkLevels(call);
    checkResources(call);
    ensureGroups(
      text(call.params.ContactGroups)
        .split(',')
        .map((each) => each.trim()),
      world,
    );
  },
  fields: (call, _world, previous) => ({
    Escalations: escalations(call),
    EnableState: previous?.fields.EnableState ?? true,
    SourceType: 'METRIC',
  }),
};

export const cmsMetricRule: ResourceModel = defineResource({
  kind: 'cms-metric-rule',
  product: 'cms',
  idField: 'RuleId',
  life: { field: 'AlertState', ready: 'OK' },
  notFound: { code: 'ResourceNotFound', status: 200 },
  view: (rule) => ({
    GmtCreate: rule.createdAt,
    GmtUpdate: rule.changedAt,
    MailSubject: rule.fields.EmailSubject,
    SendOK: false,
  }),
  put,
  reads: [
    {
      action: 'DescribeMetricRuleList',
      list: 'Alarms',
      ignore: ['RuleIds', 'Dimensions', 'GroupId'],
      where: isAskedFor,
    },
  ],
  extra: {
    PutResourceMetricRules: putMany,
    DeleteMetricRules: remove,
    EnableMetricRules: (call, world) => setEnabled(call, world, true),
    DisableMetricRules: (call, world) => setEnabled(call, world, false),
  },
});

/** RuleIds is a comma-separated text. */
function isAskedFor(rule: Resource, call: Call): boolean {
  const ids = text(call.params.RuleIds);
  return ids === '' || ids.split(',').includes(rule.id);
}

function checkLevels(call: Call): void {
  const used = levels.filter((level) =>
    members.some((member) => call.params[`Escalations.${level}.${member}`] !== undefined),
  );
  const composed = call.params.CompositeExpression !== undefined || call.params.Prometheus !== undefined;
  if (used.length === 0 && !composed)
    throw new ApiError(
      'MissingParameter',
      'A rule needs at least one of Escalations.Critical, Escalations.Warn, Escalations.Info.',
    );
  for (const level of used) {
    const missing = members.find((member) => call.params[`Escalations.${level}.${member}`] === undefined);
    if (missing !== undefined)
      throw new ApiError(
        'MissingParameter',
        `The parameter "Escalations.${level}.${missing}" is mandatory with its level.`,
      );
  }
}

/** `[{"instanceId":"vbr-..."}]` as a JSON text. */
function checkResources(call: Call): void {
  const given = text(call.params.Resources);
  if (given === '') return;
  try {
    if (Array.isArray(JSON.parse(given))) return;
  } catch {
    // Answered below, together with JSON that is no list.
  }
  throw new ApiError(
    'InvalidParameter.Resources',
    'Resources is not a JSON list such as [{"instanceId":"vbr-abc"}].',
  );
}

function escalations(call: Call): Fields {
  const given = levels.map((level): readonly [string, Fields] => [
    level,
    Object.fromEntries(members.map((member) => [member, call.params[`Escalations.${level}.${member}`]])),
  ]);
  return Object.fromEntries(given.filter(([, level]) => level.Statistics !== undefined));
}

/** Several rules in one call; each that fails is named in the answer, the others are kept. */
function putMany(call: Call, world: World): ReturnType<Handler> {
  const single = putHandler(cmsMetricRule, put);
  const results = list(call.params.Rules).map((each) =>
    attempt(single, { ...call, params: fieldsOf(each) }, world),
  );
  const failed = results.filter((each) => each.error !== undefined);
  return {
    answer: {
      FailedListResult: failed.map(({ id, error }) => ({
        RuleId: id,
        Result: { Code: error?.code, Message: error?.message, Success: false },
      })),
    },
    changes: results.flatMap((each) => each.changes),
  };
}

interface Attempt {
  readonly id: string;
  readonly changes: readonly Change[];
  readonly error?: ApiError;
}

function attempt(handler: Handler, call: Call, world: World): Attempt {
  const id = text(call.params.RuleId);
  try {
    return { id, changes: handler(call, world).changes ?? [] };
  } catch (error) {
    if (error instanceof ApiError) return { id, changes: [], error };
    throw error;
  }
}

function remove(call: Call, world: World): ReturnType<Handler> {
  const found = rulesOf(list(call.params.Id).map(text), call, world);
  return { answer: {}, changes: found.map((resource) => ({ op: 'delete', resource })) };
}

function setEnabled(call: Call, world: World, enabled: boolean): ReturnType<Handler> {
  const found = rulesOf(list(call.params.RuleId).map(text), call, world);
  return {
    answer: {},
    changes: found.map((each) => ({
      op: 'update',
      resource: {
        ...each,
        fields: { ...each.fields, ...keptFields({ EnableState: enabled }) },
        changedAt: world.now,
      },
    })),
  };
}

function rulesOf(ids: readonly string[], call: Call, world: World): readonly Resource[] {
  return ids.map((id) => {
    const rule = visible(world.find('cms-metric-rule', id), call);
    if (rule === undefined) throw new ApiError('ResourceNotFound', `The rule "${id}" does not exist.`, 200);
    return rule;
  });
}
