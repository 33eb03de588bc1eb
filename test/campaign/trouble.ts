/** Everything that goes wrong in a campaign, F1 to F30 of its design: what a seed makes of each. */
import type { CloudRequest } from '../../src/cloud/context.ts';
import type { Milestone } from '../../src/cloud/milestones.ts';
import type { FaultRule } from '../../src/emulator/faults/rule.ts';
import type { Chance } from './chance.ts';
import type { BucketFault, BucketTrouble, Death, DiskOperation, DiskTrouble } from './kept.ts';

/** What disturbs the first run of a scenario, and what happens before the second. */
export interface Disturbance {
  /** Such as `F4 late commit`. */
  readonly name: string;
  /** For the emulator. */
  readonly rules?: readonly FaultRule[];
  readonly disk?: DiskTrouble;
  /** The state is kept in a bucket, and this goes wrong with it. */
  readonly bucket?: BucketTrouble;
  readonly network?: (request: CloudRequest) => string | undefined;
  /** The process ends when this says so. */
  readonly killsAt?: (milestone: Milestone, point: number) => Death | undefined;
  /** Somebody presses Ctrl+C when this says so. */
  readonly cancelsAt?: (milestone: Milestone, point: number) => boolean;
  /** What happens to the files of the state between the runs. */
  readonly surgery?: Surgery;
  /** Another run begins while this one is under way. */
  readonly rival?: Rival;
  /** The least time between the runs, in milliseconds. */
  readonly restMs?: number;
}

export interface Rival {
  readonly does:
    /** It begins while the first run is under way, and has to be refused. */
    | 'meets-it-here'
    | 'meets-it-elsewhere'
    /** The first process sleeps, somebody frees its lock, and the other run goes on to its end. */
    | 'follows-an-unlock'
    /** The first process has died, and several find its lock at once. */
    | 'races-for-its-lock';
  /** The point of the first run at which it comes. */
  readonly at: number;
}

export type Surgery =
  | { readonly does: 'lose'; readonly what: 'state' | 'journal' | 'both' }
  | { readonly does: 'damage'; readonly how: Damage };

/** Each but `torn-journal` makes the next run refuse, and leaves the files as they are. */
export type Damage =
  | 'half-state'
  | 'empty-state'
  | 'other-state'
  | 'newer-state'
  | 'edited-state'
  | 'torn-journal'
  | 'broken-journal';

type Family = (chance: Chance) => Disturbance;

export const families: Readonly<Record<string, Family>> = {
  F1: (c) => onWrites(c, 'F1 lost answer', { kind: 'lost-answer', how: c.pick(['reset', 'silence']) }),
  F2: (c) => onWrites(c, 'F2 lost request', { kind: 'lost-request', how: c.pick(['reset', 'silence']) }),
  F3: (c) => onWrites(c, 'F3 duplicate delivery', { kind: 'duplicate', afterMs: c.pick([0, 5_000, 60_000]) }),
  F4: (c) =>
    onWrites(c, 'F4 late commit', {
      kind: 'late-commit',
      afterMs: c.integer(5_000, 120_000),
      answer: c.pick(['reset', 'silence', 'gateway-timeout']),
    }),
  F5: (c) =>
    onAny(c, 'F5 server error', {
      kind: 'server-error',
      when: c.pick(['before', 'after']),
      answer: c.pick(['internal-error', 'unavailable', 'unavailable-html', 'empty', 'truncated']),
    }),
  F6: (c) => ({
    name: 'F6 throttling burst',
    rules: [
      {
        fault: {
          kind: 'throttling',
          code: c.pick(['Throttling.User', 'Throttling.Api', 'Rejected.Throttling']),
          ...(c.isHit(0.5) ? { retryAfterS: 2 } : {}),
        },
        chance: 0.9,
        times: 'always',
        forMs: 60_000,
        seed: c.integer(1, 1e6),
      },
    ],
  }),
  F7: (c) =>
    onAny(c, 'F7 slow', {
      kind: 'slow',
      requestMs: c.integer(0, 20_000),
      answerMs: c.integer(0, 20_000),
      ...(c.isHit(0.3) ? { drip: { bytes: 50, everyMs: 200 } } : {}),
    }),
  F8: (c) => onWrites(c, 'F8 stuck status', { kind: 'stuck' }),
  F9: (c) =>
    onCreates(c, 'F9 failed status', {
      kind: 'failed',
      status: c.pick(['Failed', 'CreateFailed', 'Allocation Failed']),
    }),
  F10: (c) =>
    onWrites(c, 'F10 stale reads', {
      kind: 'stale-reads',
      forMs: c.integer(1_000, 300_000),
      share: c.pick([0.3, 0.7, 1]),
      writes: c.isHit(0.2),
    }),
  F11: (c) => onWrites(c, 'F11 regressing status', { kind: 'regress', reads: c.integer(1, 3) }),
  F12: (c) => onReads(c, 'F12 paging', { kind: 'paging', what: c.pick(['duplicate', 'missing', 'expired']) }),
  F13: (c) =>
    onWrites(c, 'F13 token', { kind: 'token', what: c.pick(['forgotten', 'processing', 'mismatch']) }),
  F14: (c) =>
    onCreates(c, 'F14 quota', { kind: 'quota', code: c.pick(['QuotaExceeded', 'QuotaExceeded.VSwitch']) }),
  F15: (c) =>
    c.isHit(0.5)
      ? onWrites(c, 'F15 no permission to write', { kind: 'permission' })
      : onReads(c, 'F15 no permission to read', {
          kind: 'permission',
          code: c.pick(['Forbidden.RAM', 'NoPermission']),
        }),
  F16: (c) => ({
    name: 'F16 credentials end',
    rules: [
      {
        match: { nth: c.integer(2, 60) },
        fault: { kind: 'credentials', what: c.pick(['expired', 'disabled']) },
        times: 'always',
      },
    ],
  }),
  F17: (c) =>
    c.isHit(0.5)
      ? onAny(c, 'F17 clock skew', { kind: 'clock-skew', skewMs: c.pick([-1_200_000, 1_200_000]) })
      : onWrites(c, 'F17 nonce used', { kind: 'nonce-used', when: c.pick(['before', 'after']) }),
  F18: (c) =>
    onAny(c, 'F18 malformed answer', {
      kind: 'malformed',
      what: c.pick(['wrong-type', 'null', 'missing', 'extra', 'not-an-object', 'not-json']),
    }),
  F19: (c) =>
    c.isHit(0.7)
      ? onAny(c, 'F19 broken connection', { kind: 'reset', at: c.pick(['connect', 'headers', 'body']) })
      : unreachable(c),
  F20: (c) =>
    onWrites(c, 'F20 conflict', {
      kind: 'conflict',
      scope: c.pick(['cen', 'tr', 'ecr', 'vbr', 'vpc', 'qos', 'vpn-gateway', 'endpoint']),
    }),
  F21: (c) => drifting(c),
  F22: (c) => ({
    name: 'F22 foreign dependent',
    rules: [
      {
        match: { action: 'Delete*', nth: c.integer(1, 10) },
        fault: {
          kind: 'foreign-dependent',
          param: c.pick(['VpcId', 'VSwitchId', 'TransitRouterId', 'CenId', 'VbrId']),
        },
        times: c.integer(1, 2),
      },
    ],
  }),
  F23: (c) => ({
    name: 'F23 damaged state',
    ...killedSomewhere(c),
    surgery: {
      does: 'damage',
      how: c.pick([
        'half-state',
        'empty-state',
        'other-state',
        'newer-state',
        'edited-state',
        'torn-journal',
        'broken-journal',
      ]),
    },
  }),
  F24: (c) => failingDisk(c),
  F25: (c) => twoRuns(c),
  F26: (c) => ({ name: 'F26 killed', ...killedSomewhere(c) }),
  F27: (c) =>
    c.isHit(0.7)
      ? { name: 'F27 power failure', ...killedSomewhere(c, 'power-failure') }
      : { name: 'F27 cancelled', ...cancelledSomewhere(c) },
  F28: (c) => ({
    name: 'F28 lost files',
    ...(c.isHit(0.5) ? killedSomewhere(c) : {}),
    surgery: { does: 'lose', what: c.pick(['state', 'journal', 'both']) },
    // Whatever was under way has arrived, and can be seen.
    restMs: 600_000,
  }),
  F29: (c) => troubledBucket(c),
  F30: (c) => {
    const what = c.pick(['ansi', 'html', 'path', 'control', 'bidi', 'template', 'huge'] as const);
    return onAny(c, `F30 hostile ${what}`, { kind: 'hostile', what, characters: 1_000_000 });
  },
};

type Fault = FaultRule['fault'];

function onWrites(c: Chance, name: string, fault: Fault): Disturbance {
  return {
    name,
    rules: [
      {
        match: { calls: 'write', nth: c.integer(1, 40) },
        fault,
        times: c.integer(1, 4),
        seed: c.integer(1, 1e6),
      },
    ],
  };
}

function onCreates(c: Chance, name: string, fault: Fault): Disturbance {
  return {
    name,
    rules: [
      {
        match: { action: 'Create*', nth: c.integer(1, 20) },
        fault,
        times: c.integer(1, 3),
        seed: c.integer(1, 1e6),
      },
    ],
  };
}

function onReads(c: Chance, name: string, fault: Fault): Disturbance {
  return {
    name,
    rules: [
      {
        match: { calls: 'read', nth: c.integer(1, 120) },
        fault,
        times: c.integer(1, 6),
        seed: c.integer(1, 1e6),
      },
    ],
  };
}

function onAny(c: Chance, name: string, fault: Fault): Disturbance {
  return {
    name,
    rules: [{ match: { nth: c.integer(1, 150) }, fault, times: c.integer(1, 6), seed: c.integer(1, 1e6) }],
  };
}

function unreachable(c: Chance): Disturbance {
  const first = c.integer(1, 100);
  const last = first + c.integer(0, 20);
  let calls = 0;
  return {
    name: 'F19 unreachable',
    network: () => {
      calls += 1;
      return calls >= first && calls <= last ? c.pick(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']) : undefined;
    },
  };
}

/** Somebody changes or deletes what a call is about, just before the call. */
function drifting(c: Chance): Disturbance {
  const isDelete = c.isHit(0.3);
  const param = c.pick(['VpcId', 'VSwitchId', 'VbrId', 'TransitRouterId', 'EcrId', 'RouterId']);
  return {
    name: isDelete ? 'F21 deleted by somebody else' : 'F21 changed by somebody else',
    rules: [
      {
        match: { params: { [param]: '*' }, nth: c.integer(1, 30) },
        fault: isDelete
          ? { kind: 'drift', op: 'delete', param }
          : c.isHit(0.5)
            ? { kind: 'drift', op: 'hold', param, forMs: c.integer(1_000, 60_000) }
            : { kind: 'drift', op: 'update', param, fields: { Name: 'changed-by-hand', Description: 'x' } },
      },
    ],
    // What was ready only just now is not taken for gone.
    restMs: isDelete ? 900_000 : 0,
  };
}

function killedSomewhere(c: Chance, how: Death = 'kill'): Pick<Disturbance, 'killsAt'> {
  const at = c.integer(1, 160);
  return { killsAt: (_milestone, point) => (point === at ? how : undefined) };
}

function cancelledSomewhere(c: Chance): Pick<Disturbance, 'cancelsAt'> {
  const at = c.integer(6, 120);
  return { cancelsAt: (_milestone, point) => point === at };
}

function failingDisk(c: Chance): Disturbance {
  const code = c.pick(['ENOSPC', 'EIO', 'EROFS', 'EPERM']);
  const does = c.pick<readonly DiskOperation['does'][]>([
    ['append'],
    ['create'],
    ['append', 'create', 'reserve'],
    ['reserve'],
  ]);
  const first = c.integer(1, 60);
  let operations = 0;
  return {
    name: `F24 disk fails with ${code}`,
    disk: (operation) => {
      if (!does.includes(operation.does)) return undefined;
      operations += 1;
      return operations >= first ? Object.assign(new Error(`${code}: the disk fails`), { code }) : undefined;
    },
  };
}

function twoRuns(c: Chance): Disturbance {
  const does = c.pick([
    'meets-it-here',
    'meets-it-elsewhere',
    'follows-an-unlock',
    'races-for-its-lock',
  ] as const);
  return { name: `F25 another run ${does}`, rival: { does, at: c.integer(2, 100) } };
}

function troubledBucket(c: Chance): Disturbance {
  const fault = c.pick<BucketFault>([
    'lost-request',
    'lost-answer',
    'error-after',
    'busy',
    'throttled',
    'stale',
    'unreachable',
  ]);
  const does = fault === 'stale' ? 'list' : c.pick(['put', 'put', 'get', 'remove', 'list', 'any'] as const);
  const first = c.integer(1, 150);
  const last = first + c.pick([0, 1, 5, 1_000]);
  let requests = 0;
  return {
    name: `F29 bucket: ${fault} on ${does}`,
    bucket: (operation) => {
      if (does !== 'any' && operation.does !== does) return undefined;
      requests += 1;
      return requests >= first && requests <= last ? fault : undefined;
    },
  };
}
