/** Whatever a design becomes of another, it is there afterwards as if it had been there from the start. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errandFor, type Errand } from '../../src/cloud/plan/make-plan.ts';
import { allRules } from '../../src/rules/all.ts';
import { designFrom } from '../support/design.ts';
import { deathsIn, verdictOf } from './kills.ts';
import { stack } from './operations.ts';
import { censusOf, isSound, leftIn, type Census, type Verdict } from './oracle.ts';
import { randomDesign } from './random-design.ts';
import { newWorld, type World } from './world.ts';

/** One that can be applied: no rule has an error to tell. */
const soundDesign = randomDesign.filter((text) =>
  designFrom(text)
    .shown(allRules)
    .every(({ severity }) => severity !== 'error'),
);

function errandOf(text: string): Errand {
  const { topology, syntaxErrors } = designFrom(text);
  expect(syntaxErrors).toEqual([]);
  return errandFor(topology, stack);
}

/** Applies it, and judges what is there then. */
async function outcomeOf(world: World, text: string, expected: Census): Promise<Verdict> {
  const errand = errandOf(text);
  const { failure } = await deathsIn(world, errand, () => false);
  return verdictOf(world, errand, expected, failure);
}

async function applied(seed: number, text: string): Promise<World> {
  const world = newWorld(seed);
  const { failure } = await deathsIn(world, errandOf(text), () => false);
  if (failure !== undefined) throw new Error(`${failure}\n${text}`);
  // Long enough for everything to be believed gone when it is not seen.
  await world.time.pass(3_600_000);
  return world;
}

async function censusWith(text: string): Promise<Census> {
  return censusOf(leftIn(await applied(1, text)));
}

function expectSound(verdict: Verdict, parts: Readonly<Record<string, string>>): void {
  if (isSound(verdict)) return;
  const about = Object.entries(parts).map(([name, text]) => `--- ${name}\n${text}`);
  throw new Error([JSON.stringify(verdict, null, 2), ...about].join('\n'));
}

describe('from one design to any other', () => {
  test('leads one run', async () => {
    await fc.assert(
      fc.asyncProperty(soundDesign, soundDesign, async (before, after) => {
        const expected = await censusWith(after);
        const world = await applied(2, before);
        expectSound(await outcomeOf(world, after, expected), { before, after });
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  test('leads the next run as well, wherever one was killed', async () => {
    await fc.assert(
      fc.asyncProperty(soundDesign, soundDesign, fc.nat(96), async (before, after, first) => {
        const expected = await censusWith(after);
        const world = await applied(2, before);
        const { deaths } = await deathsIn(world, errandOf(after), ({ point }) => point % 97 === first);
        for (const death of deaths) {
          const killed = `${death.milestone} (${death.point})`;
          expectSound(await outcomeOf(death.world, after, expected), { before, after, killed });
        }
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
});
