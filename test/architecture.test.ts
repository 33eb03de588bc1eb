import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Which folder may import which: of ours, and of others besides small well-kept libraries. A folder may always
 * import itself. Adding a cell is a design decision: say why in the commit.
 */
const table: Record<string, Row> = {
  model: { ours: [], others: [] },
  analysis: { ours: ['model'], others: [] },
  rules: { ours: ['model', 'analysis'], others: [] },
  diagram: { ours: ['model', 'analysis'], others: [{ name: 'elkjs', only: ['layout.ts'] }] },
  cloud: {
    // A plan says which traffic it interrupts.
    ours: ['model', 'analysis'],
    others: [
      { name: '@alicloud', only: ['client.ts'] },
      { name: 'ali-oss', only: ['oss-client.ts'] },
      { name: 'node:crypto' },
      // The SDK hides the headers of a refusal; Node shows them there.
      { name: 'node:diagnostics_channel', only: ['retry-after.ts'] },
    ],
  },
  emulator: { ours: ['model'], others: [{ name: 'node:http' }, { name: 'node:crypto' }] },
  export: { ours: ['model', 'diagram', 'cloud'], others: [] },
  language: {
    ours: ['model', 'analysis', 'rules'],
    others: [{ name: 'langium' }, { name: 'vscode-languageserver' }],
  },
  protocol: { ours: [], typesOf: ['model', 'diagram'], others: [] },
  server: {
    ours: 'below',
    others: [{ name: 'langium' }, { name: 'vscode-languageserver' }, { name: 'node:' }],
  },
  extension: {
    ours: 'below',
    others: [{ name: 'vscode' }, { name: 'vscode-languageclient' }, { name: 'node:' }],
  },
  cli: { ours: 'below', others: [{ name: 'langium' }, { name: 'node:' }] },
  webview: { ours: ['protocol', 'diagram'], others: [] },
};

/** Platforms and frameworks: whoever may use them has them in its row. Everything else is a small library. */
const guarded = [
  'elkjs',
  '@alicloud',
  'ali-oss',
  'langium',
  'vscode',
  'vscode-languageserver',
  'vscode-languageclient',
  'node:',
];

const entryPoints = ['server', 'extension', 'cli'];

/** Inside `src/cloud`, from the vocabulary at its top to the apply; what is nearer to the top knows less. */
const cloudTable: Record<string, readonly string[]> = {
  '.': [],
  'design': ['.'],
  'kinds': ['.', 'design'],
  'credentials': ['.', 'client'],
  'client': ['.', 'credentials'],
  'look': ['.', 'client'],
  'store': ['.', 'client', 'credentials'],
  'state': ['.', 'client', 'design', 'kinds', 'store'],
  'plan': ['.', 'client', 'design', 'kinds', 'look', 'state'],
  'apply': ['.', 'client', 'design', 'kinds', 'look', 'plan', 'state'],
  'import': ['.', 'client', 'design', 'kinds', 'look', 'plan', 'state'],
};

interface Row {
  readonly ours: readonly string[] | 'below';
  readonly typesOf?: readonly string[];
  readonly others: readonly { readonly name: string; readonly only?: readonly string[] }[];
}

interface Import {
  readonly file: string;
  readonly folder: string;
  readonly target: string;
  readonly isTypeOnly: boolean;
}

const root = path.resolve(import.meta.dirname, '..');
const cloud = 'src/cloud/';
const imports = globSync(['src/**/*.ts', 'webview/**/*.ts'], { cwd: root }).flatMap(importsOf);

describe('the import table', () => {
  test('reads imports at all', () => {
    expect(imports.length).toBeGreaterThan(50);
  });

  test('covers every folder', () => {
    expect([...new Set(imports.map((i) => i.folder))].filter((folder) => !(folder in table))).toEqual([]);
  });

  test('is kept by every import', () => {
    const outside = imports.filter((i) => !isAllowed(i)).map((i) => `${i.file} imports ${i.target}`);
    expect(outside).toEqual([]);
  });
});

describe('the layers of the cloud engine', () => {
  const inside = imports.filter(({ file, target }) => [file, target].every((each) => each.startsWith(cloud)));

  test('cover every folder', () => {
    expect([...new Set(inside.map(({ file }) => layerOf(file)))].sort()).toEqual(
      Object.keys(cloudTable).sort(),
    );
  });

  test('are kept by every import', () => {
    const outside = inside
      .filter(({ file, target }) => {
        const layer = layerOf(file);
        return layerOf(target) !== layer && cloudTable[layer]?.includes(layerOf(target)) !== true;
      })
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(outside).toEqual([]);
  });
});

test('every import names a file, not a folder', () => {
  const barrels = imports
    .filter((i) => i.target.endsWith('/index.ts'))
    .map((i) => `${i.file} imports ${i.target}`);
  expect(barrels).toEqual([]);
});

test('model, analysis and rules read no clock and no randomness', () => {
  const impure = globSync(['src/model/**/*.ts', 'src/analysis/**/*.ts', 'src/rules/**/*.ts'], {
    cwd: root,
  }).filter((file) =>
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\./.test(
      readFileSync(path.join(root, file), 'utf8'),
    ),
  );
  expect(impure).toEqual([]);
});

function isAllowed(i: Import): boolean {
  const row = table[i.folder];
  if (row === undefined) return false;
  return i.target.startsWith('.') || i.target.startsWith('src/') || i.target.startsWith('webview/')
    ? isOwnAllowed(i, row)
    : isOtherAllowed(i, row);
}

function isOwnAllowed(i: Import, row: Row): boolean {
  const target = folderOf(i.target);
  if (target === i.folder) return true;
  if (entryPoints.includes(target)) return false;
  if (row.ours === 'below') return target !== 'webview';
  return row.ours.includes(target) || (i.isTypeOnly && (row.typesOf ?? []).includes(target));
}

function isOtherAllowed(i: Import, row: Row): boolean {
  const matches = (name: string): boolean =>
    name.endsWith(':') ? i.target.startsWith(name) : i.target === name || i.target.startsWith(`${name}/`);
  const guard = guarded.filter(matches);
  if (guard.length === 0) return true;
  return row.others.some(
    (other) =>
      (matches(other.name) || other.name === i.target) &&
      (other.only === undefined || other.only.includes(path.basename(i.file))),
  );
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const statement =
    /^\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s*['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;
  return [...text.matchAll(statement)].map((match) => {
    const target = match[2] ?? match[3] ?? match[4] ?? '';
    return {
      file,
      folder: folderOf(file),
      target: target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target,
      isTypeOnly: match[1] !== undefined,
    };
  });
}

/** `src/rules/rule.ts` is in `rules`, `webview/main.ts` in `webview`. */
function folderOf(file: string): string {
  const [top, second] = file.split('/');
  return (top === 'src' ? second : top) ?? '';
}

/** `src/cloud/plan/diff.ts` is in `plan`, `src/cloud/kind.ts` in `.`. */
function layerOf(file: string): string {
  const [first = '', ...rest] = file.slice(cloud.length).split('/');
  return rest.length === 0 ? '.' : first;
}
