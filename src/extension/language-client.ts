/** The client of the language server, which runs as a process of its own. */
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import { DESIGNS_BUILT, DIAGRAM_REQUEST, SECRETS_REQUEST } from '../protocol/server.ts';
import type {
  DesignsBuilt,
  DiagramAnswer,
  DiagramQuestion,
  SecretsAnswer,
  SecretsQuestion,
} from '../protocol/server.ts';
import { LANGUAGE } from './designs.ts';
import { showFailure } from './messages.ts';

export interface Language {
  /** Asks for the diagram of a file; waits for the server to be there. */
  readonly diagram: (uri: string) => Promise<DiagramAnswer>;
  /** Names of the secrets of a file's design that VS Code may keep. */
  readonly secrets: (uri: string) => Promise<readonly string[]>;
  readonly onBuilt: (listener: (uris: readonly string[]) => void) => void;
  readonly stop: () => Promise<void>;
}

export function startLanguage(serverFile: string, channel: vscode.LogOutputChannel): Language {
  const client = new LanguageClient(
    'hcnet',
    'hcnet Language Server',
    serverOptions(serverFile),
    clientOptions(channel),
  );
  const started = client.start();
  // Told once, here; who waits for the server is told again that there is none.
  started.catch((error: unknown) => {
    showFailure(
      channel,
      new Error('The language server did not start, so nothing is checked or drawn', { cause: error }),
    );
  });
  return {
    diagram: async (uri) => {
      await started;
      const question: DiagramQuestion = { uri };
      return client.sendRequest<DiagramAnswer>(DIAGRAM_REQUEST, question);
    },
    secrets: async (uri) => {
      await started;
      const question: SecretsQuestion = { uri };
      return (await client.sendRequest<SecretsAnswer>(SECRETS_REQUEST, question)).names;
    },
    onBuilt: (listener) => {
      client.onNotification(DESIGNS_BUILT, ({ uris }: DesignsBuilt) => {
        listener(uris);
      });
    },
    stop: async () => {
      // A server that is still starting cannot be stopped.
      await started.catch(() => undefined);
      await client.dispose();
    },
  };
}

function serverOptions(module: string): ServerOptions {
  return {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy'] } },
  };
}

function clientOptions(channel: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [{ language: LANGUAGE }],
    outputChannel: channel,
    synchronize: {
      fileEvents: vscode.workspace.createFileSystemWatcher('**/*.hcnet'),
    },
  };
}
