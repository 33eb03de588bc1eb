/** A context in which hours pass in milliseconds, and a cloud that answers as it is told. */
import { VirtualTime } from '../../campaign/virtual-time.ts';
import type { Answer, CloudContext, CloudRequest } from '../../../src/cloud/context.ts';
import { CloudError } from '../../../src/cloud/client/cloud-error.ts';
import type { ErrorClass } from '../../../src/cloud/client/error-class.ts';
import { memoryStore, type MemoryStore } from './memory-store.ts';

export interface Slow {
  readonly time: VirtualTime;
  readonly context: CloudContext;
  readonly files: MemoryStore;
  /** What arrived, and when: milliseconds since the beginning. */
  readonly arrived: { readonly action: string; readonly at: number }[];
  readonly warnings: string[];
}

/** May throw, which is a refusal. */
export type Cloud = (request: CloudRequest, at: number) => Answer;

const begin = Date.UTC(2026, 0, 1);

export function slowly(cloud: Cloud = () => ({}), given: Partial<CloudContext> = {}): Slow {
  const time = new VirtualTime(begin);
  const arrived: { readonly action: string; readonly at: number }[] = [];
  const warnings: string[] = [];
  const files = memoryStore();
  const quiet = (): void => undefined;
  const context: CloudContext = {
    stack: 'test',
    target: 'a cloud of strings',
    client: {
      call: async (request) => {
        await request.before?.();
        const at = time.now - begin;
        arrived.push({ action: request.action, at });
        return new Promise((resolve) => {
          resolve(cloud(request, at));
        });
      },
    },
    files,
    clock: { now: () => time.now, sleep: (ms) => time.sleep(ms) },
    random: { uuid: () => 'id', fraction: () => 0.5 },
    secrets: { read: () => Promise.resolve(undefined) },
    logger: { debug: quiet, info: quiet, warn: (text) => warnings.push(text), error: quiet },
    owner: { host: 'here', pid: 1, startedAt: () => '' },
    ...given,
  };
  return { time, context, files, arrived, warnings };
}

export function refusal(found: ErrorClass, code: string, retryAfterMs?: number): CloudError {
  const facts = { action: 'Any', product: 'vpc', region: 'r', requestId: undefined, detail: undefined };
  return new CloudError({ ...facts, class: found, code, retryAfterMs });
}
