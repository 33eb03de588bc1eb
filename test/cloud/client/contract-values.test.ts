/** What the engine sends and expects, value by value, as the published metadata has it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actions, actionTraits, positionOf } from '../../../src/cloud/client/actions.ts';
import type { CloudRequest } from '../../../src/cloud/context.ts';
import type { Call, Kind } from '../../../src/cloud/kind.ts';
import { allKinds } from '../../../src/cloud/kinds/all.ts';
import { makeDestroyPlan, makePlan } from '../../../src/cloud/plan/make-plan.ts';
import { products } from '../../../src/cloud/products.ts';
import { documentedValues, lifecyclesOf } from '../../support/documented.ts';
import { applyAll, startBench, topologyOf } from '../support/bench.ts';
import { routesAndServicesDesign, wholeDesign } from '../support/designs.ts';
import { parameterAt, readMetadata, sources, type Metadata, type Parameter } from '../support/metadata.ts';
import { valueFaults } from '../support/values.ts';

let requests: readonly CloudRequest[] = [];

beforeAll(async () => {
  const bench = await startBench();
  for (const design of [wholeDesign, routesAndServicesDesign]) {
    const topology = topologyOf(design);
    await applyAll(bench.context, await makePlan(bench.context, topology));
    await applyAll(bench.context, await makeDestroyPlan(bench.context, topology));
  }
  requests = bench.requests;
  await bench.emulator.stop();
});

afterAll(() => {
  requests = [];
});

const kinds = allKinds.map((kind): [string, Kind] => [kind.name, kind]);

/** Statuses that no list of the reference folder has, with where they come from. */
const otherStatuses: Readonly<Record<string, string>> = {
  'ecr-grant ACTIVE': 'terraform-provider-alicloud, service_alicloud_express_connect_router_v2.go',
  'physical-connection Normal': 'BusinessStatus, among the values of ListVirtualPhysicalConnections',
  'hosted-connection Normal': 'BusinessStatus, among the values of ListVirtualPhysicalConnections',
  'private-zone-record ENABLE': 'among the values of SetZoneRecordStatus',
};

/** Actions that take their parameters in the body as well, with where that can be seen. */
const elsewhere: Readonly<Record<string, string>> = {
  AssumeRole: '@alicloud/credentials 2.4.7, providers/ram_role_arn.js',
  AssumeRoleWithOIDC: '@alicloud/credentials 2.4.7, providers/oidc_role_arn.js',
};

test.each(kinds)('%s waits for statuses that are documented', (name, kind) => {
  const actions = [kind.read.action, kind.read.detail?.action ?? ''];
  const known = new Set([
    ...lifecyclesOf(name).flatMap((each) => each.states),
    ...actions.flatMap((action) => documentedValues(kind.product, action, kind.status?.field ?? '')),
  ]);
  const { ready = [], failed = [], gone = [] } = kind.status ?? {};
  const named = [...ready, ...failed, ...gone, ...Object.values(kind.people?.ready ?? {}).flat()];
  const done = (kind.people?.steps ?? []).flatMap((step) => step.doneIn);
  const unknown = [...new Set([...named, ...done])].filter((status) => !known.has(status));
  const excepted = Object.keys(otherStatuses).filter((each) => each.startsWith(`${name} `));
  expect(unknown.map((status) => `${name} ${status}`)).toEqual(excepted);
});

describe.each(sources)('by $name', ({ folder }) => {
  const metadata = readMetadata(folder);

  test.each(kinds)('%s has a value for whatever an action must have', (_name, kind) => {
    expect(changingCalls(kind).flatMap((call) => missing(kind, call, metadata[kind.product]))).toEqual([]);
  });

  test.each(kinds)('%s sends no constant that is not among the documented values', (_name, kind) => {
    const sent = constantsOf(kind);
    const faults = sent.flatMap(([action, name, value]) => {
      const parameter = parameterOf(metadata[kind.product], action, name);
      return parameter === undefined ? [`${action}: no ${name}`] : valueFaults(parameter, value);
    });
    expect(faults).toEqual([]);
  });

  test('every value of a whole life has the type, the length and the range of its parameter', () => {
    expect(requests.length).toBeGreaterThan(300);
    const faults = requests.flatMap(({ product, action, parameters }) =>
      Object.entries(parameters).flatMap(([name, value]) => {
        const parameter = parameterOf(metadata[product], action, name);
        const found = parameter === undefined ? [`no ${name}`] : valueFaults(parameter, value);
        return found.map((fault) => `${action}: ${fault}`);
      }),
    );
    expect([...new Set(faults)]).toEqual([]);
  });

  test('every request of a whole life has what its action must have, and a token where it takes one', () => {
    const faults = requests.flatMap(({ product, action, region, parameters }) => {
      const { region: takesRegion, token } = actionTraits(product, action);
      const sent = new Set([
        ...Object.keys(parameters).flatMap(heads),
        ...(takesRegion && region !== '' ? ['RegionId'] : []),
      ]);
      const lacks = (metadata[product].actions[action]?.parameters ?? [])
        .filter((each) => each.required === true && !sent.has(each.name))
        .map((each) => `${action}: ${each.name} is required`);
      return token === undefined || sent.has(token) ? lacks : [...lacks, `${action}: no ${token}`];
    });
    expect([...new Set(faults)]).toEqual([]);
  });

  test('every parameter of every action travels where the product takes it', () => {
    const faults = Object.values(products).flatMap((product) =>
      Object.keys(actions[product.name]).flatMap((action) =>
        (metadata[product.name].actions[action]?.parameters ?? []).flatMap(({ name, position }) => {
          const sent = positionOf(product, action, name) === 'query' ? 'Query' : 'Body';
          // Only the reference folder says it.
          return position === undefined || position === sent || elsewhere[action] !== undefined
            ? []
            : [`${action}: ${name} goes into ${position}`];
        }),
      ),
    );
    expect(faults).toEqual([]);
  });
});

interface Sending {
  readonly action: string;
  readonly properties: readonly string[];
  readonly wires: Readonly<Record<string, string>>;
  /** What is sent besides properties. */
  readonly others: readonly string[];
}

function changingCalls(kind: Kind): readonly Sending[] {
  const names = Object.keys(kind.properties);
  const fixed = (call: Call): string[] => [
    ...Object.keys(call.send ?? (typeof kind.id === 'string' ? { [kind.id]: '$id' } : {})),
    ...Object.keys(call.with ?? {}),
  ];
  const { create } = kind;
  return [
    ...(create === undefined
      ? []
      : [
          {
            action: create.action,
            properties: names.filter((name) => kind.properties[name]?.only !== 'update'),
            wires: {},
            others: [...Object.keys(create.send ?? {}), ...Object.keys(create.with ?? {})],
          },
        ]),
    ...(kind.updates ?? []).map((update) => ({
      action: update.action,
      properties: update.properties,
      wires: update.wires ?? {},
      others: [
        ...fixed(update),
        ...(typeof update.sends === 'object' ? Object.values<string>(update.sends) : []),
      ],
    })),
    ...(kind.delete === undefined
      ? []
      : [{ action: kind.delete.action, properties: [], wires: {}, others: fixed(kind.delete) }]),
  ];
}

/** Required parameters that only a property fills which a design may leave out. */
function missing(kind: Kind, call: Sending, metadata: Metadata): readonly string[] {
  const isCreation = call.action === kind.create?.action;
  const always = new Set([
    ...call.others.flatMap(heads),
    ...call.properties
      .filter((name) => !isCreation || kind.properties[name]?.required === true)
      .flatMap((name) => heads(call.wires[name] ?? kind.properties[name]?.wire ?? '')),
    ...(actionTraits(kind.product, call.action).region ? ['RegionId'] : []),
  ]);
  return (metadata.actions[call.action]?.parameters ?? [])
    .filter((each) => each.required === true && !always.has(each.name))
    .map((each) => `${call.action}: ${each.name} is required`);
}

type Constant = readonly [action: string, parameter: string, value: unknown];

function constantsOf(kind: Kind): readonly Constant[] {
  const of = (action: string, values: Readonly<Record<string, unknown>> = {}): readonly Constant[] =>
    Object.entries(values).map(([name, value]) => [action, name, value] as const);
  const clearing = (kind.updates ?? []).flatMap((update) =>
    update.properties.flatMap((name) => of(update.action, kind.properties[name]?.clearWith)),
  );
  const change = kind.tags?.change;
  return [
    ...of(kind.create?.action ?? '', kind.create?.with),
    ...(kind.updates ?? []).flatMap((update) => of(update.action, update.with)),
    ...clearing,
    ...of(kind.delete?.action ?? '', kind.delete?.with),
    ...of(kind.read.action, { ...kind.read.with, ...kind.read.byId }),
    ...Object.values(kind.outputs ?? {}).flatMap((each) =>
      'action' in each ? of(each.action, each.with) : [],
    ),
    ...(change === undefined
      ? []
      : [change.add, change.remove].flatMap((action) => of(action, { ResourceType: change.type }))),
  ];
}

function parameterOf(metadata: Metadata, action: string, name: string): Parameter | undefined {
  return parameterAt(metadata.actions[action]?.parameters ?? [], name);
}

function heads(name: string): readonly string[] {
  return [name, name.split('.')[0] ?? ''];
}
