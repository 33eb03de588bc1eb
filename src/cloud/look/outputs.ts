/** Facts about a resource that others refer to besides its id. */
import { invariant } from '../invariant.ts';
import { valuesAt } from './observe.ts';
import { textOf } from '../value.ts';
import { finish, identified } from '../parameters.ts';
import type { Found, Look, Place, Reader } from './reader.ts';
import type { Item } from './observe.ts';
import type { Output } from '../kind.ts';
import type { ListRequest } from './whole-list.ts';

type ListedOutput = Extract<Output, { readonly action: string }>;

/** An output that the cloud does not tell yet is left out; another account's resource tells none. */
export async function readOutputs(
  reader: Reader,
  place: Place,
  found: Found,
  look: Look,
): Promise<Record<string, string>> {
  const out: Record<string, string> = {};
  if (Object.keys(found.item).length === 0) return out;
  for (const [name, output] of Object.entries(place.kind.outputs ?? {})) {
    const item = 'action' in output ? await listedOutput(reader, place, found, output, look) : found.item;
    const value = item === undefined ? undefined : textOf(valuesAt(item, output.field)[0]);
    invariant(name !== 'id', `${place.kind.name} must not name an output id`);
    if (value !== undefined && value !== '') out[name] = value;
  }
  return out;
}

async function listedOutput(
  reader: Reader,
  { kind, region, inputs }: Place,
  { id }: Found,
  output: ListedOutput,
  look: Look,
): Promise<Item | undefined> {
  const { action, items, paging, of } = output;
  const all: ListRequest = {
    product: kind.product,
    action,
    region,
    parameters: { ...output.with },
    items,
    paging,
  };
  const sent = finish(identified(output.send, inputs, id), new Map());
  const one: ListRequest = { ...all, parameters: { ...all.parameters, ...sent } };
  // It does not change: any list will do that shows it.
  const shared = of === undefined ? undefined : await reader.shared({ one, all, sharedSince: 0 }, look);
  const isOurs = (item: Item): boolean => of !== undefined && textOf(item[of]) === id;
  return shared?.find(isOurs) ?? (await reader.list(one, look))[0];
}
