import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classify, classOfCode, type ErrorClass } from '../../../src/cloud/client/error-class.ts';
import type { Kind } from '../../../src/cloud/kind.ts';
import { allKinds } from '../../../src/cloud/kinds/all.ts';
import { judge, type Mutation } from '../../../src/cloud/apply/mutate.ts';
import { lifecyclesOf } from '../../support/documented.ts';
import { documentedCodes } from '../support/documented-codes.ts';

/** What the reference folder does not name, and the design of the engine does. */
const others: readonly (readonly [string, ErrorClass])[] = [
  ['InsufficientBalance', 'billing'],
  ['Arrearage', 'billing'],
  ['QuotaExceeded.Vpc', 'quota'],
  ['AccessDenied.Something', 'permission'],
  ['ResourceAlreadyExist.Grant', 'exists'],
  ['DependencyViolation.Anything', 'dependency'],
  ['IncorrectStatus.Anything', 'conflict'],
  ['IncorrectAnythingStatus', 'conflict'],
  ['Throttling.Anything', 'throttled'],
  ['ResourceNotFound.Anything', 'not-found'],
  ['MissingParam.Anything', 'invalid'],
  ['IllegalParam.Anything', 'invalid'],
  ['InvalidParameter.NextToken', 'invalid'],
  ['OperationDenied.Anything', 'invalid'],
  ['System.Busy', 'throttled'],
  ['Zone.NotExists', 'not-found'],
  ['Zone.VpcExists', 'dependency'],
  ['Record.Invalid.Conflict', 'exists'],
];

const documented = Object.entries(documentedCodes).flatMap(([found, codes]) =>
  // The keys of the table are classes.
  codes.map((code) => [code, found as ErrorClass] as const),
);

test.each([...documented, ...others])('%s means %s, whatever the status', (code, found) => {
  expect(classOfCode(code)).toBe(found);
  for (const status of [200, 400, 403, 404, 409, 429, 500, 503])
    expect(classify({ code, status })).toBe(found);
});

test('each documented code stands once', () => {
  expect(documented.map(([code]) => code)).toEqual([...new Set(documented.map(([code]) => code))]);
});

test('without a known code the status decides, and without both nobody knows', () => {
  expect(classOfCode('SomethingNew')).toBeUndefined();
  for (const code of ['', 'SomethingNew']) {
    expect(classify({ code, status: 500 })).toBe('ambiguous');
    expect(classify({ code, status: 429 })).toBe('throttled');
    expect(classify({ code, status: 403 })).toBe('permission');
    expect(classify({ code, status: 404 })).toBe('not-found');
    expect(classify({ code, status: 409 })).toBe('invalid');
    expect(classify({ code })).toBe('ambiguous');
  }
  expect(classify({ code: '', status: 200 })).toBe('ambiguous');
});

type Op = 'create' | 'update' | 'delete';

interface Told {
  readonly kind: Kind;
  readonly code: string;
  /** The word in brackets, which says when. */
  readonly when: string;
}

const retried = told('retry');
const gone = told('gone');

/** Where we do otherwise on purpose, with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  'contact 400': 'a refused read is no answer about what exists, and a wrong request even less',
  'contact 403': 'a refused read is no answer about what exists',
  'contact-group 400': 'a refused read is no answer about what exists, and a wrong request even less',
  'contact-group 403': 'a refused read is no answer about what exists',
  'alert-rule InternalError': 'a server that failed says nothing about what exists',
  'alert-rule ExceedingQuota': 'met only when rules of application groups are read, which no design has',
};

describe.each(Object.entries(Object.groupBy([...retried, ...gone], (each) => each.kind.name)))(
  '%s',
  (name) => {
    test('waits and repeats where it may pass, for each call that may meet it', () => {
      const refused = retried
        .filter((each) => each.kind.name === name && !isException(each))
        .flatMap((each) => opsOf(each).map((op) => ({ ...each, op })))
        .filter(({ kind, code, op }) => !waits(kind, code, op))
        .map(({ code, op }) => `${op} ${code}`);
      expect(refused).toEqual([]);
    });

    test('takes for gone what says so, when it is deleted and when it is read', () => {
      const others = gone
        .filter((each) => each.kind.name === name && !isException(each))
        .filter(({ kind, code }) => !isGone(kind, code) || verdict(kind, code, 'delete') !== 'done')
        .map(({ code }) => code);
      expect(others).toEqual([]);
    });
  },
);

test('a status that means "gone" to a deletion makes every other call wait (VPN gateway)', () => {
  const kind = kindOf('vpn-gateway');
  expect(verdict(kind, 'IncorrectStatus.VpnGateway', 'delete')).toBe('done');
  expect(verdict(kind, 'IncorrectStatus.VpnGateway', 'update')).toBe('repeat');
  expect(verdict(kindOf('vpn-connection'), 'IncorrectStatus.VpnGateway', 'delete')).toBe('repeat');
});

test('an entry that is to go and is not there has gone, and one that is to come and is there has come', () => {
  const kind = kindOf('privatelink-endpoint');
  const call = { action: 'DetachSecurityGroupFromVpcEndpoint' };
  const time = { mayRepeat: true, mayAppear: true };
  const gone = { code: 'SecurityGroupNotFound', class: 'not-found' } as const;
  expect(judge({ op: 'update', kind, call, doneOn: 'not-found' }, gone, time)).toBe('done');
  expect(judge({ op: 'update', kind, call }, gone, time)).toBe('repeat');
  const there = {
    code: 'SecurityGroupAlreadyAttached',
    class: classOfCode('SecurityGroupAlreadyAttached') ?? 'invalid',
  };
  expect(judge({ op: 'update', kind, call, doneOn: 'exists' }, there, time)).toBe('done');
});

test('what still uses it makes only a deletion wait', () => {
  const kind = kindOf('virtual-border-router');
  expect(verdict(kind, 'DependencyViolation.BgpGroup', 'delete')).toBe('repeat');
  expect(verdict(kind, 'DependencyViolation.BgpGroup', 'create')).toBe('refuse');
});

test('every exception is still one', () => {
  const all = [...retried, ...gone].map(({ kind, code }) => `${kind.name} ${code}`);
  expect(Object.keys(exceptions).filter((each) => !all.includes(each))).toEqual([]);
});

describe.runIf(existsSync('../shared/alicloud-resources.md'))('by the reference folder', () => {
  test('every code that it names is documented here', () => {
    const text = readFileSync('../shared/alicloud-resources.md', 'utf8');
    const known = new Set(documented.map(([code]) => code));
    expect(codesIn(text).filter((code) => !known.has(code))).toEqual([]);
    expect(codesIn(text).length).toBeGreaterThan(120);
  });
});

/** The lists of one sort, for the kinds that something is told of. */
function told(list: 'retry' | 'gone'): readonly Told[] {
  return allKinds.flatMap((kind) =>
    lifecyclesOf(kind.name)
      .flatMap((lifecycle) => lifecycle[list])
      .map((entry) => ({ kind, ...entryOf(entry) })),
  );
}

/** `DependencyViolation.BgpGroup (delete: still propagating)`. */
function entryOf(entry: string): Omit<Told, 'kind'> {
  const [code = '', when = ''] = entry.split(' (');
  return { code: code.replace('.*', ''), when: when.replace(/\W.*/s, '') };
}

/** The calls that may meet it: the one that the entry names; for what still uses the resource, its deletion. */
function opsOf({ kind, code, when }: Told): readonly Op[] {
  const ops: readonly Op[] = [
    ...(kind.create === undefined ? [] : (['create'] as const)),
    ...(kind.updates === undefined ? [] : (['update'] as const)),
    ...(kind.delete === undefined ? [] : (['delete'] as const)),
  ];
  const isOfDeletion = classOfCode(code) === 'dependency' || when === 'delete' || when === 'detach';
  if (isOfDeletion) return ops.filter((op) => op === 'delete');
  return when === 'create' ? ops.filter((op) => op === 'create') : ops;
}

/** A creation whose answer says nothing looks first, and then repeats. */
function waits(kind: Kind, code: string, op: Op): boolean {
  const found = verdict(kind, code, op);
  return found === 'repeat' || (found === 'look' && op === 'create');
}

function verdict(kind: Kind, code: string, op: Op): ReturnType<typeof judge> {
  const call = op === 'create' ? kind.create : op === 'delete' ? kind.delete : kind.updates?.[0];
  const mutation: Pick<Mutation, 'op' | 'kind' | 'call'> = { op, kind, call: call ?? { action: '' } };
  const error = { code, class: classify({ code, status: 400 }) };
  return judge(mutation, error, { mayRepeat: true, mayAppear: true });
}

function isGone(kind: Kind, code: string): boolean {
  return classify({ code, status: 400 }) === 'not-found' || kind.goneCodes?.includes(code) === true;
}

function isException({ kind, code }: Told): boolean {
  return exceptions[`${kind.name} ${code}`] !== undefined;
}

function kindOf(name: string): Kind {
  const kind = allKinds.find((each) => each.name === name);
  if (kind === undefined) throw new Error(`there is no kind ${name}`);
  return kind;
}

/** Words that can be nothing but codes, outside the rows that name fields, paths and source files. */
function codesIn(text: string): readonly string[] {
  const rows = text
    .split('\n')
    .filter((line) => !/^\| (Source|Read|Create|Change in place|Re-create on|Statuses) \|/.test(line));
  const words = rows.flatMap((line) => line.match(/[A-Za-z_]\w*(?:\.[A-Za-z]\w*)*/g) ?? []);
  return [...new Set(words.filter(isCode))].sort();
}

function isCode(word: string): boolean {
  if (word.endsWith('.N') || /\.(go|ts|md|json|markdown|com|cn|html)$/.test(word)) return false;
  return codeFamilies.test(word);
}

const codeFamilies =
  /^(Throttling|Rejected\.|ServiceUnavailable$|SystemBusy$|InternalError$|UnknownError$|TaskConflict$|Operation(Conflict$|\.Blocking|Failed\.|Denied\.)|Conflict\.|Concurrent\w+NotSupported|Endpoint\w*(Locked|Denied|Dependence|NotFound)$|\w+\.(CONFLICT|Configuring|NotFound|Duplicated?|Malformed|Used|NotEnabled|NotSupport|Opened|SUCCESS)$|EcQoSConflict|\w*TokenProcessing$|Idempotent\w+Mismatch|Incorrect\w*Status|(Create|Delete)\w+\.Incorrect|Invalid(Status|Operation)\.|InvalidVBRStatus|DependencyViolation|RouterEntryConflict|Duplicated\.|AssociationExist\.|Forbidden|NoPermission$|QuotaExceeded|ExceedingQuota|Risk\.|ResourceNotFound|Parameter\w*InstanceId$|INSTANCE_|InstanceNotExist|\w+NotExists$|IllegalParam\.|MissingParameter$)/;
