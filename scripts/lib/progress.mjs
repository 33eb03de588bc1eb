const TICK_MS = 1000;

/**
 * Says what is going on while it goes on, and how long it took. On a terminal the line counts the seconds; elsewhere
 * it is printed twice, at the start and at the end, so that a log that stands still says what it waits for.
 * @template T
 * @param {string} label for example "Fetching Node 24.21.0 (32 MB) to ~/.cache/hcnet"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(label, work) {
  const start = Date.now();
  const isTerminal = process.stderr.isTTY;
  process.stderr.write(isTerminal ? label : `${label} ...\n`);
  const rewrite = (/** @type {string} */ end) => process.stderr.write(`\r\u001b[K${label} ${end}`);
  const ticker = isTerminal ? setInterval(() => rewrite(`... ${seconds(start)}`), TICK_MS) : undefined;
  try {
    const result = await work();
    if (isTerminal) rewrite(`done in ${seconds(start)}\n`);
    else process.stderr.write(`${label}: done in ${seconds(start)}\n`);
    return result;
  } catch (error) {
    if (isTerminal) process.stderr.write('\n');
    throw error;
  } finally {
    clearInterval(ticker);
  }
}

/** @param {number} since a time of `Date.now()` */
export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
