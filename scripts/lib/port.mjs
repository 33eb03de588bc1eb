import { createServer } from 'node:net';
import { UserError } from './errors.mjs';

/**
 * Makes sure that a port of 127.0.0.1 can be used, before anything is started that would only log that it cannot.
 * @param {number} port 0 stands for any free one
 * @returns {Promise<void>}
 */
export function ensurePortIsFree(port) {
  if (port === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const text = `port ${port} cannot be used (${error.message}). Choose another one, or none: then a free one is taken.`;
      reject(new UserError(text, { cause: error }));
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
