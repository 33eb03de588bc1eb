/** What happens to the files of a state between two runs, and what the next run has to make of it. */
import { EngineError } from '../../src/cloud/engine-error.ts';
import type { Errand } from '../../src/cloud/plan/make-plan.ts';
import type { Chance } from './chance.ts';
import { carryOut, stack } from './operations.ts';
import type { Kept } from './kept.ts';
import { startProcess } from './process.ts';
import type { Damage, Surgery } from './trouble.ts';
import type { World } from './world.ts';

/** Leaves the files as a sound run can go on from them; returns what was not as it should be. */
export async function operate(
  world: World,
  errand: Errand,
  surgery: Surgery,
  chance: Chance,
): Promise<string[]> {
  if (surgery.does === 'lose') {
    for (const name of namesOf(world.kept, surgery.what)) world.kept.put(name, undefined);
    return [];
  }
  return damage(world, errand, surgery.how, chance);
}

function namesOf({ files }: Kept, what: 'state' | 'journal' | 'both'): string[] {
  return [...files.keys()].filter(
    (name) =>
      (what !== 'journal' && name.startsWith('state.')) || (what !== 'state' && name.startsWith('journal.')),
  );
}

async function damage(world: World, errand: Errand, how: Damage, chance: Chance): Promise<string[]> {
  const { kept } = world;
  const name = namesOf(kept, how.endsWith('journal') ? 'journal' : 'state')
    .sort()
    .at(-1);
  const sound = name === undefined ? undefined : kept.files.get(name);
  if (name === undefined || sound === undefined || sound === '') return [];
  const damaged = damagedText(how, sound, chance);
  if (damaged === undefined) return [];
  kept.put(name, damaged);
  // A torn last line was never acted upon, so a run goes on from there; everything else it must refuse.
  if (how === 'torn-journal') return [];
  const before = new Map(kept.files);
  const refusal = await tryRun(world, errand);
  const touched = [...before].filter(
    ([file, text]) => !file.startsWith('lock.') && kept.files.get(file) !== text,
  );
  kept.put(name, sound);
  return [
    ...(refusal === 'refused' ? [] : [`a run goes on with ${how}: ${refusal}`]),
    ...touched.map(([file]) => `a run that should refuse ${how} changes ${file}`),
  ];
}

async function tryRun(world: World, errand: Errand): Promise<string> {
  const { context } = startProcess(world, { stack });
  try {
    const { report } = await world.time.finish(carryOut(context, errand));
    return report?.outcome ?? 'nothing to do';
  } catch (error) {
    const isRefused = error instanceof EngineError && (error.code === 'state' || error.code === 'journal');
    return isRefused ? 'refused' : String(error);
  }
}

/** `undefined` where there is nothing to damage in this way. */
function damagedText(how: Damage, text: string, chance: Chance): string | undefined {
  switch (how) {
    case 'half-state':
      return text.slice(0, text.length / 2);
    case 'empty-state':
      return '';
    case 'other-state':
      return '{"profiles":[]}\n';
    case 'newer-state':
      return text.replace('"version":1', '"version":2');
    case 'edited-state':
      return text.includes('cn-shanghai') ? text.replace('cn-shanghai', 'cn-beijing') : undefined;
    case 'torn-journal':
      return torn(text, chance);
    case 'broken-journal':
      return broken(text);
  }
}

/** Only the last line can be torn, since each one is safe before the next is written. */
function torn(text: string, chance: Chance): string | undefined {
  const lastLine = text.slice(0, -1).lastIndexOf('\n') + 1;
  // A line that is whole was acted upon: what stands there is written a second time, and torn.
  const line = text.slice(lastLine);
  return text + line.slice(0, chance.integer(1, Math.max(1, line.length - 2)));
}

function broken(text: string): string | undefined {
  const lines = text.split('\n');
  if (lines.length < 4) return undefined;
  return lines.map((line, index) => (index === 1 ? line.replace(/"/, '_') : line)).join('\n');
}
