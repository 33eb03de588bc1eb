/** Which ways carry something, as far as their sessions tell, and which a plan must not count on. */
import { parsePrefix, type Prefix } from '../../model/ip.ts';
import { sourceLine, type PlanNote, type SourceLine } from '../design/desired.ts';
import type { Kind } from '../kind.ts';
import type { Inputs } from '../value.ts';
import type { PlanInput } from './draft-input.ts';
import type { Live } from './refresh.ts';
import type { ResourceState } from '../state/state.ts';

/** A BGP session or a tunnel: one that is wanted, or that the state knows and nobody wants any more. */
export interface PlannedSession {
  readonly address: string;
  readonly is: 'up' | 'down' | 'unknown';
  /** In the words of the cloud; `undefined` where it is not there. */
  readonly says: string | undefined;
  readonly family: 'IPv4' | 'IPv6' | 'both';
  /** Else the state knows it, and it goes. */
  readonly isWanted: boolean;
  readonly source?: SourceLine;
}

type SessionInput = Pick<PlanInput, 'desired' | 'state' | 'live' | 'kinds'>;

export function sessionsIn({ desired, state, live, kinds }: SessionInput): readonly PlannedSession[] {
  const wanted = desired.resources.map(({ address, kind, inputs, element }) => ({
    address,
    kind,
    inputs,
    source: sourceLine(element.source),
  }));
  const isWanted = new Set(wanted.map(({ address }) => address));
  const others = Object.entries(state.resources).flatMap(([address, { kind: name, inputs }]) => {
    const kind = kinds.get(name);
    return kind === undefined || isWanted.has(address) ? [] : [{ address, kind, inputs, source: undefined }];
  });
  return [...wanted, ...others].flatMap(({ address, kind, inputs, source }) =>
    kind.carries?.session === undefined
      ? []
      : [
          {
            address,
            ...seenAs(live.get(address), state.resources[address]),
            family: familyOf(kind, inputs),
            isWanted: isWanted.has(address),
            ...(source === undefined ? {} : { source }),
          },
        ],
  );
}

/**
 * What is silent about itself is neither taken to carry something nor to carry nothing. What a run has told to go may
 * still be listed, and will not stay.
 */
function seenAs(
  live: Live | undefined,
  known: ResourceState | undefined,
): Pick<PlannedSession, 'is' | 'says'> {
  if (known?.status === 'deleting') return { is: 'down', says: undefined };
  if (live === undefined || live.is === 'absent') return { is: 'down', says: undefined };
  if (live.is !== 'found' || live.how === 'memory') return { is: 'unknown', says: undefined };
  return live.observed.session ?? { is: 'unknown', says: undefined };
}

function familyOf({ carries }: Kind, inputs: Inputs): PlannedSession['family'] {
  const property = carries?.session?.family;
  if (property === undefined) return 'both';
  return inputs[property] === 'IPv6' ? 'IPv6' : 'IPv4';
}

/** Something that carries nothing, or nothing of one family. */
export interface Silence {
  /** Of one of its sessions. */
  readonly address: string;
  /** Absent: nothing at all. */
  readonly prefix?: Prefix;
  /** Nobody knows: it is not counted on, and may carry something all the same. */
  readonly isUncertain: boolean;
}

/** One session that is up is enough for its family. */
export function silencesOf(sessions: readonly PlannedSession[]): readonly Silence[] {
  const byOwner = Map.groupBy(sessions, ({ address }) => ownerOf(address));
  return [...byOwner.values()].flatMap((own) => {
    if (!own.some(({ is }) => is === 'up')) return silence(own) ?? [];
    return (['IPv4', 'IPv6'] as const).flatMap((family) => {
      const ofFamily = own.filter((each) => each.family === family || each.family === 'both');
      if (ofFamily.some(({ is }) => is === 'up')) return [];
      return silence(ofFamily, parsePrefix(family === 'IPv6' ? '::/0' : '0.0.0.0/0')) ?? [];
    });
  });
}

function silence([first, ...others]: readonly PlannedSession[], prefix?: Prefix): Silence | undefined {
  if (first === undefined) return undefined;
  return {
    address: first.address,
    isUncertain: [first, ...others].some(({ is }) => is === 'unknown'),
    ...(prefix === undefined ? {} : { prefix }),
  };
}

/** Whoever takes another way away should know of them. */
export function silenceNotes(sessions: readonly PlannedSession[]): readonly PlanNote[] {
  return sessions.flatMap(({ address, is, says, source }) => {
    if (is === 'up' || says === undefined) return [];
    const message =
      is === 'down'
        ? `'${address}' is '${says}': nothing gets through there, and the plan does not count on it`
        : `'${address}' says '${says}', of which hcnet does not know what it means: the plan does not count on it`;
    return [{ message, address, ...(source === undefined ? {} : { source }) }];
  });
}

/** `vbr.a/bgp/peer` belongs to `vbr.a`. */
export function ownerOf(address: string): string {
  return address.split('/')[0] ?? address;
}
