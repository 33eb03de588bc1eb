/** Facts about a resource that others refer to besides its id. */
import { invariant } from './invariant.ts';
import { textOf, valuesAt } from './observe.ts';
import { finish, identified } from './parameters.ts';
import type { Found, Look, Place, Reader } from './reader.ts';

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
    const [item] =
      'action' in output
        ? await reader.list(
            {
              product: place.kind.product,
              action: output.action,
              region: place.region,
              parameters: {
                ...output.with,
                ...finish(identified(output.send, place.inputs, found.id), new Map()),
              },
              items: output.items,
              paging: output.paging,
            },
            look,
          )
        : [found.item];
    const value = item === undefined ? undefined : textOf(valuesAt(item, output.field)[0]);
    invariant(name !== 'id', `${place.kind.name} must not name an output id`);
    if (value !== undefined && value !== '') out[name] = value;
  }
  return out;
}
