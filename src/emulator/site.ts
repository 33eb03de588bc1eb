/** What is behind the door of a running emulator: gateway, faults, and the hands that reach in from outside. */
import { randomBytes } from 'node:crypto';
import { demoCredentials } from './credentials.ts';
import { driftNowSchema } from './faults/drift.ts';
import { Faults } from './faults/faults.ts';
import { addDependent, applyDrift } from './faults/foreign.ts';
import { readAs } from './faults/rule.ts';
import { Gateway } from './http/gateway.ts';
import { signatureChecker } from './http/signature.ts';
import type { Cloud } from './engine/cloud.ts';
import type { LedgerEntry } from './engine/ledger.ts';
import type { Random } from './engine/random.ts';
import type { Snapshot } from './engine/snapshot.ts';
import type { Drift } from './faults/drift.ts';
import type { ForeignHand } from './faults/effects.ts';
import type { FaultControl } from './faults/faults.ts';
import type { Shadows } from './faults/shadows.ts';
import type { ControlParts } from './http/control.ts';
import type { DeliveryParts } from './http/delivery.ts';
import type { OpenEnds } from './http/later.ts';
import type { EmulatorOptions, Logger } from './options.ts';
import type { TemporaryKeys } from './temporary-keys.ts';

/** Everything behind the door. */
export interface Site {
  readonly cloud: Cloud;
  readonly random: Random;
  readonly delivery: DeliveryParts;
  readonly inside: Inside;
  readonly control: ControlParts | undefined;
}

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

export interface SiteParts {
  readonly cloud: Cloud;
  readonly keys: TemporaryKeys;
  readonly shadows: Shadows;
  readonly later: OpenEnds;
  readonly clock: () => number;
  readonly random: Random;
  readonly logger: Logger;
  readonly seed: () => void;
}

export function siteOf(options: EmulatorOptions, parts: SiteParts): Site {
  const { cloud, shadows, later, clock, random, logger } = parts;
  const faults = new Faults({
    clock,
    hasTag: (id, value) => cloud.byId(id)?.tags.some((tag) => tag.Value === value) === true,
    ended: (rule) => {
      shadows.remove(rule);
      cloud.release(rule);
    },
  });
  for (const rule of options.faults ?? []) faults.add(rule);
  const hand = foreignHand(cloud);
  const signatures = signatureChecker(options.credentials ?? [demoCredentials], parts.keys);
  const gateway = new Gateway({ cloud, signatures, clock, random, logger });
  const inside: Inside = {
    faults,
    ledger: () => cloud.ledger(),
    snapshot: () => cloud.snapshot(),
    reset: () => {
      faults.clear();
      cloud.reset();
      parts.seed();
    },
    drift: (drift) => applyDrift(hand, readAs(driftNowSchema, drift)),
    addDependent: (id) => addDependent(hand, id),
    settled: () => later.settled(),
  };
  const onFault = options.onFault ?? (() => undefined);
  return {
    cloud,
    random,
    inside,
    delivery: { gateway, faults, later, logger, shadows, clock, cloud: hand, onFault },
    control: options.control === undefined ? undefined : { ...inside, key: keyOf(options.control) },
  };
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

/** A key of chance, not of the seed: a seed is known to whoever reads the test. */
function keyOf(control: NonNullable<EmulatorOptions['control']>): string {
  return control === true ? randomBytes(18).toString('base64url') : control.key;
}
