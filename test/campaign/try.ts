import { applyDesign } from '../../src/cloud/apply.ts';
import { errandFor, lookAndPlan } from '../../src/cloud/make-plan.ts';
import { designFrom } from '../support/design.ts';
import { designText, type Size } from './designs.ts';
import { startProcess } from './process.ts';
import { newWorld } from './world.ts';

for (const size of [20, 80, 300] as const satisfies readonly Size[]) {
  const world = newWorld(1);
  for (const variant of ['first', 'updated', 'first', 'replaced'] as const) {
    const design = designFrom(designText(size, variant));
    if (design.syntaxErrors.length > 0) throw new Error(design.syntaxErrors.join('\n'));
    const t = performance.now();
    const p = startProcess(world, { stack: 'test' });
    const errand = errandFor(design.topology, 'test');
    const start = world.time.now;
    const done = await world.time.finish(
      applyDesign(p.context, errand, { approve: () => Promise.resolve(true) }),
    );
    const ms = performance.now() - t;
    const plan = await world.time.finish(lookAndPlan(p.context, errand, undefined));
    console.log(
      size,
      variant,
      done.plan.changes,
      done.plan.problems,
      done.report?.outcome,
      done.report?.results.filter((r) => r.result !== 'done').slice(0, 5),
      Math.round(world.time.now - start),
      'virtual ms',
      ms.toFixed(1),
      'ms',
      plan.steps.map((s) => [s.action, s.address, s.reasons]).slice(0, 5),
    );
  }
}
