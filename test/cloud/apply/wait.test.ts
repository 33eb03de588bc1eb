/** What is believed of a cloud whose replicas lag behind: in virtual time. */
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/cloud/context.ts';
import type { Kind } from '../../../src/cloud/kind.ts';
import { securityGroup } from '../../../src/cloud/kinds/security-group.ts';
import { vpc } from '../../../src/cloud/kinds/vpc.ts';
import { kindsByName } from '../../../src/cloud/kinds/by-name.ts';
import { newPaces } from '../../../src/cloud/look/paces.ts';
import { createReader } from '../../../src/cloud/look/reader.ts';
import type { Run } from '../../../src/cloud/apply/run.ts';
import { openSession } from '../../../src/cloud/state/session.ts';
import { waitUntil } from '../../../src/cloud/apply/wait.ts';
import { slowly, type Slow } from '../support/slow.ts';

/** What the look finds that comes when the others are over; `undefined`: nothing. The last one stays. */
type Looks = readonly (string | undefined)[];

interface Waited {
  readonly found: boolean;
  readonly looks: number;
  readonly ms: number;
}

function cloudShowing(looks: Looks): Slow & { readonly seen: () => number } {
  let seen = 0;
  const slow = slowly((): Answer => {
    const status = looks[Math.min(seen, looks.length - 1)];
    seen += 1;
    const items = status === undefined ? [] : [{ VpcId: 'vpc-1', SecurityGroupId: 'vpc-1', Status: status }];
    const page = { TotalCount: items.length, PageNumber: 1, PageSize: 50 };
    return { Vpcs: { Vpc: items }, SecurityGroups: { SecurityGroup: items }, ...page };
  });
  return { ...slow, seen: () => seen };
}

async function waiting(
  until: 'ready' | 'gone',
  looks: Looks,
  minutes = 10,
  kind: Kind = vpc,
): Promise<Waited> {
  const slow = cloudShowing(looks);
  const { context, time } = slow;
  const session = await time.finish(openSession(context, { operation: 'apply', account: undefined }));
  const run: Run = {
    context,
    session,
    reader: createReader(context),
    paces: newPaces(context),
    kinds: kindsByName,
    secrets: new Map(),
    plannedAt: undefined,
    signal: undefined,
  };
  const place = { kind, region: 'cn-shanghai', inputs: {} };
  const slot = { urgency: 0, pause: <T>(wait: () => Promise<T>): Promise<T> => wait() };
  const begun = time.now;
  const found = await time.finish(
    waitUntil(run, { place, id: 'vpc-1', until, minutes, slot, name: 'vpc.prod' }),
  );
  return { found: found !== undefined, looks: slow.seen(), ms: time.now - begun };
}

describe('ready', () => {
  test('is believed at the second look in a row', async () => {
    expect(await waiting('ready', ['Available'])).toMatchObject({ found: true, looks: 2 });
    expect(await waiting('ready', ['Pending', 'Pending', 'Available'])).toMatchObject({ looks: 4 });
  });

  test.each([
    { what: 'a status that goes back', looks: ['Available', 'Pending', 'Available', 'Pending', 'Available'] },
    {
      what: 'a replica that does not know it yet',
      looks: ['Available', undefined, 'Available', undefined, 'Available'],
    },
  ])('is not believed of $what', async ({ looks }) => {
    expect(await waiting('ready', looks)).toMatchObject({ found: true, looks: looks.length + 1 });
  });

  test('is looked at again soon, and what is not ready at growing distances', async () => {
    const twice = await waiting('ready', ['Available']);
    expect(twice.ms).toBeLessThan(3_000);
    const slow = await waiting('ready', [...Array.from({ length: 30 }, () => 'Pending'), 'Available']);
    expect(slow.ms / slow.looks).toBeGreaterThan(1_500);
  });
});

describe('gone', () => {
  test('is believed at the second look in a row', async () => {
    expect(await waiting('gone', [undefined])).toMatchObject({ found: false, looks: 2 });
    expect(await waiting('gone', ['Deleting', undefined])).toMatchObject({ found: false, looks: 3 });
  });

  test('is not believed of a replica that does not know it for once', async () => {
    const looks = ['Deleting', undefined, 'Deleting', undefined, 'Deleting', undefined];
    expect(await waiting('gone', looks)).toMatchObject({ found: false, looks: looks.length + 1 });
  });
});

describe('what has no status', () => {
  const waitingFor = (until: 'ready' | 'gone', looks: Looks): Promise<Waited> =>
    waiting(until, looks, 10, securityGroup);

  test('is ready as soon as it is listed, which is not taken back', async () => {
    expect(securityGroup.status).toBeUndefined();
    expect(await waitingFor('ready', ['listed'])).toMatchObject({ found: true, looks: 1 });
    expect(await waitingFor('ready', [undefined, undefined, 'listed'])).toMatchObject({ looks: 3 });
  });

  test('is gone at the second look in a row all the same', async () => {
    const looks = ['listed', undefined, 'listed', undefined];
    expect(await waitingFor('gone', looks)).toMatchObject({ found: false, looks: looks.length + 1 });
  });
});

describe('what does not end', () => {
  test('is given up at its deadline, with its status and what to do', async () => {
    await expect(waiting('ready', ['Pending'], 5)).rejects.toThrow(
      "vpc.prod (vpc-1) is not ready after 5 minutes, its status is 'Pending'; run apply again to go on waiting",
    );
    await expect(waiting('gone', ['Deleting'], 5)).rejects.toThrow(
      "vpc.prod (vpc-1) is still there after 5 minutes, its status is 'Deleting'; run apply again to go on waiting",
    );
  });

  test('since it has failed is given up at once', async () => {
    await expect(waiting('ready', ['Pending', 'CreateFailed'])).rejects.toThrow(
      "vpc.prod (vpc-1) ended in status 'CreateFailed'; the next plan offers to replace it",
    );
  });

  test('is not given up between two looks that belong together', async () => {
    // It is ready for the first time just when its time is over.
    const looks = [...Array.from({ length: 8 }, () => 'Pending'), 'Available'];
    const { ms } = await waiting('ready', looks);
    const minutes = (ms - 400) / 60_000;
    expect(await waiting('ready', looks, minutes)).toMatchObject({ found: true });
  });
});
