/** The emulator that this window starts for itself: a process of its own that ends with the window. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import type { Tool } from './tool.ts';

export interface Emulator {
  /** Its address, while it runs. */
  readonly url: () => string | undefined;
  /** Starts it unless it runs already; gives its address. */
  readonly start: () => Promise<string>;
  readonly stop: () => Promise<void>;
  readonly onDidChange: vscode.Event<void>;
}

export interface EmulatorOptions {
  readonly tool: Tool;
  readonly log: vscode.LogOutputChannel;
  /** Keeps what is created, so that it is still there when the window opens again. */
  readonly folder: vscode.Uri;
}

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<void>;
  readonly url: string;
}

export function createEmulator({ tool, log, folder }: EmulatorOptions): Emulator {
  const changed = new vscode.EventEmitter<void>();
  let running: Running | undefined;
  let starting: Promise<Running> | undefined;

  const launch = async () => {
    await vscode.workspace.fs.createDirectory(folder);
    const started = await startChild(tool, log, folder);
    running = started;
    void started.ended.then(() => {
      running = undefined;
      changed.fire();
    });
    changed.fire();
    return started;
  };

  return {
    url: () => running?.url,
    start: async () => {
      starting ??= (running === undefined ? launch() : Promise.resolve(running)).finally(() => {
        starting = undefined;
      });
      return (await starting).url;
    },
    stop: async () => {
      await starting;
      running?.child.stdin.end();
      await running?.ended;
    },
    onDidChange: changed.event,
  };
}

async function startChild(tool: Tool, log: vscode.LogOutputChannel, folder: vscode.Uri): Promise<Running> {
  const settings = vscode.workspace.getConfiguration('hcnet.emulator');
  const port = String(settings.get('port', 0));
  const transition = String(settings.get('transitionTime', 300));
  const args = [
    'emulator',
    '--leash',
    '--port',
    port,
    '--transition-ms',
    transition,
    '--state',
    folder.fsPath,
  ];
  const child = tool.start(args, { cwd: folder.fsPath, env: {} });
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve();
    }),
  );
  const complaints: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    complaints.push(line);
    log.info(`emulator: ${line}`);
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const match = /listening on (http:\/\/\S+)$/.exec(line);
      if (match?.[1] !== undefined) resolve(match[1]);
    });
    child.once('error', reject);
    void ended.then(() => {
      reject(
        new Error(complaints.join('\n').replace(/^error: /, '') || 'The emulator ended before it was ready'),
      );
    });
  });
  log.info(`The emulator listens on ${url}`);
  return { child, ended, url };
}
