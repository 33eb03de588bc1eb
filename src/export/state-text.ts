/** What a state knows, for people and for programs. */
import type { Holder } from '../cloud/state/lock.ts';
import { who } from '../cloud/state/lock.ts';
import { kindsByName } from '../cloud/kinds/by-name.ts';
import type { Stack } from '../cloud/state/stack.ts';
import { printable } from '../cloud/printable.ts';
import type { ResourceState } from '../cloud/state/state.ts';

export interface KnownState extends Pick<Stack, 'state' | 'unresolved'> {
  readonly target: string;
  readonly place: string;
  /** Who works on it now. */
  readonly holder: Holder | undefined;
  /** The holder has ended without letting go: the next run takes over and goes on from there. */
  readonly isAbandoned: boolean;
}

export interface StateJson {
  readonly stack: string;
  readonly target: string;
  /** Where it is kept: a folder, or an address in a bucket. */
  readonly place: string;
  readonly account: string | undefined;
  readonly serial: number;
  readonly lock?: StateLock;
  readonly resources: readonly StateEntry[];
  /** Calls of which nobody knows whether they happened. */
  readonly unresolved: readonly { readonly address: string; readonly action: string }[];
}

export interface StateLock {
  readonly number: number;
  readonly who: string;
  /** `apply`, `destroy`; absent when the holder cannot be read. */
  readonly operation?: string;
  readonly pid?: number;
  /** The holder has ended without letting go. */
  readonly isAbandoned: boolean;
}

export interface StateEntry {
  readonly address: string;
  readonly kind: string;
  readonly title: string;
  readonly region: string;
  readonly id?: string;
  readonly status: ResourceState['status'];
  readonly adopted: boolean;
  readonly dependencies: readonly string[];
}

/** Sorted by address. */
export function stateJson(known: KnownState): StateJson {
  const { state, unresolved, target, place } = known;
  const { stack, account, serial, resources } = state;
  return {
    stack,
    target: state.target ?? target,
    place,
    account,
    serial,
    ...lockOf(known),
    resources: Object.keys(resources)
      .sort()
      .flatMap((address) => entry(address, resources[address])),
    unresolved: unresolved.map(({ address, action }) => ({ address, action })),
  };
}

function lockOf({ holder, isAbandoned }: KnownState): Pick<StateJson, 'lock'> {
  if (holder === undefined) return {};
  const { number, facts } = holder;
  const named = facts === undefined ? {} : { operation: facts.operation, pid: facts.pid };
  return { lock: { number, who: who(facts), ...named, isAbandoned } };
}

export function stateText(known: KnownState, faint: (text: string) => string): string {
  const { stack, target, account, serial, lock, resources, unresolved } = stateJson(known);
  const width = Math.max(0, ...resources.map(({ address }) => address.length));
  return [
    `'${stack}' on ${target}${account === undefined ? '' : `, account ${account}`}: ${countOf(resources.length)}, state ${serial}`,
    ...(lock === undefined ? [] : [lockText(lock)]),
    ...unresolved.map(
      ({ address, action }) => `open: nobody knows yet what became of ${action} for ${address}`,
    ),
    '',
    ...resources.map(({ address, title, id = 'no id yet', status, region }) => {
      const mark = status === 'ready' ? '' : `  ${status}`;
      const where = region === '' ? '' : `  ${region}`;
      return `${address.padEnd(width)}  ${printable(id)}${faint(`  ${title}${where}`)}${mark}`;
    }),
    '',
  ].join('\n');
}

function countOf(resources: number): string {
  return resources === 1 ? '1 resource' : `${resources} resources`;
}

function lockText({ number, who, operation, isAbandoned }: StateLock): string {
  if (!isAbandoned) return `locked by number ${number}: ${who}`;
  return `cut off: ${who}; hcnet ${operation ?? 'apply'} goes on from there`;
}

/** All of it; secrets stand in there by name. */
export function resourceText(address: string, resource: ResourceState): string {
  return `${JSON.stringify({ address, ...resource }, null, 2)}\n`;
}

function entry(address: string, resource: ResourceState | undefined): StateEntry[] {
  if (resource === undefined) return [];
  const { kind, region, id, status, adopted, dependencies } = resource;
  return [
    {
      address,
      kind,
      title: kindsByName.get(kind)?.title ?? kind,
      region,
      ...(id === undefined ? {} : { id }),
      status,
      adopted,
      dependencies,
    },
  ];
}
