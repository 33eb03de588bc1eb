import { describe, expect, test } from 'vitest';
import type { Design } from '../../src/language/design.ts';
import { findingsOf } from '../../src/language/findings.ts';
import { describeProblem } from '../../src/language/file-system.ts';
import { createHcnetServices } from '../../src/language/module.ts';
import { Workspace } from '../../src/language/workspace.ts';
import type { FakeFile } from '../support/files.ts';
import { fakeFiles } from '../support/files.ts';

const services = createHcnetServices();

test('a file brings what it imports, and what that imports', async () => {
  const design = await load('main.hcnet', {
    'main.hcnet': 'import "./net/circuits.hcnet"',
    'net/circuits.hcnet': 'import "../sites.hcnet" circuit a from dc to access-point p { }',
    'sites.hcnet': 'site dc { }',
    'other.hcnet': 'site other { }',
  });
  expect(design.topology.sites.map(({ name }) => name)).toEqual(['dc']);
  expect(design.topology.circuits[0]?.site?.name).toBe('dc');
  expect(messagesOf(design)).toEqual([]);
});

describe('what cannot be read', () => {
  test.each<[string, FakeFile | undefined, string]>([
    ['missing', undefined, 'does not exist'],
    ['denied', { code: 'EACCES' }, 'may not be read: permission denied'],
    ['broken', { code: 'EIO' }, 'cannot be read'],
    ['huge', new Uint8Array(21 * 1024 * 1024), 'is larger than 20 MB, more than any design needs'],
  ])('a file that is %s', async (_name, file, message) => {
    const files = file === undefined ? {} : { 'main.hcnet': file };
    const workspace = new Workspace(services, fakeFiles(files));
    await workspace.read(['file:///main.hcnet']);
    const problem = workspace.problemWith('file:///main.hcnet');
    expect(problem === undefined ? undefined : describeProblem(problem)).toBe(message);
    expect(workspace.designs()).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, FakeFile>>, string]>([
    ['missing', {}, "The imported './x' does not exist"],
    [
      'a folder',
      { 'x/y.hcnet': '' },
      "The imported './x' is a folder, not a file; import one of the files in it",
    ],
    ['denied', { x: { code: 'EACCES' } }, "The imported './x' may not be read: permission denied"],
  ])('an import that is %s is a finding at the import', async (_name, files, message) => {
    const design = await load('main.hcnet', { 'main.hcnet': 'site s { }\nimport "./x"', ...files });
    const [finding] = findingsOf(design, { rules: [] });
    expect(finding?.message).toBe(message);
    expect(finding?.range).toMatchObject({ startLine: 1, startColumn: 7, endColumn: 12 });
    expect(design.topology.sites).toHaveLength(1);
  });

  test('import circles end', async () => {
    const design = await load('a.hcnet', {
      'a.hcnet': 'import "./b.hcnet" site a { }',
      'b.hcnet': 'import "./a.hcnet" site b { }',
    });
    expect(design.topology.sites.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(messagesOf(design)).toHaveLength(1);
  });
});

describe('odd texts', () => {
  test('a byte order mark and Windows line breaks change nothing but offsets', async () => {
    const design = await load('main.hcnet', { 'main.hcnet': '\uFEFFsite a {\r\n  kind palace\r\n}\r\n' });
    const [finding] = findingsOf(design, { rules: [] });
    expect(finding?.range).toMatchObject({ startLine: 1, startColumn: 7, start: 18 });
    expect(design.topology.sites[0]?.source).toMatchObject({ start: 6, startLine: 0, startColumn: 6 });
  });

  test('UTF-16 with its mark is read as what it is', async () => {
    const bytes = Uint8Array.from(Buffer.from('\uFEFFsite a "上海" { }', 'utf16le'));
    const design = await load('main.hcnet', { 'main.hcnet': bytes });
    expect(design.topology.sites[0]?.label).toBe('上海');
    expect(messagesOf(design)).toEqual([]);
  });

  test('an empty file is an empty design', async () => {
    const design = await load('main.hcnet', { 'main.hcnet': '' });
    expect(messagesOf(design)).toEqual([]);
    expect(design.topology.network).toBeUndefined();
  });

  test('bytes that are no text give one finding, not one for each byte', async () => {
    const design = await load('main.hcnet', { 'main.hcnet': new Uint8Array(10_000) });
    expect(messagesOf(design)).toHaveLength(1);
  });

  test('five megabytes take seconds', async () => {
    const text = Array.from(
      { length: 60_000 },
      (_, i) =>
        `site s${String(i)} "Site" { kind office prefix 10.0.0.0/8 asn 65010 router r { vendor h3c } }`,
    ).join('\n');
    expect(text.length).toBeGreaterThan(5_000_000);
    const design = await load('main.hcnet', { 'main.hcnet': text });
    expect(design.topology.sites).toHaveLength(60_000);
    expect(messagesOf(design)).toEqual([]);
  }, 60_000);

  test('five megabytes in one line without an end take seconds too', async () => {
    const design = await load('main.hcnet', { 'main.hcnet': `site s { ${'{ x '.repeat(1_250_000)}` });
    expect(messagesOf(design).length).toBeGreaterThan(0);
  }, 60_000);
});

async function load(target: string, files: Readonly<Record<string, FakeFile>>): Promise<Design> {
  const workspace = new Workspace(services, fakeFiles(files));
  await workspace.read([`file:///${target}`]);
  await workspace.readImports();
  const [design, ...others] = workspace.designs();
  if (design === undefined || others.length > 0) throw new Error('expected one design');
  return design;
}

function messagesOf(design: Design): readonly string[] {
  return findingsOf(design, { rules: [] }).map(({ message }) => message);
}
