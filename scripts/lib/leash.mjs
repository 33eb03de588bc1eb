// Runs a program that must not outlive the script that wants it: `node leash.mjs PROGRAM ARGS...`.
// The script holds the other end of this process's standard input. When that end closes, because the script is done,
// was killed or its terminal was closed, the program and everything it started are ended.
import { spawn, spawnSync } from 'node:child_process';

const GRACE_MS = 5000;
const [program = '', ...args] = process.argv.slice(2);

const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', (error) => {
  console.error(`cannot run ${program}: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code) => {
  signalGroup('SIGTERM');
  process.exit(code ?? 1);
});

// This process leads the group that it signals, and has to outlive its own signal.
process.on('SIGTERM', () => undefined);
process.stdin.on('end', end).on('error', end).resume();

function end() {
  signalGroup('SIGTERM');
  setTimeout(() => {
    signalGroup('SIGKILL');
    process.exit(1);
  }, GRACE_MS);
}

/** @param {'SIGTERM' | 'SIGKILL'} signal */
function signalGroup(signal) {
  if (process.platform === 'win32') {
    // Windows has no process groups; its own tool ends a process and all that descend from it.
    if (child.pid !== undefined)
      spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-process.pid, signal);
  } catch {
    // Nobody is left to be signalled.
  }
}
