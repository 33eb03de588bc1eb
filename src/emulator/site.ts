/** What is behind the door of a running emulator: cloud, gateway, faults, and the hands that reach in from outside. */
import { demoCredentials } from './credentials.ts';
import { demoCircuits } from './data/demo-circuits.ts';
import { Conditions } from './delivery/conditions.ts';
import { workLate } from './delivery/deliver.ts';
import { Gateway } from './delivery/gateway.ts';
import { openEnds } from './delivery/later.ts';
import { Cloud, stateOf } from './engine/cloud.ts';
import { handlerTable } from './engine/handlers.ts';
import { copyOf, seededRandom } from './engine/random.ts';
import { driftNowSchema } from './faults/drift.ts';
import { Faults } from './faults/faults.ts';
import { addDependent, applyDrift } from './faults/foreign.ts';
import { readAs } from './faults/rule.ts';
import { Shadows } from './faults/shadows.ts';
import { silentLogger } from './options.ts';
import { newBuckets, openObjects } from './oss/open.ts';
import { keyRingOf } from './key-ring.ts';
import { models, services } from './resources/all.ts';
import { seedCircuits } from './resources/circuit-adoption.ts';
import type { CloudParts } from './engine/cloud.ts';
import type { LedgerEntry } from './engine/ledger.ts';
import type { Random } from './engine/random.ts';
import type { Snapshot } from './engine/snapshot.ts';
import type { DeliveryParts, LateCall } from './delivery/deliver.ts';
import type { Due } from './delivery/later.ts';
import type { Drift } from './faults/drift.ts';
import type { ForeignHand } from './faults/effects.ts';
import type { FaultControl, FaultParts } from './faults/faults.ts';
import type { SiteOptions } from './options.ts';
import type { Buckets } from './oss/buckets.ts';
import type { ObjectDeliveryParts } from './oss/deliver.ts';

/** Everything behind the door. */
export interface Site {
  readonly cloud: Cloud;
  readonly random: Random;
  readonly delivery: DeliveryParts;
  readonly objects: ObjectDeliveryParts;
  readonly inside: Inside;
  /**
   * Another site that stands where this one stands: resources and their transitions, objects, ledger, tokens,
   * faults and how often they were met, what reads do not see yet, deliveries that are on their way. Those of
   * objects are not: they only come over HTTP, to a site that nobody forks.
   */
  readonly fork: (outside?: Outside) => Site;
  /** What was put off will not be done any more. */
  readonly stop: () => void;
}

/** What a fork may have of its own; absent: shared with the site that it comes from. */
export type Outside = Pick<SiteOptions, 'clock' | 'wait' | 'onFault' | 'logger'>;

/** What the program that started the emulator can see and do, without the network. */
export interface Inside {
  /** Everything committed since the cloud began, oldest first. */
  ledger(): readonly LedgerEntry[];
  snapshot(): Snapshot;
  /** Empties the cloud, the ledger and the memory of client tokens, and ends all faults. */
  reset(): void;
  readonly faults: FaultControl;
  /** Changes, deletes or occupies a resource as somebody else would; false when it does not exist. */
  drift(drift: Drift): boolean;
  /** Makes something of somebody else's that uses the resource; false when nothing can. */
  addDependent(id: string): boolean;
  /** Resolves when no delivery is outstanding that a fault has put off. */
  settled(): Promise<void>;
}

/** Who wants to hear of changes, and what was there before. */
export interface Keeping extends Pick<CloudParts, 'changed' | 'record'> {
  readonly kept?: Snapshot | undefined;
}

/** Fails with FaultRuleError. */
export function newSite(options: SiteOptions, keeping: Keeping): Site {
  const { changed, record, kept } = keeping;
  const shadows = new Shadows();
  const random = randomOf(options.random);
  const cloud = new Cloud(
    {
      models: modelsByKind,
      handlers,
      settings: settingsOf(options),
      clock: options.clock ?? (() => Date.now()),
      random,
      changed,
      ...(record === undefined ? {} : { record }),
      lens: (world, call) => shadows.lens(world, call),
    },
    kept === undefined ? undefined : stateOf(kept),
  );
  // The rules that held something ended with the last run.
  cloud.release();
  const conditions = (clock: () => number): Conditions => new Conditions(options, clock);
  const buckets = newBuckets(options, keeping);
  const faults = (parts: FaultParts): Faults => new Faults(parts);
  const site = siteFrom(options, { cloud, buckets, shadows, random, conditions, faults, due: [] });
  seed(options, cloud);
  for (const rule of options.faults ?? []) site.inside.faults.add(rule);
  return site;
}

const modelsByKind = new Map(models.map((model) => [model.kind, model]));
const handlers = handlerTable(models, services);

/** What a site is made of, new or copied. */
interface Core {
  readonly cloud: Cloud;
  readonly buckets: Buckets;
  readonly shadows: Shadows;
  readonly random: Random;
  readonly conditions: (clock: () => number) => Conditions;
  readonly faults: (parts: FaultParts) => Faults;
  readonly due: readonly Due<LateCall>[];
}

function siteFrom(options: SiteOptions, core: Core): Site {
  const { cloud, buckets, shadows, random } = core;
  const { clock = () => Date.now(), logger = silentLogger, onFault = () => undefined } = options;
  const faults = core.faults({
    clock,
    hasTag: (id, value) => cloud.byId(id)?.tags.some((tag) => tag.Value === value) === true,
    ended: (rule) => {
      shadows.remove(rule);
      cloud.release(rule);
    },
  });
  const gateway = new Gateway({ cloud, clock, random, logger });
  const later = openEnds<LateCall>({
    clock,
    wait: options.wait,
    logger,
    work: (late) => {
      workLate(delivery, late);
    },
  });
  const hand = foreignHand(cloud);
  const conditions = core.conditions(clock);
  const delivery: DeliveryParts = {
    ...{ gateway, conditions, faults, later, shadows },
    ...{ clock, logger, onFault, cloud: hand },
  };
  const objects = openObjects(options, buckets, { ...delivery, random });
  for (const { at, call } of core.due) later.run(Math.max(0, at - clock()), call);
  return {
    cloud,
    random,
    delivery,
    objects,
    inside: insideOf(options, { delivery, objects, cloud }),
    fork: (outside = {}) =>
      forkOf({ ...options, ...outside }, { cloud, buckets, shadows, random, conditions, faults, later }),
    stop: () => {
      later.stop();
      objects.later.stop();
    },
  };
}

interface Forked
  extends
    Pick<Core, 'cloud' | 'buckets' | 'shadows' | 'random'>,
    Pick<DeliveryParts, 'conditions' | 'faults' | 'later'> {}

function forkOf(options: SiteOptions, from: Forked): Site {
  const shadows = from.shadows.fork();
  const random = copyOf(from.random);
  const cloud = from.cloud.fork({
    random,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    // Who keeps the first site's state does not keep this one's.
    changed: () => undefined,
    record: () => undefined,
    lens: (world, call) => shadows.lens(world, call),
  });
  const buckets = from.buckets.fork({
    clock: options.clock ?? (() => Date.now()),
    changed: () => undefined,
  });
  const faults = (parts: FaultParts): Faults => from.faults.fork(parts);
  const conditions = (clock: () => number): Conditions => from.conditions.fork(clock);
  return siteFrom(options, { cloud, buckets, shadows, random, conditions, faults, due: from.later.open() });
}

function insideOf(
  options: SiteOptions,
  { cloud, delivery, objects }: Pick<Site, 'cloud' | 'delivery' | 'objects'>,
): Inside {
  const { faults, later, cloud: hand } = delivery;
  const { buckets } = objects.service;
  return {
    faults,
    ledger: () => cloud.ledger(),
    snapshot: () => {
      const kept = buckets.kept();
      return { ...cloud.snapshot(), ...(kept.length === 0 ? {} : { objects: kept }) };
    },
    reset: () => {
      faults.clear();
      cloud.reset();
      buckets.clear();
      seed(options, cloud);
    },
    drift: (drift) => applyDrift(hand, readAs(driftNowSchema, drift)),
    addDependent: (id) => addDependent(hand, id),
    settled: async () => {
      await Promise.all([later.settled(), objects.later.settled()]);
    },
  };
}

function seed(options: SiteOptions, cloud: Cloud): void {
  const [first] = options.credentials ?? [demoCredentials];
  seedCircuits(cloud, options.circuits ?? {}, first?.accountId ?? '');
}

function settingsOf(options: SiteOptions): CloudParts['settings'] {
  const { lasting, temporary } = keyRingOf(options.credentials);
  return {
    accounts: lasting.map((each) => each.accountId),
    temporaryKeys: temporary,
    ...(options.temporaryKeyMs === undefined ? {} : { temporaryKeyMs: options.temporaryKeyMs }),
    transitionMs: options.transitionMs ?? 300,
    transitionMsOf: options.transitionMsOf ?? {},
    jitter: options.jitter ?? 0,
    adoptUnknownCircuits: options.adoptUnknownCircuits ?? true,
    circuits: { ...demoCircuits, ...options.circuits },
  };
}

function randomOf(random: SiteOptions['random']): Random {
  if (typeof random === 'number') return seededRandom(random);
  return random ?? (() => Math.random());
}

function foreignHand(cloud: Cloud): ForeignHand {
  return {
    world: () => cloud.world(),
    byId: (id) => cloud.byId(id),
    change: (by, changes) => {
      const { product } = cloud.world().model(by.kind);
      const call = {
        product,
        action: 'Drift',
        region: by.region,
        params: {},
        accountId: by.owner,
        requestId: '',
      };
      cloud.bring(call, changes);
    },
  };
}
