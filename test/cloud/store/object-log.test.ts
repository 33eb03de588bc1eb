/** Logs of objects over a storage whose answers get lost and whose lists lag, all by chance. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CloudError } from '../../../src/cloud/client/cloud-error.ts';
import { openObjectLog, removeObjectLog } from '../../../src/cloud/store/object-log.ts';
import type { ObjectStore, StoredObject } from '../../../src/cloud/store/object-store.ts';
import { patientStore } from '../../../src/cloud/store/patient-store.ts';
import { hasty } from '../support/oss-store.ts';

/** What becomes of one put: it is answered, its answer is lost, it never arrives, or it arrives later. */
const fate = fc.constantFrom('fine', 'unanswered', 'lost', 'late');

const folder = 'log/';

test('what was acknowledged is read back in order, whatever becomes of answers and lists', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { maxLength: 40 }),
      fc.array(fc.nat(3), { maxLength: 20 }),
      async (fates, lags) => {
        const objects = new Map<string, StoredObject>();
        const log = openObjectLog(patientStore(unreliable(objects, fates, lags), impatient), folder);
        const acknowledged: string[] = [];
        for (let index = 0; index < 8; index += 1) {
          const line = `line ${index}\n`;
          const isDurable = await log.append(line).then(
            () => true,
            () => false,
          );
          if (isDurable) acknowledged.push(line);
          const found = (await log.read()).split(/(?<=\n)/).filter(Boolean);
          expect(found).toEqual(expect.arrayContaining(acknowledged));
          // One that was not acknowledged may be there as well; none is there without those in front of it.
          expect(found).toEqual(found.map((_each, at) => `line ${at}\n`));
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('a log whose removal was cut off is empty, and gone after the next removal', async () => {
  const objects = new Map<string, StoredObject>();
  const reliable = unreliable(objects, [], []);
  const store = patientStore(reliable, impatient);
  const log = openObjectLog(store, folder);
  for (const line of ['one\n', 'two\n', 'three\n']) await log.append(line);
  let removals = 0;
  const dying = {
    ...reliable,
    remove: (key: string) => {
      removals += 1;
      return removals > 1 ? Promise.reject(new Error('killed')) : reliable.remove(key);
    },
  };
  await expect(removeObjectLog(patientStore(dying, impatient), folder)).rejects.toThrow('killed');
  expect(objects.size).toBe(2);
  expect(await openObjectLog(store, folder).read()).toBe('');
  await removeObjectLog(store, folder);
  expect(objects.size).toBe(0);
});

/** Gives up at once, so that appends fail. */
const impatient = {
  ...hasty,
  timing: { ...hasty.timing, deadlineFactor: -1 },
};

function unreliable(
  objects: Map<string, StoredObject>,
  fates: readonly string[],
  lags: readonly number[],
): ObjectStore {
  const nextFate = fates[Symbol.iterator]();
  const nextLag = lags[Symbol.iterator]();
  let late: (() => void) | undefined;
  const put = (key: string, object: StoredObject): boolean => {
    if (objects.has(key)) return false;
    objects.set(key, object);
    return true;
  };
  return {
    place: 'oss://bucket',
    get: (key) => Promise.resolve(objects.get(key)),
    put: (key, object) => {
      late?.();
      late = undefined;
      switch (nextFate.next().value ?? 'fine') {
        case 'unanswered':
          put(key, object);
          return Promise.reject(noAnswer());
        case 'lost':
          return Promise.reject(noAnswer());
        case 'late':
          late = () => put(key, object);
          return Promise.reject(noAnswer());
        default:
          return Promise.resolve(put(key, object));
      }
    },
    remove: (key) => {
      objects.delete(key);
      return Promise.resolve();
    },
    list: (prefix) => {
      const names = [...objects.keys()].map((key) => key.slice(prefix.length));
      return Promise.resolve({
        names: names.slice(0, names.length - (nextLag.next().value ?? 0)),
        token: undefined,
      });
    },
  };
}

function noAnswer(): CloudError {
  return new CloudError({
    action: 'PutObject',
    product: 'oss',
    region: 'cn-shanghai',
    code: '',
    requestId: undefined,
    class: 'ambiguous',
    detail: undefined,
  });
}
