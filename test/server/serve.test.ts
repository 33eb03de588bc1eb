import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import type { Diagnostic, MessageConnection } from 'vscode-languageserver/node';
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { DESIGNS_BUILT, DIAGRAM_REQUEST, SECRETS_REQUEST } from '../../src/protocol/server.ts';
import type { DesignsBuilt, DiagramAnswer, SecretsAnswer } from '../../src/protocol/server.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { defineRule } from '../../src/rules/rule.ts';
import { serve } from '../../src/server/serve.ts';
import type { FakeFile } from '../support/files.ts';
import { fakeFiles } from '../support/files.ts';

const clients: MessageConnection[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
});

describe('diagnostics', () => {
  test('come with id, page, source and related places, and go when the text is mended', async () => {
    const editor = await start();
    await editor.open('a.hcnet', 'contact a { }\ncontact a { }');
    await editor.until(() => editor.diagnostics('a.hcnet').length === 1);
    expect(editor.diagnostics('a.hcnet')).toEqual([
      {
        code: 'HC003',
        codeDescription: { href: 'page:HC003' },
        source: 'hcnet',
        severity: 1,
        message: "A contact 'a' is declared already, so references lead there; give this one another name",
        range: { start: { line: 1, character: 8 }, end: { line: 1, character: 9 } },
        relatedInformation: [
          {
            message: "The first contact 'a'",
            location: {
              uri: 'file:///a.hcnet',
              range: { start: { line: 0, character: 8 }, end: { line: 0, character: 9 } },
            },
          },
        ],
      },
    ]);
    await editor.change('a.hcnet', 'contact a { }\ncontact b { }');
    await editor.until(() => editor.diagnostics('a.hcnet').length === 0);
  });

  test('reach files that nobody opened: those of the folder, and what is imported from elsewhere', async () => {
    const editor = await start({
      'work/closed.hcnet': 'import "../lib/shared.hcnet" vbr v on nowhere { }',
      'lib/shared.hcnet': 'contact a { } contact a { }',
    });
    await editor.until(() => editor.diagnostics('work/closed.hcnet').length === 1);
    await editor.until(() => editor.diagnostics('lib/shared.hcnet').length === 1);
  });

  test('follow a file that changes on disk, and one that is deleted', async () => {
    const files: Record<string, FakeFile> = { 'work/a.hcnet': 'vbr v on nowhere { }' };
    const editor = await start(files);
    await editor.until(() => editor.diagnostics('work/a.hcnet').length === 1);
    files['work/a.hcnet'] = 'vbr v on nowhere { } vbr w on nowhere { }';
    await editor.touched('work/a.hcnet');
    await editor.until(() => editor.diagnostics('work/a.hcnet').length === 2);
    Reflect.deleteProperty(files, 'work/a.hcnet');
    await editor.touched('work/a.hcnet');
    await editor.until(() => editor.diagnostics('work/a.hcnet').length === 0);
  });

  test('obey the settings, also when these change', async () => {
    const editor = await start({}, { settings: { HC003: 'warning' } });
    await editor.open('a.hcnet', 'contact a { }\ncontact a { }');
    await editor.until(() => editor.diagnostics('a.hcnet')[0]?.severity === 2);
    await editor.configure({ HC003: 'off' });
    await editor.until(() => editor.diagnostics('a.hcnet').length === 0);
    await editor.configure({ HC003: 'default', HC009: 7 });
    await editor.until(() => editor.diagnostics('a.hcnet')[0]?.severity === 1);
  });

  test('survive a rule that throws, which is logged', async () => {
    const broken: Rule = defineRule({
      id: 'HC999',
      severity: 'error',
      title: '',
      why: '',
      sources: [],
      check: () => {
        throw new Error('out of order');
      },
      examples: { bad: '', good: '' },
    });
    const editor = await start({}, { rules: [broken] });
    await editor.open('a.hcnet', 'contact a { }\ncontact a { }');
    await editor.until(() => editor.diagnostics('a.hcnet').length === 1);
    await editor.until(() =>
      editor.log.some((line) => line.includes('rule HC999') && line.includes('out of order')),
    );
  });
});

test('requests see the text as it is typed, before anything was published', async () => {
  const editor = await start();
  await editor.open('a.hcnet', 'site a { }');
  const pending = editor.change('a.hcnet', 'site a { k }');
  const items = await editor.ask<{ label: string }[]>('textDocument/completion', {
    textDocument: { uri: 'file:///a.hcnet' },
    position: { line: 0, character: 10 },
  });
  await pending;
  expect(items.map(({ label }) => label)).toContain('kind');
});

test('a refused rename says why', async () => {
  const editor = await start();
  await editor.open('a.hcnet', 'site a { }');
  const renaming = editor.ask('textDocument/rename', {
    textDocument: { uri: 'file:///a.hcnet' },
    position: { line: 0, character: 5 },
    newName: 'site',
  });
  await expect(renaming).rejects.toThrow("'site' is a word of the language and cannot be a name");
});

test('a file without a name ending is checked like any other', async () => {
  const editor = await start();
  await editor.open('untitled:Untitled-1', 'site a { kind palace }');
  await editor.until(() => editor.diagnostics('untitled:Untitled-1').length === 1);
});

describe('the diagram', () => {
  test('has graph, places and findings of the whole design', async () => {
    const editor = await start({ 'work/b.hcnet': 'circuit c from s to access-point p { }' });
    await editor.open('work/a.hcnet', 'import "./b.hcnet"\nsite s { router r }');
    const answer = await editor.ask<DiagramAnswer>(DIAGRAM_REQUEST, { uri: 'file:///work/a.hcnet' });
    expect(answer.version).toBe(1);
    expect(answer.isPartial).toBe(false);
    await editor.until(() => editor.built.some((uris) => uris.includes('file:///work/b.hcnet')));
    const whole = await editor.ask<DiagramAnswer>(DIAGRAM_REQUEST, { uri: 'file:///work/a.hcnet' });
    expect(whole.places.map(({ path }) => path)).toEqual(['site.s', 'site.s/router.r', 'circuit.c']);
    expect(JSON.stringify(whole.graph)).toContain('circuit.c');
  });

  test('is partial while the text has syntax errors, and empty for a file that nobody knows', async () => {
    const editor = await start();
    await editor.open('a.hcnet', 'site s { kind }');
    const ask = (uri: string) => editor.ask<DiagramAnswer>(DIAGRAM_REQUEST, { uri });
    expect(await ask('file:///a.hcnet')).toMatchObject({ isPartial: true, places: [{ path: 'site.s' }] });
    expect(await ask('file:///gone.hcnet')).toMatchObject({
      isPartial: false,
      places: [],
      graph: { nodes: [] },
    });
  });

  test('tells a text that says something else from one that says the same in another way', async () => {
    const editor = await start();
    const ask = async () => {
      const answer = await editor.ask<DiagramAnswer>(DIAGRAM_REQUEST, { uri: 'file:///a.hcnet' });
      return answer.design;
    };
    await editor.open(
      'a.hcnet',
      'site s { asn 65010 prefix 10.0.0.0/16 }\ncircuit c from s to access-point p { }',
    );
    const first = await ask();
    await editor.change(
      'a.hcnet',
      '// Moved.\nsite s {\n  prefix 10.0.0.0/16\n  asn 65010\n}\ncircuit c from s to access-point p { }',
    );
    expect(await ask()).toBe(first);
    await editor.change(
      'a.hcnet',
      'site s { asn 65011 prefix 10.0.0.0/16 }\ncircuit c from s to access-point p { }',
    );
    expect(await ask()).not.toBe(first);
  });

  test('marks what findings of the text stand in', async () => {
    const editor = await start();
    await editor.open('a.hcnet', 'site s { asn 4294967296 }');
    const { graph } = await editor.ask<DiagramAnswer>(DIAGRAM_REQUEST, { uri: 'file:///a.hcnet' });
    expect(graph.marks).toMatchObject([{ path: 'site.s', errors: 1 }]);
  });
});

describe('the secrets of a design', () => {
  test('are those that VS Code may keep, of all its files', async () => {
    const editor = await start({
      'work/b.hcnet':
        'vpn x from s to t { tunnel a { key secret vscode "psk" } tunnel b { key secret file "k" } }',
    });
    const session = (secret: string) => `bgp { peer-asn 65010 auth ${secret} }`;
    await editor.open(
      'work/a.hcnet',
      `import "./b.hcnet"
       circuit c from s to access-point p { }
       vbr one on c { ${session('secret BGP_KEY')} } vbr two on c { ${session('secret vscode "BGP_KEY"')} }
       vbr three on c { ${session('secret env "ENV"')} }`,
    );
    await editor.until(() => editor.built.some((uris) => uris.includes('file:///work/b.hcnet')));
    const ask = (uri: string) => editor.ask<SecretsAnswer>(SECRETS_REQUEST, { uri });
    expect(await ask('file:///work/a.hcnet')).toEqual({ names: ['BGP_KEY', 'psk'] });
    expect(await ask('file:///gone.hcnet')).toEqual({ names: [] });
  });
});

interface Options {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly rules?: readonly Rule[];
}

/** A server and an editor that talk through two pipes. The editor has the folder `work` open. */
async function start(
  files: Readonly<Record<string, FakeFile>> = {},
  { settings = {}, rules = [] }: Options = {},
) {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    fileSystem: { readFile: (uri) => fakeFiles(files).readFile(uri) },
    findDesigns: (folder) =>
      Promise.resolve(
        Object.keys(files)
          .map((name) => `file:///${name}`)
          .filter((uri) => uri.startsWith(`${folder}/`)),
      ),
    rules,
    pageOf: (ruleId) => `page:${ruleId}`,
  });
  const client = createMessageConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  clients.push(client);
  const editor = editorWith(client, settings);
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { workspace: { configuration: true } },
    workspaceFolders: [{ uri: 'file:///work', name: 'work' }],
  });
  await client.sendNotification('initialized', {});
  return editor;
}

function editorWith(client: MessageConnection, initial: Readonly<Record<string, unknown>>) {
  const published = new Map<string, readonly Diagnostic[]>();
  const built: (readonly string[])[] = [];
  const log: string[] = [];
  const waiting = new Set<() => void>();
  let settings = initial;
  const versions = new Map<string, number>();
  const heard = () => {
    for (const check of waiting) check();
  };
  client.onRequest('client/registerCapability', () => null);
  client.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
    items.map(() => settings),
  );
  client.onNotification(
    'textDocument/publishDiagnostics',
    (params: { uri: string; diagnostics: Diagnostic[] }) => {
      published.set(params.uri, params.diagnostics);
      heard();
    },
  );
  client.onNotification(DESIGNS_BUILT, ({ uris }: DesignsBuilt) => {
    built.push(uris);
    heard();
  });
  client.onNotification('window/logMessage', ({ message }: { message: string }) => {
    log.push(message);
    heard();
  });
  client.listen();
  const uriOf = (name: string) => (name.includes(':') ? name : `file:///${name}`);
  return {
    built,
    log,
    diagnostics: (name: string) => published.get(uriOf(name)) ?? [],
    open: (name: string, text: string) => {
      versions.set(name, 1);
      const textDocument = { uri: uriOf(name), languageId: 'hcnet', version: 1, text };
      return client.sendNotification('textDocument/didOpen', { textDocument });
    },
    change: (name: string, text: string) => {
      const version = (versions.get(name) ?? 1) + 1;
      versions.set(name, version);
      const textDocument = { uri: uriOf(name), version };
      return client.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
    },
    touched: (name: string) =>
      client.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: uriOf(name), type: 2 }],
      }),
    configure: (changed: Readonly<Record<string, unknown>>) => {
      settings = changed;
      return client.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    },
    ask: <T>(method: string, params: unknown) => client.sendRequest<T>(method, params),
    /** Waits until what the server said satisfies a condition. */
    until: (satisfied: () => boolean) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (!satisfied()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}
