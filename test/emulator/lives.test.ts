import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionOf } from '../../src/emulator/engine/metadata.ts';
import { models } from '../../src/emulator/resources/all.ts';
import { startCloud } from './client.ts';
import { region, samples } from './samples.ts';
import type { ResourceModel } from '../../src/emulator/engine/model.ts';
import type { Resource } from '../../src/emulator/engine/types.ts';
import type { Body, Cloud } from './client.ts';
import type { Sample } from './samples.ts';

/** Kinds that appear only beside others, or are written by actions of their own that other tests cover. */
const indirect = ['circuit-loa', 'privatelink-connection'];

const transitionMs = 1000;

let cloud: Cloud;
const ids = new Map<string, string>();

beforeAll(async () => {
  cloud = await startCloud({
    transitionMs,
    circuits: {
      'pc-adopted1': { regionId: 'cn-shanghai' },
      'pc-adopted2': { regionId: 'cn-shanghai' },
      'pc-adopted3': { regionId: 'cn-shanghai' },
      'pc-beijing1': { regionId: 'cn-beijing' },
    },
  });
  const made = await cloud.call('vpc', 'CreateVirtualBorderRouter', {
    RegionId: 'cn-beijing',
    PhysicalConnectionId: 'pc-beijing1',
    VlanId: 10,
  });
  ids.set('vbr-bj', String(made.VbrId));
});

afterAll(async () => {
  await cloud.emulator.stop();
});

/** Made before everything else, for the transit router that takes a VBR and no ECR. */
const beijingRouter: Sample = { kind: 'vbr', as: 'vbr-bj', params: () => ({ RegionId: 'cn-beijing' }) };

test('every kind has a sample here', () => {
  const sampled = new Set([...samples.map((each) => each.kind), ...indirect]);
  expect(models.map((each) => each.kind).filter((kind) => !sampled.has(kind))).toEqual([]);
});

describe('is created, becomes ready, is found, exists once and is changed:', () => {
  test.each(samples.map((sample) => [sample.as ?? sample.kind, sample] as const))(
    '%s',
    async (name, sample) => {
      const model = modelOf(sample.kind);
      const resource = await create(name, sample, model);
      expect(resource.status).toBe(firstStatus(sample, model));

      pass(10 * transitionMs);
      const ready = stored(sample.kind, resource.id);
      expect(ready?.transition).toBeUndefined();
      const shown = await show(sample, model, resource.id);
      expect(shown).toBeDefined();
      expect(lost(model, sample, shown ?? {})).toEqual([]);

      if (model.create?.unique !== undefined && sample.create === undefined) {
        // The VLAN of a further circuit is taken before the circuit itself is looked at.
        const codes = [...model.create.unique.map((each) => each.code), 'InvalidVlanId.Used'];
        expect(codes).toContain(
          await cloud.refused(model.product, model.create.action, sample.params(idNamed)),
        );
      }

      const [modify] = model.modifies ?? [];
      if (modify === undefined || sample.change === undefined) return;
      await cloud.call(model.product, modify.action, {
        ...regionOf(model, modify.action, sample),
        ...keys(model, modify.by, modify.rename, resource),
        ...sample.change,
      });
      pass(2 * transitionMs);
      expect(await show(sample, model, resource.id)).toMatchObject(sample.shows ?? sample.change);
    },
  );
});

test('tags that were given at creation are kept', () => {
  const tagged = samples.filter((sample) => JSON.stringify(sample.params(idNamed)).includes('hcnet:stack'));
  expect(tagged.length).toBeGreaterThan(12);
  for (const sample of tagged) {
    const resource = stored(sample.kind, idNamed(sample.as ?? sample.kind));
    expect(resource?.tags, sample.kind).toEqual([{ Key: 'hcnet:stack', Value: 'retail' }]);
  }
});

describe('is not removed while something depends on it:', () => {
  const refusals: readonly (readonly [string, string])[] = [
    ['vpc', 'DependencyViolation.VSwitch'],
    ['vswitch', 'DependencyViolation'],
    ['route-table', 'DependencyViolation.RouteEntry'],
    ['security-group', 'DependencyViolation'],
    ['vbr', 'DependencyViolation.BgpGroup'],
    ['vbr-2', 'DependencyViolation.BgpNetwork'],
    ['vbr-bj', 'DependencyViolation.Cen'],
    ['bgp-group', 'DependencyViolation.BgpPeer'],
    ['traffic-qos', 'DependencyViolation.QosQueue'],
    ['qos-queue', 'DependencyViolation.QosRule'],
    ['customer-gateway', 'DependencyViolation.VpnConnection'],
    ['vpn-gateway', 'DependencyViolation.VpnConnection'],
    ['vpn-connection', 'DependencyViolation.VpnRouteEntry'],
    ['vpn-attachment', 'DependencyViolation.VcoRouteEntry'],
    ['cen', 'InvalidOperation.AttachedChildInstanceExist'],
    ['transit-router', 'InvalidOperation.AttachedChildInstanceExist'],
    ['transit-router-cidr', 'OperationFailed.CidrBlockAllocated'],
    ['tr-route-table', 'OperationFailed.RouteTableAssociationExist'],
    ['tr-vpc-attachment', 'OperationFailed.RouteTableAssociationExist'],
    ['tr-ecr-attachment', 'OperationFailed.RouteTablePropagationExist'],
    ['tr-peer-attachment', 'OperationFailed.TrafficQosExist'],
    ['cen-qos-policy', 'AssociationExist.TransitQosQueueExist'],
    ['ecr', 'DependencyViolation.ChildInstance'],
    ['ecr-association', 'DependencyViolation.TransitRouterAttachment'],
    ['privatelink-endpoint', 'EndpointOperationDenied'],
    ['cms-contact-group', '403'],
  ];

  test.each(refusals)('%s: %s', async (name, code) => {
    const sample = samples.find((each) => (each.as ?? each.kind) === name) ?? beijingRouter;
    const resource = stored(sample.kind, idNamed(name));
    if (resource === undefined) throw new Error(`${name} does not exist`);
    await expect(remove(sample, modelOf(sample.kind), resource)).rejects.toMatchObject({ code });
  });
});

describe('is removed in reverse order:', () => {
  test.each([...samples].reverse().map((sample) => [sample.as ?? sample.kind, sample] as const))(
    '%s',
    async (name, sample) => {
      const model = modelOf(sample.kind);
      const resource = stored(sample.kind, idNamed(name));
      if (resource === undefined) throw new Error(`${name} is gone before its time`);
      if (sample.kind === 'physical-connection') {
        await cloud.call('vpc', 'CancelPhysicalConnection', { ...region, PhysicalConnectionId: resource.id });
      }
      await remove(sample, model, resource);
      if (model.life.deleting !== undefined)
        expect(stored(sample.kind, resource.id)?.status).toBe(deletingStatus(sample, model));
      pass(2 * transitionMs);
      expect(stored(sample.kind, resource.id)).toBeUndefined();
    },
  );

  test('and nothing but the beginning is left', () => {
    const left = cloud.emulator.snapshot().resources.map((each) => each.kind);
    expect(new Set(left)).toEqual(new Set(['physical-connection', 'vbr', 'route-table']));
  });
});

async function create(name: string, sample: Sample, model: ResourceModel): Promise<Resource> {
  const before = new Set(cloud.emulator.snapshot().resources.map((each) => `${each.kind} ${each.id}`));
  const action = sample.create?.action ?? model.create?.action ?? model.put?.action ?? '';
  await cloud.call(model.product, action, sample.params(idNamed));
  const made = cloud.emulator
    .snapshot()
    .resources.find((each) => each.kind === sample.kind && !before.has(`${each.kind} ${each.id}`));
  if (made === undefined) throw new Error(`${action} made nothing`);
  ids.set(name, made.id);
  return made;
}

async function show(sample: Sample, model: ResourceModel, id: string): Promise<Body | undefined> {
  const [read] = model.reads ?? [];
  if (read === undefined) return {};
  const given = sample.read?.(idNamed) ?? defaultRead(model, read.action, id, sample);
  const body = await cloud.call(model.product, read.action, given);
  return findItem(body, model, stored(sample.kind, id));
}

function defaultRead(model: ResourceModel, action: string, id: string, sample: Sample): Body {
  const names = actionOf(model.product, action)?.parameters.map((each) => each.name) ?? [];
  const where = names.includes('RegionId') ? { RegionId: regionFor(sample) } : {};
  if (names.includes('Filter') && !names.includes(model.idField))
    return { ...where, Filter: [{ Key: model.idField, Value: [id] }] };
  return { ...where, ...(names.includes(model.idField) ? { [model.idField]: id } : {}) };
}

async function remove(sample: Sample, model: ResourceModel, resource: Resource): Promise<void> {
  const body = await removal(sample, model, resource);
  // Cloud Monitor refuses under HTTP 200.
  if (body.Success === false)
    throw Object.assign(new Error(String(body.Message)), { code: String(body.Code) });
}

async function removal(sample: Sample, model: ResourceModel, resource: Resource): Promise<Body> {
  if (sample.as === 'vpn-attachment') {
    return cloud.call('vpc', 'DeleteVpnAttachment', { ...region, VpnConnectionId: resource.id });
  }
  if (sample.kind === 'cms-metric-rule') return cloud.call('cms', 'DeleteMetricRules', { Id: [resource.id] });
  if (sample.kind === 'cms-event-rule')
    return cloud.call('cms', 'DeleteEventRules', { RuleNames: [resource.id] });
  if (sample.kind === 'tr-route-entry')
    return cloud.call('cbn', 'DeleteTransitRouterRouteEntry', { TransitRouterRouteEntryId: resource.id });
  if (sample.kind === 'route-entry')
    return cloud.call('vpc', 'DeleteRouteEntry', { ...region, RouteEntryId: resource.id });
  if (model.delete === undefined) throw new Error(`${sample.kind} cannot be deleted`);
  const { action, by, rename } = model.delete;
  const required = actionOf(model.product, action)?.parameters.filter((each) => each.required === true) ?? [];
  const given = sample.params(idNamed);
  const fromCreation = Object.fromEntries(
    required.filter(({ name }) => given[name] !== undefined).map(({ name }) => [name, given[name]]),
  );
  // The two actions spell the only value of GrantType differently.
  const grantType = action === 'RevokeInstanceFromVbr' ? { GrantType: 'ALL' } : {};
  return cloud.call(model.product, action, {
    ...fromCreation,
    ...regionOf(model, action, sample),
    ...keys(model, by, rename, resource),
    ...grantType,
  });
}

/** Parameters of creation that the read action has a field for, and that did not come back as they were written. */
function lost(model: ResourceModel, sample: Sample, shown: Body): readonly string[] {
  const [read] = model.reads ?? [];
  if (read === undefined) return [];
  const shape = JSON.stringify(actionOf(model.product, read.action)?.response);
  return Object.entries(sample.params(idNamed))
    .filter(
      ([name, value]) => typeof value !== 'object' && shape.includes(`"${name}":`) && !notReadBack.has(name),
    )
    .filter(([name, value]) => text(shown[name]) !== String(value))
    .map(([name, value]) => `${name}: wrote ${String(value)}, read ${text(shown[name])}`);
}

/** Masked, parsed, or a field of something else in the answer. */
const notReadBack = new Set(['AuthKey', 'IkeConfig', 'NextHopId', 'NextHopType', 'RegionId']);

/** The values of the key parameters of an action, from the stored resource. */
function keys(
  model: ResourceModel,
  by: readonly string[],
  rename: Readonly<Record<string, string>> | undefined,
  resource: Resource,
): Body {
  return Object.fromEntries(
    by.map((param) => {
      const field = rename?.[param] ?? param;
      return [param, field === model.idField ? resource.id : resource.fields[field]];
    }),
  );
}

/** The first object in an answer that carries the id, or the identifying fields of a kind without one. */
function findItem(body: unknown, model: ResourceModel, resource: Resource | undefined): Body | undefined {
  if (typeof body !== 'object' || body === null || resource === undefined) return undefined;
  const value = body as Body;
  const id = value[model.idField];
  const same =
    model.idField === 'ResourceKey' ? isSame(value, resource) : id !== undefined && text(id) === resource.id;
  if (same) return value;
  for (const inner of Object.values(value)) {
    const found = findItem(inner, model, resource);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isSame(value: Body, resource: Resource): boolean {
  const shared = Object.keys(resource.fields).filter(
    (name) => value[name] !== undefined && typeof value[name] !== 'object',
  );
  return shared.length > 0 && shared.every((name) => text(value[name]) === text(resource.fields[name]));
}

function firstStatus(sample: Sample, model: ResourceModel): string {
  if (sample.kind === 'physical-connection') return 'Initial';
  if (sample.kind === 'vpn-gateway') return 'init';
  if (sample.kind === 'cms-event-rule') return 'ENABLED';
  return model.life.creating ?? model.life.ready;
}

function deletingStatus(sample: Sample, model: ResourceModel): string | undefined {
  return sample.as === 'vpn-attachment' ? 'detaching' : model.life.deleting;
}

function regionOf(model: ResourceModel, action: string, sample: Sample): Body {
  const takes = actionOf(model.product, action)?.parameters.some((each) => each.name === 'RegionId') === true;
  return takes ? { RegionId: regionFor(sample) } : {};
}

function regionFor(sample: Sample): unknown {
  return sample.params(idNamed).RegionId ?? region.RegionId;
}

/** A scalar of an answer as text. */
function text(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function idNamed(name: string): string {
  return ids.get(name) ?? `unknown-${name}`;
}

function stored(kind: string, id: string): Resource | undefined {
  return cloud.emulator.snapshot().resources.find((each) => each.kind === kind && each.id === id);
}

function pass(ms: number): void {
  cloud.clock.now += ms;
}

function modelOf(kind: string): ResourceModel {
  const model = models.find((each) => each.kind === kind);
  if (model === undefined) throw new Error(`no model ${kind}`);
  return model;
}
