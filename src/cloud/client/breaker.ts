/** Leaves a service alone for a while when nothing but failures comes from it. */
import type { CloudContext } from '../context.ts';
import type { ProductName } from '../products.ts';

export interface Breaker {
  /** Resolves when the service may be called. */
  readonly ready: () => Promise<void>;
  readonly worked: () => void;
  readonly failed: () => void;
}

const failuresInARow = 10;
const pauseMs = 30_000;

export function breaker(context: CloudContext, product: ProductName): Breaker {
  let inARow = 0;
  let closedUntil = 0;
  return {
    ready: async () => {
      const rest = closedUntil - context.clock.now();
      if (rest > 0) await context.clock.sleep(rest);
    },
    worked: () => {
      inARow = 0;
    },
    failed: () => {
      inARow += 1;
      if (inARow < failuresInARow) return;
      inARow = 0;
      closedUntil = context.clock.now() + pauseMs;
      context.logger.warn(`${product} does not answer; pausing for ${pauseMs / 1000} s`);
    },
  };
}
