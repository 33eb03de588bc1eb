/** A process that dies at a chosen call: nothing it does afterwards reaches the cloud or the disk. */
import { actionTraits } from '../../../src/cloud/client/actions.ts';
import type { CloudContext, CloudRequest } from '../../../src/cloud/context.ts';
import type { FileStore } from '../../../src/cloud/file-store.ts';

export interface Death {
  /** Counts calls that change something, from 1. */
  readonly atChange: number;
  /** `before` it is sent, or `after` the cloud has done it and before the answer is read. */
  readonly when: 'before' | 'after';
}

export interface Mortal {
  readonly context: CloudContext;
  readonly isDead: () => boolean;
}

export function mortal(context: CloudContext, death: Death): Mortal {
  let changes = 0;
  let isDead = false;
  const killed = (): never => {
    isDead = true;
    throw new Error('killed');
  };
  return {
    isDead: () => isDead,
    context: {
      ...context,
      files: frozenWhen(context.files, () => isDead),
      client: {
        call: async (request) => {
          if (isDead) killed();
          if (!isChange(request)) return context.client.call(request);
          changes += 1;
          const isLast = changes === death.atChange;
          if (isLast && death.when === 'before') killed();
          const answer = await context.client.call(request);
          if (isLast || isDead) killed();
          return answer;
        },
      },
    },
  };
}

export function isChange(request: CloudRequest): boolean {
  actionTraits(request.product, request.action);
  return !/^(Describe|List|Get|Check)/.test(request.action);
}

function frozenWhen(store: FileStore, isDead: () => boolean): FileStore {
  const guard =
    <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) =>
    (...args: A): Promise<T> =>
      isDead() ? Promise.reject(new Error('killed')) : work(...args);
  return {
    place: store.place,
    ...(store.isShared === undefined ? {} : { isShared: store.isShared }),
    read: guard(store.read),
    create: guard(store.create),
    remove: guard(store.remove),
    list: guard(store.list),
    log: (name) => {
      const log = store.log(name);
      return {
        read: guard(log.read),
        reserve: guard(log.reserve),
        append: guard(log.append),
        close: guard(log.close),
      };
    },
  };
}
