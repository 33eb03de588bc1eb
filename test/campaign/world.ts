/** A cloud, a disk and the time that passes for both: everything that outlives a process. */
import { createSite, type InProcessSite } from '../../src/emulator/in-process.ts';
import type { SiteOptions } from '../../src/emulator/options.ts';
import { chanceOf, type Chance } from './chance.ts';
import { Disk } from './disk.ts';
import { VirtualTime } from './virtual-time.ts';

export interface World {
  readonly time: VirtualTime;
  readonly site: InProcessSite;
  readonly disk: Disk;
  readonly chance: Chance;
  /** How long a message takes from one end to the other. */
  readonly latencyMs: () => number;
}

export const noon = Date.UTC(2026, 0, 1, 12);

export function newWorld(seed: number, options: SiteOptions & { readonly latencyMs?: number } = {}): World {
  const time = new VirtualTime(noon);
  const chance = chanceOf(seed);
  const { latencyMs = 20, ...rest } = options;
  const site = createSite({
    transitionMs: 2_000,
    random: seed,
    ...rest,
    clock: () => time.now,
    wait: (ms) => time.sleep(ms),
  });
  return { time, site, disk: new Disk(time), chance, latencyMs: () => latencyMs * (0.5 + chance.fraction()) };
}

/** What a process that starts now would find if this very moment were the last one of the process that runs. */
export function worldAfterDeath(world: World, seed: number, death: 'kill' | 'power-failure'): World {
  const time = new VirtualTime(world.time.now);
  const chance = chanceOf(seed);
  const site = world.site.fork({ clock: () => time.now, wait: (ms) => time.sleep(ms) });
  const disk = world.disk.afterDeath(time, chance, death);
  return { time, site, disk, chance, latencyMs: world.latencyMs };
}
