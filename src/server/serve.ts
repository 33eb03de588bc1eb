/** Listens to an editor, and hands each request to the function that answers it. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { FileSystem } from '../language/file-system.ts';
import { toDiagnostic } from '../language/lsp/diagnostics.ts';
import { legend } from '../language/lsp/semantic-tokens.ts';
import { DESIGNS_BUILT } from '../protocol/server.ts';
import type { DesignsBuilt } from '../protocol/server.ts';
import type { Rule } from '../rules/rule.ts';
import { answerRequests } from './requests.ts';
import { Session } from './session.ts';
import { readRuleSettings } from './settings.ts';

/** What the server needs of the world. */
export interface ServerParts {
  readonly fileSystem: FileSystem;
  /** The designs in a folder and below, as URIs. */
  readonly findDesigns: (folder: string) => Promise<readonly string[]>;
  readonly rules: readonly Rule[];
  /** Where a rule is explained. */
  readonly pageOf: (ruleId: string) => string | undefined;
}

export function serve(connection: Connection, parts: ServerParts): void {
  const documents = new TextDocuments(TextDocument);
  const bug = (where: string, error: unknown) => {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    connection.console.error(`A bug in ${where}: ${details}`);
  };
  const session = new Session(parts.fileSystem, parts.rules, {
    findings: (uri, findings) => {
      const diagnostics = findings.map((finding) => toDiagnostic(finding, parts.pageOf));
      const version = documents.get(uri)?.version;
      void connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
    },
    built: (uris) => {
      const params: DesignsBuilt = { uris };
      void connection.sendNotification(DESIGNS_BUILT, params);
    },
    bug,
  });
  let client: InitializeParams | undefined;
  connection.onInitialize((params) => {
    client = params;
    return capabilities;
  });
  connection.onInitialized(() => {
    if (client !== undefined)
      void start(connection, { session, parts, client }).catch((error: unknown) => {
        bug('starting', error);
      });
  });
  connection.onShutdown(() => {
    session.dispose();
  });
  listen(connection, documents, session);
  const takesSnippets = () =>
    client?.capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
  answerRequests(connection, { session, documents, pageOf: parts.pageOf, takesSnippets, bug });
  connection.listen();
  // The parser is made while the editor is still introducing itself.
  setImmediate(() => {
    session.warmUp();
  });
}

const capabilities: InitializeResult = {
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    completionProvider: { triggerCharacters: ['.', ' '] },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    documentFormattingProvider: true,
    semanticTokensProvider: { legend, full: true },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  },
  serverInfo: { name: 'hcnet' },
};

/** Reads the settings and the folders that are open. */
async function start(
  connection: Connection,
  { session, parts, client }: { session: Session; parts: ServerParts; client: InitializeParams },
): Promise<void> {
  const hasSettings = client.capabilities.workspace?.configuration === true;
  const readSettings = async () => {
    const settings: unknown = await connection.workspace.getConfiguration('hcnet.rules');
    session.configure(readRuleSettings(settings));
  };
  if (hasSettings) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'hcnet.rules' });
    connection.onDidChangeConfiguration(() => void readSettings());
    await readSettings();
  }
  for (const { uri } of client.workspaceFolders ?? []) await session.read(await parts.findDesigns(uri));
}

function listen(connection: Connection, documents: TextDocuments<TextDocument>, session: Session): void {
  documents.onDidChangeContent(({ document }) => {
    session.change(document);
  });
  documents.onDidClose(({ document }) => void session.close(document.uri));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    void session.read(changes.map(({ uri }) => uri));
  });
  documents.listen(connection);
}
