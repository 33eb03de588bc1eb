/** An import whose process dies while it writes down what it found. */
import { describe, expect, test } from 'vitest';
import type { CloudContext } from '../../../src/cloud/context.ts';
import type { Desired } from '../../../src/cloud/design/desired.ts';
import type { FileStore } from '../../../src/cloud/file-store.ts';
import { saveImport } from '../../../src/cloud/import/import.ts';
import { formatRecord, type JournalRecord } from '../../../src/cloud/state/journal.ts';
import { readStack } from '../../../src/cloud/state/stack.ts';
import { emptyState, formatState, type ResourceState, type State } from '../../../src/cloud/state/state.ts';
import { memoryStore, type MemoryStore } from '../support/memory-store.ts';
import { slowly } from '../support/slow.ts';
import { readyResource } from '../support/ready-resource.ts';

function resource(id: string): ResourceState {
  return { ...readyResource, id };
}

const resources = { 'vpc.a': resource('1'), 'vpc.b': resource('2'), 'vpc.c': resource('3') };
const leftOut = ['vpc.a/route.x', 'vpc.b/route.y'];
const matched = { resources, leftOut: leftOut.map((address) => ({ address }) as Desired) };

/** A process that saves the import, and of which all changes from the given one on do not reach the disk. */
function saving(files: MemoryStore, pid: number, lastChange = Infinity, torn = false): Promise<unknown> {
  let changes = 0;
  const lives = (): boolean => {
    changes += 1;
    return changes <= lastChange;
  };
  const never = <T>(): Promise<T> => new Promise(() => undefined);
  const mortal: FileStore = {
    ...files,
    create: (name, text) => (lives() ? files.create(name, text) : died()),
    remove: (name) => (lives() ? files.remove(name) : died()),
    log: (name) => {
      const log = files.log(name);
      return {
        ...log,
        append: async (text) => {
          if (lives()) return log.append(text);
          // Of the last line half may be on the disk.
          if (torn && changes === lastChange + 1) await log.append(text.slice(0, text.length / 2));
          return died();
        },
      };
    },
  };
  let isOver: (ending: 'killed') => void = () => undefined;
  const killed = new Promise<unknown>((resolve) => (isOver = resolve));
  const died = <T>(): Promise<T> => {
    isOver('killed');
    return never();
  };
  const saved = saveImport(context(mortal, pid), '1234567890123456', matched).then(() => 'saved');
  return Promise.race([saved, killed]);
}

/** Of all processes only this one runs. */
function context(files: FileStore, pid: number): CloudContext {
  const owner = { host: 'here', pid, startedAt: (other: number) => (other === pid ? 'now' : undefined) };
  return slowly(undefined, { files, owner }).context;
}

async function known(files: MemoryStore): Promise<Pick<State, 'resources' | 'leftOut'>> {
  const { state } = await readStack(context(files, 9));
  return { resources: state.resources, leftOut: state.leftOut };
}

const everything = { resources, leftOut };
const nothing = { resources: {}, leftOut: undefined };

describe.each([
  ['before', false],
  ['in the middle of', true],
])('an import that is cut off %s any change on the disk', (_when, torn) => {
  test('is known as a whole or not at all, and can be done again when it is not', async () => {
    const outcomes = new Set<string>();
    for (let last = 0; ; last += 1) {
      const files = memoryStore();
      const ending = await saving(files, 1, last, torn);
      const state = await known(files);
      if (ending === 'saved') {
        expect(state).toEqual(everything);
        break;
      }
      const isDone = Object.keys(state.resources).length > 0;
      outcomes.add(isDone ? 'everything' : 'nothing');
      expect(state).toEqual(isDone ? everything : nothing);
      if (isDone) await expect(saving(files, 2)).rejects.toThrow(/knows 3 resources already/);
      else expect(await saving(files, 2)).toBe('saved');
      expect(await known(files)).toEqual(everything);
    }
    expect([...outcomes]).toEqual(['nothing', 'everything']);
  });
});

test('what an import wrote down one by one is still read', async () => {
  const files = memoryStore();
  files.files.set('state.000001.json', formatState({ ...emptyState('test'), lineage: 'l', serial: 1 }));
  const records: JournalRecord[] = [
    { type: 'run', serial: 1, lineage: 'l', account: '1', target: 'a cloud of strings' },
    ...Object.entries(resources).map(([address, each]) => ({
      type: 'resource' as const,
      address,
      resource: each,
    })),
    { type: 'left-out', addresses: leftOut },
  ];
  files.files.set('journal.000001.jsonl', records.map(formatRecord).join(''));
  expect(await known(files)).toEqual(everything);
});
