/** The requests of an editor, each handed to the function that answers it. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Connection, TextDocuments } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Design } from '../language/design.ts';
import { buildDesign } from '../language/design.ts';
import { codeActions } from '../language/lsp/code-actions.ts';
import { toOffset } from '../language/lsp/convert.ts';
import { toDiagnostic } from '../language/lsp/diagnostics.ts';
import { foldingRanges } from '../language/lsp/folding.ts';
import { formatting } from '../language/lsp/formatting.ts';
import { hover } from '../language/lsp/hover.ts';
import { definition, highlights, references } from '../language/lsp/navigation.ts';
import type { Refusal } from '../language/lsp/rename.ts';
import { prepareRename, rename } from '../language/lsp/rename.ts';
import { semanticTokens } from '../language/lsp/semantic-tokens.ts';
import { documentSymbols, workspaceSymbols } from '../language/lsp/symbols.ts';
import type { SourceFile } from '../language/source-file.ts';
import { isKeptByName, secretRefs } from '../model/secrets.ts';
import { DIAGRAM_REQUEST, SECRETS_REQUEST } from '../protocol/server.ts';
import type { DiagramAnswer, DiagramQuestion, SecretsAnswer, SecretsQuestion } from '../protocol/server.ts';
import { diagramOf } from './diagram.ts';
import type { Session } from './session.ts';

export interface RequestContext {
  readonly session: Session;
  readonly documents: TextDocuments<TextDocument>;
  readonly pageOf: (ruleId: string) => string | undefined;
  /** Whether the editor knows what a snippet is; it says so before it asks for anything. */
  readonly takesSnippets: () => boolean;
  readonly bug: (where: string, error: unknown) => void;
}

export function answerRequests(connection: Connection, context: RequestContext): void {
  const { services } = context.session.workspace;
  const ask = asker(context);
  connection.onCompletion(async ({ textDocument, position }) => {
    // It brings a part of Langium along that nothing else needs; the first diagnostics come sooner without.
    const { completion } = await import('../language/lsp/completion.ts');
    return ask('completion', textDocument, ({ design, file }) =>
      completion(services, design, {
        file,
        offset: toOffset(file, position),
        takesSnippets: context.takesSnippets(),
      }),
    );
  });
  connection.onHover(({ textDocument, position }) =>
    ask('hover', textDocument, ({ design, file }) => hover(design, file, toOffset(file, position)) ?? null),
  );
  connection.onDefinition(({ textDocument, position }) =>
    ask('definition', textDocument, ({ design, file }) => [
      ...definition(design, file, toOffset(file, position)),
    ]),
  );
  connection.onReferences(({ textDocument, position, context: { includeDeclaration } }) =>
    ask('references', textDocument, ({ design, file }) => [
      ...references(design, file, { offset: toOffset(file, position), includeDeclaration }),
    ]),
  );
  connection.onDocumentHighlight(({ textDocument, position }) =>
    ask('highlight', textDocument, ({ design, file }) => [
      ...highlights(design, file, toOffset(file, position)),
    ]),
  );
  connection.onPrepareRename(({ textDocument, position }) =>
    ask('rename', textDocument, ({ file }) => granted(prepareRename(file, toOffset(file, position)))),
  );
  connection.onRenameRequest(({ textDocument, position, newName }) =>
    ask('rename', textDocument, ({ design, file }) =>
      granted(rename(design, file, { offset: toOffset(file, position), newName })),
    ),
  );
  connection.onDocumentSymbol(({ textDocument }) =>
    ask('symbols', textDocument, ({ design, file }) => documentSymbols(design, file)),
  );
  connection.onWorkspaceSymbol(({ query }) => workspaceSymbols(context.session.workspace.designs(), query));
  connection.onFoldingRanges(({ textDocument }) =>
    ask('folding', textDocument, ({ file }) => foldingRanges(file)),
  );
  connection.languages.semanticTokens.on(
    ({ textDocument }) =>
      ask('semantic tokens', textDocument, ({ design, file }) => semanticTokens(design, file)) ?? {
        data: [],
      },
  );
  connection.onDocumentFormatting(({ textDocument }) =>
    ask('formatting', textDocument, ({ file }) => formatting(file)),
  );
  connection.onCodeAction(({ textDocument, range }) =>
    ask('code actions', textDocument, ({ design, file }) => [
      ...codeActions(design, file, {
        range,
        findings: context.session.findingsOf(design),
        toDiagnostic: (finding) => toDiagnostic(finding, context.pageOf),
      }),
    ]),
  );
  connection.onRequest(DIAGRAM_REQUEST, ({ uri }: DiagramQuestion) => diagram(context, uri));
  connection.onRequest(SECRETS_REQUEST, (question: SecretsQuestion): SecretsAnswer => ({
    names: ask('secrets', question, ({ design }) => keptSecrets(design)) ?? [],
  }));
}

interface Asked {
  readonly design: Design;
  readonly file: SourceFile;
}

/** Answers about one file as it is now. A bug is logged and costs this answer only. */
function asker({ session, bug }: RequestContext) {
  return <Answer>(
    name: string,
    { uri }: { uri: string },
    answer: (asked: Asked) => Answer,
  ): Answer | null => {
    try {
      const asked = session.at(uri);
      return asked === undefined ? null : answer(asked);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      bug(name, error);
      return null;
    }
  };
}

function keptSecrets({ topology }: Design): readonly string[] {
  const names = secretRefs(topology)
    .filter(isKeptByName)
    .map(({ name }) => name);
  return [...new Set(names)];
}

function granted<T extends object>(answer: T | Refusal): T {
  if ('refusal' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refusal);
  return answer;
}

/** Of a file that nobody knows, such as one that was just deleted, the empty diagram. */
function diagram({ session, documents }: RequestContext, uri: string): DiagramAnswer {
  const asked = session.at(uri);
  const version = documents.get(uri)?.version;
  if (asked === undefined) return diagramOf(buildDesign(session.workspace.services, []), [], version);
  return diagramOf(asked.design, session.findingsOf(asked.design), version);
}
