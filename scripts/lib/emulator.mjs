import { inRoot } from './paths.mjs';
import { startService } from './service.mjs';

/**
 * Starts the emulator of Alibaba Cloud as a process of its own, on a free port.
 * @param {{ node: string, state: string, args?: readonly string[], onOutput?: (text: string) => void }} options
 * `state`: the folder it keeps its resources in; `args`: more for its command line
 * @returns {Promise<{ url: string, ended: Promise<number>, stop: () => Promise<void> }>}
 */
export async function startEmulator({ node, state, args = [], ...rest }) {
  const { match, ended, stop } = await startService({
    name: 'the emulator',
    node,
    args: [inRoot('dist/cli.js'), 'emulator', '--port', '0', '--state', state, ...args],
    ready: /listening on (http:\/\/127\.0\.0\.1:\d+)/,
    ...rest,
  });
  return { url: match[1] ?? '', ended, stop };
}
