import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startService } from '../../scripts/lib/service.mjs';

// Starts a child of its own, as VS Code's server and the emulator may, and prints both process numbers.
const PROGRAM = `
const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
console.log('ready ' + process.pid + ' ' + child.pid);
setInterval(() => {}, 1000);`;

describe('a service', () => {
  let folder: string;
  const program = (text: string): string => {
    const file = path.join(folder, 'program.cjs');
    fs.writeFileSync(file, text);
    return file;
  };

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hcnet-service-test-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const start = (text: string) =>
    startService({
      name: 'the program',
      node: process.execPath,
      args: [program(text)],
      ready: /ready (\d+) (\d+)/,
    });

  test('is ended with all that it started', async () => {
    const { match, stop } = await start(PROGRAM);
    const pids = [Number(match[1]), Number(match[2])];
    expect(pids.every(isAlive)).toBe(true);
    await stop();
    await vi.waitFor(() => expect(pids.some(isAlive)).toBe(false), { timeout: 5000 });
  });

  test('does not outlive the process that wanted it, even one that was killed', async () => {
    const script = path.join(folder, 'script.mjs');
    const module = pathToFileURL(path.resolve('scripts/lib/service.mjs')).href;
    fs.writeFileSync(
      script,
      `import { startService } from ${JSON.stringify(module)};
const { match } = await startService({ name: 'x', node: process.execPath, args: [${JSON.stringify(program(PROGRAM))}], ready: /ready (\\d+) (\\d+)/ });
console.log(match[1], match[2]);`,
    );
    const killed = spawn(process.execPath, [script]);
    const line = await new Promise<string>((resolve) =>
      killed.stdout.once('data', (text) => resolve(String(text))),
    );
    const pids = line.trim().split(' ').map(Number);
    expect(pids).toHaveLength(2);
    killed.kill('SIGKILL');
    await vi.waitFor(() => expect(pids.some(isAlive)).toBe(false), { timeout: 5000 });
  });

  test('that ends too early is reported with its code and its words', async () => {
    await expect(start("console.error('the port is taken'); process.exit(3)")).rejects.toThrow(
      /the program ended with 3 before it was ready:\s+the port is taken/,
    );
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // No such process.
    return false;
  }
}
