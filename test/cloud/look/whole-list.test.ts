import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/cloud/context.ts';
import { readWholeList } from '../../../src/cloud/look/whole-list.ts';
import { pages, tokens, type Paging } from '../../../src/cloud/paging.ts';
import { refusal, slowly, type Slow } from '../support/slow.ts';

/** A cloud that answers the calls of a list in turn, and the last of its answers for ever. */
function listing(...answers: readonly (() => Answer)[]): Slow {
  let calls = 0;
  return slowly(() => {
    calls += 1;
    if (calls > 1_000) throw new Error('it goes on for ever');
    return answers[Math.min(calls, answers.length) - 1]?.() ?? {};
  });
}

function read(slow: Slow, paging: Paging = tokens): Promise<readonly unknown[]> {
  const list = { product: 'cbn', action: 'ListThings', region: 'cn-shanghai', items: 'Things' } as const;
  return slow.time.finish(readWholeList(slow.context, { ...list, parameters: {}, paging }, {}));
}

const page = (ids: readonly number[], next?: string) => (): Answer => ({
  Things: ids.map((id) => ({ id })),
  ...(next === undefined ? {} : { NextToken: next }),
});

const refused = (): never => {
  throw refusal('invalid', 'InvalidNextToken');
};

describe('a list', () => {
  test('whose token ran out is read again from its beginning, after a pause', async () => {
    const slow = listing(page([1], 'a'), refused, page([1], 'b'), page([2]));
    expect(await read(slow)).toEqual([{ id: 1 }, { id: 2 }]);
    expect(slow.arrived[2]?.at).toBeGreaterThan(slow.arrived[1]?.at ?? Infinity);
  });

  test('whose tokens lead back to where they were is read again from its beginning', async () => {
    const slow = listing(page([1], 'a'), page([2], 'b'), page([3], 'a'), page([1], 'a'), page([2]));
    expect(await read(slow)).toEqual([{ id: 1 }, { id: 2 }]);
  });

  test('whose tokens are refused every time is given up', async () => {
    const turns = Array.from({ length: 20 }, () => [page([1], 'a'), refused]).flat();
    const slow = listing(...turns);
    await expect(read(slow)).rejects.toThrow(
      /^ListThings in cn-shanghai cannot be read to its end: where a page ended, .* was refused \(InvalidNextToken\)\. .* run this again later/,
    );
    expect(slow.arrived).toHaveLength(8);
  });

  test('whose token is always the same is given up', async () => {
    await expect(read(listing(page([1], 'same')))).rejects.toThrow(
      'ListThings in cn-shanghai cannot be read to its end: its pages lead back to one before',
    );
  });

  test('without a number that answers the same page whichever is asked for is given up', async () => {
    const full = page(Array.from({ length: 50 }, (_each, id) => id));
    await expect(read(listing(full), pages)).rejects.toThrow('its pages lead back to one before');
  });

  test('of many pages without a number is read to its end', async () => {
    const full = Array.from({ length: 30 }, (_each, at) =>
      page(Array.from({ length: 50 }, (_one, id) => at * 50 + id)),
    );
    expect(await read(listing(...full, page([9_999])), pages)).toHaveLength(1_501);
  });
});
