/** What a program that watches a run says on the tool's standard input; see protocol/run.ts. */
import { parseRunAnswer } from '../protocol/run.ts';
import type { Handover, RunAnswer } from '../protocol/run.ts';
import type { Shell } from './shell.ts';

export interface Answers {
  /** The first answer to a question; `refuse` when the other side hangs up before it gave one. */
  readonly decision: Promise<RunAnswer>;
  readonly handed: Handed;
  readonly close: () => void;
}

/** What the other side hands over, once or again and again. */
export interface Handed {
  /** Resolves when something was handed over, or never will be. */
  readonly arrived: Promise<void>;
  /** What came last. */
  readonly latest: () => Handover | undefined;
}

export interface Listener {
  /** Whoever watches wants the run to stop. */
  readonly stop: () => void;
  /** Nobody watches any more, after this answer to the question; without it, that is a wish to stop as well. */
  readonly hangUp?: (answer: RunAnswer | undefined) => void;
}

export function listenForAnswers(shell: Shell, { stop, hangUp = stop }: Listener): Answers {
  const lines = shell.input.lines();
  const decision = Promise.withResolvers<RunAnswer>();
  const arrival = Promise.withResolvers<undefined>();
  let latest: Handover | undefined;
  let first: RunAnswer | undefined;
  lines.onLine((text) => {
    const answer = parseRunAnswer(text);
    if (answer === undefined) return;
    if (answer.type === 'secrets') {
      latest = answer.handover;
      shell.keepSecret(secretsOf(latest));
      arrival.resolve(undefined);
      return;
    }
    first ??= answer;
    decision.resolve(answer);
    if (answer.type === 'cancel') stop();
  });
  lines.onEnd(() => {
    decision.resolve({ type: 'refuse' });
    arrival.resolve(undefined);
    hangUp(first);
  });
  return {
    decision: decision.promise,
    handed: { arrived: arrival.promise, latest: () => latest },
    close: lines.close,
  };
}

function secretsOf({ credentials, secrets }: Handover): readonly (string | undefined)[] {
  return [credentials?.accessKeySecret, credentials?.securityToken, ...Object.values(secrets)];
}
