/** What a client sees of its request in the end, as plain facts: whoever carries it writes them to a socket or hands them over. */
import { text } from '../engine/model.ts';
import type { Drip, HangUp, Unsent, Wire } from '../faults/effects.ts';
import type { Answer } from './answer.ts';

export type Outcome =
  | Answered
  | Cut
  | { readonly kind: HangUp; readonly afterMs: number }
  /** Not a byte of it left; the code is that of the client's platform, such as ENOTFOUND. */
  | { readonly kind: 'unsent'; readonly code: string; readonly afterMs: number };

export interface Written {
  /** Milliseconds from when the answer was ready to its first byte. */
  readonly afterMs: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer | string;
}

export interface Answered extends Written {
  readonly kind: 'answer';
  readonly drip: Drip | undefined;
  /**
   * What `JSON.parse(body)` gives or throws, without the text on the way where nothing was done to it.
   * Shared with the cloud, so never to be changed.
   */
  readonly json: () => unknown;
}

/** The connection breaks in the middle: `body` is what came of it. */
export interface Cut extends Written {
  readonly kind: 'cut';
  readonly at: 'headers' | 'body';
}

/** An answer on which no fault has a hold. */
export function plainOutcome(answer: Answer): Answered {
  return answered(answer, {}, () => answer.body);
}

export function outcomeOf(answer: Answer, wire: Wire): Outcome {
  return carried(answered(answer, wire), wire);
}

/** What of a whole answer arrives. */
export function carried(whole: Answered, wire: Wire): Outcome {
  const { afterMs } = whole;
  if (wire.lost !== undefined) return { kind: wire.lost, afterMs };
  if (wire.cut === undefined) return whole;
  const { status, headers, body } = whole;
  const came = wire.cut === 'headers' ? '' : body.slice(0, Math.ceil(body.length / 2));
  return { kind: 'cut', at: wire.cut, afterMs, status, headers, body: came };
}

/** Nothing of the request reached anybody. */
export function droppedOutcome(dropped: HangUp | Unsent): Outcome {
  return typeof dropped === 'string'
    ? { kind: dropped, afterMs: 0 }
    : { kind: 'unsent', code: dropped.code, afterMs: 0 };
}

/** Text and headers are made when somebody asks: most callers in the same process never do. */
function answered(answer: Answer, wire: Wire, json?: () => unknown): Answered {
  let known: string | undefined;
  const bodyText = (): string => {
    if (known === undefined) {
      const original = JSON.stringify(answer.body);
      known = wire.body?.(original) ?? original;
    }
    return known;
  };
  return {
    kind: 'answer',
    afterMs: wire.delayMs ?? 0,
    drip: wire.drip,
    status: wire.status ?? answer.status,
    json: json ?? (() => JSON.parse(bodyText()) as unknown),
    get body() {
      return bodyText();
    },
    get headers() {
      return { ...headersFor(answer, bodyText()), ...wire.headers };
    },
  };
}

function headersFor(answer: Answer, body: string): Record<string, string | number> {
  return {
    'content-type': 'application/json;charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'x-acs-request-id': text(answer.body.RequestId),
  };
}
