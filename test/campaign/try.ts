import { applyDesign } from '../../src/cloud/apply.ts';
import { errandFor, lookAndPlan } from '../../src/cloud/make-plan.ts';
import { designFrom } from '../support/design.ts';
import { wholeDesign } from '../cloud/support/designs.ts';
import { startProcess } from './process.ts';
import { newWorld } from './world.ts';

const topology = designFrom(wholeDesign).topology;
for (let i = 0; i < 20; i += 1) {
  const world = newWorld(1);
  let t = performance.now();
  const p = startProcess(world, { stack: 'test' });
  const errand = errandFor(topology, 'test');
  let ms = 0;
  const start = world.time.now;
  const counts: Record<string, number> = {};
  const done = await world.time.finish(
    applyDesign({ ...p.context, onMilestone: (m) => (counts[m] = (counts[m] ?? 0) + 1) }, errand, {
      approve: () => Promise.resolve(true),
    }),
  );
  ms = performance.now() - t;
  const vt = world.time.now - start;
  t = performance.now();
  const plan = await world.time.finish(lookAndPlan(p.context, errand, undefined));
  const planMs = performance.now() - t;
  console.log(
    done.plan.changes,
    done.plan.problems,
    done.report?.outcome,
    done.report?.results.filter((r) => r.result !== 'done').slice(0, 5),
    Math.round(vt),
    'virtual ms',
    ms.toFixed(1),
    'ms; plan',
    planMs.toFixed(1),
    plan.steps.length,
  );
  if (i === 0) console.log(counts);
}
