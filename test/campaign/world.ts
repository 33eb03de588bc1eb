/** A cloud, the files of a state, and the time that passes for both: everything that outlives a process. */
import type { CloudContext, CloudRequest } from '../../src/cloud/context.ts';
import type { Outcome } from '../../src/emulator/delivery/outcome.ts';
import { createSite, type InProcessSite } from '../../src/emulator/in-process.ts';
import type { SiteOptions } from '../../src/emulator/options.ts';
import { isChange } from '../cloud/support/mortal.ts';
import { chanceOf, type Chance } from './chance.ts';
import { Disk } from './disk.ts';
import type { Death, Kept } from './kept.ts';
import { VirtualTime } from './virtual-time.ts';

export interface World {
  readonly time: VirtualTime;
  readonly site: InProcessSite;
  readonly kept: Kept;
  readonly chance: Chance;
  /** What is on its way to the cloud arrives, whatever becomes of its sender. */
  readonly send: (request: CloudRequest) => Promise<Outcome>;
  readonly underWay: ReadonlySet<UnderWay>;
  readonly latencyMs?: number | undefined;
  /** Makes the engine worse than it is: a campaign has to notice. */
  readonly spoil?: ((context: CloudContext) => CloudContext) | undefined;
  /** How often a call that changes something has left or arrived. */
  readonly changes: () => number;
}

interface UnderWay {
  readonly arrivesAt: number;
  readonly request: CloudRequest;
}

/** There and back, in milliseconds, on average. */
const usualLatencyMs = 40;

export const noon = Date.UTC(2026, 0, 1, 12);

export interface WorldOptions extends SiteOptions {
  /** There and back, in milliseconds, on average. */
  readonly latencyMs?: number;
}

export function newWorld(seed: number, { latencyMs, ...options }: WorldOptions = {}): World {
  const time = new VirtualTime(noon);
  const clock = (): number => time.now;
  const wait = (ms: number): Promise<void> => time.sleep(ms);
  const site = createSite({ transitionMs: 2_000, random: seed, ...options, clock, wait });
  return worldOf({ time, site, kept: new Disk(time), chance: chanceOf(seed), latencyMs });
}

/** Two moments with the same one leave the same to the next process: in the cloud, in the files, and on the way. */
export function versionOf({ kept, changes, site }: World): string {
  return `${kept.version} ${changes()} ${site.inside.ledger().length}`;
}

/** What a process that starts now would find if this very moment were the last one of the process that runs. */
export function worldAfterDeath(world: World, seed: number, death: Death): World {
  const time = new VirtualTime(world.time.now);
  const chance = chanceOf(seed);
  const site = world.site.fork({ clock: () => time.now, wait: (ms) => time.sleep(ms) });
  const kept = world.kept.afterDeath(time, chance, death);
  const after = worldOf({ time, site, chance, kept, spoil: world.spoil, latencyMs: world.latencyMs });
  for (const { arrivesAt, request } of world.underWay) {
    const isLost = chance.isHit(0.3);
    if (!isLost) time.after(arrivesAt - time.now, () => void site.call(request));
  }
  return after;
}

function worldOf(parts: Omit<World, 'send' | 'underWay' | 'changes'>): World {
  const { time, site, chance, latencyMs = usualLatencyMs } = parts;
  const underWay = new Set<UnderWay>();
  let changes = 0;
  const half = (): number => (latencyMs / 2) * (0.5 + chance.fraction());
  return {
    ...parts,
    underWay,
    changes: () => changes,
    send: async (request) => {
      const ms = half();
      const entry = { arrivesAt: time.now + ms, request };
      const change = isChange(request) ? 1 : 0;
      underWay.add(entry);
      changes += change;
      await time.sleep(ms);
      underWay.delete(entry);
      changes += change;
      const outcome = await site.call(request);
      if (outcome.kind !== 'silence') await time.sleep(half());
      return outcome;
    },
  };
}
