/** Which resource a fault means, when its rule names a parameter or nothing. */
import { text } from '../engine/model.ts';
import type { Call } from '../engine/types.ts';

/** The named parameter, or else the last one that holds an id: `Delete...` and `Modify...` name their object so. */
export function idIn(call: Call, param: string | undefined): string {
  if (param !== undefined) return text(call.params[param]);
  const ids = Object.entries(call.params).filter(([name]) => name.endsWith('Id') && name !== 'RegionId');
  return text(ids.at(-1)?.[1]);
}
