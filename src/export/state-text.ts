/** What a state knows, for people and for programs. */
import type { Holder } from '../cloud/lock.ts';
import { who } from '../cloud/lock.ts';
import { kindsByName } from '../cloud/kinds/by-name.ts';
import type { Stack } from '../cloud/stack.ts';
import { printable } from '../cloud/printable.ts';
import type { ResourceState } from '../cloud/state.ts';

export interface KnownState extends Pick<Stack, 'state' | 'unresolved'> {
  readonly target: string;
  /** Who works on it now. */
  readonly holder: Holder | undefined;
}

export interface StateJson {
  readonly stack: string;
  readonly target: string;
  readonly account: string | undefined;
  readonly serial: number;
  readonly lock?: { readonly number: number; readonly who: string };
  readonly resources: readonly StateEntry[];
  /** Calls of which nobody knows whether they happened. */
  readonly unresolved: readonly { readonly address: string; readonly action: string }[];
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
export function stateJson({ state, unresolved, target, holder }: KnownState): StateJson {
  const { stack, account, serial, resources } = state;
  return {
    stack,
    target: state.target ?? target,
    account,
    serial,
    ...(holder === undefined ? {} : { lock: { number: holder.number, who: who(holder.facts) } }),
    resources: Object.keys(resources)
      .sort()
      .flatMap((address) => entry(address, resources[address])),
    unresolved: unresolved.map(({ address, action }) => ({ address, action })),
  };
}

export function stateText(known: KnownState, faint: (text: string) => string): string {
  const { stack, target, account, serial, lock, resources, unresolved } = stateJson(known);
  const width = Math.max(0, ...resources.map(({ address }) => address.length));
  return [
    `'${stack}' on ${target}${account === undefined ? '' : `, account ${account}`}: ${countOf(resources.length)}, state ${serial}`,
    ...(lock === undefined ? [] : [`locked by number ${lock.number}: ${lock.who}`]),
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
