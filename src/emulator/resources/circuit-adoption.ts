/** Circuits that nobody ordered here: they come into the cloud when somebody names them, or when it starts. */
import { fieldsOf, list, text } from '../engine/model.ts';
import { accessPoints } from '../data/regions.ts';
import type { Cloud } from '../engine/cloud.ts';
import type { Call, Change, CircuitHint, Fields, Resource, World } from '../engine/types.ts';

/** Product types of a circuit. */
export const dedicated = 'PhysicalConnection';
export const shared = 'VirtualPhysicalConnection';

/** Circuits that an entry point knows of exist from the start. */
export function seedCircuits(
  cloud: Cloud,
  hints: Readonly<Record<string, CircuitHint>>,
  accountId: string,
): void {
  const world = cloud.world();
  const missing = Object.entries(hints).filter(([id]) => world.find('physical-connection', id) === undefined);
  const call = { product: 'vpc', action: 'Seed', region: '', params: {}, accountId, requestId: '' } as const;
  cloud.bring(
    call,
    missing.map(([id, hint]) => adopted(id, hint, call, world)),
  );
}

/** Ids that the caller asks for by name and the emulator has never seen. */
export function adoptAsked(call: Call, world: World): readonly Change[] {
  const filters = list(call.params.Filter).map(fieldsOf);
  const ids = filters
    .filter((each) => text(each.Key) === 'PhysicalConnectionId')
    .flatMap((each) => list(each.Value).map(text));
  const wantsShared = filters.some(
    (each) => text(each.Key) === 'ProductType' && list(each.Value).includes(shared),
  );
  return adoptIds(ids, wantsShared, call, world);
}

export function adoptAskedShared(call: Call, world: World): readonly Change[] {
  return adoptIds(list(call.params.VirtualPhysicalConnectionIds).map(text), true, call, world);
}

function adoptIds(ids: readonly string[], hosted: boolean, call: Call, world: World): readonly Change[] {
  if (!world.settings.adoptUnknownCircuits) return [];
  return [...new Set(ids)]
    .filter((id) => /^pc-[a-z0-9-]{3,}$/.test(id) && world.find('physical-connection', id) === undefined)
    .map((id) => adopted(id, { hosted, ...world.settings.circuits[id] }, call, world));
}

function adopted(id: string, hint: CircuitHint, call: Call, world: World): Change {
  const region = hint.regionId ?? call.region;
  const fields: Fields = {
    Name: hint.name ?? id,
    AccessPointId:
      hint.accessPointId ?? accessPoints.find((each) => each.regionId === region)?.id ?? `ap-${region}-a-A`,
    PortType: hint.portType ?? '10GBase-LR',
    Bandwidth: hint.bandwidth ?? 10_000,
    LineOperator: hint.lineOperator ?? 'CT',
    BusinessStatus: 'Normal',
    ChargeType: 'Prepaid',
    Type: 'VPC',
    PortNumber: '1',
    ProductType: hint.hosted === true ? shared : dedicated,
    ...(hint.hosted === true ? sharedFields(hint, world) : {}),
  };
  const resource: Resource = {
    kind: 'physical-connection',
    id,
    order: world.nextOrder(),
    region,
    owner: call.accountId,
    status: hint.status ?? 'Enabled',
    fields,
    tags: [],
    createdAt: world.now,
    changedAt: world.now,
  };
  return { op: 'create', resource };
}

/** What a share of a partner's circuit has besides: its parent, its size in words, and whether the tenant took it. */
function sharedFields(hint: CircuitHint, world: World): Fields {
  const bandwidth = hint.bandwidth ?? 1000;
  const consent = hint.status === 'Allocated' ? 'UnConfirmed' : 'Confirmed';
  return {
    ParentPhysicalConnectionId: world.newId('pc-'),
    Spec: bandwidth >= 1000 ? `${bandwidth / 1000}G` : `${bandwidth}M`,
    VpconnStatus: consent,
    VirtualPhysicalConnectionStatus: consent,
  };
}
