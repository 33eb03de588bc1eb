/** What every part of a running apply needs. */
import type { CloudContext } from '../context.ts';
import type { Kind } from '../kind.ts';
import type { Paces } from '../look/paces.ts';
import type { Reader } from '../look/reader.ts';
import type { Lookup } from '../resolve.ts';
import type { Session } from '../state/session.ts';

export interface Run {
  readonly context: CloudContext;
  readonly session: Session;
  readonly reader: Reader;
  readonly paces: Paces;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** By name as in inputs, `env:TELECOM_BGP_KEY`. */
  readonly secrets: ReadonlyMap<string, string>;
  /** When the cloud was looked at for the plan; `undefined` when that may be long ago. */
  readonly plannedAt: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Ids and outputs of what is there by now. */
export function stateLookup(run: Run): Lookup {
  return (address, path) => {
    const resource = run.session.state.resources[address];
    return path === 'id' ? resource?.id : resource?.outputs[path];
  };
}
