import { applied, hubDesign, planned, wideDesign, type Cloud } from './apply-cloud.ts';
import type { Errand } from '../src/cloud/plan/make-plan.ts';
import type { Measurement } from './run.ts';

/** A cloud that is 200 ms away and takes 100 calls a second; docs/reliability.md tells what the floor is. */
const far = { latencyMs: 200, perSecond: 100 };

export async function measure(): Promise<readonly Measurement[]> {
  return [
    ...(await against('on one hub', hubDesign(20, 100), { ...far, transitionMs: 5_000 })),
    ...(await against('side by side, 20 s each', wideDesign(170), { ...far, transitionMs: 20_000 })),
    // Four waits in a row that are so short: to see the end of one takes two looks, a quarter as long as itself.
    ...(await against('side by side, 5 s each', wideDesign(170), { ...far, transitionMs: 5_000 }, 1.4)),
    {
      name: 'plan of 300 resources, 20 ms away',
      value: await planned(hubDesign(8, 25), 20),
      unit: 'ms',
      limit: 3_000,
    },
  ];
}

async function against(
  what: string,
  errand: Errand,
  cloud: Cloud,
  limit = 1.3,
): Promise<readonly Measurement[]> {
  const { resources, ms, floorMs, calls } = await applied(errand, cloud);
  const name = `apply of ${resources} resources ${what}`;
  return [
    {
      name: `${name}, against its floor of ${Math.round(floorMs / 1000)} s`,
      value: ms / floorMs,
      unit: 'ratio',
      limit,
    },
    { name: `${name}: calls for each`, value: calls / resources, unit: 'ratio', limit: 3 },
  ];
}
