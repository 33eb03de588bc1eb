import { expect, test } from 'vitest';
import { entryOf } from '../../src/language/design.ts';
import { createHcnetServices } from '../../src/language/module.ts';
import { Workspace } from '../../src/language/workspace.ts';
import type { FakeFile } from '../support/files.ts';
import { fakeFiles } from '../support/files.ts';

const services = createHcnetServices();

test('an open file counts more than the one on disk, until it is closed', async () => {
  const workspace = open({ 'a.hcnet': 'site disk { }' });
  workspace.setText('file:///a.hcnet', 'site typed { }');
  await workspace.read(['file:///a.hcnet']);
  expect(sites(workspace, 'a.hcnet')).toEqual(['typed']);
  await workspace.close('file:///a.hcnet');
  expect(sites(workspace, 'a.hcnet')).toEqual(['disk']);
});

test('a design is all files that imports connect, seen from any of them', async () => {
  const workspace = open({ 'b.hcnet': 'site b { }', 'c.hcnet': 'import "./b.hcnet" site c { }' });
  workspace.setText('file:///a.hcnet', 'import "./b.hcnet" site a { }');
  await workspace.read(['file:///c.hcnet']);
  expect(sites(workspace, 'a.hcnet')).toEqual(['a']);
  await workspace.readImports();
  expect(sites(workspace, 'a.hcnet')).toEqual(['a', 'b', 'c']);
  expect(workspace.designOf('file:///b.hcnet')).toBe(workspace.designOf('file:///c.hcnet'));
  expect(workspace.designs()).toHaveLength(1);
});

test('removing an import takes the design apart', async () => {
  const workspace = open({ 'b.hcnet': 'site b { }' });
  workspace.setText('file:///a.hcnet', 'import "./b.hcnet" circuit x from b to access-point p { }');
  await workspace.readImports();
  expect(workspace.designOf('file:///a.hcnet')?.topology.circuits[0]?.site?.name).toBe('b');
  workspace.setText('file:///a.hcnet', 'circuit x from b to access-point p { }');
  expect(workspace.designOf('file:///a.hcnet')?.topology.circuits[0]?.site).toBeUndefined();
  expect(workspace.designs()).toHaveLength(2);
});

test('an edit in one file reaches the references in another', async () => {
  const workspace = open({ 'b.hcnet': 'site b { }' });
  workspace.setText('file:///a.hcnet', 'import "./b.hcnet" circuit x from b to access-point p { }');
  await workspace.readImports();
  workspace.setText('file:///b.hcnet', 'site b { tier development }');
  expect(workspace.designOf('file:///a.hcnet')?.topology.circuits[0]?.site?.tier).toBe('development');
});

test('a file that appears on disk mends the import of it', async () => {
  const files: Record<string, FakeFile> = {};
  const workspace = new Workspace(services, { readFile: (uri) => fakeFiles(files).readFile(uri) });
  workspace.setText('file:///a.hcnet', 'import "./b.hcnet"');
  await workspace.readImports();
  expect(workspace.designOf('file:///a.hcnet')?.unreadable.get('file:///b.hcnet')).toBe('missing');
  files['b.hcnet'] = 'site b { }';
  await workspace.read(['file:///b.hcnet']);
  expect(sites(workspace, 'a.hcnet')).toEqual(['b']);
});

test('the entry of a design is the file that no other one imports', async () => {
  const workspace = open({
    'a.hcnet': 'site a { }',
    'main.hcnet': 'import "./a.hcnet" import "./main.hcnet"',
    'x/b.hcnet': 'import "./c.hcnet"',
    'x/c.hcnet': 'import "./b.hcnet"',
  });
  await workspace.read(['file:///main.hcnet', 'file:///x/c.hcnet']);
  await workspace.readImports();
  expect(workspace.designs().map((design) => entryOf(design)?.uri)).toEqual([
    'file:///main.hcnet',
    'file:///x/b.hcnet',
  ]);
});

test('the same design is given until something changes', () => {
  const workspace = open({});
  workspace.setText('file:///a.hcnet', 'site a { }');
  workspace.setText('file:///b.hcnet', 'site b { }');
  const design = workspace.designOf('file:///a.hcnet');
  workspace.setText('file:///b.hcnet', 'site b { asn 1 }');
  workspace.setText('file:///a.hcnet', 'site a { }');
  expect(workspace.designOf('file:///a.hcnet')).toBe(design);
  workspace.setText('file:///a.hcnet', 'site a { asn 1 }');
  expect(workspace.designOf('file:///a.hcnet')).not.toBe(design);
});

function open(files: Readonly<Record<string, FakeFile>>): Workspace {
  return new Workspace(services, fakeFiles(files));
}

function sites(workspace: Workspace, name: string): readonly string[] | undefined {
  return workspace.designOf(`file:///${name}`)?.topology.sites.map((site) => site.name);
}
